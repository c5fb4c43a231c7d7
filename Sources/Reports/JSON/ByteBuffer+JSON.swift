/// What a byte means inside a JSON string.
private enum Escape {
  static let none: UInt8 = 0
  /// A control character, a quotation mark or a backslash.
  static let always: UInt8 = 1
  /// The first byte of a character that may be an invisible control: C1, a line separator, a
  /// change of writing direction.
  static let perhaps: UInt8 = 2
}

private let escapes: InlineArray<256, UInt8> = {
  var table = InlineArray<256, UInt8>(repeating: Escape.none)
  for byte in 0..<0x20 { table[byte] = Escape.always }
  for byte in [0x22, 0x5C, 0x7F] { table[byte] = Escape.always }
  for byte in [0xC2, 0xE2] { table[byte] = Escape.perhaps }
  return table
}()

private let hexDigits: InlineArray<16, UInt8> = [
  0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66,
]

extension ByteBuffer {
  /// Appends a JSON string, with its quotation marks.
  mutating func appendJSON(_ string: String) {
    appendJSON(string.utf8Span.span)
  }

  /// Appends valid UTF-8 as a JSON string, with its quotation marks.
  ///
  /// Characters that could drive a terminal or reorder a line are escaped too, though JSON does
  /// not ask for it: somebody will print the report.
  mutating func appendJSON(_ text: Span<UInt8>) {
    append(0x22)
    var plain = 0
    var index = 0
    while index < text.count {
      let kind = escapes[Int(text[index])]
      guard kind != Escape.none else {
        index &+= 1  // Cannot overflow: it is below `text.count`.
        continue
      }
      let scalar =
        kind == Escape.always ? (UInt16(text[index]), 1) : hiddenControl(in: text, at: index)
      guard let (code, length) = scalar else {
        index += 1
        continue
      }
      append(text.extracting(plain..<index))
      appendEscape(code)
      index += length
      plain = index
    }
    append(text.extracting(plain..<text.count))
    append(0x22)
  }

  private mutating func appendEscape(_ code: UInt16) {
    append(0x5C)
    switch code {
    case 0x22, 0x5C: append(UInt8(code))
    case 0x08: append(0x62)
    case 0x09: append(0x74)
    case 0x0A: append(0x6E)
    case 0x0C: append(0x66)
    case 0x0D: append(0x72)
    default:
      append(0x75)
      for shift in [12, 8, 4, 0] { append(hexDigits[Int(code >> UInt16(shift)) & 0xF]) }
    }
  }
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
