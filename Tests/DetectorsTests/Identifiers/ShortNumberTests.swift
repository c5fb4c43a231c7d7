import ScanCore
import TestSupport
import Testing

@testable import Detectors

/// A number of one or two digits is asked for little; what is left out would have found nothing.
struct ShortNumberTests {
  private static let pieces = [
    "0", "1", "7", "12", "31", "99", " ", " ", " ", " ", "-", ".", "/", ":", ",", "\n", "£", "_",
    "@",
    "AB", "ABC", "A", "CDE", "a", "at", "for", "abc", "CD", "gir", "GIR", "AA", "A1", "Mere",
    "Lane",
    "lane", "May", "may", "the", "of", "Flat", "é", "’s", "'", "th", "RP", "34567", "56", "C", "J",
  ]

  @Test(arguments: 0..<40)
  func `a short number begins what it begins as any code`(seed: Int) {
    var random = SplitMix(UInt64(seed))
    for _ in 0..<200 {
      let text = (0...random.below(14)).map { _ in random.pick(Self.pieces) }.joined()
      let bytes = Array(text.utf8)
      (bytes + Array(repeating: 0, count: 64)).withUnsafeBufferPointer { padded in
        let passage = PassageBytes(UnsafeBufferPointer(rebasing: padded.prefix(bytes.count)))
        tokens(of: bytes).withUnsafeBufferPointer { tokens in
          let search = IdentifierSearch(
            text: passage, tokens: tokens, words: IdentifierWords(identifierLexicon.lexicon))
          for index in tokens.indices where search.isShortNumber(tokens[index]) {
            var (quick, slow) = (search, search)
            quick.findShort(at: index)
            slow.findCode(at: index)
            #expect(quick.found == slow.found, "\(text)")
          }
        }
      }
    }
  }
}
