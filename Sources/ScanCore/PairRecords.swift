/// Two words side by side in a phrase, one of which is its anchor.
///
/// Most phrases need some word right beside their anchor, and most words of a text have no such
/// word beside them: a filter that lies in a near cache says so.
package struct PairKey: BitwiseCopyable {
  /// A mixture of both words.
  package let hash: UInt64

  /// The key of two words, by the numbers of their slots plus 1.
  @inline(__always)
  package init(_ left: UInt32, _ right: UInt32) {
    // Odd constants of xxHash; the upper bits of the product depend on all lower ones.
    hash =
      (UInt64(left) &* 0x9E37_79B1_85EB_CA87 ^ UInt64(right) &* 0xC2B2_AE3D_27D4_EB4F)
      &* 0x1656_67B1_9E37_79F9
  }

  /// Its bits in one word of the filter, a Bloom filter of which each pair needs one word.
  package var filterBits: UInt64 { 1 << firstFilterBit | 1 << secondFilterBit }
  @inline(__always)
  var firstFilterBit: UInt64 { hash >> 52 & 63 }
  @inline(__always)
  var secondFilterBit: UInt64 { hash >> 58 }

  /// Which word of the filter, and which slot, before it is cut to their number.
  @inline(__always)
  package var place: Int { Int(truncatingIfNeeded: hash >> 20 & 0xFFFF_FFFF) }

  /// What tells pairs of one slot apart; never 0.
  @inline(__always)
  package var tag: UInt32 { UInt32(truncatingIfNeeded: hash) | 1 }
}

/// One entry of the index of pairs.
package struct PairSlot: BitwiseCopyable {
  /// The `PairKey.tag`; 0 marks a free slot.
  package var tag: UInt32
  /// Where its postings are.
  package var row: PostingRow

  /// A free slot.
  package static var free: PairSlot { PairSlot(tag: 0, row: .none) }

  /// A slot.
  package init(tag: UInt32, row: PostingRow) {
    self.tag = tag
    self.row = row
  }
}
