import ScanCore
import TestSupport
import Testing

struct TokeniserPropertyTests {
  /// Pieces that hostile texts are made of.
  private static let pieces = [
    "liar", "Don't", "O’Brien", "Siân", "Sia\u{302}n", "a", "I", "2015", "4B", "s", "'s", "’S",
    "'", "’", "''", "é", "ß", "\u{AD}", "\u{200B}", "\u{200D}", "\u{FE0F}", "\u{301}", "🎉",
    "👨‍👩‍👧", "🇬🇧", "а", "ｌ", "𝐥", "中文", " ", "  ", "\n", "\r\n", "\t", ".", "!", "?", "-", "—",
    "@", "#", "$", "*", "\u{0}", "\u{FEFF}", "\u{2028}", "\u{FFFD}", "\u{10FFFF}", "\u{7FF}",
    "\u{800}", "\u{FFFF}", "\u{10000}", String(repeating: "x", count: 61), "İ", "ǅ", "ﬃ", "²",
  ]

  private static func hostile(_ random: inout SplitMix) -> String {
    (0..<random.below(40)).map { _ in random.pick(pieces) }.joined()
  }

  /// Valid UTF-8 made from bytes at random.
  private static func noise(_ random: inout SplitMix) -> String {
    let bytes = (0..<random.below(200)).map { _ in UInt8(random.below(256)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: 0..<40)
  func `words do not depend on where a text lies nor on what follows it`(seed: Int) throws {
    let lexicon = try TokeniserTests.lexicon()
    var random = SplitMix(UInt64(seed))
    let text = Self.hostile(&random)
    let expected = lexicon.words(of: text)
    for padding in 0...64 {
      let before = (0..<padding).map { _ in UInt8(random.below(256)) }
      let after = (0..<64).map { _ in UInt8(random.below(256)) }
      #expect(lexicon.words(of: text, before: before, after: after) == expected)
    }
  }

  @Test(arguments: 0..<40)
  func `spaces before a text move its words and change nothing else`(seed: Int) throws {
    let lexicon = try TokeniserTests.lexicon()
    var random = SplitMix(UInt64(seed) + 1_000)
    let text = Self.hostile(&random)
    let expected = lexicon.words(of: text)
    for padding in 0...64 {
      let moved = lexicon.words(of: String(repeating: " ", count: padding) + text).map { word in
        var word = word
        word.start -= padding
        word.end -= padding
        return word
      }
      #expect(moved == expected)
    }
  }

  @Test(arguments: 0..<40)
  func `an apostrophe is odd and no symbol`(seed: Int) throws {
    let lexicon = try TokeniserTests.lexicon()
    var random = SplitMix(UInt64(seed) + 3_000)
    for text in [Self.hostile(&random), Self.noise(&random), "Don't", "Don't!"] {
      let bytes = Array(text.utf8)
      var buffer = TokenBuffer()
      (bytes + [UInt8](repeating: 0x21, count: 64)).withUnsafeBufferPointer { memory in
        Tokeniser(lexicon: lexicon).tokenise(
          UnsafeBufferPointer(rebasing: memory[..<bytes.count]), into: &buffer)
      }
      let symbols = Set("!#$&*+@|".utf8)
      #expect(buffer.seen.symbol == bytes.contains { symbols.contains($0) })
      #expect(buffer.seen.odd == (buffer.seen.symbol || bytes.contains(UInt8(ascii: "'"))))
    }
  }

  @Test(arguments: 0..<200)
  func `fast and portable loops cut the same words`(seed: Int) throws {
    let lexicon = try TokeniserTests.lexicon()
    var random = SplitMix(UInt64(seed) + 2_000)
    for text in [Self.hostile(&random), Self.noise(&random)] {
      #expect(lexicon.words(of: text) == lexicon.words(of: text, routines: .portable))
    }
  }

  @Test(arguments: 0..<200)
  func `words lie in the text, in order, on the borders of characters`(seed: Int) throws {
    let lexicon = try TokeniserTests.lexicon()
    var random = SplitMix(UInt64(seed) + 3_000)
    for text in [Self.hostile(&random), Self.noise(&random)] {
      let bytes = Array(text.utf8)
      var end = 0
      for word in lexicon.words(of: text) {
        #expect(word.start >= end && word.start < word.end && word.end <= bytes.count)
        end = word.end
        #expect(bytes[word.start] & 0xC0 != 0x80)
        #expect(word.end == bytes.count || bytes[word.end] & 0xC0 != 0x80)
      }
    }
  }

  @Test(arguments: 0..<100)
  func `no letter or digit is left out of the words`(seed: Int) throws {
    let lexicon = try TokeniserTests.lexicon()
    var random = SplitMix(UInt64(seed) + 4_000)
    let text = Self.noise(&random)
    let bytes = Array(text.utf8)
    var isInside = [Bool](repeating: false, count: bytes.count)
    for word in lexicon.words(of: text) {
      for place in word.start..<word.end { isInside[place] = true }
      // The letter of a possessive belongs to the word, but not to its range.
      guard word.shape.contains(.possessive) else { continue }
      for place in word.end..<min(word.end + 4, bytes.count) { isInside[place] = true }
    }
    for (place, byte) in bytes.enumerated() where Self.isLetterOrDigit(byte) {
      #expect(isInside[place], "\(text.debugDescription) at \(place)")
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
  }
}
