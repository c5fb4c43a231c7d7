import CScan

/// Two words side by side in a phrase, one of which is its anchor.
///
/// Most phrases need some word right beside their anchor, and most words of a text have no such
/// word beside them: a filter that lies in a near cache says so.
package struct PairKey: BitwiseCopyable {
  /// A mixture of both words, of which the upper bits depend on all of them.
  let hash: UInt32
  /// What tells pairs of one slot apart; never 0.
  package let tag: UInt32

  /// The key of two words, by the numbers of their slots plus 1.
  @inline(__always)
  package init(_ left: UInt32, _ right: UInt32) {
    hash = gp_pair_hash(left, right)
    tag = gp_pair_tag(left, right) | 1
  }

  /// Its bits in one word of the filter, a Bloom filter of which each pair needs one word.
  package var filterBits: UInt64 {
    1 << UInt64(gp_first_filter_bit(hash)) | 1 << UInt64(gp_second_filter_bit(hash))
  }

  /// Which word of the filter, or which slot, if there are so many of them.
  ///
  /// - Parameter count: A power of two from 2 on.
  package func place(among count: Int) -> Int { Int(hash >> Self.shift(among: count)) }

  /// By how many bits a hash is shifted to give a place among so many.
  package static func shift(among count: Int) -> UInt32 {
    UInt32(32 - count.trailingZeroBitCount)
  }
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
