import CScan
import ScanCore
import TestSupport
import Testing

struct NearWordsTests {
  /// Random signatures, of which one in a few has a bit in common with a set of few bits.
  private static func halves(_ count: Int, bits: Int, _ random: inout SplitMix) -> [UInt64] {
    (0..<(2 * count)).map { _ in
      (0..<bits).reduce(0) { half, _ in half | 1 << UInt64(random.below(64)) }
    }
  }

  @Test func `the words of a pair's posting lie where they are read`() {
    #expect(MemoryLayout<PostingRecord>.offset(of: \.words) == PostingRecord.placeOfWords)
  }

  @Test(arguments: 0...19)
  func `fast and portable forms agree on whether a word is met`(count: Int) {
    var random = SplitMix(UInt64(count))
    // Room for what is read to the end of a four.
    let size = 16 * (count + 4)
    let signatures = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { signatures.deallocate() }
    for bits in [1, 2, 8, 24] {
      for _ in 0..<150 {
        let words = Self.halves(count + 4, bits: 1, &random)
        signatures.copyBytes(from: words.withUnsafeBytes { Array($0) })
        var set = Self.halves(1, bits: bits, &random)
        if random.below(8) == 0 { set[random.below(2)] = 0 }
        let answers = set.withUnsafeBytes { set in
          [gp_meets, gp_meets_portable].map { $0(signatures.baseAddress, set.baseAddress, count) }
        }
        let expected = (0..<count).contains {
          words[2 * $0] & set[0] != 0 && words[2 * $0 + 1] & set[1] != 0
        }
        #expect(answers == [expected ? 1 : 0, expected ? 1 : 0])
      }
    }
  }
}
