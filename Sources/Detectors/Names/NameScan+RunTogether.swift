import ScanCore
import TextModel

extension NameScan {
  /// "#GoOliverSmith", "EsmeWhitlock": names run together, told apart by their capitals.
  func runTogether(at index: Int) -> Person? {
    let token = tokens[index]
    guard token.word == 0 else { return nil }
    if let person = runTogetherInSmall(at: index) { return person }
    guard token.shape.contains(.innerCapital), token.count >= 5, token.count <= 40,
      !token.shape.contains(.nonASCII)
    else { return nil }
    var start = Int(token.start)
    var before: WordAttributes?
    var isName = false
    // Whether everything before the last part is plain words.
    var isGivenAlone = token.start > 0 && text[Int(token.start) - 1] == 0x23
    while start < Int(token.end) {
      let end = endOfPart(from: start, to: Int(token.end))
      let part = attributes(of: start..<end)
      if [.place, .school, .body, .group, .calendar].contains(part.cue) && isName { return nil }
      if let before {
        if isFull(before, part, count: end - start) { isName = true }
        if before.wordClass < 5 && before.cue != .praise { isGivenAlone = false }
      }
      before = part
      start = end
    }
    if isName { return Person(first: index, last: index, sort: .full, confidence: 85) }
    // "#WellDoneOliver".
    guard isGivenAlone, let before, before.births >= 5, before.wordClass <= 1, before.place <= 2,
      before.cue == .none
    else { return nil }
    return Person(first: index, last: index, sort: .given, confidence: 65)
  }

  /// A given name and a surname in small letters without anything between, in the name of a file or
  /// behind `#` or `@`: "maryjones.jpg", "#maryjones".
  ///
  /// Both must be common, and neither another word.
  private func runTogetherInSmall(at index: Int) -> Person? {
    let token = tokens[index]
    let start = Int(token.start)
    let end = Int(token.end)
    guard (7...24).contains(token.count),
      token.shape.isDisjoint(with: [.innerCapital, .nonASCII, .hasDigit]),
      isTag(from: start) || isFilePart(index, endingAt: end)
    else { return nil }
    for middle in (start + 3)...(end - 3) {
      let given = attributes(of: start..<middle)
      guard given.births >= 5, given.wordClass <= 2, given.cue == .none else { continue }
      let surname = attributes(of: middle..<end)
      guard surname.surname >= 4, surname.wordClass <= 5, surname.cue == .none else { continue }
      return Person(first: index, last: index, sort: .full, confidence: 70)
    }
    return nil
  }

  /// Whether a token may be a part of a file's name: most words end at a blank, and only a join or the
  /// ending of the file's name may follow.
  private func isFilePart(_ index: Int, endingAt end: Int) -> Bool {
    guard end < text.count, [0x2D, 0x2E, 0x5F].contains(text[end]) else { return false }
    let start = Int(tokens[index].start)
    let isHost = start > 0 && text[start - 1] == 0x40
    return !isHost && isInFileName(index)
  }

  /// Whether `#` or `@` stands right before a byte, and no letter or digit before that, as in an
  /// address of mail.
  private func isTag(from start: Int) -> Bool {
    guard start > 0, text[start - 1] == 0x23 || text[start - 1] == 0x40 else { return false }
    guard start > 1 else { return true }
    let before = text[start - 2]
    return before < 0x80 && before &- 0x30 >= 10 && (before | 0x20) &- 0x61 >= 26
  }

  private func endOfPart(from start: Int, to end: Int) -> Int {
    var position = start + 1
    while position < end, !(text[position] >= 0x41 && text[position] <= 0x5A),
      !(text[position] >= 0x30 && text[position] <= 0x39)
    {
      position += 1
    }
    return position
  }

  private func attributes(of part: Range<Int>) -> WordAttributes {
    guard let base = text.baseAddress else { return .none }
    return tables.attributes(ofWord: tables.word(base + part.lowerBound, count: part.count))
  }

  private func isFull(_ given: WordAttributes, _ surname: WordAttributes, count: Int) -> Bool {
    guard given.births >= 4, given.wordClass <= 6, given.cue == .none || given.cue == .calendar
    else { return false }
    if surname.bits == 0 { return count >= 4 && given.wordClass == 0 && given.births >= 5 }
    return surname.surname >= 2 && (surname.wordClass <= 4 || surname.surname >= 7)
      && surname.cue == .none
  }
}
