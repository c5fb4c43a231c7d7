import ScanCore

/// E-mail addresses and social-media handles: everything that hangs on an `@`.
extension IdentifierSearch {
  /// Looks at the `@` at `index`.
  mutating func findEmailOrHandle(at index: Int) {
    let start = startOfLocalPart(before: index)
    if start < index {
      if let end = endOfDomain(from: index + 1) { addEmail(start, end, 97, at: index) }
    } else if !text.isWord(before: index) {
      findHandle(at: index)
    }
  }

  /// Notes an address; those of public bodies (schools, councils, the NHS) are told apart.
  private mutating func addEmail(_ start: Int, _ end: Int, _ sure: UInt8, at sign: Int) {
    let isPublic = (sign + 2..<max(end, sign + 2)).contains {
      text[$0] == .dot && isWord(of: .publicBody, from: $0 + 1, to: end)
    }
    let kind: IdentifierKind =
      isPublic ? .emailPublicBody : isRole(from: start, to: sign) ? .emailRole : .email
    add(kind, start, end, sure)
  }

  /// Whether the part before the `@` begins with the name of an office rather than a person's.
  private func isRole(from start: Int, to end: Int) -> Bool {
    let wordEnd = text.endOfLetters(from: start)
    return wordEnd <= end && isWord(of: .mailbox, from: start, to: wordEnd)
  }

  /// The start of an address's part before the `@`; `index` if there is none.
  private func startOfLocalPart(before index: Int) -> Int {
    var start = index
    while start > 0, index - start < 64, isLocalByte(text[start - 1]) { start -= 1 }
    while start < index, !text[start].isAlphanumeric { start += 1 }
    return text.isWord(before: start) ? index : start
  }

  private func isLocalByte(_ byte: UInt8) -> Bool {
    if byte.isAlphanumeric { return true }
    return switch byte {
    case .dot, .underscore, .hyphen, .plus, UInt8(ascii: "%"), UInt8(ascii: "'"): true
    default: false
    }
  }

  /// The end of the domain name that begins at `index`, or nil if none does: labels of letters,
  /// digits and hyphens, the last of two letters or more (RFC 1035).
  func endOfDomain(from index: Int) -> Int? {
    var place = index
    var labels = 0
    var end: Int?
    while true {
      let start = place
      while text[place].isAlphanumeric || text[place] == .hyphen { place += 1 }
      guard place > start, text[start] != .hyphen else { break }
      labels += 1
      if labels > 1, place - start >= 2, text[start].isLetter { end = place }
      guard text[place] == .dot, text[place + 1].isAlphanumeric else { break }
      place += 1
    }
    guard let end, end == place, !text.isWord(at: end) else { return nil }
    return end
  }

  /// Looks for "name at school dot org" round the word "dot", or "name (at) example.com" and the
  /// like round the word "at", at token `index`.
  mutating func findSpokenEmail(token index: Int) {
    if isToken(index, "at") {
      findBracketedEmail(at: index)
    } else if isToken(index, "dot"), !isToken(index - 2, "dot") {
      findDottedEmail(dot: index)
    }
  }

  /// "name (at) example.com", "name [at] example dot co dot uk".
  private mutating func findBracketedEmail(at index: Int) {
    guard index > 0, index + 1 < tokens.count, isBracketed(index) else { return }
    let begin = Int(tokens[index + 1].start)
    guard let end = endOfDomain(from: begin) ?? spelledDomainEnd(from: index + 1) else { return }
    add(.email, Int(tokens[spelledLocalStart(endingAt: index - 1)].start), end, 90)
  }

  /// "name at school dot org": the first "dot" of the domain is at `index`.
  private mutating func findDottedEmail(dot index: Int) {
    guard index >= 3, isToken(index - 2, "at"), let end = spelledDomainEnd(from: index - 1)
    else { return }
    add(.email, Int(tokens[spelledLocalStart(endingAt: index - 3)].start), end, 85)
  }

  /// The end of "school dot co dot uk" beginning at the token `first`, or nil if it does not end
  /// in a top-level domain that people spell.
  private func spelledDomainEnd(from first: Int) -> Int? {
    var last = first
    while isToken(last + 1, "dot"), last + 2 < tokens.count { last += 2 }
    guard last > first, isToken(last, in: .spelledDomain) else { return nil }
    return Int(tokens[last].end)
  }

  /// The first token of "k dot adebayo" that ends at the token `last`.
  private func spelledLocalStart(endingAt last: Int) -> Int {
    var first = last
    while first >= 2, isToken(first - 1, in: .spelledSign), isClose(first) { first -= 2 }
    return first
  }

  /// Whether little stands between a token and the one before it.
  private func isClose(_ index: Int) -> Bool {
    Int(tokens[index].start) - Int(tokens[index - 1].end) <= 3
  }

  private func isBracketed(_ index: Int) -> Bool {
    let before = text[Int(tokens[index].start) - 1]
    let after = text[Int(tokens[index].end)]
    return before == .openBracket && after == .closeBracket
      || before == UInt8(ascii: "[") && after == UInt8(ascii: "]")
      || before == UInt8(ascii: "{") && after == UInt8(ascii: "}")
  }

  /// Whether the token at `index` is `word`, whatever its case; false outside the tokens.
  @inline(__always)
  func isToken(_ index: Int, _ word: StaticString) -> Bool {
    guard index >= 0, index < tokens.count else { return false }
    return text.equals(word, from: Int(tokens[index].start), to: Int(tokens[index].end))
  }
}
