/// A line of an exported WhatsApp chat that begins a message: `[10/03/2025, 09:15:02] Name: text`
/// or `10/03/2025, 09:15 - Name: text`, in the forms of many countries and clocks.
struct WhatsAppLine {
  /// The date and time, as they stand.
  let time: String
  /// Where what follows them begins, counted from the start of the line.
  let rest: Int

  /// Reads the line that `bytes` begin with; nil if it begins no message.
  init?(_ bytes: some RandomAccessCollection<UInt8>) {
    // A stamp is short, whatever follows it.
    let text = Array(String(decoding: bytes.prefix(80), as: UTF8.self).unicodeScalars)
    var index = 0
    func skip(_ isWanted: (Unicode.Scalar) -> Bool) -> Int {
      let start = index
      while index < text.count, isWanted(text[index]) { index += 1 }
      return index - start
    }
    _ = skip(Self.isMark)
    let isBracketed = index < text.count && text[index] == "["
    if isBracketed { index += 1 }
    let start = index
    for part in 0..<3 {
      guard 1...4 ~= skip(Self.isDigit) else { return nil }
      if part < 2 { guard skip({ "/.-".unicodeScalars.contains($0) }) == 1 else { return nil } }
    }
    _ = skip { $0 == "," || $0 == "." }
    guard skip(Self.isSpace) > 0 else { return nil }
    guard 1...2 ~= skip(Self.isDigit), skip({ $0 == ":" || $0 == "." }) == 1,
      skip(Self.isDigit) == 2
    else { return nil }
    if skip({ $0 == ":" }) == 1 { guard skip(Self.isDigit) == 2 else { return nil } }
    _ = skip { Self.isSpace($0) && !isBracketed || $0 == "\u{202F}" || $0 == "\u{A0}" }
    if isBracketed { _ = skip(Self.isSpace) }
    _ = skip { "apmAPM. ".unicodeScalars.contains($0) || Self.isSpace($0) }
    let end = index
    if isBracketed {
      guard skip({ $0 == "]" }) == 1 else { return nil }
    } else {
      guard index < text.count, text[index] == "-" || text[index] == "\u{2013}" else { return nil }
      index += 1
    }
    _ = skip { Self.isSpace($0) }
    var stamp = String.UnicodeScalarView()
    stamp.append(contentsOf: text[start..<end].map { Self.isSpace($0) ? " " : $0 })
    time = String(String(stamp).reversed().drop { $0 == " " }.reversed())
    rest = text[..<index].reduce(0) { $0 + UTF8.width($1) }
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

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    scalar.value < 0x80 ? 1 : scalar.value < 0x800 ? 2 : scalar.value < 0x10000 ? 3 : 4
  }
}
