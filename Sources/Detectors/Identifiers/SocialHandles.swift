/// Names of accounts: `@name`, and words that look like one beside a cue ("insta: ...").
extension IdentifierSearch {
  /// Looks for a handle that begins with the `@` at `index`, with nothing before it.
  mutating func findHandle(at index: Int) {
    let end = endOfHandle(from: index + 1)
    guard end - index > 3, (index + 1..<end).contains(where: { text[$0].isLetter }),
      !text.isWord(at: end), !endsAsFileOrDomain(index + 1, end)
    else { return }
    let isOrganisation = organisationWords.contains { word in
      (index + 1..<end).contains {
        $0 + word.utf8CodeUnitCount <= end && text.has(word, at: $0)
      }
    }
    // Nothing but letters may be a friend's name in a comment: "@Jodie".
    let isPlain = (index + 1..<end).allSatisfy { text[$0].isLetter }
    let kind: IdentifierKind =
      isOrganisation ? .handleOrganisation : isPlain ? .handleShape : .handlePerson
    add(kind, index, end, 80)
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
    return part > start && fileEndings.contains { text.equals($0, from: part, to: end) }
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

/// What stands inside the handle of a body rather than a person.
///
/// Source: own list, from the kinds of account that schools name in public posts.
private let organisationWords: [StaticString] = [
  "school", "primary", "academy", "college", "nursery", "sixthform", "infant", "junior",
  "official", "trust", "council", "charity", "museum", "library", "police", "nhs", "fire",
  "theatre", "church", "cathedral", "pta", "ptfa", "fosa", "friendsof", "govuk", "club", "_uk",
  "uk_", "hq", "news", "bbc", "united", "_fc", "rugby", "cricket", "athletics", "education",
  "foundation", "society", "university", "scouts", "guides", "events", "books", "publish",
  "zoo", "farm", "centre", "center", "radio", "team",
]

/// What ends the names of files and sites, but seldom of accounts.
private let fileEndings: [StaticString] = [
  "json", "jsonl", "zip", "csv", "pdf", "doc", "docx", "txt", "xls", "xlsx", "ppt", "pptx", "html",
  "htm", "js", "xml", "mp3", "com", "org", "net", "uk", "info", "gov",
]
