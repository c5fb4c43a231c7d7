import CScan
import TextModel

/// The records of postings that the words of a passage lead to, in memory that is used again for
/// the next.
///
/// Rows are of any length, and no branch could guess where one ends: so they are first put one after
/// another here, eight records at a time, and then gone through in one loop.
///
/// Not copyable: it owns its memory.
struct PostingQueue: ~Copyable {
  // SAFETY: owned here alone, holds `capacity` elements, the first `count` of them set, and is
  // freed in `deinit`.
  /// Each has the word that led there in the upper half and the number of the record in the lower.
  private var storage: UnsafeMutablePointer<UInt64>
  private var capacity = 256
  private(set) var count = 0
  /// How many rows of the passage have been in it.
  private var rows = 0
  /// As many rows are in it at the most: those of a passage of ordinary length.
  private static let mostRows = 1024
  private static let atOnce = gp_queued_at_once

  init() { storage = .allocate(capacity: capacity) }

  deinit { storage.deallocate() }

  /// All of them; valid until the queue changes.
  var all: UnsafeBufferPointer<UInt64> { UnsafeBufferPointer(start: storage, count: count) }

  /// Forgets all, and begins with the first row of a passage.
  mutating func begin() {
    count = 0
    rows = 0
  }

  /// Which records of rows are meant.
  struct Part {
    /// The count of a row that says up to where.
    let which: PostingRow.WhichCount
    /// Whether those that the first count says are left out.
    let skipsSchools: Bool
    /// Whether only rows are meant that have one for forbidding or changing findings.
    let isContext: Bool

    /// Those that begin or support findings, or any.
    init(leading uses: SignalUses) {
      which = uses == .leading(.init(.official)) ? .schools : .all
      (skipsSchools, isContext) = (false, false)
    }

    /// Those that may forbid or change findings in the words of some audience.
    init(contextOf audience: AudienceSet) {
      // What leads in the words of the school stands before all that does not.
      (which, skipsSchools, isContext) = (.all, audience == AudienceSet(.official), true)
    }

    /// The records of a long row, from its first one behind the counts.
    func records(of counts: PostingRecord) -> Range<Int> {
      (skipsSchools ? counts.count(.schools) : 0)..<counts.count(which)
    }
  }

  /// Puts records of the next rows of a passage in the queue, in place of those that are there, and
  /// asks for them ahead.
  ///
  /// So many rows at a time that the queue stays small whatever the length of a passage.
  ///
  /// - Returns: Whether there were any rows left.
  @discardableResult
  mutating func fill(
    from all: UnsafeBufferPointer<gp_row>, _ part: Part, _ tables: LexiconTables
  ) -> Bool {
    count = 0
    let end = min(rows &+ Self.mostRows, all.count)
    guard rows < end, let base = all.baseAddress else { return false }
    while true {
      let room = count &+ Self.atOnce &* (end &- rows)
      if capacity < room { grow(to: room) }
      var added = 0
      rows &+= gp_queue_rows(
        base + rows, end &- rows, tables.rawPostings, part.which.rawValue,
        part.skipsSchools ? UInt32(PostingRow.longCount) : 0, part.isContext ? 1 : 0,
        storage + count, &added)
      count &+= added
      guard rows < end else { return true }
      appendMany(base[rows], part, tables)
      rows &+= 1
    }
  }

  @inline(never)
  private mutating func appendMany(_ entry: gp_row, _ part: Part, _ tables: LexiconTables) {
    let row = PostingRow(bits: entry.row)
    guard row.hasContext || !part.isContext else { return }
    let records = tables.records(of: row, part)
    if capacity - count < records.count { grow(to: count + records.count) }
    for record in records {
      storage[count] = UInt64(entry.token) << 32 | UInt64(record)
      count += 1
    }
  }

  @inline(never)
  private mutating func grow(to room: Int) {
    let larger = max(2 * capacity, room)
    let moved = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
    moved.moveInitialize(from: storage, count: count)
    storage.deallocate()
    storage = moved
    capacity = larger
  }
}

extension LexiconTables {
  /// The postings as the loops in C read them.
  @inline(__always)
  var rawPostings: UnsafePointer<gp_posting> {
    UnsafeRawPointer(postings).assumingMemoryBound(to: gp_posting.self)
  }

  /// The records of a row that are meant.
  func records(of row: PostingRow, _ part: PostingQueue.Part) -> Range<Int> {
    let isLong = row.count(.all) == PostingRow.longCount
    let first = isLong ? row.first + 1 : row.first
    let range =
      isLong
      ? part.records(of: postings[row.first])
      : (part.skipsSchools ? row.count(.schools) : 0)..<row.count(part.which)
    return (first + range.lowerBound)..<(first + range.upperBound)
  }
}
