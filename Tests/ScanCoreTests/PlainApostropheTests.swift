import ScanCore
import TestSupport
import Testing

/// Words with a straight apostrophe are read by a loop of their own where they are plain; the same
/// words with a curly one are not, and mean the same.
struct PlainApostropheTests {
  private static let pieces = [
    "'", "'", "s", "S", "'s", "'S", "a", "B", "t", "T", "do", "Tom", "O", "BRIEN", "7", "90", "re",
  ]

  @Test(arguments: 0..<4)
  func `a straight apostrophe makes the words that a curly one makes`(seed: Int) throws {
    let lexicon = try TokeniserTests.lexicon()
    var random = SplitMix(UInt64(seed))
    for _ in 0..<800 {
      let run = (0..<(1 + random.below(5))).map { _ in random.pick(Self.pieces) }.joined()
      let straight = lexicon.words(of: run)
      let curly = lexicon.words(of: run.replacing("'", with: "’"))
      #expect(straight.map(\.text) == curly.map { $0.text.replacing("’", with: "'") })
      #expect(straight.map(\.shape) == curly.map(\.shape))
      #expect(straight.map(\.word) == curly.map(\.word))
    }
  }
}
