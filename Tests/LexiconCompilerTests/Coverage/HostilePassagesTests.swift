import Rules
import ScanCore
import TestSupport
import TextModel
import Testing

/// The shipped words and rules on passages that nobody writes on purpose.
struct HostilePassagesTests {
  /// Signs that some detector wakes at, characters that leave no word, and a few pieces of words.
  private static let pieces = [
    ".", ".", "'", "’", "@", "_", "#", "!", "?", "*", "&", "-", "/", ":", "(", ")", " ", "\n", "7",
    "12",
    "😂", "❤️", "🏫", "\u{200B}", "\u{2060}", "\u{FE0F}", "\u{202E}", "“", "”", "…", "é", "ß", "д",
    "a", "I", "Sam",
    "Year 4", "www", "com", "s",
  ]

  @Test func `no mixture of signs stops a scan, and every finding lies within its passage`() throws
  {
    let scanner = PassageScanner(lexicon: try Shipped.lexicon.get())
    var random = TestSupport.SplitMix(20_261_121)
    var texts = Self.pieces.flatMap { first in Self.pieces.map { first + $0 } }
    texts += texts.map { $0 + "." + $0 }
    texts += (0..<6_000).map { _ in
      (0..<Int.random(in: 1...9, using: &random))
        .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
    }
    var memory = ScanMemory()
    for audience in Audience.allCases {
      for kind in [PassageKind.comment, .caption] {
        let scanned = scanner.scan(.of(texts, kind: kind), audience: audience, &memory)
        let isWithin = zip(texts, scanned.ranges).allSatisfy { text, range in
          scanned.findings[range].allSatisfy {
            $0.range.start <= $0.range.end && Int($0.range.end) <= text.utf8.count
          }
        }
        #expect(isWithin)
      }
    }
  }
}
