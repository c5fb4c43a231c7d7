/// A set of kinds of signals, for asking quickly and often.
package struct KindSet: Sendable, Equatable {
  private var bits: [UInt64]

  /// The empty set for kinds below `count`.
  package init(count: Int) { bits = Array(repeating: 0, count: (count + 63) / 64) }

  /// Whether it holds a kind.
  @inline(__always)
  package func contains(_ kind: Int) -> Bool { bits[kind >> 6] & (1 &<< UInt64(kind & 63)) != 0 }

  /// Whether it holds none.
  package var isEmpty: Bool { bits.allSatisfy { $0 == 0 } }

  /// Adds a kind.
  package mutating func insert(_ kind: Int) { bits[kind >> 6] |= 1 &<< UInt64(kind & 63) }

  /// Adds all kinds of another.
  package mutating func formUnion(_ other: KindSet) {
    for word in bits.indices { bits[word] |= other.bits[word] }
  }

  /// Takes away all kinds of another.
  package mutating func subtract(_ other: KindSet) {
    for word in bits.indices { bits[word] &= ~other.bits[word] }
  }

  /// Whether the two have a kind in common.
  package func meets(_ other: KindSet) -> Bool {
    zip(bits, other.bits).contains { $0 & $1 != 0 }
  }

  /// Takes all kinds out.
  package mutating func removeAll() { for word in bits.indices { bits[word] = 0 } }
}
