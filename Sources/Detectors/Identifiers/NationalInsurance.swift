import ScanCore

/// National Insurance numbers: two letters, six digits, a letter A to D.
///
/// Source: HMRC, National Insurance Manual NIM39110: D, F, I, Q, U and V are in neither prefix
/// letter, O never second; BG, GB, KN, NK, NT, TN and ZZ are not used. There is no check digit.
extension IdentifierSearch {
  /// Looks for a number whose first token with digits is `token`, at `start`.
  mutating func findNationalInsurance(at start: Int, token: Int) {
    var begin = start
    // Two letters and two digits, whatever else.
    guard text[start + 1].isDigit == text[start].isDigit else { return }
    if text[start].isDigit {
      guard token > 0, tokens[token - 1].count == 2 else { return }
      begin = Int(tokens[token - 1].start)
    }
    var reader = CodeReader(text, at: begin)
    reader.take(1) { PassageBytes.isOne($0, of: "abceghjklmnoprstwxyz") }
    reader.take(1) { PassageBytes.isOne($0, of: "abceghjklmnprstwxyz") }
    for _ in 0..<3 {
      reader.gap()
      reader.digits(2)
    }
    guard reader.isGood, !isBarredPrefix(begin) else { return }
    let bare = reader
    reader.gap()
    reader.take(1) { PassageBytes.isOne($0, of: "abcd") }
    if reader.isWhole, !readsOn(from: bare.place, to: reader.place) {
      add(.nationalInsurance, begin, reader.place, 93)
    } else if bare.isWhole {
      add(.nationalInsuranceShape, begin, bare.place, 90)
    }
  }

  /// Whether the suffix is the article "a" rather than a letter of the number: "12 34 56 a day".
  private func readsOn(from digitsEnd: Int, to end: Int) -> Bool {
    text[end - 1] == UInt8(ascii: "a") && text.blank(at: digitsEnd) > 0
      && text[digitsEnd - 1].isDigit && text[digitsEnd - 3].isDigit
      && text.blank(at: end) > 0 && text[text.skippingBlanks(from: end)].isSmall
  }

  private func isBarredPrefix(_ start: Int) -> Bool {
    let barred: [StaticString] = ["bg", "gb", "kn", "nk", "nt", "tn", "zz"]
    return barred.contains { text.has($0, at: start) }
  }
}
