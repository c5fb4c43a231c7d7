import CScan
import TestSupport
import Testing

struct WordHashTests {
  /// The hash of a word that begins at `offset` in memory with other bytes all round.
  private static func hash(_ word: [UInt8], at offset: Int = 0, around filler: UInt8 = 0) -> UInt64
  {
    let edge = [UInt8](repeating: filler, count: 16)
    let memory = [UInt8](repeating: filler, count: offset) + word + edge
    return memory.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { gp_word_hash($0 + offset, word.count) } ?? 0
    }
  }

  private static func word(_ count: Int, _ random: inout SplitMix) -> [UInt8] {
    (0..<count).map { _ in random.pick(Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)) }
  }

  @Test(arguments: 0...70)
  func `a word has one hash, in capitals or not, wherever it lies`(count: Int) {
    var random = SplitMix(UInt64(count))
    let word = Self.word(count, &random)
    let expected = Self.hash(word)
    let capitals = Array(String(decoding: word, as: UTF8.self).uppercased().utf8)
    for offset in 0..<17 {
      #expect(Self.hash(word, at: offset, around: 0x7A) == expected)
      #expect(Self.hash(capitals, at: offset, around: 0xFF) == expected)
    }
  }

  @Test(arguments: 1...70)
  func `a change of any one letter changes the hash`(count: Int) {
    var random = SplitMix(UInt64(count) + 100)
    let word = Self.word(count, &random)
    let expected = Self.hash(word)
    for place in word.indices {
      var other = word
      other[place] = word[place] == 0x71 ? 0x72 : 0x71
      #expect(Self.hash(other) != expected)
    }
    #expect(Self.hash(Array(word.dropLast())) != expected)
  }

  @Test func `a hundred thousand words have as many hashes`() {
    var hashes: Set<UInt64> = []
    for number in 0..<100_000 { hashes.insert(Self.hash(Array(String(number, radix: 36).utf8))) }
    #expect(hashes.count == 100_000)
  }

  @Test(arguments: 0...40)
  func `three of one letter in a row are a run, in any case`(count: Int) {
    var random = SplitMix(UInt64(count))
    for _ in 0..<300 {
      // What follows in memory must not count.
      let bytes = (0..<(count + 16)).map { _ in random.pick(Array("abAB0".utf8)) }
      let lower = bytes.prefix(count).map { $0 | 0x20 }
      let expected = lower.indices.dropFirst(2).contains {
        lower[$0] == lower[$0 - 1] && lower[$0] == lower[$0 - 2]
      }
      #expect((gp_has_run(bytes, count) != 0) == expected)
    }
  }
}
