/// Payment-card numbers: Luhn's check, an issuer's first digits, and a card's way of grouping.
///
/// Source: FACTS A.8; ISO/IEC 7812: Visa 4, Mastercard 51-55 and 2221-2720, American Express 34
/// and 37 (15 digits), Maestro 50 and 56-69. One number in ten passes Luhn by chance.
extension IdentifierSearch {
  /// Looks for a card number that begins with the group at `index`.
  mutating func findPaymentCard(at index: Int) {
    guard groups[index].count >= 4, !groups[index].hasLetterO else { return }
    for (length, cuts) in cardCuts {
      guard let window = window(from: index, digits: length, accepting: joinsCard),
        cuts.contains(lengths(of: window)), Set(gaps(of: window)).count <= 1,
        standsAlone(window)
      else { continue }
      let digits = digits(of: window)
      guard isIssued(digits), passesLuhn(digits) else { continue }
      let end = endOfCardDetails(from: groups[window.last].end)
      return add(.paymentCard, groups[index].start, end, window.first == window.last ? 88 : 98)
    }
  }

  private func joinsCard(_ gap: DigitGroup.Gap) -> Bool { gap == .space || gap == .hyphen }

  private func passesLuhn(_ digits: [Int]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = place % 2 == 1 ? digit * 2 : digit
      sum += value > 9 ? value - 9 : value
    }
    return sum % 10 == 0
  }

  private func isIssued(_ digits: [Int]) -> Bool {
    let prefix = digits.prefix(4).reduce(0) { $0 * 10 + $1 }
    switch digits.count {
    case 15: return (3400...3499).contains(prefix) || (3700...3799).contains(prefix)
    case 16:
      return (4000...4999).contains(prefix) || (5000...5099).contains(prefix)
        || (5100...6999).contains(prefix) || (2221...2720).contains(prefix)
    default: return (5000...5099).contains(prefix) || (5600...6999).contains(prefix)
    }
  }

  /// The end of the expiry date and security code that follow a card number, or its own end.
  private func endOfCardDetails(from end: Int) -> Int {
    var result = end
    for _ in 0..<2 {
      let place = skippingLabel(from: result)
      if let expiry = endOfExpiry(at: place) {
        result = expiry
      } else if let code = endOfSecurityCode(at: place, labelFrom: result) {
        result = code
      }
    }
    return result
  }

  /// Past blanks, commas and at most two short words ("exp", "cvv", "valid to").
  private func skippingLabel(from start: Int) -> Int {
    var place = start
    var letters = 0
    while place - start < 24 {
      let byte = text[place]
      if byte.isLetter {
        letters += 1
      } else if text.blank(at: place) == 0, ![.comma, .dot, .colon, .slash].contains(byte) {
        break
      }
      place += 1
    }
    return letters <= 14 ? place : start
  }

  private func endOfExpiry(at place: Int) -> Int? {
    var reader = CodeReader(text, at: place)
    reader.digits(2)
    reader.take(1) { $0 == .slash || $0 == .hyphen }
    reader.digits(2)
    _ = reader.takeUp(to: 2) { $0.isDigit }
    return reader.isWhole && (1...12).contains(text.number(from: place, to: place + 2))
      ? reader.place : nil
  }

  private func endOfSecurityCode(at place: Int, labelFrom start: Int) -> Int? {
    guard place > start,
      (start..<place).contains(where: { part(of: .cardCode, at: $0, before: text.count) > 0 })
    else { return nil }
    var reader = CodeReader(text, at: place)
    reader.digits(3)
    _ = reader.takeUp(to: 1) { $0.isDigit }
    return reader.isWhole ? reader.place : nil
  }
}

/// For each length, how the digits may be grouped.
private let cardCuts: [(Int, [[Int]])] = [
  (16, [[16], [4, 4, 4, 4]]), (15, [[15], [4, 6, 5]]), (19, [[19], [4, 4, 4, 4, 3]]),
]
