/// A set of kinds of signals.
package struct SignalSet: Sendable, Equatable {
  /// The kinds, ascending.
  package private(set) var kinds: [UInt16]
  private var bits: [UInt64]

  /// The set of some kinds.
  package init(_ kinds: some Sequence<UInt16>) {
    self.kinds = Set(kinds).sorted()
    bits = Array(repeating: 0, count: Int(self.kinds.last ?? 0) / 64 + 1)
    for kind in self.kinds { bits[Int(kind) / 64] |= 1 << UInt64(kind % 64) }
  }

  /// The set of kinds that ascend already and are all different.
  init(ascending kinds: [UInt16]) {
    self.kinds = kinds
    bits = Array(repeating: 0, count: Int(kinds.last ?? 0) / 64 + 1)
    for kind in kinds { bits[Int(kind) / 64] |= 1 << UInt64(kind % 64) }
  }

  /// Whether a kind is in it.
  @inline(__always)
  package func contains(_ kind: UInt16) -> Bool {
    let word = Int(kind) / 64
    return word < bits.count && bits[word] & (1 << UInt64(kind % 64)) != 0
  }
}
