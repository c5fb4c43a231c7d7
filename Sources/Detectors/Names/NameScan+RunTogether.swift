import ScanCore
import TextModel

extension NameScan {
  /// "#GoOliverSmith", "EsmeWhitlock": names run together, told apart by their capitals.
  func runTogether(at index: Int) -> Person? {
    let token = tokens[index]
    guard token.word == 0, token.shape.contains(.innerCapital), token.count >= 5, token.count <= 40,
      !token.shape.contains(.nonASCII)
    else { return nil }
    var start = Int(token.start)
    var before: WordAttributes?
    var isName = false
    while start < Int(token.end) {
      let end = endOfPart(from: start, to: Int(token.end))
      let part = attributes(of: start..<end)
      if [.place, .school, .body, .group, .calendar].contains(part.cue) && isName { return nil }
      if let before, isFull(before, part, count: end - start) { isName = true }
      before = part
      start = end
    }
    return isName ? Person(first: index, last: index, sort: .full, confidence: 85) : nil
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
