/// A comment that allows a finding beside it: `<!-- gatepost: allow pupil.full-name: consent of
/// 12 May -->`, in Markdown, HTML and plain text.
///
/// It counts for the passage that it stands in, or, standing alone, for the next one. It names what
/// is allowed by its content, not by a line, so it stays right when the text moves.
struct AllowComment {
  /// The bytes of the comment, its marks counted.
  let range: Range<Int>
  /// The bytes of what it allows and why: "pupil.full-name: consent of 12 May".
  let body: Range<Int>

  private static let start = Array("<!--".utf8)
  private static let end = Array("-->".utf8)
  private static let name = Array("gatepost:".utf8)
  private static let verb = Array("allow ".utf8)

  /// The first such comment in some bytes; nil if there is none.
  init?(in bytes: UnsafeBufferPointer<UInt8>, from first: Int = 0) {
    var position = first
    while let open = Self.find(Self.start, in: bytes, from: position) {
      position = open + Self.start.count
      guard let close = Self.find(Self.end, in: bytes, from: position) else { return nil }
      if let body = Self.body(bytes, position..<close) {
        range = open..<close + Self.end.count
        self.body = body
        return
      }
      position = close
    }
    return nil
  }

  /// What a comment allows, given the bytes between its marks; nil if it is about something else.
  static func body(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    var start = range.lowerBound
    for part in [name, verb] {
      while start < range.upperBound, bytes[start] <= 0x20 { start += 1 }
      guard range.upperBound - start > part.count,
        bytes[start..<start + part.count].elementsEqual(part)
      else { return nil }
      start += part.count
    }
    var end = range.upperBound
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  private static func find(
    _ part: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    var position = start
    while position + part.count <= bytes.count {
      if bytes[position] == part[0],
        bytes[position..<position + part.count].elementsEqual(part)
      {
        return position
      }
      position += 1
    }
    return nil
  }
}
