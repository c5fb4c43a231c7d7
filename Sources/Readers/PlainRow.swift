import Glibc
import TextModel

extension TapeRecorder {
  /// Reads a line that is one object of plain members, as nearly all rows of an export are.
  ///
  /// Plain are keys and strings without escapes, numbers, `true`, `false` and `null`.
  /// Nothing is copied: the tape points into the line. Whatever is not plain, and every fault, is
  /// left to `read(_:from:limit:)`, which says what is wrong; what this reads it would read alike.
  ///
  /// - Parameters:
  ///   - base: The line, with at least `ByteWindow.slack` bytes behind its end that may be loaded.
  ///   - count: The length of the line in bytes.
  ///   - maximumString: The longest string that is not cut, in bytes.
  /// - Returns: Whether it was read; if not, the tape is empty.
  mutating func readPlainRow(
    _ base: UnsafePointer<UInt8>, count: Int, maximumString: Int
  ) -> Bool {
    guard count <= maximumString, count < Int(Int32.max) else { return false }
    var row = PlainRow(base: base, end: count)
    begin(at: base)
    guard row.takes(UInt8(ascii: "{")) else { return false }
    repeat {
      guard !isFull, let key = row.key(), let (kind, value) = row.value() else {
        begin(at: base)
        return false
      }
      add(kind, key: key, value: value)
    } while row.takes(UInt8(ascii: ","))
    guard row.takes(UInt8(ascii: "}")), row.isAtEnd else {
      begin(at: base)
      return false
    }
    closeRow()
    return true
  }
}

/// A line of JSONL while its plain members are read.
struct PlainRow {
  private let base: UnsafePointer<UInt8>
  private let end: Int
  private var position = 0

  /// A line of `end` bytes, with at least `ByteWindow.slack` bytes behind them that may be loaded.
  init(base: UnsafePointer<UInt8>, end: Int) {
    self.base = base
    self.end = end
  }

  /// Goes past what stands before a value in rows of a shape, if it comes next.
  @inline(__always)
  mutating func takes(_ gap: RowShape.Gap) -> Bool {
    let next = position &+ Int(gap.count)
    // SAFETY: the gap ends within the line, and sixteen bytes more may be loaded behind it.
    guard next <= end, gap.isEqual(to: base + position) else { return false }
    position = next
    return true
  }

  /// Whether nothing but blanks is left.
  var isAtEnd: Bool {
    mutating get {
      skipBlanks()
      return position == end
    }
  }

  @inline(__always)
  private mutating func skipBlanks() {
    while position < end,
      base[position] == 0x20 || base[position] == 0x09 || base[position] == 0x0D
    {
      position &+= 1
    }
  }

  /// Goes past a byte and the blanks before it, if it comes next.
  @inline(__always)
  mutating func takes(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard position < end, base[position] == byte else { return false }
    position &+= 1
    return true
  }

  /// Goes past the mark that begins a string, if it comes next, without a blank before it.
  @inline(__always)
  mutating func takesMark() -> Bool {
    guard position < end, base[position] == UInt8(ascii: "\"") else { return false }
    position &+= 1
    return true
  }

  /// A key and its colon.
  @inline(__always)
  mutating func key() -> ByteRange? {
    guard takes(UInt8(ascii: "\"")), let key = string(), takes(UInt8(ascii: ":")) else {
      return nil
    }
    return key
  }

  /// A value that is no container.
  @inline(__always)
  mutating func value() -> (JSONTape.Kind, ByteRange)? {
    skipBlanks()
    guard position < end else { return nil }
    let first = base[position]
    if first == UInt8(ascii: "\"") {
      position &+= 1
      guard let text = string() else { return nil }
      return (.string, text)
    }
    let start = position
    if first &- 0x30 < 10 || first == UInt8(ascii: "-") {
      position &+= 1
      // Times have many digits.
      while position &+ 8 <= end, areDigits(load(base, position)) { position &+= 8 }
      while position < end, Self.isOfNumber(base[position]) { position &+= 1 }
      return (.number, ByteRange(start, position))
    }
    for word in ["true", "false", "null"] as [StaticString] {
      let length = word.utf8CodeUnitCount
      guard end - start >= length, memcmp(base + start, word.utf8Start, length) == 0 else {
        continue
      }
      position += length
      // "nullify" is for the scanner to refuse.
      if position < end, Self.isOfNumber(base[position]) { return nil }
      return (.literal, ByteRange(start, position))
    }
    return nil
  }

  /// What the scanner takes for a part of a number or of a word without quotation marks.
  @inline(__always)
  private static func isOfNumber(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2B || byte == 0x2D
      || byte == 0x2E
  }

  /// The text up to the closing quotation mark; nil if there is an escape before it, no mark, or
  /// bytes that are not UTF-8.
  @inline(__always)
  mutating func string() -> ByteRange? {
    let start = position
    let (found, isASCII) = plainEnd(in: base, from: start, to: end)
    guard found < end, base[found] == UInt8(ascii: "\"") else { return nil }
    guard isASCII || firstFault(in: base, from: start, to: found) == found else { return nil }
    position = found &+ 1
    return ByteRange(start, found)
  }
}
