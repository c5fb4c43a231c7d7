/// Tells mail from other text by its first lines.
///
/// Source: RFC 5322 (header fields), RFC 4155 (the separator of an mbox).
struct MailSigns {
  /// `eml`, `mbox`, or nil if the text is neither.
  let form: InputFormat?

  private static let fields: Set<String> = [
    "from", "to", "subject", "date", "mime-version", "received", "message-id", "return-path",
    "delivered-to", "cc", "content-type", "reply-to",
  ]

  /// Judges the first block of a document.
  init(_ bytes: ArraySlice<UInt8>) {
    let isBox = bytes.starts(with: "From ".utf8)
    let lines = bytes.prefix(16384).split(
      separator: 0x0A, maxSplits: 60, omittingEmptySubsequences: false)
    var known: Set<String> = []
    for line in lines.dropFirst(isBox ? 1 : 0) {
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.isEmpty { break }
      if line.first == 0x20 || line.first == 0x09 { continue }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
        line[..<colon].allSatisfy({ 0x21...0x7E ~= $0 }), colon > line.startIndex
      else {
        form = nil
        return
      }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      if Self.fields.contains(name) { known.insert(name) }
    }
    // "To:" and "Subject:" alone may stand over a draft that somebody typed.
    let isSure = known.count >= 3 || known.count == 2 && !known.isSubset(of: ["to", "subject"])
    form = isBox && known.count >= 2 ? .mbox : isSure ? .eml : nil
  }
}
