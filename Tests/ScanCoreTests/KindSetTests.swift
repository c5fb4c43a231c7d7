import ScanCore
import TestSupport
import Testing

struct KindSetTests {
  @Test(arguments: 0..<50)
  func `it does what a set of numbers does`(seed: Int) {
    var random = SplitMix(UInt64(seed))
    let one = Set((0..<random.below(40)).map { _ in random.below(KindSet.capacity) })
    let other = Set((0..<random.below(40)).map { _ in random.below(KindSet.capacity) })
    let sets = (KindSet(Array(one)), KindSet(Array(other)))
    #expect(sets.0.meets(sets.1) == !one.isDisjoint(with: other))
    #expect(sets.0.isEmpty == one.isEmpty)
    var union = sets.0
    union.formUnion(sets.1)
    #expect(union == KindSet(Array(one.union(other))))
    var common = sets.0
    common.formIntersection(sets.1)
    #expect(common == KindSet(Array(one.intersection(other))))
    var rest = sets.0
    rest.subtract(sets.1)
    #expect(rest == KindSet(Array(one.subtracting(other))))
    #expect(
      (0..<12).allSatisfy { word in
        sets.0.bits[word] == one.reduce(0) { $1 / 64 == word ? $0 | 1 << UInt64($1 % 64) : $0 }
      })
    #expect((0..<KindSet.capacity).allSatisfy { sets.0.contains($0) == one.contains($0) })
  }
}
