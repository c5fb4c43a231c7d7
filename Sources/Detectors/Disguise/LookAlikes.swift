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
  static func sign(of byte: UInt8) -> Sign { signs[Int(byte & 127)] }

  /// Whether a byte hides letters: a symbol of `signs`.
  @inline(__always)
  static func isSymbol(_ byte: UInt8) -> Bool {
    // The table itself has to be asked for, each time, whether it was made: these are asked of
    // every word.
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

  /// The bits of some letters.
  static func bits(_ letters: StaticString) -> UInt32 {
    letters.withUTF8Buffer { $0.reduce(0) { $0 | 1 << UInt32($1 - 0x61) } }
  }
}

private let signs: InlineArray<128, Sign> = {
  var table = InlineArray<128, Sign>(repeating: Sign(letters: 0, role: .edge))
  for letter in 0..<26 {
    let sign = Sign(letters: 1 << UInt32(letter), role: .letter)
    table[0x41 + letter] = sign
    table[0x61 + letter] = sign
  }
  let digits: [StaticString] = ["o", "il", "", "e", "a", "s", "gb", "t", "b", "g"]
  for (digit, letters) in digits.enumerated() where digit != 2 {
    table[0x30 + digit] = Sign(letters: LookAlikes.bits(letters), role: .lookAlike)
  }
  let symbols: [(StaticString, StaticString)] = [
    ("@", "a"), ("$", "s"), ("!", "il"), ("+", "t"), ("|", "il"), ("%", ""), ("&", ""),
  ]
  for (symbol, letters) in symbols {
    table[Int(symbol.utf8Start.pointee)] = Sign(letters: LookAlikes.bits(letters), role: .symbol)
  }
  for symbol in [0x23, 0x2A] { table[symbol] = Sign(letters: 0, role: .symbol, hidesAny: true) }
  for gap in [0x27, 0x2D, 0x2E, 0x2F, 0x5E, 0x5F, 0x7E] {
    table[gap] = Sign(letters: 0, role: .gap)
  }
  return table
}()
