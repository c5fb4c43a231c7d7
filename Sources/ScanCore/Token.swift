/// A word of a passage.
///
/// A word is a run of letters and digits; an apostrophe inside it belongs to it, a possessive
/// `'s` at its end does not (it is cut off and noted in `shape`).
public struct Token: Sendable, BitwiseCopyable {
  /// The first byte, from the start of the passage's text.
  public var start: UInt32
  /// One past the last byte.
  public var end: UInt32
  /// The word's slot in the lexicon's index plus 1; 0 if the lexicon does not know the word.
  public var word: UInt32
  /// How it is written.
  public var shape: TokenShape
  /// The sentence it stands in, counted from 0; meaningful once sentences have been found.
  public var sentence: UInt16

  /// A token.
  @inlinable
  public init(start: UInt32, end: UInt32, word: UInt32, shape: TokenShape) {
    self.start = start
    self.end = end
    self.word = word
    self.shape = shape
    self.sentence = 0
  }

  /// The number of bytes.
  @inlinable public var count: Int { Int(end) - Int(start) }
}

/// How a token is written, as bits.
public struct TokenShape: OptionSet, Hashable, Sendable, BitwiseCopyable {
  /// The bits.
  public let rawValue: UInt16

  /// A shape with those bits.
  @inlinable
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The first character is a capital.
  @inlinable public static var capitalised: TokenShape { TokenShape(rawValue: 1) }
  /// Every letter is a capital, and there are at least two.
  @inlinable public static var allCapitals: TokenShape { TokenShape(rawValue: 2) }
  /// It has a digit.
  @inlinable public static var hasDigit: TokenShape { TokenShape(rawValue: 4) }
  /// It has nothing but digits.
  @inlinable public static var allDigits: TokenShape { TokenShape(rawValue: 8) }
  /// It was written with characters outside ASCII.
  @inlinable public static var nonASCII: TokenShape { TokenShape(rawValue: 16) }
  /// A possessive `'s` follows (not part of the token's range).
  @inlinable public static var possessive: TokenShape { TokenShape(rawValue: 32) }
  /// It has an apostrophe inside (O'Brien, don't).
  @inlinable public static var hasApostrophe: TokenShape { TokenShape(rawValue: 64) }
  /// It was found by undoing a disguise.
  @inlinable public static var disguised: TokenShape { TokenShape(rawValue: 128) }
  /// Its first letter is a capital, and so is one of the others, but not all (McKay).
  @inlinable public static var innerCapital: TokenShape { TokenShape(rawValue: 256) }
}
