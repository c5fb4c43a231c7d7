/// The header of a mail or of one of its parts, as it stands in a file.
///
/// Source: RFC 5322 (fields and their folding), RFC 2045 (parameters), RFC 2047 (encoded words).
struct MailHead {
  /// The fields with their line ends, and the empty line after them.
  private let lines: [[UInt8]]

  /// The header that those bytes are.
  init(_ bytes: ArraySlice<UInt8>) {
    var fields: [[UInt8]] = []
    var position = bytes.startIndex
    while position < bytes.endIndex {
      let end = bytes[position...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
      let line = bytes[position..<end]
      // A line that begins with a blank goes on with the field before it.
      if let first = line.first, first == 0x20 || first == 0x09, !fields.isEmpty {
        fields[fields.count - 1] += line
      } else {
        fields.append(Array(line))
      }
      position = end
    }
    lines = fields
  }

  /// The media type in small letters: "text/plain" where nothing is said.
  var type: String {
    let value = value("content-type")?.lowercased() ?? "text/plain"
    return value.prefix { $0 != ";" }.filter { !$0.isWhitespace }
  }

  /// Whether its contents are text that a person reads.
  var isText: Bool { type.hasPrefix("text/") }

  /// How its contents are packed, in small letters; empty where nothing is said.
  var transferEncoding: String {
    (value("content-transfer-encoding") ?? "").lowercased().filter { !$0.isWhitespace }
  }

  /// The name of the file that it is, or an empty text.
  var fileName: String {
    parameter("filename", of: "content-disposition") ?? parameter("name", of: "content-type") ?? ""
  }

  /// A parameter of a field.
  func parameter(_ name: String, of field: String) -> String? {
    guard let value = value(field) else { return nil }
    for part in value.split(separator: ";").dropFirst() {
      let trimmed = part.drop { $0.isWhitespace }
      guard trimmed.lowercased().hasPrefix(name + "=") else { continue }
      let said = trimmed.dropFirst(name.count + 1)
      if said.first == "\"" { return String(said.dropFirst().prefix { $0 != "\"" }) }
      return String(said.prefix { !$0.isWhitespace })
    }
    return nil
  }

  private func value(_ field: String) -> String? {
    for line in lines {
      let text = String(decoding: line, as: UTF8.self)
      guard let colon = text.firstIndex(of: ":"), text[..<colon].lowercased() == field else {
        continue
      }
      return String(text[text.index(after: colon)...].filter { !$0.isNewline })
    }
    return nil
  }

  /// The header with texts taken out of it.
  func edited(_ wanted: [SourceEdit.Wanted]) -> [UInt8] {
    lines.flatMap { Self.edited($0, wanted) }
  }

  private static func edited(_ field: [UInt8], _ wanted: [SourceEdit.Wanted]) -> [UInt8] {
    var edit = SourceEdit()
    edit.look(for: wanted, in: .plain(field))
    if !edit.isEmpty { return edit.applied(to: field) }
    // Only a field that is text and nothing else may be written as encoded words throughout.
    let name = Array("subject:".utf8)
    guard field.count > name.count, zip(field, name).allSatisfy({ $0 | 0x20 == $1 || $0 == $1 })
    else { return field }
    let text = MailCoding.wordsDecoded(field[name.count...])
    edit.look(for: wanted, in: .plain(text))
    guard !edit.isEmpty else { return field }
    return field[..<name.count] + [0x20] + MailCoding.wordsEncoded(edit.applied(to: text))
  }
}
