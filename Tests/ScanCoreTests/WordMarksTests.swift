import CScan
import TestSupport
import Testing

@testable import ScanCore

struct WordMarksTests {
  private struct Marks: Equatable {
    var low: [UInt64]
    var high: [UInt64]
    var pairs: [UInt32]
  }

  private static func mark(_ words: [UInt32], filter: [UInt64], _ marker: gp_marker) -> Marks {
    let (count, room) = (words.count, words.count + 4)
    let words = words + [1, 2, 3, 4]
    var marks = Marks(
      low: Array(repeating: 0, count: room), high: Array(repeating: 0, count: room),
      pairs: Array(repeating: 0, count: room))
    let kept = marker(
      words, count, filter, PairKey.shift(among: filter.count), &marks.low, &marks.high,
      &marks.pairs)
    marks.low.removeLast(4)
    marks.high.removeLast(4)
    marks.pairs.removeLast(room - kept)
    return marks
  }

  @Test(arguments: 0..<40)
  func `every form comes to the same signs and pairs`(count: Int) throws {
    var random = SplitMix(UInt64(count))
    let words = (0..<count).map { _ in UInt32(random.below(1 << 18)) }
    // A filter that a good half of the pairs pass, and all of some that are in it.
    var filter = (0..<64).map { _ in
      (0..<64).reduce(UInt64(0)) { bits, _ in bits | 1 << UInt64(random.below(64)) }
    }
    let known = Set((1..<max(count, 1)).filter { _ in random.below(3) == 0 })
    for right in known where count > 1 {
      let key = PairKey(words[right - 1], words[right])
      filter[key.place(among: filter.count)] |= key.filterBits
    }
    let expected = Self.mark(words, filter: filter, gp_mark_plainly)
    #expect(expected.low == words.map { WordSignature(of: $0).low })
    #expect(expected.high == words.map { WordSignature(of: $0).high })
    #expect(count < 2 || known.allSatisfy { expected.pairs.contains(UInt32($0 - 1)) })
    #expect(expected.pairs == expected.pairs.sorted() && expected.pairs.allSatisfy { $0 < count })
    for routines in RoutinesTests.all {
      let marker = try #require(routines.mark)
      #expect(Self.mark(words, filter: filter, marker) == expected)
    }
  }

  @Test func `an empty filter lets nothing pass`() throws {
    let marks = Self.mark([1, 2, 0, 0, 3], filter: Array(repeating: 0, count: 64), gp_mark_plainly)
    #expect(marks.pairs.isEmpty)
  }
}
