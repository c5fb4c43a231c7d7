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

  /// The ways to go through postings that this machine has, the portable one first.
  private static let collectors = sequence(state: 0) { number in
    defer { number += 1 }
    return gp_collector_numbered(number)
  }.map { $0 }

  @Test func `the words of postings and phrases lie where they are read`() {
    #expect(
      MemoryLayout<PostingRecord>.offset(of: \.words)
        == MemoryLayout<gp_posting>.offset(of: \.words))
    #expect(MemoryLayout<PostingRecord>.stride == MemoryLayout<gp_posting>.stride)
    #expect(MemoryLayout<PhraseRecord>.offset(of: \.farWords) == PhraseRecord.placeOfFarWords)
  }

  @Test func `only places with signatures fit a posting`() {
    func fits(_ from: Int, _ span: Int) -> Bool {
      PostingRecord.Need(.all, from: from, span: span).fits
    }
    #expect(fits(0, 1) && fits(1, 15) && fits(-16, 15) && fits(12, 1) && fits(5, 12))
    #expect(!fits(1, 16) && !fits(2, 13) && !fits(14, 1) && !fits(-17, 1) && !fits(1, 0))
  }

  @Test(arguments: 0..<40)
  func `fast and portable collectors find the same leads`(seed: Int) {
    var random = SplitMix(UInt64(seed))
    let (reach, words) = (16, 24)
    let size = 16 * (words + 2 * reach)
    let signatures = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 32)
    defer { signatures.deallocate() }
    signatures.initializeMemory(as: UInt8.self, repeating: 0)
    let own = Self.halves(words, bits: 1, &random)
    let first = signatures.baseAddress.map { $0 + 16 * reach }
    for (place, half) in own.enumerated() {
      first?.storeBytes(of: half, toByteOffset: 8 * place, as: UInt64.self)
    }
    let records = (0..<200).map { number in
      let span = 1 + random.below(15)
      let from = random.below(2) == 0 ? 1 : -span
      let marks: PostingRecord.Marks = [[], .goesOn, .isPart, .isAnchorRight, [.goesOn, .isPart]][
        random.below(5)]
      var set = WordSignature.empty
      let halves = Self.halves(1, bits: [1, 4, 20, 60][random.below(4)], &random)
      (set.low, set.high) = (halves[0], halves[1])
      return PostingRecord(
        Posting(kind: .phrase, signal: number, number: number),
        SignalUses(rawValue: UInt16(random.below(0x1000))),
        random.below(4) == 0 ? .none : PostingRecord.Need(set, from: from, span: span), marks)
    }
    let queue = (0..<500).map { _ in
      UInt64(random.below(words)) << 32 | UInt64(random.below(records.count))
    }
    for (uses, others) in [(0x3F, 0), (1, 0), (0x40, 1), (0xFC0, 5)] as [(UInt32, UInt32)] {
      let found = Self.collectors.map { collector in
        records.withUnsafeBytes { records in
          [UInt64](unsafeUninitializedCapacity: queue.count) { leads, count in
            leads.withMemoryRebound(to: gp_lead.self) { leads in
              count = collector(
                queue, queue.count, records.assumingMemoryBound(to: gp_posting.self).baseAddress,
                first, uses,
                others, leads.baseAddress)
            }
          }
        }
      }
      #expect(found.allSatisfy { $0 == found[0] })
      #expect(!found[0].isEmpty && found[0].count < queue.count)
    }
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
