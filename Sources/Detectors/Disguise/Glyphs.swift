import ScanCore

/// One sign of a stretch of text, or a run of symbols.
struct Glyph {
  /// The letters that it looks like; bit 0 is "a".
  var letters: UInt32
  /// What it does.
  var role: Sign.Role
  /// Whether it hides any letter.
  var hidesAny: Bool
  /// The number of symbols or marks in a row; 1 for letters.
  var run: Int
  /// The first byte, from the start of the text.
  var start: Int
  /// One past the last byte.
  var end: Int
  /// The byte it begins with.
  var byte: UInt8
  /// Whether a run holds different symbols.
  var isMixed = false
}

/// Reads a text sign by sign.
struct GlyphReader {
  let text: UnsafeBufferPointer<UInt8>
  let letters: Letters

  /// The sign at a byte, which begins a character, and the bytes it takes.
  ///
  /// Ligatures count for their first letter, which is enough to look for a word.
  func sign(at position: Int) -> (sign: Sign, width: Int) {
    let byte = text[position]
    guard byte >= 0x80 else { return (LookAlikes.sign(of: byte), 1) }
    let width = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    guard byte >= 0xC0, position + width <= text.count, let base = text.baseAddress else {
      return (Sign(letters: 0, role: .edge), 1)
    }
    var word = FoldedWord()
    _ = word.read(base, from: position, to: position + width, letters: letters)
    let plain = word.count > 0 ? word.withPaddedBytes { $0[0] } : 0
    if plain != 0 {
      let sign = LookAlikes.sign(of: plain)
      return (sign.role == .letter ? sign : Sign(letters: 0, role: .edge), width)
    }
    return (sign(of: scalar(at: position, width)), width)
  }

  /// Whether an ASCII character that is an edge stands at a byte.
  @inline(__always)
  func isPlainEdge(at position: Int) -> Bool {
    text[position] < 0x80 && LookAlikes.sign(of: text[position]).role == .edge
  }

  private func scalar(at position: Int, _ width: Int) -> Unicode.Scalar? {
    let bytes = text[position..<position + width]
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first
  }

  /// What a character does that is no letter.
  private func sign(of scalar: Unicode.Scalar?) -> Sign {
    guard let scalar else { return Sign(letters: 0, role: .edge) }
    switch scalar.value {
    // Bullets, middle dots, hyphens and apostrophes.
    case 0xB7, 0x2010, 0x2011, 0x2018, 0x2019, 0x2022, 0x2027, 0x2219, 0x30FB:
      return Sign(letters: 0, role: .gap)
    default: break
    }
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint || properties.generalCategory == .nonspacingMark {
      return Sign(letters: 0, role: .nothing)
    }
    switch properties.generalCategory {
    // Emoji and currency signs.
    case .otherSymbol, .currencySymbol, .mathSymbol, .modifierSymbol:
      return Sign(letters: 0, role: .gap)
    default: return Sign(letters: 0, role: .edge)
    }
  }
}

/// The signs of a stretch of text between edges.
struct Glyphs {
  /// The most bytes looked at on each side of the place where a disguise was suspected: longer
  /// than any word, and short enough that a text of nothing else is read in linear time.
  static let reach = 48

  /// The signs; symbols and marks in a row are one glyph.
  private(set) var all: [Glyph] = []
  /// Whether the stretch goes on to the left of what was read.
  private(set) var isCutBefore = false
  /// Whether the stretch goes on to the right of what was read.
  private(set) var isCutAfter = false
  /// One past the last byte read.
  private(set) var end = 0

  /// The stretch around a byte that begins a character.
  init(around place: Int, _ reader: GlyphReader) {
    // More than nearly all stretches have, in a block of memory that is quickly had.
    all.reserveCapacity(24)
    let text = reader.text
    var position = place
    let least = max(place - Self.reach, 0)
    while position > least, !reader.isPlainEdge(at: position - 1) { position -= 1 }
    isCutBefore = position == least && least > 0
    while position < place, text[position] & 0xC0 == 0x80 { position += 1 }
    let limit = min(place + Self.reach, text.count)
    while position < limit {
      let (sign, width) = reader.sign(at: position)
      if sign.role == .edge {
        if position >= place { break }
        all.removeAll(keepingCapacity: true)
        isCutBefore = false
      } else if sign.role != .nothing {
        append(sign, position, position + width, text[position])
      }
      position += width
    }
    isCutAfter = position >= limit && limit < text.count
    end = position
  }

