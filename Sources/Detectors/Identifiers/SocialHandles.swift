import ScanCore

/// Names of accounts: `@name`, and words that look like one beside a cue ("insta: ...").
extension IdentifierSearch {
  /// Looks for a handle that begins with the `@` at `index`, with nothing before it.
  mutating func findHandle(at index: Int) {
    let end = endOfHandle(from: index + 1)
    guard end - index > 3, (index + 1..<end).contains(where: { text[$0].isLetter }),
      !text.isWord(at: end), !endsAsFileOrDomain(index + 1, end)
    else { return }
    let isOrganisation = (index + 1..<end).contains { part(of: .body, at: $0, before: end) > 0 }
    // Nothing but letters may be a friend's name in a comment: "@Jodie".
    let isPlain = (index + 1..<end).allSatisfy { text[$0].isLetter }
    let kind: IdentifierKind =
      isOrganisation ? .handleOrganisation : isPlain ? .handleShape : .handlePerson
    add(kind, index, end, 80)
  }

  /// Whether a token with a digit is long enough for the name of an account, or has one of the signs
  /// of such names beside it: "4", "10am." and "2024" are none.
  @inline(__always)
  func mayBeHandle(_ token: Token) -> Bool {
    let (start, end) = (Int(token.start), Int(token.end))
    let isLong = token.count >= 5 && !token.shape.contains(.allDigits)
    return isLong || isHandleByte(text[start - 1])
      || isHandleByte(text[end]) && (text[end] != .dot || isHandleByte(text[end + 1]))
  }

  /// Looks for a word of letters with digits or underscores inside, such as people choose for
  /// accounts; it proves nothing without a cue.
  mutating func findHandleShape(at index: Int) {
    var start = index
    while start > 0, index - start < 30, isHandleByte(text[start - 1]) { start -= 1 }
    while text[start] == .dot { start += 1 }
    let end = endOfHandle(from: start)
    let letters = (start..<end).count { text[$0].isLetter }
    guard letters >= 3, end - start >= 5, text[start - 1] != .at, text[end] != .at,
      !text.isWord(at: end), !text.isWord(before: start), !isCode(start, end),
      !endsAsFileOrDomain(start, end)
    else { return }
    add(.handleShape, start, end, 90)
  }

  /// Whether the part after the last full stop is that of a file's or a site's name.
  private func endsAsFileOrDomain(_ start: Int, _ end: Int) -> Bool {
    var part = end
    while part > start, text[part - 1] != .dot { part -= 1 }
    return part > start && isWord(of: .fileEnding, from: part, to: end)
  }

  /// Whether signs of paths and programs stand beside it.
  private func isCode(_ start: Int, _ end: Int) -> Bool {
    let signs: StaticString = "/\\`\"<>{}=*[]#$"
    return signs.withUTF8Buffer { $0.contains(text[start - 1]) || $0.contains(text[end]) }
  }

  private func endOfHandle(from start: Int) -> Int {
    var end = start
    while end - start < 31, isHandleByte(text[end]) { end += 1 }
    while end > start, text[end - 1] == .dot { end -= 1 }
    return end
  }

  private func isHandleByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == .underscore || byte == .dot
  }
}
