/// One record of a table of comma-separated values: where its cells stand.
///
/// Source: RFC 4180.
struct TableRecord {
  /// A cell: the bytes between its quotation marks, or all of them.
  struct Cell {
    var start: Int
    var end: Int
    /// Whether `""` stands for a quotation mark in it.
    var isEscaped = false
  }

  /// The cells.
  private(set) var cells: [Cell] = []
  /// Where the next record begins.
  private(set) var end = 0

  /// Whether the line is empty.
  var isBlank: Bool { cells.count == 1 && cells[0].start == cells[0].end }

  /// Reads the record that begins at `start`.
  ///
  /// - Returns: whether it ends before `limit`, or `limit` is the document's end (`isLast`).
  mutating func read(
    _ base: UnsafePointer<UInt8>, from start: Int, to limit: Int, isLast: Bool,
    _ delimiter: UInt8, quotes: Bool
  ) -> Bool {
    cells.removeAll(keepingCapacity: true)
    var position = start
    while true {
      var cell = Cell(start: position, end: position)
      if quotes, position < limit, base[position] == 0x22 {
        guard readQuoted(base, &position, limit, isLast, &cell) else { return false }
      }
      let from = position
      while position < limit, base[position] != delimiter, base[position] != 0x0A,
        base[position] != 0x0D
      { position += 1 }
      // What follows a closing quotation mark belongs to the cell, if only by mistake.
      if cell.start == from || position > from { cell.end = position }
      cells.append(cell)
      if position == limit {
        end = limit
        return isLast
      }
      if base[position] == delimiter {
        position += 1
        continue
      }
      if base[position] == 0x0D {
        position += 1
        if position == limit, !isLast { return false }
        if position < limit, base[position] == 0x0A { position += 1 }
      } else {
        position += 1
      }
      end = position
      return true
    }
  }

  private func readQuoted(
    _ base: UnsafePointer<UInt8>, _ position: inout Int, _ limit: Int, _ isLast: Bool,
    _ cell: inout Cell
  ) -> Bool {
    position += 1
    cell.start = position
    while position < limit {
      if base[position] == 0x22 {
        if position + 1 < limit, base[position + 1] == 0x22 {
          cell.isEscaped = true
          position += 2
          continue
        }
        // The mark may be the first half of two.
        if position + 1 == limit, !isLast { return false }
        cell.end = position
        position += 1
        return true
      }
      position += 1
    }
    cell.end = position
    return false
  }

  /// The bytes of a cell, its doubled quotation marks made single.
  func bytes(_ index: Int, _ base: UnsafePointer<UInt8>) -> [UInt8] {
    let cell = cells[index]
    let raw = UnsafeBufferPointer(start: base + cell.start, count: cell.end - cell.start)
    guard cell.isEscaped else { return Array(raw) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.count)
    var index = 0
    while index < raw.count {
      bytes.append(raw[index])
      index += raw[index] == 0x22 && index + 1 < raw.count && raw[index + 1] == 0x22 ? 2 : 1
    }
    return bytes
  }

  /// A cell as a string.
  func string(_ index: Int, _ base: UnsafePointer<UInt8>) -> String {
    String(decoding: bytes(index, base), as: UTF8.self)
  }
}
