/// Postcodes: outward A9, A99, AA9, AA99, A9A or AA9A, then inward 9AA, with or without a blank.
///
/// Source: FACTS A.5; Royal Mail's letter positions; areas from the Unicode CLDR pattern for GB,
/// with BF for the forces (BFPO). C, I, K, M, O and V are never inward.
extension IdentifierSearch {
  /// Looks for a postcode that begins at `start`, and for a house's name before it.
  mutating func findPostcode(at start: Int) {
    guard let end = postcode(at: start) else { return }
    let isGlued = text.endOfAlphanumerics(from: start) == end
    let isCapital = text.isCapital(from: start, to: end)
    let digits = (start..<end).count { text[$0].isDigit }
    // "bl00dy" is a word in disguise: in small letters and one piece it takes three digits.
    guard isCapital || !isGlued || digits > 2 else { return add(.postcodeShape, start, end, 90) }
    add(.postcode, start, end, isCapital ? 96 : isGlued ? 75 : 85)
    findNamedHouse(before: start, postcodeEnd: end)
  }

  /// The end of the postcode at `start`, or nil if none is there.
  func postcode(at start: Int) -> Int? {
    guard mayBeOutward(start) else { return nil }
    let outwardEnd = text.endOfAlphanumerics(from: start)
    guard outwardEnd - start <= 7 else { return nil }
    if outwardEnd - start >= 5 { return postcode(at: start, outwardEnd - 3, outwardEnd - 3) }
    let inward = text.skippingBlanks(from: outwardEnd)
    guard inward > outwardEnd, inward - outwardEnd <= 3 else { return nil }
    return postcode(at: start, outwardEnd, inward)
  }

  private func postcode(at start: Int, _ outwardEnd: Int, _ inward: Int) -> Int? {
    var reader = CodeReader(text, at: inward)
    if inward == outwardEnd { reader = CodeReader(text, after: start, at: inward) }
    reader.digits(1)
    reader.take(2) { $0.isSmall && !PassageBytes.isOne($0, of: "cikmov") }
    guard reader.isWhole, !text.isWord(before: start), !hangs(before: start),
      isOutward(start, outwardEnd), !isOrdinal(inward)
    else { return nil }
    return reader.place
  }

  /// Whether a letter and soon a digit stand there, as at the start of every outward code but GIR:
  /// most words are ruled out by it.
  @inline(__always)
  private func mayBeOutward(_ start: Int) -> Bool {
    guard text[start].isLetter else { return false }
    return text[start + 1].isDigit || text[start + 2].isDigit
      || text[start] | 0x20 == UInt8(ascii: "g") && text[start + 1] | 0x20 == UInt8(ascii: "i")
  }

  /// Whether the letters and digits are those of an outward code of a known area.
  private func isOutward(_ start: Int, _ end: Int) -> Bool {
    if text.equals("gir", from: start, to: end) { return true }
    let letters = text[start + 1].isLetter ? 2 : 1
    guard isArea(start, letters), text[start + letters].isDigit else { return false }
    switch end - start - letters {
    case 1: return true
    case 2:
      let last = text.lowered(end - 1)
      if last.isDigit { return true }
      return PassageBytes.isOne(last, of: letters == 1 ? "abcdefghjkpstuw" : "abehmnprvwxy")
    default: return false
    }
  }

  private func isArea(_ start: Int, _ length: Int) -> Bool {
    isWord(of: .postcodeArea, from: start, to: start + length)
  }

  /// Whether "1st", "2nd", "3rd" or "4th" in small letters stands where the inward code should.
  private func isOrdinal(_ inward: Int) -> Bool {
    guard text[inward + 2].isSmall else { return false }
    let endings: [StaticString] = ["st", "nd", "rd", "th"]
    return endings.contains { text.has($0, at: inward + 1) }
  }

  private func hangs(before start: Int) -> Bool {
    switch text[start - 1] {
    case .underscore, .at, .hyphen, .dot: text.isWord(before: start - 1)
    default: false
    }
  }
}

extension CodeReader {
  /// A reader that goes on inside the word that began at `start`.
  init(_ text: PassageBytes, after start: Int, at place: Int) {
    self.init(text, at: start)
    while self.place < place, isGood { take(1) { $0.isAlphanumeric } }
  }
}