  /// Where the stretch around a token ends, if a glance at its bytes says that it hides no word, as
  /// most stretches do; else nil.
  @inline(__always)
  static func endOfHarmless(around token: Token, _ reader: GlyphReader) -> Int? {
    endOfPlainlyMarked(token, reader) ?? endOfNumber(around: token, reader)
  }

  /// The end of a stretch of numbers, signs and at most one letter: "£7.50", "10-12", "80p".
  ///
  /// A disguised word has two letters that stand for themselves, or one and three digits or symbols
  /// besides.
  static func endOfNumber(around token: Token, _ reader: GlyphReader) -> Int? {
    guard token.shape.contains(.hasDigit) else { return nil }
    let text = reader.text
    let place = Int(token.start)
    var first = place
    while first > 0, !reader.isPlainEdge(at: first - 1) {
      first -= 1
      guard place - first < reach else { return nil }
    }
    var last = first
    var (letters, signs) = (0, 0)
    while last < text.count, !reader.isPlainEdge(at: last) {
      guard last - place < reach - 2 else { return nil }
      let byte = text[last]
      if byte >= 0x80 {
        // The pound sign in UTF-8, the one character beyond ASCII that is common here.
        guard byte == 0xC2, last + 1 < text.count, text[last + 1] == 0xA3 else { return nil }
        last += 2
        continue
      }
      switch LookAlikes.sign(of: byte).role {
      case .letter: letters += 1
      case .lookAlike, .symbol: signs += 1
      case .gap, .edge, .nothing: break
      }
      guard letters < 2 else { return nil }
      last += 1
    }
    return letters == 0 || signs < 3 ? last : nil
  }

  /// The end of letters with exclamation marks or full stops behind, two at least: "great!!!", "so...".
  ///
  /// Two or more of them in a row stand neither for one letter that they look like nor for letters
  /// that are left out.
  static func endOfPlainlyMarked(_ token: Token, _ reader: GlyphReader) -> Int? {
    let text = reader.text
    let (start, end) = (Int(token.start), Int(token.end))
    guard end + 1 < text.count, text[end] == 0x21 || text[end] == 0x2E, text[end + 1] == text[end],
      // One letter and what follows can be a masked word.
      LookAlikes.isLetter(text[start]), LookAlikes.isLetter(text[start + 1]), end - start > 1,
      token.shape.isDisjoint(with: [.hasDigit, .nonASCII, .hasApostrophe, .disguised]),
      start == 0 || reader.isPlainEdge(at: start - 1)
    else { return nil }
    var last = end + 1
    while last < text.count, text[last] == text[end] { last += 1 }
    guard last < start + reach, last == text.count || reader.isPlainEdge(at: last) else {
      return nil
    }
    return last
  }

  /// Signs read one by one elsewhere.
  init(_ all: [Glyph]) {
    self.all = all
    end = all.last?.end ?? 0
  }

  private mutating func append(_ sign: Sign, _ start: Int, _ end: Int, _ byte: UInt8) {
    let isMark = sign.role == .symbol || sign.role == .gap
    if isMark, let last = all.last, last.role == sign.role {
      all[all.count - 1].run += 1
      all[all.count - 1].end = end
      all[all.count - 1].hidesAny = last.hidesAny || sign.hidesAny
      if byte != last.byte { all[all.count - 1].isMixed = true }
      return
    }
    all.append(
      Glyph(
        letters: sign.letters, role: sign.role, hidesAny: sign.hidesAny, run: 1, start: start,
        end: end, byte: byte))
  }

  /// Whether it is an address of mail or of the web, whose marks mean something else.
  func isAddress(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = all.first, let last = all.last else { return false }
    var sawAt = false
    for index in first.start..<last.end {
      let byte = text[index]
      if byte == 0x40, index > first.start { sawAt = true }
      if sawAt && byte == 0x2E && index + 2 < last.end { return true }
      if byte == 0x2F && index + 1 < last.end && text[index + 1] == 0x2F { return true }
    }
    return text[first.start..<last.end].prefix(4).elementsEqual("www.".utf8)
  }
}
