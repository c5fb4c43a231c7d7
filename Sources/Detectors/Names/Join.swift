import ScanCore

/// What stands between two neighbouring tokens, as far as names care.
enum Join: Sendable {
  /// One or more blanks.
  case space
  case hyphen
  /// `_`, or a full stop with no blank ("kacper.zielinski"): how file names join words.
  case fileName
  /// A full stop after an initial, with or without a blank.
  case stop
  /// A comma and a blank.
  case comma
  case other

  /// What stands between tokens `index` and `index + 1`.
  init(after index: Int, _ tokens: UnsafeBufferPointer<Token>, _ text: UnsafeBufferPointer<UInt8>) {
    guard index + 1 < tokens.count else {
      self = .other
      return
    }
    let start = Int(tokens[index].end)
    let end = Int(tokens[index + 1].start)
    guard start < end else {
      self = .other
      return
    }
    if tokens[index].shape.contains(.possessive) {
      self = .other
      return
    }
    switch (end - start, text[start]) {
    case (1, 0x20): self = .space
    case (1, 0x2D): self = .hyphen
    case (1, 0x5F): self = .fileName
    case (1, 0x2E): self = tokens[index].count == 1 ? .stop : .fileName
    case (2, 0x2E) where text[start + 1] == 0x20: self = tokens[index].count <= 2 ? .stop : .other
    case (2, 0x2C) where text[start + 1] == 0x20: self = .comma
    case (2, 0x20) where text[start + 1] == 0x20: self = .space
    case (2, 0xC2) where text[start + 1] == 0xA0: self = .space
    case (3, 0xE2) where text[start + 1] == 0x80 && [0x90, 0x91].contains(text[start + 2]):
      self = .hyphen
    default: self = .other
    }
  }
}
