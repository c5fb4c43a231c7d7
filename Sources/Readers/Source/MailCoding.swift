/// How the bytes of a mail's parts and headers are written so that they pass as plain letters.
///
/// Source: RFC 2045, 6 (quoted-printable, base64); RFC 2047 (encoded words).
enum MailCoding {
  /// A body unpacked; as it is where its encoding is none of the two.
  static func decoded(_ body: [UInt8], _ encoding: String) -> [UInt8] {
    switch encoding {
    case "base64": Base64.decoded(body)
    case "quoted-printable": SourceView.quotedPrintable(body).text
    default: body
    }
  }

  /// A body packed again.
  static func encoded(_ body: [UInt8], _ encoding: String) -> [UInt8] {
    switch encoding {
    case "base64": Base64.encoded(body)
    case "quoted-printable": quotedPrintable(body)
    default: body
    }
  }

  /// Whether a charset is Latin-1 or its bigger sister, as which mail programs read it.
  static func isWestern(_ charset: String?) -> Bool {
    ["iso-8859-1", "latin1", "windows-1252", "cp1252"].contains(charset?.lowercased() ?? "")
  }

  /// Windows-1252 as UTF-8.
  static func fromWestern(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { fromWindows1252($0) }
  }

  /// UTF-8 as Windows-1252, `?` for what that has not.
  static func toWestern(_ bytes: [UInt8]) -> [UInt8] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map { western[$0] ?? 0x3F }
  }

  private static let western: [Unicode.Scalar: UInt8] = {
    var bytes: [Unicode.Scalar: UInt8] = [:]
    for byte in UInt8.min...UInt8.max {
      let text = String(decoding: fromWestern([byte]), as: UTF8.self)
      if let scalar = text.unicodeScalars.first { bytes[scalar] = byte }
    }
    return bytes
  }()

  /// The text of a field's value, its encoded words decoded and its lines unfolded.
  static func wordsDecoded(_ value: ArraySlice<UInt8>) -> [UInt8] {
    let text = String(decoding: value.filter { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
    var result: [UInt8] = []
    var wasEncoded = false
    for word in text.split(separator: " ") {
      let decoded = self.word(word)
      // The blank between two encoded words belongs to neither.
      if !result.isEmpty, !(wasEncoded && decoded != nil) { result.append(0x20) }
      result += decoded ?? Array(word.utf8)
      wasEncoded = decoded != nil
    }
    return result
  }

  /// The text of an encoded word, `=?utf-8?Q?caf=C3=A9?=`, or nil if it is none.
  private static func word(_ word: Substring) -> [UInt8]? {
    guard word.hasPrefix("=?"), word.hasSuffix("?=") else { return nil }
    let parts = word.dropFirst(2).dropLast(2).split(
      separator: "?", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    let bytes: [UInt8]
    switch parts[1].lowercased() {
    case "b": bytes = Base64.decoded(Array(parts[2].utf8))
    case "q":
      bytes = SourceView.quotedPrintable(parts[2].utf8.map { $0 == 0x5F ? 0x20 : $0 }).text
    default: return nil
    }
    let charset = parts[0].prefix { $0 != "*" }.lowercased()
    if isWestern(charset) { return fromWestern(bytes) }
    return charset == "utf-8" || charset == "us-ascii" ? bytes : nil
  }

  /// A text as encoded words, and the end of the line.
  static func wordsEncoded(_ text: [UInt8]) -> [UInt8] {
    if text.allSatisfy({ $0 < 0x80 }) { return text + [0x0D, 0x0A] }
    var words: [[UInt8]] = []
    var rest = text[...]
    while !rest.isEmpty {
      // 45 bytes are 60 letters; a character is not divided.
      var end = min(rest.startIndex + 45, rest.endIndex)
      while end < rest.endIndex, rest[end] & 0xC0 == 0x80 { end -= 1 }
      let letters = Base64.encoded(Array(rest[..<end])).dropLast(2)
      words.append(Array("=?UTF-8?B?".utf8) + letters + Array("?=".utf8))
      rest = rest[end...]
    }
    return Array(words.joined(separator: [0x0D, 0x0A, 0x20])) + [0x0D, 0x0A]
  }

  /// Bytes as quoted-printable, in lines of at most 76 letters.
  private static func quotedPrintable(_ body: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var column = 0
    for (index, byte) in body.enumerated() {
      if byte == 0x0A || byte == 0x0D && body[(index + 1)...].first == 0x0A {
        text.append(byte)
        column = 0
        continue
      }
      let next = body[(index + 1)...].first
      let isLast = next == nil || next == 0x0A || next == 0x0D
      let isPlain = (0x21...0x7E ~= byte && byte != 0x3D) || byte == 0x20 && !isLast
      if column + (isPlain ? 1 : 3) > 75 {
        text += [0x3D, 0x0D, 0x0A]
        column = 0
      }
      text += isPlain ? [byte] : [0x3D, hexadecimal(byte >> 4), hexadecimal(byte & 15)]
      column += isPlain ? 1 : 3
    }
    return text
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? 0x30 + digit : 0x37 + digit
  }
}

/// Bytes as letters.
///
/// Source: RFC 4648, 4.
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func decoded(_ text: [UInt8]) -> [UInt8] {
    var values = [UInt32](repeating: 64, count: 256)
    for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt32(value) }
    var bytes: [UInt8] = []
    var group: UInt32 = 0
    var bits = 0
    for letter in text where values[Int(letter)] < 64 {
      group = group << 6 | values[Int(letter)]
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
      }
    }
    return bytes
  }

  /// In lines of 76 letters, each with its end.
  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var column = 0
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let number = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for index in 0..<4 {
        let isPad = index > group.count
        text.append(isPad ? 0x3D : letters[Int(number >> UInt32(18 - 6 * index) & 63)])
      }
      column += 4
      if column == 76 {
        text += [0x0D, 0x0A]
        column = 0
      }
    }
    return text + [0x0D, 0x0A]
  }
}
