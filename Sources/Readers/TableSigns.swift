/// Tells a table of comma-separated values from other text.
struct TableSigns {
  /// What parts the cells.
  let delimiter: UInt8
  /// Where the first row begins: past a line `sep=;`.
  let start: Int
  private let counts: [Int]
  let rows: [[String]]

  /// Judges the first block of a document.
  init(_ bytes: ArraySlice<UInt8>, isWhole: Bool) {
    let head = Array(bytes.prefix(32 << 10))
    let isAll = isWhole && head.count == bytes.count
    if head.starts(with: "sep=".utf8), head.count > 5, head[5] == 0x0A || head[5] == 0x0D {
      delimiter = head[4]
      start = (head.firstIndex(of: 0x0A) ?? 5) + 1
      rows = Self.rows(head[start...], delimiter, isAll)
      counts = rows.map(\.count)
      return
    }
    start = 0
    var best = (delimiter: UInt8(ascii: ","), score: 0)
    for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]
    where head.contains(delimiter) {
      var counts: [Int] = []
      Self.read(head[...], delimiter, isAll) { record, _ in counts.append(record.cells.count) }
      let columns = Self.usual(counts)
      guard columns > 1 else { continue }
      let score = counts.count { $0 == columns } * 100 / max(1, counts.count) + min(columns, 20)
      if score > best.score { best = (delimiter, score) }
    }
    delimiter = best.delimiter
    rows = Self.rows(head[...], delimiter, isAll)
    counts = rows.map(\.count)
  }

  /// Whether it is a table; by its name it is, unless nothing in it speaks for one.
  func isTable(isNamed: Bool) -> Bool {
    let columns = Self.usual(counts)
    if isNamed { return true }
    guard rows.count >= 2, columns >= 3, counts.allSatisfy({ $0 == columns }) else { return false }
    return rows.prefix(15).contains { row in
      TableLayout(header: row) != nil && row.allSatisfy { $0.utf8.count < 80 }
    }
  }

  private static func usual(_ counts: [Int]) -> Int {
    var usual = (rows: 0, columns: 0)
    // At most twenty rows: quicker than a dictionary.
    for columns in counts {
      let rows = counts.count { $0 == columns }
      if (rows, columns) > usual { usual = (rows, columns) }
    }
    return usual.columns
  }

  /// The cells of the first rows.
  private static func rows(
    _ bytes: ArraySlice<UInt8>, _ delimiter: UInt8, _ isAll: Bool
  ) -> [[String]] {
    var rows: [[String]] = []
    read(bytes, delimiter, isAll) { record, base in
      rows.append(record.cells.indices.map { record.string($0, base) })
    }
    return rows
  }

  /// Reads the first rows, at most 20; a last one that the block cuts is left out.
  private static func read(
    _ bytes: ArraySlice<UInt8>, _ delimiter: UInt8, _ isAll: Bool,
    _ body: (TableRecord, UnsafePointer<UInt8>) -> Void
  ) {
    var rows = 0
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var record = TableRecord()
      var position = 0
      while rows < 20, position < buffer.count {
        let isOpen = !record.read(
          base, from: position, to: buffer.count, isLast: isAll, delimiter, quotes: true)
        if isOpen { return }
        if !record.isBlank {
          body(record, base)
          rows += 1
        }
        position = record.end
      }
    }
  }
}
