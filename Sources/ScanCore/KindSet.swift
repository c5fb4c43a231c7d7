/// A set of kinds of signals, for asking quickly and often.
///
/// Twelve words on the stack, and used as they lie in an image: no set is ever allocated.
@usableFromInline package struct KindSet: Sendable, BitwiseCopyable {
  /// How many kinds there can be.
  package static let capacity = 768

  /// Its words of 64 kinds each.
  ///
  /// Asked for one word by a number, an `InlineArray` is copied as a whole first: 96 bytes for one
  /// bit. Its span is made once for all that a loop asks.
  @usableFromInline package var bits: InlineArray<12, UInt64>

  /// Which word a kind stands in; a broken image may hold any number.
  @inlinable @inline(__always)
  static func word(of kind: Int) -> Int { min(kind >> 6, 11) }

  /// The empty set.
  @inlinable @inline(__always)
  package init() { bits = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }

  /// The set of some kinds.
  package init(_ kinds: [Int]) {
    self.init()
    for kind in kinds { insert(kind) }
  }

  /// Whether it holds a kind.
  @inlinable @inline(__always)
  package func contains(_ kind: Int) -> Bool {
    bits.span[unchecked: Self.word(of: kind)] & (1 &<< UInt64(kind & 63)) != 0
  }

  /// Whether it holds none.
  @inlinable @inline(__always)
  package var isEmpty: Bool {
    var all: UInt64 = 0
    for word in bits.indices { all |= bits[unchecked: word] }
    return all == 0
  }

  /// Which of its words hold a kind, a bit each: a few of the twelve, and no branch could guess which.
  @inlinable @inline(__always)
  package var filledWords: UInt32 {
    var filled: UInt32 = 0
    for word in bits.indices {
      filled |= (bits[unchecked: word] == 0 ? 0 : 1) &<< UInt32(truncatingIfNeeded: word)
    }
    return filled
  }

  /// Adds a kind below `capacity`.
  @inlinable @inline(__always)
  package mutating func insert(_ kind: Int) {
    bits[unchecked: Self.word(of: kind)] |= 1 &<< UInt64(kind & 63)
  }

  /// Adds all kinds of another.
  @inlinable @inline(__always)
  package mutating func formUnion(_ other: KindSet) {
    for word in bits.indices { bits[unchecked: word] |= other.bits[unchecked: word] }
  }

  /// Takes away all kinds of another.
  @inlinable @inline(__always)
  package mutating func subtract(_ other: KindSet) {
    for word in bits.indices { bits[unchecked: word] &= ~other.bits[unchecked: word] }
  }

  /// Keeps only the kinds that another holds too.
  @inlinable @inline(__always)
  package mutating func formIntersection(_ other: KindSet) {
    for word in bits.indices { bits[unchecked: word] &= other.bits[unchecked: word] }
  }

  /// Whether the two have a kind in common.
  @inlinable @inline(__always)
  package func meets(_ other: KindSet) -> Bool {
    var common: UInt64 = 0
    for word in bits.indices { common |= bits[unchecked: word] & other.bits[unchecked: word] }
    return common != 0
  }
}

extension KindSet: Equatable {
  @inlinable
  package static func == (one: KindSet, other: KindSet) -> Bool {
    one.bits.indices.allSatisfy { one.bits[$0] == other.bits[$0] }
  }
}
