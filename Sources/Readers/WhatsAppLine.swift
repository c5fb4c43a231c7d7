/// A line of an exported WhatsApp chat that begins a message: `[10/03/2025, 09:15:02] Name: text`
/// or `10/03/2025, 09:15 - Name: text`, in the forms of many countries and clocks.
struct WhatsAppLine {
  /// The date and time, as they stand.
  let time: String
  /// Where what follows them begins, counted from the start of the line.
  let rest: Int

  /// Reads the line that `bytes` begin with; nil if it begins no message.
  init?(_ bytes: some RandomAccessCollection<UInt8>) {
    let stamp = bytes.prefix(80).withContiguousStorageIfAvailable { Self.stamp($0) }
    guard let stamp = stamp ?? Array(bytes.prefix(80)).withUnsafeBufferPointer({ Self.stamp($0) })
    else { return nil }
    (time, rest) = stamp
  }

  /// The stamp that a line begins with, and where what follows it begins.
  private static func stamp(_ bytes: UnsafeBufferPointer<UInt8>) -> (time: String, rest: Int)? {
    var scan = StampScan(bytes)
    _ = scan.skip(isMark)
    let isBracketed = scan.skip { $0 == "[" } == 1
    let start = scan.index
    for part in 0..<3 {
      guard 1...4 ~= scan.skip(isDigit) else { return nil }
      if part < 2, scan.skip({ $0 == "/" || $0 == "." || $0 == "-" }) != 1 { return nil }
    }
    _ = scan.skip { $0 == "," || $0 == "." }
    guard scan.skip(isSpace) > 0 else { return nil }
    guard 1...2 ~= scan.skip(isDigit), scan.skip({ $0 == ":" || $0 == "." }) == 1,
      scan.skip(isDigit) == 2
    else { return nil }
    if scan.skip({ $0 == ":" }) == 1, scan.skip(isDigit) != 2 { return nil }
    _ = scan.skip { isSpace($0) || "apmAPM.".unicodeScalars.contains($0) }
    let end = scan.index
    let isEnded = scan.skip {
      isBracketed ? $0 == "]" : $0 == "-" || $0 == "\u{2013}"
    }
    guard isEnded == 1 else { return nil }
    _ = scan.skip(isSpace)
    var time = ""
    for scalar in String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars {
      time.unicodeScalars.append(isSpace(scalar) ? " " : scalar)
    }
    while time.last == " " { time.removeLast() }
    return (time, scan.index)
  }

  /// Whether a text is such a chat: its first line begins a message, or three of the first twenty.
  static func isChat(_ bytes: ArraySlice<UInt8>) -> Bool {
    let lines = bytes.prefix(16 << 10).split(separator: 0x0A, maxSplits: 20).prefix(20)
    guard let first = lines.first else { return false }
    if let line = WhatsAppLine(first), first.dropFirst(line.rest).count > 0 { return true }
    return lines.count { WhatsAppLine($0) != nil } >= 3
  }

  /// Whether a scalar is an invisible mark of direction.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200E, 0x200F, 0xFEFF, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { "0"..."9" ~= scalar }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\u{202F}" || scalar == "\u{A0}" || scalar == "\u{2009}"
  }
}

/// Walks the characters of a stamp.
private struct StampScan {
  /// The byte that comes next.
  private(set) var index = 0
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Goes past characters as long as they are wanted.
  ///
  /// - Returns: How many there were.
  mutating func skip(_ isWanted: (Unicode.Scalar) -> Bool) -> Int {
    var count = 0
    while index < bytes.count {
      let (scalar, width) = next
      guard isWanted(scalar) else { break }
      index += width
      count += 1
    }
    return count
  }

  /// The next character and its bytes; what is broken is no character of a stamp.
  private var next: (Unicode.Scalar, Int) {
    let byte = bytes[index]
    guard byte >= 0x80 else { return (Unicode.Scalar(byte), 1) }
    if byte == 0xC2, index + 1 < bytes.count {
      return (Unicode.Scalar(bytes[index + 1]), 2)
    }
    guard 0xE0...0xEF ~= byte, index + 2 < bytes.count else { return ("\u{FFFD}", 1) }
    let value =
      UInt32(byte & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
      | UInt32(bytes[index + 2] & 0x3F)
    return (Unicode.Scalar(value) ?? "\u{FFFD}", 3)
  }
}
