import TextModel

/// The parts of a mail as it stands in a file, for taking texts out of them.
///
/// Source: RFC 2045 and 2046 (parts and their encodings).
enum MailSource {
  /// The mail with texts taken out of its parts and headers.
  static func edited(_ bytes: [UInt8], _ wanted: [SourceEdit.Wanted]) -> [UInt8] {
    part(bytes[...], wanted, depth: 0)
  }

  private static func part(
    _ bytes: ArraySlice<UInt8>, _ wanted: [SourceEdit.Wanted], depth: Int
  ) -> [UInt8] {
    let split = bodyStart(bytes)
    let head = Array(bytes[..<split])
    let fields = String(decoding: head, as: UTF8.self).lowercased()
    let body = Array(bytes[split...])
    let newHead = plain(head, wanted)
    if depth < 20, let boundary = boundary(head) {
      return newHead + parts(body, boundary, wanted, depth: depth)
    }
    let isHTML = fields.holds("text/html")
    if fields.holds("content-transfer-encoding: base64") {
      return newHead + base64(body, wanted, fields)
    }
    let view =
      fields.holds("content-transfer-encoding: quoted-printable")
      ? SourceView.quotedPrintable(body)
      : isHTML ? FormSource.html(body) : SourceView.plain(body)
    var edit = SourceEdit()
    edit.look(for: wanted, in: view)
    return newHead + edit.applied(to: body)
  }

  /// Where the first empty line ends.
  private static func bodyStart(_ bytes: ArraySlice<UInt8>) -> Int {
    var lineStart = bytes.startIndex
    while let end = bytes[lineStart...].firstIndex(of: 0x0A) {
      if bytes[lineStart..<end].allSatisfy({ $0 == 0x0D }) { return end + 1 }
      lineStart = end + 1
    }
    return bytes.endIndex
  }

  /// The text that parts the parts of a multipart body.
  private static func boundary(_ head: [UInt8]) -> [UInt8]? {
    let text = String(decoding: head, as: UTF8.self)
    guard let place = find("boundary=", in: text.lowercased()) else { return nil }
    var rest = text.utf8.dropFirst(place + 9)
    let isQuoted = rest.first == 0x22
    if isQuoted { rest = rest.dropFirst() }
    let value = rest.prefix { isQuoted ? $0 != 0x22 : $0 > 0x20 && $0 != 0x3B }
    return value.isEmpty ? nil : Array("--".utf8) + Array(value)
  }

  private static func find(_ part: String, in text: String) -> Int? {
    let (part, text) = (Array(part.utf8), Array(text.utf8))
    guard text.count >= part.count else { return nil }
    return (0...(text.count - part.count)).first { text[$0...].starts(with: part) }
  }

  private static func parts(
    _ body: [UInt8], _ boundary: [UInt8], _ wanted: [SourceEdit.Wanted], depth: Int
  ) -> [UInt8] {
    var result: [UInt8] = []
    var current: [UInt8] = []
    var isInside = false
    func flush() {
      result += isInside ? part(current[...], wanted, depth: depth + 1) : current
      current = []
    }
    var position = 0
    while position < body.count {
      let end = body[position...].firstIndex(of: 0x0A).map { $0 + 1 } ?? body.count
      let line = body[position..<end]
      if line.starts(with: boundary) {
        flush()
        result += line
        isInside = !line.dropFirst(boundary.count).starts(with: "--".utf8)
      } else {
        current += line
      }
      position = end
    }
    flush()
    return result
  }

  private static func plain(_ bytes: [UInt8], _ wanted: [SourceEdit.Wanted]) -> [UInt8] {
    var edit = SourceEdit()
    edit.look(for: wanted, in: .plain(bytes))
    return edit.applied(to: bytes)
  }

  /// A base64 body, taken apart and put together again in lines of 76.
  private static func base64(
    _ body: [UInt8], _ wanted: [SourceEdit.Wanted], _ fields: String
  ) -> [UInt8] {
    guard fields.holds("text/") else { return body }
    let decoded = Base64.decoded(body)
    var edit = SourceEdit()
    edit.look(
      for: wanted, in: fields.holds("text/html") ? FormSource.html(decoded) : .plain(decoded))
    return edit.isEmpty ? body : Base64.encoded(edit.applied(to: decoded))
  }
}

/// Bytes as letters.
///
/// Source: RFC 4648, 4.
private enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func decoded(_ text: [UInt8]) -> [UInt8] {
    var values = [UInt32](repeating: 64, count: 256)
    for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt32(value) }
    var bytes: [UInt8] = []
    var group: UInt32 = 0
    var bits = 0
    for letter in text where values[Int(letter)] < 64 {
      group = group << 6 | values[Int(letter)]
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
      }
    }
    return bytes
  }

  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var column = 0
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let number = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for index in 0..<4 {
        let isPad = index > group.count
        text.append(isPad ? 0x3D : letters[Int(number >> UInt32(18 - 6 * index) & 63)])
      }
      column += 4
      if column == 76 {
        text += [0x0D, 0x0A]
        column = 0
      }
    }
    return text + [0x0D, 0x0A]
  }
}
