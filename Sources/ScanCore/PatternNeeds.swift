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
    guard seen.digit else { return }
    insert(.digit)
    for index in tokens.indices {
      let token = tokens[index]
      // What such a word is to a pattern is not known here: it may be anything.
      if !token.shape.isDisjoint(with: [.nonASCII, .hasApostrophe]) { formUnion(Self.ofNumbers) }
      guard token.shape.contains(.hasDigit) else { continue }
      if token.count >= 16 { insert(.code) }
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      formUnion(Self.ofNumber(token, before: next, text))
    }
  }

  /// Those that a word with a digit and the word behind it come to.
  private static func ofNumber(
    _ token: Token, before next: Token?, _ text: UnsafeBufferPointer<UInt8>
  ) -> Self {
    guard text[Int(token.start)] &- 0x30 < 10 else { return [] }
    guard token.shape.contains(.allDigits) else {
      let letter = (token.start..<token.end).first { text[Int($0)] &- 0x30 >= 10 } ?? token.start
      return isThousand(text[Int(letter)]) ? [.mixed, .thousands] : .mixed
    }
    var met: Self = token.count > 4 ? .thousands : []
    // A sign or two, or a blank of three bytes.
    guard let next, Int(next.start) - Int(token.end) <= 3 else { return met }
    if next.shape.contains(.capitalised) { met.insert(.numberBeforeCapital) }
    let hasDigits = next.shape.contains(.hasDigit) && next.count > 2
    if hasDigits || isThousand(text[Int(next.start)]) { met.insert(.thousands) }
    return met
  }

  /// Whether a letter begins "k" or "grand".
  private static func isThousand(_ letter: UInt8) -> Bool {
    letter | 0x20 == 0x6B || letter | 0x20 == 0x67
  }

  private static let ofNumbers: Self = [.mixed, .numberBeforeCapital, .thousands]

  /// Whether an apostrophe, straight or curly (E2 80 99), is in a word or right behind it.
  private static func hasApostrophe(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if token.shape.contains(.possessive) || token.shape.contains(.hasApostrophe) { return true }
    let end = Int(token.end)
    return end < text.count && (text[end] == 0x27 || text[end] == 0xE2)
  }
}
