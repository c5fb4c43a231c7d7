/// A word in plain small letters: accents dropped, look-alikes replaced, invisible characters and
/// apostrophes left out.
///
/// A value on the stack: 64 bytes and the padding that the hash reads over.
package struct FoldedWord {
  /// The most bytes kept; what is longer is no word of the lexicon.
  package static let capacity = 64

  private var bytes = InlineArray<80, UInt8>(repeating: 0)
  /// The number of bytes.
  package private(set) var count = 0

  /// An empty word.
  package init() {}

  /// Where a word lies and how it is written.
  package struct Cut {
    /// The first byte of the word.
    package var start: Int
    /// One past its last byte.
    package var end: Int
    /// Where to read on.
    package var next: Int
    /// How it is written.
    package var shape: TokenShape
  }

  /// Calls `body` with the bytes, padded for `gp_word_hash`.
  @inline(__always)
  package func withPaddedBytes<R>(_ body: (UnsafePointer<UInt8>) -> R) -> R {
    withUnsafePointer(to: bytes) { pointer in
      pointer.withMemoryRebound(to: UInt8.self, capacity: 80) { body($0) }
    }
  }

  /// Whether all that fitted was kept.
  private mutating func append(_ byte: UInt8) {
    guard count < Self.capacity else { return }
    bytes[count] = byte
    count &+= 1
  }

  /// Appends ASCII bytes in small letters with runs of one letter cut to `limit`.
  mutating func append(squeezing spelled: UnsafeBufferPointer<UInt8>, to limit: Int) {
    var run = 0
    for index in spelled.indices {
      let isRepeat = index > 0 && (spelled[index] | 0x20) == (spelled[index &- 1] | 0x20)
      run = isRepeat ? run &+ 1 : 1
      if run <= limit { append(spelled[index] | 0x20) }
    }
  }

  /// Reads one word from a run of word bytes, folding it.
  ///
  /// - Returns: Where it lies. `count` is 0 afterwards if there was none up to `end`.
  package mutating func read(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, letters: Letters
  ) -> Cut {
    if let cut = readPlain(base, from: start, to: end) { return cut }
    count = 0
    var reader = Reading(start: start)
    var position = start
    while position < end {
      let (scalar, width) = Self.scalar(at: base + position)
      switch Self.role(of: scalar) {
      case .plain: take(ascii: UInt8(truncatingIfNeeded: scalar), &reader, position)
      case .apostrophe:
        guard count > 0 else { break }
        if let cut = possessive(base, position, width, end, reader) { return cut }
        reader.sawApostrophe = true
      case .mark:
        // An accent written behind its letter is a part of it, and no disguise.
        if count > 0 { reader.tookLast = true }
      case .invisible:
        if count > 0 { reader.sawInvisible = true }
      case .sign:
        if count > 0 { return reader.cut(next: position + width) }
      case .other:
        if !take(scalar, letters, &reader, position) && count > 0 {
          return reader.cut(next: position + width)
        }
      }
      position += width
      if reader.tookLast {
        reader.end = position
        reader.tookLast = false
      }
    }
    return reader.cut(next: end)
  }

  /// Reads a word of plain letters and digits with at most one apostrophe, as most that come here
  /// are ("don't", "Tom's"); nil if it is another.
  private mutating func readPlain(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Cut? {
    guard end &- start <= Self.capacity else { return nil }
    var apostrophe = start
    var (kept, capitals, digits) = (0, 0, 0)
    for position in start..<end {
      let byte = base[position]
      if byte == 0x27 {
        guard apostrophe == start, position > start else { return nil }
        apostrophe = position
        continue
      }
      let isDigit = byte &- 0x30 < 10
      guard isDigit || (byte | 0x20) &- 0x61 < 26 else { return nil }
      // A digit has that bit already.
      bytes[kept] = byte | 0x20
      kept &+= 1
      capitals &+= byte &- 0x41 < 26 ? 1 : 0
      digits &+= isDigit ? 1 : 0
    }
    var shape: TokenShape = []
    var last = end
    switch apostrophe > start ? end &- apostrophe : 0 {
    case 0: break
    case 1: last = apostrophe
    case 2 where bytes[kept &- 1] == 0x73:
      shape.insert(.possessive)
      last = apostrophe
      kept &-= 1
      capitals &-= base[end &- 1] == 0x53 ? 1 : 0
    default: shape.insert(.hasApostrophe)
    }
    count = kept
    var reader = Reading(start: start)
    if base[start] &- 0x41 < 26 { shape.insert(.capitalised) }
    if digits > 0 { shape.insert(.hasDigit) }
    reader.shape = shape
    (reader.capitals, reader.letters, reader.end) = (capitals, kept &- digits, last)
    return reader.cut(next: end)
  }

  /// What is known of the word while it is read.
  private struct Reading {
    var start: Int
    var end: Int
    var shape: TokenShape = []
    var tookLast = false
    var capitals = 0
    var letters = 0
    var plainLetters = 0
    var lookAlikes = 0
    var sawApostrophe = false
    var sawInvisible = false
    var sawInvisibleInside = false

    init(start: Int) {
      self.start = start
      self.end = start
    }

    func cut(next: Int) -> Cut {
      var shape = shape
      if capitals == letters && letters > 1 { shape.insert(.allCapitals) }
      if shape.contains(.capitalised) && capitals > 1 && capitals < letters {
        shape.insert(.innerCapital)
      }
      if letters == 0 { shape.insert(.allDigits) }
      // A word wholly in another script is honest; one look-alike among Latin letters is not.
      if lookAlikes > 0 && plainLetters > 0 || sawInvisibleInside { shape.insert(.disguised) }
      return Cut(start: start, end: end, next: next, shape: shape)
    }
  }

  private mutating func take(ascii byte: UInt8, _ reader: inout Reading, _ position: Int) {
    note(first: count == 0, at: position, &reader)
    if byte &- 0x30 < 10 {
      reader.shape.insert(.hasDigit)
      append(byte)
    } else {
      let isCapital = byte &- 0x41 < 26
      if isCapital && count == 0 { reader.shape.insert(.capitalised) }
      reader.capitals += isCapital ? 1 : 0
      reader.letters += 1
      reader.plainLetters += 1
      append(byte | 0x20)
    }
  }

  /// Takes a letter outside ASCII; returns false if it is none.
  private mutating func take(
    _ scalar: UInt32, _ letters: Letters, _ reader: inout Reading, _ position: Int
  ) -> Bool {
    var plain = letters.plainForm(of: scalar)
    guard plain != 0 || LetterTraits.isAlphabetic(scalar) else { return false }
    note(first: count == 0, at: position, &reader)
    reader.shape.insert(.nonASCII)
    reader.letters += 1
    if LetterTraits.isUppercase(scalar) {
      if count == 0 { reader.shape.insert(.capitalised) }
      reader.capitals += 1
    }
    if plain & Letters.lookAlike != 0 { reader.lookAlikes += 1 }
    plain &= ~Letters.lookAlike
    if plain == 0 {
      for byte in UTF8.encode(Unicode.Scalar(scalar) ?? " ") ?? UTF8.EncodedScalar() {
        append(byte)
      }
    }
    while plain != 0 {
      append(UInt8(truncatingIfNeeded: plain))
      plain >>= 8
    }
    return true
  }

  private func note(first: Bool, at position: Int, _ reader: inout Reading) {
    if first { reader.start = position }
    if reader.sawApostrophe { reader.shape.insert(.hasApostrophe) }
    if reader.sawInvisible { reader.sawInvisibleInside = true }
    reader.tookLast = true
  }

  /// The cut before a possessive `'s` at `position`, or nil if this apostrophe is none.
  private func possessive(
    _ base: UnsafePointer<UInt8>, _ position: Int, _ width: Int, _ end: Int, _ reader: Reading
  ) -> Cut? {
    let after = position + width
    guard after < end, base[after] | 0x20 == 0x73 else { return nil }
    if after + 1 < end {
      let (scalar, _) = Self.scalar(at: base + after + 1)
      if Self.role(of: scalar) == .plain { return nil }
    }
    var cut = reader.cut(next: after + 1)
    cut.shape.insert(.possessive)
    return cut
  }

  private enum Role { case plain, apostrophe, mark, invisible, sign, other }

  private static func role(of scalar: UInt32) -> Role {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: .plain
    case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x02BC, 0x02B9, 0xFF07: .apostrophe
    case 0x0300...0x036F: .mark
    // Soft hyphen, zero-width characters, joiners and variation selectors.
    case 0xAD, 0x180E, 0x200B...0x200F, 0x2060...0x2064, 0xFEFF, 0xFE00...0xFE0F: .invisible
    // Dashes, quotation marks, arrows, shapes, dingbats, emoji: asking Unicode of each costs more
    // than the rest of the word.
    case 0x2010...0x205F, 0x2190...0x245F, 0x2500...0x2BFF, 0x1F000...0x1F12F, 0x1F18A...0x1FAFF:
      .sign
    default: .other
    }
  }

  /// Decodes the scalar that begins at `bytes`, which must be valid UTF-8.
  private static func scalar(at bytes: UnsafePointer<UInt8>) -> (UInt32, Int) {
    let first = UInt32(bytes[0])
    if first < 0x80 { return (first, 1) }
    if first < 0xE0 { return ((first & 0x1F) << 6 | UInt32(bytes[1] & 0x3F), 2) }
    let second = UInt32(bytes[1] & 0x3F)
    let third = UInt32(bytes[2] & 0x3F)
    if first < 0xF0 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
    let fourth = UInt32(bytes[3] & 0x3F)
    return ((first & 0x07) << 18 | second << 12 | third << 6 | fourth, 4)
  }
}
