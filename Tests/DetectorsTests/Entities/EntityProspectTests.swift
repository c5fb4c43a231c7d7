import Detectors
import ScanCore
import TestSupport
import Testing
import TextModel

struct EntityProspectTests {
  private static let words = [
    "St", "Mary's", "Hazel", "Hill", "Primary", "School", "school", "University", "of", "York",
    "Leeds", "in", "to", "the", "The", "Trust", "Albans", "Rovers", "Lane", "cake", "Mr", "Thanks",
    "4B", "Zorblax", ".", ",", "\n", "-",
  ]

  @Test(arguments: 0..<20)
  func `no entity begins before the first word that may begin one`(seed: Int) throws {
    let lexicon = try #require(DisguiseLexicon.repository).lexicon
    let detector = EntityDetector(lexicon: lexicon)
    let terms = TermFinder(lexicon: lexicon)
    var random = SplitMix(UInt64(seed))
    for _ in 0..<100 {
      let words = (0..<random.below(12)).map { _ in random.pick(Self.words) }
      let bytes = Array(words.joined(separator: " ").utf8)
      let padded = bytes + Array(repeating: 0, count: PassageBatch.padding)
      padded.withUnsafeBufferPointer { padded in
        let text = UnsafeBufferPointer(rebasing: padded[..<bytes.count])
        var scratch = ScanScratch()
        Tokeniser(lexicon: lexicon).tokenise(text, into: &scratch.tokens)
        let first = detector.firstProspect(in: text, scratch.tokens.all)
        terms.findSentences(text, &scratch)
        detector.find(in: text, from: 0, &scratch)
        let begin = scratch.signals.map { Int($0.firstToken) }.min()
        #expect(begin.map { $0 >= first ?? .max } ?? true, "\(words)")
      }
    }
  }
}
