import TextModel

/// What a passage has of what patterns need.
extension PatternRecord.Needs {
  /// Those that may be there, judged by the words of a passage.
  init(
    metBy tokens: UnsafeBufferPointer<Token>, _ seen: SeenBytes,
    _ text: UnsafeBufferPointer<UInt8>
  ) {
    self = []
    if seen.odd || seen.nonASCII, tokens.contains(where: { Self.hasApostrophe($0, text) }) {
      insert(.apostrophe)
    }
    // Which word is the anchor is known only where the pattern is tried.
    insert(.owner)
    guard seen.digit else { return }
    insert(.digit)
    if seen.nonASCII, Self.mayHoldForeignDigit(text) { formUnion(Self.ofNumbers) }
    for index in tokens.indices {
      let token = tokens[index]
      guard token.shape.contains(.hasDigit) else { continue }
      // What such a word is to a pattern is not known here: it may be anything.
      if !token.shape.isDisjoint(with: [.nonASCII, .hasApostrophe, .possessive]) {
        formUnion(Self.ofNumbers)
      }
      if token.count >= 16 { insert(.code) }
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      formUnion(Self.ofNumber(token, before: next, text))
    }
  }

  /// Those that a word with a digit and the words round it come to.
  private static func ofNumber(
    _ token: Token, before next: Token?, _ text: UnsafeBufferPointer<UInt8>
  ) -> Self {
    let start = Int(token.start)
    guard text[start] &- 0x30 < 10 else { return .lettersBeforeNumber }
    var met: Self = []
    if start > 1, text[start - 1] != 0x20, text[start - 2] >= 0x30 {
      met.insert(.lettersBeforeNumber)
    }
    guard token.shape.contains(.allDigits) else { return met.union(ofMixed(token, text)) }
    if token.count == 4 { met.insert(.fourDigits) }
    if token.count < 3, isAside(start, text) { met.insert(.numberAside) }
    let isPaid = start > 1 && (text[start - 1] == Self.endOfPound || isPound(before: start, text))
    if isPaid, token.count > 4 { met.insert(.thousands) }
    // A sign, and a blank of up to three bytes.
    guard let next, Int(next.start) - Int(token.end) <= 4 else { return met }
    if next.shape.contains(.nonASCII) { return ofNumbers }
    if next.shape.contains(.capitalised) { met.insert(.numberBeforeCapital) }
    if isPaid, next.count == 3, next.shape.contains(.allDigits) { met.insert(.thousands) }
    if next.count == 1 || next.count == 5 { met.formUnion(thousand(text[Int(next.start)])) }
    if isY(text[Int(next.start)]) { met.insert(.years) }
    return met
  }

  /// Those that a word comes to which begins with a digit and has letters.
  private static func ofMixed(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Self {
    let place = (token.start..<token.end).first { text[Int($0)] &- 0x30 >= 10 } ?? token.start
    let (letter, left) = (Int(place), Int(token.end - place))
    var met = thousand(text[letter])
    if isY(text[letter]) { met.insert(.years) }
    let pair = left == 2 ? UInt16(text[letter] | 0x20) << 8 | UInt16(text[letter + 1] | 0x20) : 0
    // "3/4B", of which a pattern looks at the whole.
    let isSecond = token.start > 0 && text[Int(token.start) - 1] == 0x2F
    if isSecond || !timesAndRanks.contains(pair) { met.insert(.mixed) }
    return met
  }

  /// am, pm, st, nd, rd, th.
  private static let timesAndRanks: [UInt16] = [0x616D, 0x706D, 0x7374, 0x6E64, 0x7264, 0x7468]

  /// Thousands if a letter begins "k" or "grand".
  private static func thousand(_ letter: UInt8) -> Self {
    letter | 0x20 == 0x6B || letter | 0x20 == 0x67 ? .thousands : []
  }

  private static func isY(_ letter: UInt8) -> Bool { letter | 0x20 == 0x79 }

  /// The last byte of "£".
  private static let endOfPound: UInt8 = 0xA3

  /// Whether a pound sign and a blank, of up to three bytes, stand before a place.
  private static func isPound(before start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text[max(start - 4, 0)..<start].contains(endOfPound)
  }

  /// Whether a comma and a blank stand before a place, or a blank and a bracket.
  private static func isAside(_ start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard start > 1 else { return false }
    return text[start - 1] == 0x28 || text[start - 2] == 0x2C
  }

  private static let ofNumbers: Self = [
    .mixed, .numberBeforeCapital, .thousands, .lettersBeforeNumber, .numberAside, .fourDigits,
    .years,
  ]

  /// Whether one of the three words before an anchor is an owner's, by its apostrophe.
  static func isOwned(
    _ anchor: Int, _ tokens: UnsafeBufferPointer<Token>, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    tokens[max(anchor - 3, 0)..<anchor].contains { hasApostrophe($0, text) }
  }

  /// Whether there may be a digit of another script: all begin with a byte from D9 on, and none with
  /// E2, as dashes and curly quotes do, or with F0 9F, as emoji do.
  private static func mayHoldForeignDigit(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.indices.contains { index in
      guard text[index] >= 0xD9, text[index] != 0xE2 else { return false }
      return text[index] != 0xF0 || index + 1 >= text.count || text[index + 1] != 0x9F
    }
  }

  /// Whether an apostrophe, straight or curly (E2 80 99), is in a word or right behind it.
  private static func hasApostrophe(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if token.shape.contains(.possessive) || token.shape.contains(.hasApostrophe) { return true }
    let end = Int(token.end)
    return end < text.count && (text[end] == 0x27 || text[end] == 0xE2)
  }
}
