/// Telephone numbers in digits.
///
/// Source: FACTS A.6; Ofcom's National Telephone Numbering Plan: ten national digits after the 0
/// (nine for a few 01 areas and some 0800), 01/02 places, 03 everywhere, 055/056 internet
/// telephony, 070 personal, 071-075 and 077-079 mobile, 076 pagers (07624 Isle of Man mobiles),
/// 080/084/087 services, 09 premium. 04 and 06 are not in use.
extension IdentifierSearch {
  /// Looks for a telephone number that begins with the group at `index`.
  mutating func findPhone(at index: Int) {
    let isAbroad = isPlus(before: index) || text.has("00", at: groups[index].start)
    guard isAbroad || text.digit(at: groups[index].start) == 0, !hasTightStart(index) else {
      return
    }
    if isAbroad {
      findInternationalPhone(at: index)
    } else {
      findNationalPhone(at: index)
    }
  }

  private mutating func findNationalPhone(at index: Int) {
    for length in [11, 10] {
      guard let window = window(from: index, digits: length, accepting: joinsPhone),
        endsWell(window), hasPhoneShape(window)
      else { continue }
      guard let kind = kind(ofNational: Array(digits(of: window).dropFirst())) else { return }
      let sure: UInt8 = groups[index].hasLetterO ? 85 : length == 10 ? 70 : 95
      return add(kind, phoneStart(index), groups[window.last].end, sure)
    }
  }

  private mutating func findInternationalPhone(at index: Int) {
    let isBritish = text.has(isPlus(before: index) ? "44" : "0044", at: groups[index].start)
    let code = isPlus(before: index) ? 2 : 4
    guard isBritish else { return findForeignPhone(at: index) }
    // With the 0 that should have been left out, then without; then the short 01 numbers.
    for length in [code + 11, code + 10, code + 9] {
      guard let window = window(from: index, digits: length, accepting: joinsPhone),
        endsWell(window)
      else { continue }
      var national = Array(digits(of: window).dropFirst(code))
      if length == code + 11, national.removeFirst() != 0 { return }
      guard let kind = kind(ofNational: national) else { return }
      return add(kind, phoneStart(index), groups[window.last].end, 97)
    }
  }

  /// A number with `+` and the code of another country: 8 to 15 digits (ITU-T E.164).
  private mutating func findForeignPhone(at index: Int) {
    guard isPlus(before: index), text.digit(at: groups[index].start) != 0 else { return }
    var last = index
    var total = groups[index].count
    while last + 1 < groups.count, joinsPhone(groups[last + 1].gap),
      total + groups[last + 1].count <= 15
    {
      last += 1
      total += groups[last].count
    }
    guard total >= 8 else { return }
    add(.phoneForeign, groups[index].start - 1, groups[last].end, 75)
  }

  /// What sort of number the nine or ten digits after the 0 are, or nil if none is.
  func kind(ofNational digits: [Int]) -> IdentifierKind? {
    guard let first = digits.first, digits.count >= 9 else { return nil }
    guard Set(digits).count > 2 else { return nil }
    switch (first, digits[1]) {
    case (1, 1...9): return .phoneLandline
    case (2, 0), (2, 3), (2, 4), (2, 8), (2, 9): return digits.count == 10 ? .phoneLandline : nil
    case (7, 0...9): return digits.count == 10 ? .phoneMobile : nil
    case (8, 0): return .phoneService
    case (3, _), (5, 5), (5, 6), (8, 4), (8, 7), (9, _):
      return digits.count == 10 ? .phoneService : nil
    default: return nil
    }
  }

  private func joinsPhone(_ gap: DigitGroup.Gap) -> Bool {
    gap == .space || gap == .hyphen || gap == .dot || gap == .bracket
  }

  /// Whether the groups are cut as people cut telephone numbers, and not as they count.
  private func hasPhoneShape(_ window: NumberWindow) -> Bool {
    let lengths = lengths(of: window)
    guard let most = lengths.max() else { return false }
    if most == 1 {
      return window.digits == 11 && text.digit(at: groups[window.first + 1].start) == 7
    }
    return most >= 3 || window.digits == 11 && lengths.dropFirst().dropLast().allSatisfy { $0 == 2 }
  }

  /// Whether nothing hangs on its end that makes it longer.
  private func endsWell(_ window: NumberWindow) -> Bool {
    let end = groups[window.last].end
    guard !text.isWord(at: end) else { return false }
    guard window.last + 1 < groups.count else { return true }
    let next = groups[window.last + 1]
    // A slash may part two telephone numbers.
    if next.gap == .slash, next.count >= 3 { return true }
    return ![.hyphen, .dot, .slash].contains(next.gap) || text.blank(at: end) > 0
  }

  /// Whether a digit or letter hangs on the start, so that it is no beginning.
  private func hasTightStart(_ index: Int) -> Bool {
    let start = groups[index].start
    if text.isWord(before: start) { return true }
    switch text[start - 1] {
    case .hyphen, .dot: return text[start - 2].isDigit
    case .slash: return text[start - 2].isDigit && groups[max(0, index - 1)].count < 3
    case .underscore, .at: return true
    default: return false
    }
  }

  private func isPlus(before index: Int) -> Bool { text[groups[index].start - 1] == .plus }

  /// The start of a number with its plus sign or opening bracket.
  private func phoneStart(_ index: Int) -> Int {
    let start = groups[index].start
    if text[start - 1] == .plus {
      return text[start - 2] == .openBracket ? start - 2 : start - 1
    }
    guard text[start - 1] == .openBracket else { return start }
    let end = text.skippingBlanks(from: groups[index].end)
    return text[end] == .closeBracket ? start - 1 : start
  }
}
