/// A place in a text: line and column, both counted from 1, columns in code points.
///
/// Lines end with LF, CR LF or CR, as in an editor.
struct LineCounter {
  /// The line.
  private(set) var line: UInt32 = 1
  /// The column.
  private(set) var column: UInt32 = 1
  private var endedWithReturn = false

  /// Moves past the bytes from `start` up to `end`, which follow those of the last call.
  mutating func advance(over base: UnsafePointer<UInt8>, from start: Int, to end: Int) {
    var position = start
    if position < end, endedWithReturn, base[position] == 0x0A { position += 1 }
    if start < end { endedWithReturn = false }
    while position < end {
      let stop = firstPosition(of: 0x0A, or: 0x0D, in: base, from: position, to: end)
      guard stop < end else {
        column &+= scalars(base, position, end)
        return
      }
      line &+= 1
      column = 1
      position = stop + 1
      guard base[stop] == 0x0D else { continue }
      // A CR at the very end may be half of a CR LF.
      endedWithReturn = position == end
      if position < end, base[position] == 0x0A { position += 1 }
    }
  }

  private func scalars(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
    var count: UInt32 = 0
    for position in start..<end where base[position] & 0xC0 != 0x80 { count &+= 1 }
    return count
  }
}
