import ScanCore
import TestSupport
import Testing
import TextModel

@testable import Detectors

/// What is ruled out by a cheap test is not found the long way either.
struct DisguiseShortcutTests {
  private static let pieces = [
    "f", "u", "c", "k", "sh", "it", "wan", "hell", "great", "I", "a", "don't", "it’s", "tia", "Ker",
    "4", "1", "10am", "e\u{301}", "é", "а", "😂", "\u{200B}", " ", " ", " ", "!", "!!", ".", "...",
    "*", "***", "@", "#", "%", "50%", "&", "|", "-", "_", "/", "'", "\"", "\n", ",",
  ]

  private static func text(_ random: inout SplitMix) -> [UInt8] {
    Array((0..<random.below(24)).map { _ in random.pick(pieces) }.joined().utf8)
  }

  @Test(arguments: 0..<20)
  func `without a symbol only odd words can be disguised`(seed: Int) throws {
    let lexicon = try #require(DisguiseLexicon.repository)
    var random = SplitMix(UInt64(seed))
    for _ in 0..<100 {
      let bytes = Self.text(&random)
      lexicon.withTokens(of: bytes) { text, tokens in
        var (quick, slow): ([DisguiseMatch], [DisguiseMatch]) = ([], [])
        lexicon.detector.find(
          in: text, tokens: tokens.all, odd: tokens.odd, seen: tokens.seen, into: &quick)
        tokens.seen.symbol = tokens.seen.odd
        lexicon.detector.find(
          in: text, tokens: tokens.all, odd: tokens.odd, seen: tokens.seen, into: &slow)
        #expect(quick == slow, "\(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }

  @Test(arguments: 0..<20)
  func `what begins no row by a glance has fewer than three signs, and what is unmarked no mark`(
    seed: Int
  ) throws {
    let lexicon = try #require(DisguiseLexicon.repository)
    var random = SplitMix(UInt64(seed) + 2_000)
    for _ in 0..<200 {
      let bytes = Self.text(&random)
      lexicon.withTokens(of: bytes) { text, tokens in
        let reader = GlyphReader(text: text, letters: lexicon.lexicon.letters)
        for token in tokens.all {
          let isPlain = lexicon.detector.isUnmarked(token, text)
          #expect(!isPlain || !lexicon.detector.mayBeMarked(token, text))
          guard token.count == 1, !lexicon.detector.mayBeRow(token, text) else { continue }
          #expect(
            LetterRow(from: Int(token.start), reader).glyphs.isEmpty,
            "\(String(decoding: bytes, as: UTF8.self))")
        }
      }
    }
  }

  @Test
  func `every word has an outline that is known, in capitals too`() throws {
    let words = try #require(DisguiseLexicon.repository).detector.parts.words
    for number in words.entries.indices {
      let word = words.word(number)
      let outline = WordOutline(
        first: word[0] & 0xDF, second: word[1], last: word[word.count - 1] & 0xDF,
        count: word.count)
      #expect(words.outlines.mayHold(outline))
    }
  }

  @Test(arguments: 0..<20)
  func `what a glance takes for harmless hides no word`(seed: Int) throws {
    let lexicon = try #require(DisguiseLexicon.repository)
    var random = SplitMix(UInt64(seed) + 1_000)
    for _ in 0..<100 {
      let letters = (0..<1 + random.below(8)).map { _ in random.pick(Self.pieces) }.joined()
      let marks = String(repeating: random.pick(["!", "."]), count: 1 + random.below(60))
      let bytes = Array((letters + marks + random.pick(["", " a", "b", "?", "é"])).utf8)
      lexicon.withTokens(of: bytes) { text, tokens in
        let reader = GlyphReader(text: text, letters: lexicon.lexicon.letters)
        for token in tokens.all {
          guard let end = Glyphs.endOfHarmless(around: token, reader) else { continue }
          let stretch = Glyphs(around: Int(token.start), reader)
          #expect(stretch.end == end && !stretch.isCutBefore && !stretch.isCutAfter)
          let matcher = MaskMatcher(lexicon.detector.parts, stretch)
          var tries = MaskMatcher.mostTries
          for index in stretch.all.indices {
            #expect(matcher.find(from: index, &tries) == nil)
          }
        }
      }
    }
  }
}

extension DisguiseLexicon {
  /// Calls `body` with a padded text and its tokens.
  fileprivate func withTokens(
    of bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>, inout TokenBuffer) -> Void
  ) {
    var scratch = ScanScratch()
    let padded = bytes + Array(repeating: 0, count: PassageBatch.padding)
    padded.withUnsafeBufferPointer { padded in
      let text = UnsafeBufferPointer(rebasing: padded[..<bytes.count])
      Tokeniser(lexicon: lexicon).tokenise(text, into: &scratch.tokens)
      body(text, &scratch.tokens)
    }
  }
}
