/// A passage's text as bytes that may be asked for outside the text, where they are 0.
struct PassageBytes {
  /// The text alone.
  let bytes: UnsafeBufferPointer<UInt8>

  /// The number of bytes.
  var count: Int { bytes.count }

  /// The text of a passage: valid UTF-8.
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The byte at `index`, or 0 outside the text.
  @inline(__always)
  subscript(index: Int) -> UInt8 {
    // The check keeps every read inside the buffer, so callers may look past both ends.
    index >= 0 && index < bytes.count ? bytes[index] : 0
  }

  /// The bytes of `range` that lie inside the text.
  subscript(range: Range<Int>) -> Slice<UnsafeBufferPointer<UInt8>> {
    bytes[range.clamped(to: 0..<bytes.count)]
  }

  /// Where the byte at `index` lies, which must be inside the text.
  func address(of index: Int) -> UnsafePointer<UInt8> {
    precondition(index >= 0 && index < bytes.count, "byte \(index) of \(bytes.count)")
    return bytes.baseAddress.unsafelyUnwrapped + index
  }

  /// The byte at `index` with A-Z made small.
  func lowered(_ index: Int) -> UInt8 {
    let byte = self[index]
    return byte.isCapital ? byte | 0x20 : byte
  }

  /// Whether the bytes from `index` are those of `word` (small ASCII), whatever their case.
  func has(_ word: StaticString, at index: Int) -> Bool {
    guard index >= 0, index + word.utf8CodeUnitCount <= count else { return false }
    return word.withUTF8Buffer { letters in
      for offset in letters.indices where lowered(index + offset) != letters[offset] {
        return false
      }
      return true
    }
  }

  /// Whether the bytes `start..<end` are exactly `word` (small ASCII), whatever their case.
  @inline(__always)
  func equals(_ word: StaticString, from start: Int, to end: Int) -> Bool {
    end - start == word.utf8CodeUnitCount && has(word, at: start)
  }

  /// Whether a letter or digit begins at `index`.
  ///
  /// Characters outside ASCII count as letters, save Latin-1 signs, general punctuation,
  /// symbols, presentation forms and everything beyond the basic plane (emoji).
  func isWord(at index: Int) -> Bool {
    let byte = self[index]
    guard byte >= 0x80 else { return byte.isAlphanumeric }
    return byte >= 0xC3 && byte != 0xE2 && byte < 0xEF
  }

  /// Whether a letter or digit ends just before `index`.
  func isWord(before index: Int) -> Bool {
    var lead = index - 1
    while lead >= 0, self[lead] & 0xC0 == 0x80 { lead -= 1 }
    return lead >= 0 && isWord(at: lead)
  }

  /// The length of the blank at `index`: a space, tab, or Unicode space; 0 if there is none.
  ///
  /// Line breaks are no blanks.
  func blank(at index: Int) -> Int {
    switch self[index] {
    case .space, 0x09: 1
    case 0xC2: self[index + 1] == 0xA0 ? 2 : 0
    case 0xE2 where self[index + 1] == 0x80:
      (0x80...0x8D).contains(self[index + 2]) || self[index + 2] == 0xAF ? 3 : 0
    default: 0
    }
  }

  /// The length of the hyphen or dash at `index`; 0 if there is none.
  func hyphen(at index: Int) -> Int {
    switch self[index] {
    case .hyphen: 1
    case 0xC2: self[index + 1] == 0xAD ? 2 : 0
    case 0xE2 where self[index + 1] == 0x80: (0x90...0x95).contains(self[index + 2]) ? 3 : 0
    case 0xE2 where self[index + 1] == 0x88: self[index + 2] == 0x92 ? 3 : 0
    default: 0
    }
  }

  /// The first place from `index` on that is no blank.
  func skippingBlanks(from index: Int) -> Int {
    var place = index
    while true {
      let length = blank(at: place)
      guard length > 0 else { return place }
      place += length
    }
  }

  /// The end of the run of ASCII letters and digits at `index`.
  func endOfAlphanumerics(from index: Int) -> Int {
    var place = index
    while self[place].isAlphanumeric { place += 1 }
    return place
  }

  /// The end of the run of ASCII letters at `index`.
  func endOfLetters(from index: Int) -> Int {
    var place = index
    while self[place].isLetter { place += 1 }
    return place
  }

  /// The start of the run of ASCII letters that ends at `index`.
  func startOfLetters(before index: Int) -> Int {
    var place = index
    while self[place - 1].isLetter { place -= 1 }
    return place
  }
}

extension UInt8 {
  static var space: UInt8 { UInt8(ascii: " ") }
  static var newline: UInt8 { UInt8(ascii: "\n") }
  static var hyphen: UInt8 { UInt8(ascii: "-") }
  static var dot: UInt8 { UInt8(ascii: ".") }
  static var comma: UInt8 { UInt8(ascii: ",") }
  static var colon: UInt8 { UInt8(ascii: ":") }
  static var slash: UInt8 { UInt8(ascii: "/") }
  static var at: UInt8 { UInt8(ascii: "@") }
  static var plus: UInt8 { UInt8(ascii: "+") }
  static var underscore: UInt8 { UInt8(ascii: "_") }
  static var openBracket: UInt8 { UInt8(ascii: "(") }
  static var closeBracket: UInt8 { UInt8(ascii: ")") }

  /// Whether it is 0-9.
  var isDigit: Bool { self &- 0x30 < 10 }
  /// Whether it is A-Z.
  var isCapital: Bool { self &- 0x41 < 26 }
  /// Whether it is a-z.
  var isSmall: Bool { self &- 0x61 < 26 }
  /// Whether it is an ASCII letter.
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  /// Whether it is an ASCII letter or digit.
  var isAlphanumeric: Bool { isDigit || isLetter }
  /// 0...9 of a digit.
  var digitValue: Int { Int(self) - 0x30 }
}
