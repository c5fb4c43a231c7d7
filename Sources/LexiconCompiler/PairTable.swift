import ScanCore

/// The index of words side by side while it is built.
struct PairTable {
  private var rows: [Key: [PairPosting]] = [:]

  /// Two words as slots plus 1, and which of them is the anchor.
  private struct Key: Hashable {
    var left: UInt32
    var right: UInt32
    var isAnchorLeft: Bool
  }

  /// Adds a phrase whose anchor is `word` and that needs one of `neighbours` right beside it.
  mutating func add(
    _ posting: PairPosting, word: UInt32, neighbours: Set<UInt32>, isAnchorLeft: Bool
  ) {
    for other in neighbours {
      let key =
        isAnchorLeft
        ? Key(left: word, right: other, isAnchorLeft: true)
        : Key(left: other, right: word, isAnchorLeft: false)
      rows[key, default: []].append(posting)
    }
  }

  /// The finished sections.
  struct Layout {
    var filter: [UInt64]
    var slots: [PairSlot]
    var postings: [PairPosting]
  }

  /// Lays the pairs out, the same for the same pairs.
  func layout() -> Layout {
    // Eight bits of the filter a pair, so that it stays in the nearer caches, and at least half of the
    // slots free.
    let filterCount = Self.powerOfTwo(atLeast: rows.count / 8)
    let slotCount = Self.powerOfTwo(atLeast: 2 * rows.count)
    var layout = Layout(
      filter: Array(repeating: 0, count: filterCount),
      slots: Array(repeating: PairSlot(tag: 0, first: 0), count: slotCount), postings: [])
    // Two pairs of one place and tag would hide each other: they share a row, and the phrases
    // are matched word by word in any case.
    var seen: [UInt64: [Key]] = [:]
    for key in rows.keys {
      let pair = PairKey(key.left, key.right, isAnchorLeft: key.isAnchorLeft)
      let place = UInt64(pair.place & (slotCount - 1))
      seen[place << 32 | UInt64(pair.tag), default: []].append(key)
      layout.filter[pair.place & (filterCount - 1)] |= pair.filterBits
    }
    for (spot, keys) in seen.sorted(by: { $0.key < $1.key }) {
      var place = Int(spot >> 32)
      while layout.slots[place].tag != 0 { place = (place + 1) & (slotCount - 1) }
      layout.slots[place] = PairSlot(
        tag: UInt32(truncatingIfNeeded: spot), first: UInt32(layout.postings.count))
      layout.postings += keys.flatMap { rows[$0] ?? [] }
        .sorted { $0.posting.bits < $1.posting.bits }
      layout.postings[layout.postings.count - 1].isLast = 1
    }
    return layout
  }

  private static func powerOfTwo(atLeast count: Int) -> Int {
    var power = 64
    while power < count { power *= 2 }
    return power
  }
}
