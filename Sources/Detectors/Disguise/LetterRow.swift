import ScanCore

/// Letters one by one with the same mark between all of them: `b a n a n a`, `b.a.n.a.n.a`.
struct LetterRow {
  /// The signs, without what parts them.
  private(set) var glyphs: [Glyph] = []

  /// The row that begins with the sign at a byte; empty if there are fewer than three signs.
  ///
  /// Reads at most `limit` signs.
  init(from start: Int, _ reader: GlyphReader, limit: Int = 48) {
    let text = reader.text
    var position = start
    var gap: Range<Int>?
    while position < text.count, glyphs.count < limit {
      let (sign, width) = reader.sign(at: position)
      guard sign.letters != 0 || sign.hidesAny else { break }
      // "f*****g" is no row of stars with stars between them.
      if sign.role == .symbol, let gap, LookAlikes.isSymbol(text[gap.lowerBound]) { break }
      let end = position + width
      guard end == text.count || Self.isApart(end, reader) else { break }
      glyphs.append(
        Glyph(
          letters: sign.letters, role: sign.role, hidesAny: sign.hidesAny, run: 1,
          start: position, end: end, byte: text[position]))
      let parting = Self.parting(from: end, reader)
      if gap == nil { gap = parting }
      guard let gap, !parting.isEmpty, text[parting].elementsEqual(text[gap]) else { break }
      position = parting.upperBound
    }
    if glyphs.count < 3 { glyphs.removeAll() }
  }

  /// Whether no letter or digit stands there.
  private static func isApart(_ position: Int, _ reader: GlyphReader) -> Bool {
    let role = reader.sign(at: position).sign.role
    return role != .letter && role != .lookAlike
  }

  /// The bytes from there to the next letter, digit or look-alike, four characters at the most.
  private static func parting(from start: Int, _ reader: GlyphReader) -> Range<Int> {
    var end = start
    for _ in 0..<4 where end < reader.text.count {
      let (sign, width) = reader.sign(at: end)
      if sign.role == .letter || sign.role == .lookAlike { break }
      // "s # i # t" has a sign at every other place; "s#i#t" has marks.
      if sign.role == .symbol, end > start { break }
      end += width
    }
    return start..<min(end, reader.text.count)
  }

  /// Whether every sign is a plain letter.
  var isPlain: Bool { glyphs.allSatisfy { $0.role == .letter } }

  /// The letters of a plain row.
  var letters: [UInt8] { glyphs.map { UInt8($0.letters.trailingZeroBitCount) + 0x61 } }
}
