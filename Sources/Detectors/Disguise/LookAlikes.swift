/// What a character in the middle of a word may stand for.
struct Sign {
  /// What it does in a word.
  enum Role: UInt8 {
    /// It ends a stretch: a space, a bracket, a quotation mark.
    case edge
    /// A plain letter, or one with accents, or of another script but the same shape.
    case letter
    /// A digit that looks like a letter.
    case lookAlike
    /// A symbol that hides a letter, or looks like one.
    case symbol
    /// A mark that may part letters, or hide a vowel.
    case gap
    /// Nothing to be seen.
    case nothing
  }

  /// The letters that it looks like; bit 0 is "a".
  var letters: UInt32
  /// What it does in a word.
  var role: Role
  /// Whether it hides any letter (`*`, `#`), not just vowels.
  var hidesAny = false
}

/// The closed set of ASCII characters that people write for letters.
///
/// Source: the swaps counted in Surge's list of profanity (MIT), with their numbers there: 0 for o
/// 25 and u 1, 1 for i 19 and t 1, 3 for e 17, @ for a 10, e 2 and u 1, 5 for s 9, ! for i 8, + for
/// t 5, 7 for t 2, 4 for a 1 and e 1, $ for s 1, * for u 1. Those for b, g and l (8, 6, 9, |, 1, !)
/// and the marks that hide vowels are general knowledge.
enum LookAlikes {
  /// What an ASCII character stands for.
  @inline(__always)
  static func sign(of byte: UInt8) -> Sign {
    // A table would have to be asked each time whether it was made.
    let byte = byte & 127
    let letter = (byte | 0x20) &- 0x61
    if letter < 26 { return Sign(letters: 1 << UInt32(letter), role: .letter) }
    return byte &- 0x30 < 10 ? digit(byte) : mark(byte)
  }

  private static func digit(_ byte: UInt8) -> Sign {
    let letters =
      switch byte {
      case 0x30: bit("o")
      case 0x31: bit("i") | bit("l")
      case 0x33: bit("e")
      case 0x34: bit("a")
      case 0x35: bit("s")
      case 0x36: bit("g") | bit("b")
      case 0x37: bit("t")
      case 0x38: bit("b")
      case 0x39: bit("g")
      default: UInt32(0)
      }
    return Sign(letters: letters, role: letters == 0 ? .edge : .lookAlike)
  }

  private static func mark(_ byte: UInt8) -> Sign {
    switch byte {
    case UInt8(ascii: "@"): Sign(letters: bit("a"), role: .symbol)
    case UInt8(ascii: "$"): Sign(letters: bit("s"), role: .symbol)
    case UInt8(ascii: "!"), UInt8(ascii: "|"): Sign(letters: bit("i") | bit("l"), role: .symbol)
    case UInt8(ascii: "+"): Sign(letters: bit("t"), role: .symbol)
    case UInt8(ascii: "%"), UInt8(ascii: "&"): Sign(letters: 0, role: .symbol)
    case UInt8(ascii: "#"), UInt8(ascii: "*"): Sign(letters: 0, role: .symbol, hidesAny: true)
    // ' - . / ^ _ ~
    case 0x27, 0x2D...0x2F, 0x5E, 0x5F, 0x7E: Sign(letters: 0, role: .gap)
    default: Sign(letters: 0, role: .edge)
    }
  }

  @inline(__always)
  private static func bit(_ letter: Unicode.Scalar) -> UInt32 { 1 << (letter.value - 0x61) }

  /// Whether a byte hides letters: a symbol of `signs`.
  @inline(__always)
  static func isSymbol(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x23...0x26, 0x2A, 0x2B, 0x40, 0x7C: true
    default: false
    }
  }

  /// Whether a byte parts or hides letters.
  @inline(__always)
  static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x27, 0x2D...0x2F, 0x5E, 0x5F, 0x7E: true
    default: isSymbol(byte)
    }
  }

  /// Whether a byte is an ASCII letter.
  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// Whether a word with a mark in it may go on with that byte.
  @inline(__always)
  static func canGoOn(_ byte: UInt8) -> Bool {
    byte >= 128 || isLetter(byte) || isMark(byte) || byte &- 0x30 < 10 && byte != 0x32
  }
}
