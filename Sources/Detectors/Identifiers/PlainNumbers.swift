/// Numbers of a length that a cue word may turn into an identifier.
///
/// Source: FACTS A.7, A.9, A.10: candidate number 4, sort code or date 6, teacher reference 7,
/// bank account and Northern Ireland driver number 8, passport 9, DBS certificate 12 digits.
extension IdentifierSearch {
  /// Notes the number that begins with the group at `index`, if it is whole and of such a length.
  mutating func findPlainNumber(at index: Int) {
    guard groups[index].count >= 3 else { return }
    for (length, cuts, kind) in plainNumbers {
      guard let window = window(from: index, digits: length, accepting: { $0 == .space }),
        cuts.contains(lengths(of: window)), standsAlone(window)
      else { continue }
      if length == 4, isYearOrTime(index) { return }
      return add(kind, groups[index].start, groups[window.last].end, 90)
    }
  }

  /// Looks for an old teacher reference number at `start`: 12/34567 or RP12/34567.
  mutating func findTeacherReference(at start: Int) {
    let isLabelled = text.has("rp", at: start)
    guard isLabelled || text[start + 2] == .slash else { return }
    var reader = CodeReader(text, at: start)
    if isLabelled { reader.letters(2) }
    reader.digits(2)
    reader.take(1) { $0 == .slash }
    reader.digits(5)
    guard reader.isWhole, text[start - 1] != .slash, text[reader.place] != .slash else { return }
    add(.teacherReferenceShape, start, reader.place, 90)
  }

  private func isYearOrTime(_ index: Int) -> Bool {
    let value = text.number(from: groups[index].start, to: groups[index].end)
    let next = index + 1 < groups.count ? groups[index + 1].gap : .none
    return (1900...2099).contains(value) || next == .colon || groups[index].gap == .colon
  }
}

/// The longest first, so that a number in pieces is not taken for its first piece.
private let plainNumbers: [(length: Int, cuts: [[Int]], kind: IdentifierKind)] = [
  (12, [[12], [4, 4, 4], [3, 3, 3, 3]], .twelveDigits), (9, [[9], [3, 3, 3]], .nineDigits),
  (8, [[8], [4, 4]], .eightDigits), (7, [[7]], .sevenDigits), (6, [[6]], .sixDigits),
  (4, [[4]], .fourDigits),
]
