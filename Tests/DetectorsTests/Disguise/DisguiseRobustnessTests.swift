import Testing
import TextModel

/// Hostile and odd input.
struct DisguiseRobustnessTests {
  @Test func `any text is read to its end`() throws {
    let lexicon = try #require(DisguiseLexicon.repository)
    var random = SystemRandomNumberGenerator()
    let alphabet = Array("fuckshitwan*#$@!.-_ 01345\u{200B}é💩а'\n")
    for _ in 0..<3_000 {
      let text = String(
        (0..<Int.random(in: 0...80, using: &random)).compactMap { _ in
          alphabet.randomElement(using: &random)
        })
      let bytes = Array(text.utf8)
      var end: UInt32 = 0
      for found in lexicon.matches(in: bytes, terms: false) {
        #expect(found.range.start >= end && found.range.end <= bytes.count, "\(text)")
        #expect(found.range.start < found.range.end, "\(text)")
        end = found.range.end
      }
    }
  }

  @Test(arguments: [
    "*", "f*", "f***", "f ", "f.", "sh-", "a@", "$h1", "💩", "s💩", "f\u{200B}", "x1", "-", "ck",
  ])
  func `a long run takes time in proportion to its length`(_ unit: String) throws {
    let lexicon = try #require(DisguiseLexicon.repository)
    let clock = ContinuousClock()
    func time(_ size: Int) -> Duration {
      let bytes = Array(String(repeating: unit, count: size / unit.utf8.count).utf8)
      return clock.measure { _ = lexicon.matches(in: bytes, terms: false) }
    }
    let small = time(1 << 10)
    #expect(time(1 << 13) < small * 24 + .milliseconds(200))
  }

  @Test(arguments: ["", "f", "sh"])
  func `a megabyte of stars is passed over`(_ start: String) throws {
    let lexicon = try #require(DisguiseLexicon.repository)
    let bytes = Array(start.utf8) + Array(repeating: UInt8(ascii: "*"), count: 1 << 20)
    #expect(lexicon.matches(in: bytes, terms: false).isEmpty)
  }
}
