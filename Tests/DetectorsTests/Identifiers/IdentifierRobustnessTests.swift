import TextModel
import Testing

@testable import Detectors

struct IdentifierRobustnessTests {
  @Test(arguments: 0..<40)
  func `no text breaks the detector, and every range is whole characters of it`(seed: Int) {
    var random = SeededGenerator(state: UInt64(seed) &* 7919 &+ 1)
    for _ in 0..<60 {
      let text = randomText(&random)
      let bytes = Array(text.utf8)
      for match in identifiers(in: bytes) {
        let range = match.range.indices
        #expect(!range.isEmpty && range.upperBound <= bytes.count)
        #expect((1...100).contains(match.confidence))
        #expect(bytes[range.lowerBound] & 0xC0 != 0x80, "\(match) in \(text)")
        let isBorder = range.upperBound == bytes.count || bytes[range.upperBound] & 0xC0 != 0x80
        #expect(isBorder, "\(match) in \(text)")
      }
    }
  }

  @Test(arguments: [
    "07700 900142", "4242 4242 4242 4242", "jo@example.com", "DN88 6TA", "BD51 SMR",
  ])
  func `what stands round a match by blanks does not change it`(value: String) {
    let alone = identifiers(in: value)
    #expect(alone.count == 1)
    for (before, after) in [
      ("é ", " é"), ("😀", "😀"), ("“", "”"), ("(", ")"), ("\r\n", "\r\n"), ("… ", " …"),
    ] {
      #expect(identifiers(in: before + value + after) == alone, "\(before)\(value)\(after)")
    }
  }

  @Test(arguments: ["1 ", "07700 ", "a.b.", "_a", "@a", "1.1.1.", "12 May ", "::1", "4242-", "A1 "])
  func `a long run of one thing takes time in proportion`(unit: String) {
    let clock = ContinuousClock()
    let text = Array(String(repeating: unit, count: 20_000 / unit.utf8.count).utf8)
    let time = clock.measure { _ = identifiers(in: text) }
    #expect(time < .seconds(5))
  }
}

/// A generator whose numbers depend on nothing but its seed (xorshift).
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

/// Pieces of identifiers, signs and letters of one to four bytes in any order.
private func randomText(_ random: inout SeededGenerator) -> String {
  let pieces = [
    "0", "1", "7", "9", "12", "077", "00900", "999", "4242", " ", " ", "-", ".", "/", ":", "::",
    "@", "_", "+44",
    "(", ")", ",", "\n", "AB", "GB29", "a", "Lane", "St", "May", "the", "of", "dot", "at", "com",
    ".jpg", "é",
    "\u{A0}", "–", "😀", "'", "’s", "£", "€", "O", "oh", "double", "seven", "http://", "xn--", "ö",
    "日", "\u{301}",
    "\u{200D}", "１２", "Flat", "DN88", "6TA", "hundred", "%", "&", "www.",
  ]
  let count = Int.random(in: 1...30, using: &random)
  return (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
}
