import ScanCore

/// The index of words side by side while it is built.
struct PairTable {
  private var rows: [Key: Row] = [:]

  /// Two words as slots plus 1.
  private struct Key: Hashable {
    var left: UInt32
    var right: UInt32
  }

  private struct Row {
    var postings: [PlannedPosting] = []
    /// How often the commonest of the anchors occurs.
    var frequency = 0
  }

  /// Adds a phrase whose anchor is `word` and that needs one of `neighbours` right beside it.
  mutating func add(
    _ posting: PlannedPosting, word: UInt32, neighbours: Set<UInt32>, frequency: Int
  ) {
    for other in neighbours {
      let key =
        posting.isAnchorRight ? Key(left: other, right: word) : Key(left: word, right: other)
      rows[key, default: Row()].postings.append(posting)
      rows[key, default: Row()].frequency = max(rows[key]?.frequency ?? 0, frequency)
    }
  }

  /// The finished sections.
  struct Layout {
    var filter: [UInt64]
    var slots: [PairSlot]
  }

  /// Lays the pairs out, the same for the same pairs.
  ///
  /// - Parameter table: Takes the postings.
  func layout(into table: inout PostingTable) -> Layout {
    // Eight bits of the filter a pair, so that it stays in the nearer caches, and at least half of the
    // slots free.
    let filterCount = Self.powerOfTwo(atLeast: rows.count / 8)
    let slotCount = Self.powerOfTwo(atLeast: 2 * rows.count)
    var layout = Layout(
      filter: Array(repeating: 0, count: filterCount),
      slots: Array(repeating: .free, count: slotCount))
    // Two pairs of one place and tag would hide each other: they share a row, and the phrases
    // are matched word by word in any case.
    var shared: [UInt64: Row] = [:]
    for (key, row) in rows {
      let pair = PairKey(key.left, key.right)
      let spot = UInt64(pair.place(among: slotCount)) << 32 | UInt64(pair.tag)
      shared[spot, default: Row()].postings += row.postings
      shared[spot, default: Row()].frequency += row.frequency
      layout.filter[pair.place(among: filterCount)] |= pair.filterBits
    }
    // The rows of common words lie together, so that they share pages and lines of the caches.
    let ordered = shared.sorted { ($1.value.frequency, $0.key) < ($0.value.frequency, $1.key) }
    for (spot, row) in ordered {
      var place = Int(spot >> 32)
      while layout.slots[place].tag != 0 { place = (place + 1) & (slotCount - 1) }
      layout.slots[place] = PairSlot(
        tag: UInt32(truncatingIfNeeded: spot), row: table.add(row.postings))
    }
    return layout
  }

  private static func powerOfTwo(atLeast count: Int) -> Int {
    var power = 64
    while power < count { power *= 2 }
    return power
  }
}
