import CScan

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
  private var storage: UnsafeMutablePointer<QueuedPosting>
  private var capacity = 256
  private(set) var count = 0
  /// How many rows of the passage have been in it.
  private var rows = 0
  /// As many rows are in it at the most: those of a passage of ordinary length.
  private static let mostRows = 1024

  init() { storage = .allocate(capacity: capacity) }

  deinit { storage.deallocate() }

  /// All of them; valid until the queue changes.
  var all: UnsafeBufferPointer<QueuedPosting> { UnsafeBufferPointer(start: storage, count: count) }

  /// Forgets all, and begins with the first row of a passage.
  mutating func begin() {
    count = 0
    rows = 0
  }

  /// Forgets all and says which rows come next.
  ///
  /// - Parameter all: How many rows the passage has.
  @inline(__always)
  mutating func nextRows(of all: Int) -> (first: Int, end: Int) {
    let first = rows
    count = 0
    rows = min(first &+ Self.mostRows, all)
    return (first, rows)
  }

  /// Adds as many records of a row as one of its counts says.
  ///
  /// - Parameter token: The word that leads to them, or the left one of two.
  @inline(__always)
  mutating func append(
    _ row: PostingRow, _ which: PostingRow.WhichCount, token: UInt32, _ tables: LexiconTables
  ) {
    let records = row.count(which)
    guard records <= Self.atOnce else { return appendMany(row, which, nil, token, tables) }
    append(from: row.first, count: records, token)
  }

  /// Adds the records of a row that may be for forbidding or changing findings, if it has any.
  ///
  /// - Parameter skipped: Which records are none of them; nil if any may be.
  @inline(__always)
  mutating func append(
    contextOf row: PostingRow, behind skipped: PostingRow.WhichCount?, token: UInt32,
    _ tables: LexiconTables
  ) {
    let leading = skipped.map { row.count($0) } ?? 0
    let all = row.count(.all)
    guard all <= Self.atOnce else {
      if row.hasContext { appendMany(row, .all, skipped, token, tables) }
      return
    }
    append(from: row.first &+ leading, count: row.hasContext ? all &- leading : 0, token)
  }

  private static let atOnce = 8

  /// Eight are written in any case, and so many count as there are: most rows are no longer.
  @inline(__always)
  private mutating func append(from first: Int, count records: Int, _ token: UInt32) {
    if capacity &- count < Self.atOnce { grow(by: Self.atOnce) }
    let first = SIMD4(repeating: QueuedPosting(record: first, token: token).bits)
    let memory = UnsafeMutableRawPointer(storage + count)
    memory.storeBytes(of: first &+ [0, 1, 2, 3], as: SIMD4<UInt64>.self)
    memory.storeBytes(of: first &+ [4, 5, 6, 7], toByteOffset: 32, as: SIMD4<UInt64>.self)
    count &+= records
  }

  @inline(never)
  private mutating func appendMany(
    _ row: PostingRow, _ which: PostingRow.WhichCount, _ skipped: PostingRow.WhichCount?,
    _ token: UInt32, _ tables: LexiconTables
  ) {
    let (first, end) = tables.records(of: row, which)
    let leading = skipped.map { tables.records(of: row, $0).count } ?? 0
    if capacity - count < end { grow(by: end) }
    for record in (first + leading)..<(first + end) {
      storage[count] = QueuedPosting(record: record, token: token)
      count += 1
    }
  }

  @inline(never)
  private mutating func grow(by room: Int) {
    let larger = max(2 * capacity, count + room)
    let moved = UnsafeMutablePointer<QueuedPosting>.allocate(capacity: larger)
    moved.moveInitialize(from: storage, count: count)
    storage.deallocate()
    storage = moved
    capacity = larger
  }
}

/// A record of a posting, and the word that led to it.
struct QueuedPosting: BitwiseCopyable {
  /// The word in the upper half, the record in the lower.
  let bits: UInt64

  @inline(__always)
  init(record: Int, token: UInt32) {
    bits = UInt64(token) << 32 | UInt64(truncatingIfNeeded: record)
  }

  /// The record's number.
  @inline(__always)
  var record: Int { Int(UInt32(truncatingIfNeeded: bits)) }
}

extension LexiconTables {
  /// The first record of a row, and how many of them one of its counts says.
  func records(
    of row: PostingRow, _ which: PostingRow.WhichCount
  ) -> (first: Int, count: Int) {
    let count = row.count(which)
    guard count == PostingRow.longCount else { return (row.first, count) }
    return (row.first + 1, postings[row.first].count(which))
  }
}
