import CScan
import TestSupport
import Testing

@testable import ScanCore

struct NearWordsTests {
  /// A random half of a set, of so many bits.
  private static func half(bits: Int, _ random: inout SplitMix) -> UInt64 {
    (0..<bits).reduce(0) { half, _ in half | 1 << UInt64(random.below(64)) }
  }

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
  func `fast and portable collectors find the same leads`(seed: Int) throws {
    var random = SplitMix(UInt64(seed))
    let count = 24
    let none = [UInt64](repeating: 0, count: Neighbourhood.reach)
    let low = none + (0..<count).map { _ in Self.half(bits: 1, &random) } + none
    let high = none + (0..<count).map { _ in Self.half(bits: 1, &random) } + none
    let records = (0..<200).map { number in
      let span = 1 + random.below(15)
      let from = random.below(2) == 0 ? 1 : -span
      let marks: PostingRecord.Marks = [[], .goesOn, .isPart, .isAnchorRight, [.goesOn, .isPart]][
        random.below(5)]
      var set = WordSignature.empty
      let bits = [1, 4, 20, 60][random.below(4)]
      (set.low, set.high) = (Self.half(bits: bits, &random), Self.half(bits: bits, &random))
      return PostingRecord(
        Posting(kind: .phrase, signal: number, number: number),
        SignalUses(rawValue: UInt16(random.below(0x1000))),
        random.below(4) == 0 ? .none : PostingRecord.Need(set, from: from, span: span), marks)
    }
    // The last word has none behind it that could be the anchor.
    let queue = (0..<500).map { _ in
      UInt64(random.below(count - 1)) << 32 | UInt64(random.below(records.count))
    }
    for (uses, others) in [(0x3F, 0), (1, 0), (0x40, 1), (0xFC0, 5)] as [(UInt32, UInt32)] {
      let found = try RoutinesTests.all.map { routines in
        let collector = try #require(routines.collect)
        return records.withUnsafeBytes { records in
          [UInt64](unsafeUninitializedCapacity: queue.count) { leads, count in
            leads.withMemoryRebound(to: gp_lead.self) { leads in
              low.withUnsafeBufferPointer { low in
                high.withUnsafeBufferPointer { high in
                  count = collector(
                    queue, queue.count,
                    records.assumingMemoryBound(to: gp_posting.self).baseAddress,
                    gp_words(low: low.baseAddress, high: high.baseAddress), uses, others,
                    leads.baseAddress)
                }
              }
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
    for bits in [1, 2, 8, 24] {
      for _ in 0..<150 {
        // Room for what is read to the end of a four.
        let low = (0..<(count + 5)).map { _ in Self.half(bits: 1, &random) }
        let high = (0..<(count + 5)).map { _ in Self.half(bits: 1, &random) }
        var set = [Self.half(bits: bits, &random), Self.half(bits: bits, &random)]
        if random.below(8) == 0 { set[random.below(2)] = 0 }
        let expected = (1..<(count + 1)).contains {
          low[$0] & set[0] != 0 && high[$0] & set[1] != 0
        }
        let answers = low.withUnsafeBufferPointer { low in
          high.withUnsafeBufferPointer { high in
            let words = gp_words(low: low.baseAddress, high: high.baseAddress)
            return [gp_meets, gp_meets_portable].map { $0(words, 1, set, count) != 0 }
          }
        }
        #expect(answers == [expected, expected])
      }
    }
  }

  @Test(arguments: 0..<20)
  func `rows are queued up to one that is too long`(seed: Int) {
    var random = SplitMix(UInt64(seed))
    let records = [gp_posting](repeating: gp_posting(), count: 400)
    for part in 0..<4 {
      // Counts of the school's and of all, now and then more than are taken at once.
      let rows = (0..<20).map { token in
        let schools = random.below(7)
        let all = random.below(30) == 0 ? 12 : schools + random.below(3)
        let bits = UInt32(random.below(300)) << 11 | UInt32(schools) << 6 | UInt32(all) << 1
        return gp_row(token: UInt32(token), row: bits | UInt32(random.below(2)))
      }
      let (isContext, skips) = (part > 1, part == 3)
      let shift = part == 0 ? PostingRow.WhichCount.schools : .all
      var expected: [UInt64] = []
      var taken = 0
      for row in rows {
        let posting = PostingRow(bits: row.row)
        guard posting.count(shift) <= 8 else { break }
        taken += 1
        guard !isContext || posting.hasContext else { continue }
        for number in (skips ? posting.count(.schools) : 0)..<posting.count(shift) {
          expected.append(UInt64(row.token) << 32 | UInt64(posting.first + number))
        }
      }
      var queue = [UInt64](repeating: 0, count: 8 * rows.count)
      var queued = 0
      let done = gp_queue_rows(
        rows, rows.count, records, shift.rawValue, skips ? 31 : 0, isContext ? 1 : 0, &queue,
        &queued)
      #expect(done == taken)
      #expect(Array(queue.prefix(queued)) == expected)
    }
  }
}
