import ScanCore

/// Symbols, digits and marks among letters.
extension DisguiseDetector {
  /// Whether a token has blanks or a comma round it and nothing in it that could stand for a letter; a
  /// number of one or two digits is no word.
  @inline(__always)
  func isUnmarked(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let isNumber = token.shape.contains(.allDigits) && token.count <= 2
    guard isNumber || token.shape.isDisjoint(with: [.hasDigit, .hasApostrophe]) else {
      return false
    }
    let (start, end) = (Int(token.start), Int(token.end))
    return (start == 0 || text[start &- 1] == 0x20)
      && (end >= text.count || text[end] == 0x20 || text[end] == 0x2C)
  }

  /// Looks at the stretch round a token for a word whose letters are hidden, replaced or parted.
  @inline(never)
  func findMarked(at token: Token, _ look: inout Look) -> Bool {
    guard Int(token.end) > look.markedEnd, mayBeMarked(token, look.text) else { return false }
    if let end = Glyphs.endOfHarmless(around: token, look.reader) {
      look.markedEnd = end
      return false
    }
    let stretch = Glyphs(around: Int(token.start), look.reader)
    look.markedEnd = stretch.end
    guard !stretch.isAddress(in: look.text) else { return false }
    let matcher = MaskMatcher(parts, stretch)
    var tries = MaskMatcher.mostTries
    let before = look.matches.count
    var index = 0
    while index < stretch.all.count {
      if let found = matcher.find(from: index, &tries), stretch.all[index].start >= look.matchedEnd,
        found.disguise != .initialOnly || !isMaskedName(stretch.all[index].start, look.text),
        !isCutAtLineEnd(found, stretch.all[index].start, look)
      {
        let last = stretch.all[found.end - 1]
        add(found.entry, found.disguise, stretch.all[index].start, last.end, &look)
        index = found.end
      } else {
        index += 1
      }
    }
    return look.matches.count > before && look.matchedEnd > Int(token.start)
  }

  /// Whether a hyphen in a word with honest uses may be that of a line's end: "spe-cial".
  private func isCutAtLineEnd(_ found: MaskMatcher.Find, _ start: Int, _ look: Look) -> Bool {
    found.disguise == .parted && parts.words.entries[found.entry].isOnlyHidden
      && !isAddressed(at: start, look)
  }

  /// Whether another masked word with a capital stands before: "O***** S****" is somebody's name.
  private func isMaskedName(_ start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text[start] & 0x20 == 0 && start >= 2 && text[start - 1] == 0x20 && text[start - 2] == 0x2A
  }

  /// Whether digits are in the token, or a mark stands beside it that may hide or part letters.
  func mayBeMarked(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    // "Y6", "3pm": too short for a word of four letters.
    let isLong =
      token.count >= 4 && !token.shape.contains(.allDigits)
      || token.count == 3 && text[Int(token.start) + 1] &- 0x30 < 10
    if token.shape.contains(.hasDigit) { return isLong || hasMark(token, text) }
    if token.shape.contains(.hasApostrophe) && token.word == 0 { return true }
    return hasMark(token, text)
  }

  private func hasMark(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let (start, end) = (Int(token.start), Int(token.end))
    if start > 0, LookAlikes.isMark(text[start - 1]) || text[start - 1] >= 0x80 { return true }
    guard end < text.count, LookAlikes.isMark(text[end]) || text[end] >= 0x80 else { return false }
    // "2.30", "10-12", "1/2".
    if token.shape.contains(.allDigits), end + 1 < text.count, text[end + 1] &- 0x30 < 10 {
      return false
    }
    // "word. Next", "word!": but for a star, the mark must go on to something.
    return text[end] == 0x2A || end + 1 < text.count && LookAlikes.canGoOn(text[end + 1])
  }
}
