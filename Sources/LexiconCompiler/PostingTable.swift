import ScanCore
import TextModel

/// A posting that is to come into the index.
struct PlannedPosting {
  var posting: Posting
  /// What it is for.
  var uses: SignalUses
  /// What must stand near the anchor, on either side.
  var needs: [PostingRecord.Need]
  /// Whether the anchor is the right one of the two words that lead to it.
  var isAnchorRight = false

  /// A posting.
  init(
    _ posting: Posting, _ uses: SignalUses, needs: [PostingRecord.Need] = [],
    isAnchorRight: Bool = false
  ) {
    (self.posting, self.uses, self.needs) = (posting, uses, needs)
    self.isAnchorRight = isAnchorRight
  }

  /// Where it belongs in its row: what leads in most audiences' words comes first, so that a look
  /// can stop early; those of the school come before all others, because most texts are its own.
  fileprivate var rank: Int {
    (isSchools ? 0 : 16) - uses.intersection(.leading).rawValue.nonzeroBitCount
  }

  fileprivate var isSchools: Bool { !uses.isDisjoint(with: .leading(.init(.official))) }

  /// Its records: one, or one for each of its needs.
  fileprivate var records: [PostingRecord] {
    let own: PostingRecord.Marks = isAnchorRight ? .isAnchorRight : []
    guard needs.count > 1 else { return [PostingRecord(posting, uses, needs.first ?? .none, own)] }
    return needs.indices.map { index in
      var marks = own
      if index > 0 { marks.insert(.goesOn) }
      if index < needs.count - 1 { marks.insert(.isPart) }
      return PostingRecord(posting, uses, needs[index], marks)
    }
  }
}

/// The postings of the index while it is built, row by row.
struct PostingTable {
  private(set) var records: [PostingRecord] = []

  /// Adds a row.
  mutating func add(_ postings: [PlannedPosting]) -> PostingRow {
    guard !postings.isEmpty else { return .none }
    let row = postings.sorted { ($0.rank, $0.posting.bits) < ($1.rank, $1.posting.bits) }
    var counts = PostingRow.Counts(schools: 0, all: 0)
    var rowRecords: [PostingRecord] = []
    for posting in row {
      rowRecords += posting.records
      if posting.isSchools { counts.schools = rowRecords.count }
    }
    counts.all = rowRecords.count
    let first = records.count
    if counts.isLong { records.append(.counts(counts)) }
    records += rowRecords
    let hasContext = row.contains { !$0.uses.subtracting(.leading).isEmpty }
    return PostingRow(first: first, counts, hasContext: hasContext)
  }
}
