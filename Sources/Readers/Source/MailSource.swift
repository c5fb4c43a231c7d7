/// The parts of a mail as it stands in a file, for taking texts out of them.
///
/// Source: RFC 2045 and 2046 (parts and their encodings).
enum MailSource {
  /// The mail with texts taken out of its parts and headers.
  static func edited(
    _ bytes: [UInt8], _ wanted: [SourceEdit.Wanted], depth: Int = 0
  ) -> [UInt8] {
    part(bytes[...], wanted, depth: depth)
  }

  private static func part(
    _ bytes: ArraySlice<UInt8>, _ wanted: [SourceEdit.Wanted], depth: Int
  ) -> [UInt8] {
    let split = bodyStart(bytes)
    let head = MailHead(bytes[..<split])
    let body = Array(bytes[split...])
    let newHead = head.edited(wanted)
    if depth < 20, let boundary = head.parameter("boundary", of: "content-type") {
      return newHead + parts(body, Array("--\(boundary)".utf8), wanted, depth: depth)
    }
    if head.type.hasPrefix("message/"), depth < 20 {
      return newHead + part(body[...], wanted, depth: depth + 1)
    }
    let decoded = MailCoding.decoded(body, head.transferEncoding)
    let edited =
      head.isText
      ? text(decoded, head, wanted) : attachment(decoded, head, wanted, depth: depth)
    // What does not change keeps its lines as they are.
    guard edited != decoded else { return newHead + body }
    return newHead + MailCoding.encoded(edited, head.transferEncoding)
  }

  private static func text(
    _ bytes: [UInt8], _ head: MailHead, _ wanted: [SourceEdit.Wanted]
  ) -> [UInt8] {
    let isWestern = MailCoding.isWestern(head.parameter("charset", of: "content-type"))
    let text = isWestern ? MailCoding.fromWestern(bytes) : bytes
    var edit = SourceEdit()
    edit.look(for: wanted, in: head.type == "text/html" ? FormSource.html(text) : .plain(text))
    guard !edit.isEmpty else { return bytes }
    let edited = edit.applied(to: text)
    return isWestern ? MailCoding.toWestern(edited) : edited
  }

  /// A document that hangs on the mail; one that cannot be written anew stays as it is, and the next
  /// look at it says what is still in it.
  private static func attachment(
    _ bytes: [UInt8], _ head: MailHead, _ wanted: [SourceEdit.Wanted], depth: Int
  ) -> [UInt8] {
    (try? FormSource.edited(bytes, name: head.fileName, wanted, depth: depth + 1)) ?? bytes
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
}
