import ScanCore

/// What stands between two neighbouring tokens, as far as names care.
enum Join: Sendable {
  /// One or more blanks.
  case space
  case hyphen
  /// `_`, or a full stop with no blank ("ewa.nowak"): how file names join words.
  case fileName
  /// A full stop after an initial, with or without a blank.
  case stop
  /// A comma and a blank.
  case comma
  /// A blank and an opening quotation mark or bracket, as before a nickname.
  case opening
  /// A closing quotation mark or bracket and a blank.
  case closing
  case other

  /// What stands between tokens `index` and `index + 1`.
  @inline(__always)
  init(after index: Int, _ tokens: UnsafeBufferPointer<Token>, _ text: UnsafeBufferPointer<UInt8>) {
    guard index >= 0, index + 1 < tokens.count else {
      self = .other
      return
    }
    let start = Int(tokens[index].end)
    let end = Int(tokens[index + 1].start)
    guard start < end, !tokens[index].shape.contains(.possessive) else {
      self = .other
      return
    }
    // Nearly always.
    if end - start == 1, text[start] == 0x20 {
      self = .space
      return
    }
    self = Self.of(
      text, start, end, isShort: tokens[index].count <= 2, isOne: tokens[index].count == 1)
  }

  @inline(never)
  private static func of(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, isShort: Bool, isOne: Bool
  ) -> Join {
    let first = text[start]
    switch end - start {
    case 1:
      switch first {
      case 0x20: return .space
      case 0x2D: return .hyphen
      case 0x5F: return .fileName
      case 0x2E: return isOne ? .stop : .fileName
      default: return .other
      }
    case 2:
      let second = text[start + 1]
      if first == 0x2E && second == 0x20 { return isShort ? .stop : .other }
      if first == 0x2C && second == 0x20 { return .comma }
      if first == 0x20 && second == 0x20 || first == 0xC2 && second == 0xA0 { return .space }
      if first == 0x20 && isQuote(second) { return .opening }
      return second == 0x20 && isQuote(first) ? .closing : .other
    // Marks of emphasis are read as blanks: "Oliver **Smith**".
    case 3...7 where (start..<end).allSatisfy({ text[$0] == 0x20 }): return .space
    case 3 where first == 0xE2 && text[start + 1] == 0x80 && (text[start + 2] & 0xFE) == 0x90:
      return .hyphen
    case 4 where first == 0x20 && text[start + 1] == 0xE2 && text[start + 2] == 0x80:
      return text[start + 3] == 0x98 || text[start + 3] == 0x9C ? .opening : .other
    case 4 where first == 0xE2 && text[start + 1] == 0x80 && text[start + 3] == 0x20:
      return text[start + 2] == 0x99 || text[start + 2] == 0x9D ? .closing : .other
    default: return .other
    }
  }

  /// Whether a byte is `"`, `'`, `(` or `)`.
  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == 0x22 || byte >= 0x27 && byte <= 0x29
  }
}
