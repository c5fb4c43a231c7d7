/// What Unicode says of characters outside ASCII, with the common ones answered here: asking Unicode
/// of one costs more than the rest of its word.
enum LetterTraits {
  /// Whether a character outside ASCII is a letter.
  @inline(__always)
  static func isAlphabetic(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80...0xBF: scalar == 0xAA || scalar == 0xB5 || scalar == 0xBA
    default: Unicode.Scalar(scalar)?.properties.isAlphabetic == true
    }
  }

  /// Whether a character outside ASCII is a capital letter.
  @inline(__always)
  static func isUppercase(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80...0xFF: scalar >= 0xC0 && scalar <= 0xDE && scalar != 0xD7
    // Of Latin letters with accents the capital stands before the small one.
    case 0x100...0x137, 0x14A...0x177, 0x1F8...0x21F: scalar & 1 == 0
    case 0x139...0x148, 0x179...0x17E: scalar & 1 == 1
    default: Unicode.Scalar(scalar)?.properties.isUppercase == true
    }
  }
}
