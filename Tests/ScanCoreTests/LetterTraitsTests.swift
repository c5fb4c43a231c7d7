import Testing

@testable import ScanCore

struct LetterTraitsTests {
  @Test
  func `what is known of letters without asking Unicode is what Unicode says`() {
    for value in UInt32(0x80)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      guard
        LetterTraits.isAlphabetic(value) == properties.isAlphabetic,
        LetterTraits.isUppercase(value) == properties.isUppercase
      else {
        Issue.record("U+\(String(value, radix: 16))")
        return
      }
    }
  }
}
