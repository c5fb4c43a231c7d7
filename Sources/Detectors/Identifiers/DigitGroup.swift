import ScanCore

/// A run of digits that stands alone as a word, and how it hangs on the one before it.
struct DigitGroup {
  /// What stands between a group and the one before it.
  enum Gap {
    /// Nothing that joins them, or no group before.
    case none
    case space, hyphen, dot, slash, comma, colon
    /// A closing and perhaps an opening bracket, with or without spaces: `(0114) 496`.
    case bracket
  }

  /// The first byte.
  let start: Int
  /// One past the last byte.
  let end: Int
  /// The token it is.
  let token: Int
  /// What joins it to the group before.
  let gap: Gap
  /// Whether a letter O stands for a zero in it.
  let hasLetterO: Bool
  /// Whether a currency sign stands before it.
  let isMoney: Bool

  /// The number of digits.
  var count: Int { end - start }
}

extension PassageBytes {
  /// The digit at `index`, a letter O being 0.
  func digit(at index: Int) -> Int {
    self[index].isDigit ? self[index].digitValue : 0
  }

  /// The number written in `start..<end`, at most nine digits.
  func number(from start: Int, to end: Int) -> Int {
    var value = 0
    for index in start..<min(end, start + 9) { value = value * 10 + digit(at: index) }
    return value
  }

  /// The digits of a token that has no others (save O for 0), or nil.
  func digitGroup(of token: Token, at index: Int, after previous: DigitGroup?) -> DigitGroup? {
    let (start, end) = (Int(token.start), Int(token.end))
    guard end <= count, let hasLetterO = onlyDigits(from: start, to: end) else { return nil }
    var gap = DigitGroup.Gap.none
    if let previous { gap = self.gap(from: previous.end, to: start) }
    return DigitGroup(
      start: start, end: end, token: index, gap: gap, hasLetterO: hasLetterO,
      isMoney: isMoney(before: start))
  }

  /// Nil unless all are digits or O beside at least one digit; else whether an O is there.
  private func onlyDigits(from start: Int, to end: Int) -> Bool? {
    var digits = 0
    var letters = 0
    for index in start..<end {
      if self[index].isDigit {
        digits += 1
      } else if lowered(index) == UInt8(ascii: "o") {
        letters += 1
      } else {
        return nil
      }
    }
    return digits == 0 ? nil : letters > 0
  }

  /// Whether a currency sign stands right before: a dollar, a pound or a euro sign.
  private func isMoney(before index: Int) -> Bool {
    if self[index - 1] == UInt8(ascii: "$") { return true }
    if self[index - 2] == 0xC2, self[index - 1] == 0xA3 { return true }
    return self[index - 3] == 0xE2 && self[index - 2] == 0x82 && self[index - 1] == 0xAC
  }

  /// What the bytes between two groups are; anything longer than eight bytes joins nothing.
  private func gap(from start: Int, to end: Int) -> DigitGroup.Gap {
    guard end - start <= 8 else { return .none }
    var found = DigitGroup.Gap.none
    var place = start
    while place < end {
      let length = max(blank(at: place), hyphen(at: place), 1)
      let next = blank(at: place) > 0 ? .space : sign(at: place)
      guard let next, let both = joined(found, next) else { return .none }
      found = both
      place += length
    }
    return found
  }

  private func sign(at index: Int) -> DigitGroup.Gap? {
    if hyphen(at: index) > 0 { return .hyphen }
    return switch self[index] {
    case .dot: .dot
    case .slash: .slash
    case .comma: .comma
    case .colon: .colon
    case .openBracket, .closeBracket: .bracket
    default: nil
    }
  }

  /// One gap made of two: blanks give way to signs, a bracket takes in blanks and hyphens, two
  /// other signs join nothing.
  private func joined(_ first: DigitGroup.Gap, _ second: DigitGroup.Gap) -> DigitGroup.Gap? {
    if first == .none || first == .space { return second }
    if second == .space || first == .bracket && second == .bracket { return first }
    if first == .bracket && second == .hyphen { return .bracket }
    return nil
  }
}
