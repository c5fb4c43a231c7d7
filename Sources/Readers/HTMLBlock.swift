/// The text of a block of HTML, as it is put together from runs, entities and line breaks.
struct HTMLBlock {
  /// A finished text.
  struct Text {
    /// The bytes, white space collapsed.
    var bytes: [UInt8]
    /// Where it begins in the document.
    var place: LineCounter
    /// Whether it stands in the document exactly so.
    var isLiteral: Bool
  }

  private var bytes: [UInt8] = []
  private var place = LineCounter()
  private var isLiteral = true
  private var isInterrupted = false

  /// How many bytes it has.
  var count: Int { bytes.count }

  /// Appends a run of the document that begins at `counter`, white space collapsed.
  mutating func append(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, at counter: LineCounter
  ) {
    var start = start
    if bytes.isEmpty {
      var ahead = counter
      let first = start
      while start < end, base[start] <= 0x20 { start += 1 }
      guard start < end else { return }
      ahead.advance(over: base, from: first, to: start)
      begin(at: ahead)
    }
    if isInterrupted { isLiteral = false }
    isInterrupted = true
    for position in start..<end {
      let byte = base[position]
      // A soft hyphen is no letter of its word.
      let isSoft = byte == 0xC2 && position + 1 < end && base[position + 1] == 0xAD
      if isSoft || byte == 0xAD && position > start && base[position - 1] == 0xC2 {
        isLiteral = false
        continue
      }
      guard byte <= 0x20 else {
        bytes.append(byte)
        continue
      }
      if bytes.last == 0x20 || bytes.last == 0x0A {
        isLiteral = false
      } else {
        if byte != 0x20 { isLiteral = false }
        bytes.append(0x20)
      }
    }
  }

  /// Appends what an entity stands for.
  mutating func append(scalar: UInt32, at counter: LineCounter) {
    if bytes.isEmpty { begin(at: counter) }
    isLiteral = false
    guard scalar != 0xAD else { return }
    appendScalar(scalar == 0xA0 ? 0x20 : scalar, to: &bytes)
  }

  /// Starts a new line.
  mutating func breakLine() { close(with: 0x0A) }

  /// Keeps two cells of a row apart.
  mutating func breakCell() { close(with: 0x09) }

  /// The text so far, and an empty block; nil if there is none.
  mutating func take() -> Text? {
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    defer { self = HTMLBlock() }
    return bytes.isEmpty ? nil : Text(bytes: bytes, place: place, isLiteral: isLiteral)
  }

  private mutating func begin(at counter: LineCounter) {
    place = counter
    isLiteral = true
    isInterrupted = false
  }

  private mutating func close(with byte: UInt8) {
    guard !bytes.isEmpty else { return }
    var mark = byte
    while let last = bytes.last, last <= 0x20 {
      // A line break outweighs a cell.
      if last == 0x0A { mark = last }
      bytes.removeLast()
    }
    bytes.append(mark)
  }
}
