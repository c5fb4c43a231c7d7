private let hexDigits: InlineArray<16, UInt8> = [
  0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66,
]

/// Where JSON can be written.
private protocol JSONTarget: ~Copyable {
  mutating func write(_ byte: UInt8)
  mutating func write(_ bytes: Span<UInt8>)
}

extension JSONTarget where Self: ~Copyable {
  /// Writes valid UTF-8 as a JSON string, with its quotation marks.
  ///
  /// Characters that could drive a terminal or reorder a line are escaped too, though JSON does
  /// not ask for it: somebody will print the report.
  @inline(__always)
  fileprivate mutating func writeJSON(_ text: Span<UInt8>) {
    write(0x22)
    var plain = 0
    while let escape = nextEscape(in: text, from: plain) {
      write(text.extracting(plain..<escape.position))
      let (bytes, count) = escapeSequence(escape.code)
      for index in 0..<count { write(bytes[index]) }
      plain = escape.position + escape.length
    }
    write(text.extracting(plain..<text.count))
    write(0x22)
  }
}

extension ByteBuffer: JSONTarget {
  fileprivate mutating func write(_ byte: UInt8) { append(byte) }
  fileprivate mutating func write(_ bytes: Span<UInt8>) { append(bytes) }

  /// Appends a JSON string, with its quotation marks.
  mutating func appendJSON(_ string: String) { writeJSON(string.utf8Span.span) }

  /// Appends valid UTF-8 as a JSON string, with its quotation marks.
  mutating func appendJSON(_ text: Span<UInt8>) { writeJSON(text) }
}

extension Pen: JSONTarget {
  @inline(__always)
  fileprivate mutating func write(_ byte: UInt8) { put(byte) }
  @inline(__always)
  fileprivate mutating func write(_ bytes: Span<UInt8>) { put(bytes) }

  /// Writes valid UTF-8 as a JSON string, with its quotation marks.
  mutating func putJSON(_ text: Span<UInt8>) { writeJSON(text) }

  /// Writes a string as a JSON string, with its quotation marks.
  mutating func putJSON(_ string: String) { writeJSON(string.utf8Span.span) }
}

/// A character that does not stand for itself in a JSON string.
private struct Escaped {
  /// Its first byte.
  var position: Int
  /// Its code point.
  var code: UInt16
  /// Its length in bytes.
  var length: Int
}

/// The first character from `start` on that has to be escaped; nil if there is none.
private func nextEscape(in text: Span<UInt8>, from start: Int) -> Escaped? {
  var index = start
  while true {
    // Most text has eight plain bytes after another.
    while index &+ 8 <= text.count {
      let next = text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      guard isPlain(next) else { break }
      index &+= 8  // Cannot overflow: it is at most `text.count`.
    }
    guard index < text.count, !isEndPlain(of: text, from: index) else { return nil }
    switch text[index] {
    // A control character, a quotation mark or a backslash.
    case 0..<0x20, 0x22, 0x5C, 0x7F:
      return Escaped(position: index, code: UInt16(text[index]), length: 1)
    // The first byte of a character that may be an invisible control: C1, a line separator, a
    // change of writing direction.
    case 0xC2, 0xE2:
      if let (code, length) = hiddenControl(in: text, at: index) {
        return Escaped(position: index, code: code, length: length)
      }
    default: break
    }
    index &+= 1
  }
}

/// Whether the rest of a text, not more than seven bytes unless one of them is not plain, is plain;
/// never true if one of them is not, and nearly always if all are.
@inline(__always)
private func isEndPlain(of text: Span<UInt8>, from start: Int) -> Bool {
  let bytes = text.bytes
  let count = text.count
  if count >= 8 {
    guard count &- start < 8 else { return false }
    return isPlain(bytes.unsafeLoadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
  }
  if count >= 4 {
    let first = bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self)
    let last = bytes.unsafeLoadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
    return isPlain(UInt64(first) << 32 | UInt64(last))
  }
  return false
}

/// Whether none of eight bytes is a control character, a quotation mark, a backslash or beyond
/// ASCII; never true if one is, and nearly always if none is.
@inline(__always)
private func isPlain(_ bytes: UInt64) -> Bool {
  let ones: UInt64 = 0x0101_0101_0101_0101
  // A byte that is less than what is taken from it, or zero before one is taken, borrows into its
  // high bit.
  let controls = bytes &- (ones &* 0x20)
  let quotes = (bytes ^ (ones &* 0x22)) &- ones
  let slashes = (bytes ^ (ones &* 0x5C)) &- ones
  let delete = (bytes ^ (ones &* 0x7F)) &- ones
  return (bytes | controls | quotes | slashes | delete) & (ones &* 0x80) == 0
}

/// How a code point is escaped, and in how many bytes.
private func escapeSequence(_ code: UInt16) -> (InlineArray<6, UInt8>, Int) {
  let letter: UInt8? =
    switch code {
    case 0x22, 0x5C: UInt8(code)
    case 0x08: 0x62
    case 0x09: 0x74
    case 0x0A: 0x6E
    case 0x0C: 0x66
    case 0x0D: 0x72
    default: nil
    }
  if let letter { return ([0x5C, letter, 0, 0, 0, 0], 2) }
  func digit(_ shift: UInt16) -> UInt8 { hexDigits[Int(code >> shift) & 0xF] }
  return ([0x5C, 0x75, digit(12), digit(8), digit(4), digit(0)], 6)
}

/// The control character that begins at `index` and its length in bytes, or nil if the character
/// there is a visible one.
private func hiddenControl(in text: Span<UInt8>, at index: Int) -> (UInt16, Int)? {
  func follow(_ offset: Int) -> UInt8 { index + offset < text.count ? text[index + offset] : 0 }
  if text[index] == 0xC2 {
    return (0x80...0x9F).contains(follow(1)) ? (UInt16(follow(1)), 2) : nil
  }
  switch (follow(1), follow(2)) {
  case (0x80, 0xA8...0xAE): return (0x2000 | UInt16(follow(2) & 0x3F), 3)
  case (0x81, 0xA6...0xA9): return (0x2040 | UInt16(follow(2) & 0x3F), 3)
  default: return nil
  }
}
