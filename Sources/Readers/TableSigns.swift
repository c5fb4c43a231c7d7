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
    var best: (delimiter: UInt8, rows: [[String]], score: Int)?
    for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")] {
      let rows = Self.rows(head[...], delimiter, isAll)
      let columns = Self.usual(rows.map(\.count))
      guard columns > 1 else { continue }
      let score = rows.count { $0.count == columns } * 100 / max(1, rows.count) + min(columns, 20)
      if score > best?.score ?? 0 { best = (delimiter, rows, score) }
    }
    delimiter = best?.delimiter ?? UInt8(ascii: ",")
    rows = best?.rows ?? Self.rows(head[...], delimiter, isAll)
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
    var seen: [Int: Int] = [:]
    for count in counts { seen[count, default: 0] += 1 }
    return seen.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  /// The first rows, at most 20; a last one that the block cuts is left out.
  private static func rows(
    _ bytes: ArraySlice<UInt8>, _ delimiter: UInt8, _ isAll: Bool
  ) -> [[String]] {
    var rows: [[String]] = []
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var record = TableRecord()
      var position = 0
      while rows.count < 20, position < buffer.count {
        let isOpen = !record.read(
          base, from: position, to: buffer.count, isLast: isAll, delimiter, quotes: true)
        if isOpen { return }
        if !record.isBlank { rows.append(record.cells.indices.map { record.string($0, base) }) }
        position = record.end
      }
    }
    return rows
  }
}
