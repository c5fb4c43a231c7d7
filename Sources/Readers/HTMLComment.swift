/// A comment of a page.
///
/// What is written only for one mail program, `<!--[if mso]> … <![endif]-->`, is read as the rest of
/// the page; what nobody is to see may still be seen by whoever looks at the source.
struct HTMLComment {
  /// Whether what follows is for one program only, and is text and tags all the same.
  let isConditional: Bool
  /// How many bytes to pass over before reading on: the whole comment, or the head of a conditional
  /// one.
  let length: Int
  /// The bytes between its marks, in the indices of what it was read from; nil for a conditional one,
  /// one that allows a finding, and one whose end is not there.
  let body: Range<Int>?

  /// The comment that `bytes` begin with.
  init<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes) where Bytes.Index == Int {
    let start = min(bytes.startIndex + 4, bytes.endIndex)
    // `<!-->` is a comment already.
    if start < bytes.endIndex, bytes[start] == 0x3E {
      (isConditional, length, body) = (true, 5, nil)
      return
    }
    let head = bytes[start...].prefix(3)
    if head.elementsEqual("[if".utf8) || head.elementsEqual("<![".utf8),
      let end = bytes[start...].firstIndex(of: 0x3E)
    {
      (isConditional, length, body) = (true, end + 1 - bytes.startIndex, nil)
      return
    }
    isConditional = false
    var end = start + 2
    while end < bytes.endIndex,
      !(bytes[end] == 0x3E && bytes[end - 1] == 0x2D && bytes[end - 2] == 0x2D)
    {
      end += 1
    }
    guard end < bytes.endIndex else {
      (length, body) = (bytes.count, nil)
      return
    }
    length = end + 1 - bytes.startIndex
    let inside = Array(bytes[start..<(end - 2)])
    let allows = inside.withUnsafeBufferPointer { AllowComment.body($0, 0..<$0.count) != nil }
    // WordPress marks its blocks so.
    let word = inside.drop { $0 <= 0x20 || $0 == 0x2F }
    body = allows || word.starts(with: "wp:".utf8) ? nil : start..<(end - 2)
  }

  /// The text of the comment as a person reads it, tags and runs of white space made blanks.
  func text<Bytes: RandomAccessCollection<UInt8>>(of bytes: Bytes) -> [UInt8]
  where Bytes.Index == Int {
    guard let body else { return [] }
    var text: [UInt8] = []
    var isTag = false
    for byte in bytes[body] {
      if byte == 0x3C { isTag = true }
      let isText = !isTag && byte > 0x20
      if isText { text.append(byte) } else if text.last ?? 0x20 > 0x20 { text.append(0x20) }
      if byte == 0x3E { isTag = false }
    }
    return HTMLEntity.decoded(text)
  }
}
