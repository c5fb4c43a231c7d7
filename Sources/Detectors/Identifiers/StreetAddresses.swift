import ScanCore

/// Addresses of houses: a number and a street, and what stands round them.
extension IdentifierSearch {
  /// Looks for an address whose house number is the token.
  ///
  /// With capitals ("14 Mere Lane") it is an address; in small letters ("14 mere lane") only the
  /// shape of one, since words like "way" and "lane" mean much else.
  mutating func findStreetAddress(token: Int) {
    guard isHouseNumber(token), let street = street(after: token), !isCounted(token) else { return }
    let start = startOfFlat(before: token)
    guard street.isCapital else {
      return add(.addressShape, start, street.end, 90)
    }
    let end = endOfAddress(from: street.end)
    let hasMore = end > street.end || start < Int(tokens[token].start)
    if street.isStrong || hasMore || isToken(token - 1, "at") || isToken(token - 1, "to") {
      add(.addressStreet, start, end, hasMore ? 95 : 85)
    } else {
      add(.addressShape, start, end, 90)
    }
  }

  /// Whether it is 1 to 9999, perhaps with one letter: "27b".
  private func isHouseNumber(_ token: Int) -> Bool {
    let (start, end) = (Int(tokens[token].start), Int(tokens[token].end))
    var digitsEnd = start
    while digitsEnd < end, text[digitsEnd].isDigit { digitsEnd += 1 }
    guard (1...4).contains(digitsEnd - start), end - digitsEnd <= 1, end <= text.count else {
      return false
    }
    return (end == digitsEnd || text[digitsEnd].isLetter) && text[start] != UInt8(ascii: "0")
      && text[start - 1] != .dot && text[start - 1] != .slash && text[start - 1] != .colon
  }

  /// Whether the number counts or names something else: "Year 4", "Class 4", "£4".
  private func isCounted(_ token: Int) -> Bool {
    let start = Int(tokens[token].start)
    if text[start - 1] == UInt8(ascii: "$") || text[start - 1] == 0xA3 { return true }
    return isToken(token - 1, in: .counted)
  }

  private struct Street {
    let end: Int
    let isCapital: Bool
    let isStrong: Bool
  }

  /// One to three words of a name and a word for a street, or a Welsh word for one and a name.
  private func street(after number: Int) -> Street? {
    guard number + 2 < tokens.count, isNextWord(number + 1), isNextWord(number + 2) else {
      return nil
    }
    let hasCapital = isCapitalName(number + 1)
    if hasCapital, let street = welshStreet(after: number) { return street }
    // Without a capital a street's name is one word: "14 mere lane".
    for last in (number + 2)..<(number + (hasCapital ? 5 : 3)) {
      guard last < tokens.count, isNextWord(last) else { return nil }
      let lists = entry(ofToken: last).lists
      let isStrong = lists & IdentifierList.streetStrong.bit != 0
      guard isStrong || lists & IdentifierList.streetWeak.bit != 0, !isStreetName(last + 1) else {
        continue
      }
      let names = number + 1..<last
      guard names.allSatisfy({ isName($0) }) else { return nil }
      let isCapital = ([last] + names).allSatisfy { isCapitalName($0) }
      // In capitals throughout nothing can be told from them.
      let isShouted = names.allSatisfy { tokens[$0].shape.contains(.allCapitals) }
      guard isCapital || names.count == 1 else { return nil }
      return Street(
        end: Int(tokens[last].end), isCapital: isCapital && (!isShouted || names.count == 1),
        isStrong: isStrong)
    }
    return nil
  }

  /// Whether the street goes on, as in "Mill Lane Close" or "Church Street North".
  private func isStreetName(_ token: Int) -> Bool {
    guard token < tokens.count, isNextWord(token) else { return false }
    return isToken(token, in: .streetStrong) && isCapitalName(token)
  }

  private func welshStreet(after number: Int) -> Street? {
    guard isCapitalName(number + 2), isToken(number + 1, in: .streetFirst) else { return nil }
    return Street(end: Int(tokens[number + 2].end), isCapital: true, isStrong: true)
  }

  /// Whether a blank, hyphen or "St." full stop is all that parts a token from the one before.
  private func isNextWord(_ token: Int) -> Bool {
    guard tokens.indices.contains(token), token > 0 else { return false }
    let (start, end) = (Int(tokens[token - 1].end), Int(tokens[token].start))
    if end - start == 1, text[start] == .space { return true }
    guard start < end, end <= text.count, end - start <= 6 else { return false }
    return (start..<end).allSatisfy { index in
      let isSaint = text[index] == .dot && text.has("st", at: start - 2)
      let isPossessive =
        text.lowered(index) == UInt8(ascii: "s") || text[index] == UInt8(ascii: "'")
        || text[index] >= 0x80
      return text.blank(at: index) > 0 || text.hyphen(at: index) > 0 || isSaint || isPossessive
    }
  }

  /// Whether a token may be part of a street's name: no digits, and not one of the small words
  /// that join a number to a street in a sentence.
  private func isName(_ token: Int) -> Bool {
    !tokens[token].shape.contains(.hasDigit) && !isToken(token, in: .streetJoining)
  }

  private func isCapitalName(_ token: Int) -> Bool {
    text[Int(tokens[token].start)].isCapital || isToken(token, "of") || isToken(token, "the")
      || tokens[token].shape.contains([.capitalised, .nonASCII])
  }

  /// The start of "Flat 3, " before a house number, or the number's own start.
  private func startOfFlat(before token: Int) -> Int {
    let start = Int(tokens[token].start)
    guard token >= 2, isToken(token - 2, in: .housePart),
      start - Int(tokens[token - 1].end) <= 3
    else { return start }
    return Int(tokens[token - 2].start)
  }
}
