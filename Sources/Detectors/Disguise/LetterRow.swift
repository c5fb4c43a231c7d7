import ScanCore

/// Letters one by one with the same mark between all of them: `b a n a n a`, `b.a.n.a.n.a`.
struct LetterRow {
  /// The most signs that are read.
  private static let most = 48

  /// The signs, without what parts them.
  private(set) var glyphs: [Glyph] = []

  /// The row that begins with the sign at a byte; empty if there are fewer than three signs.
  init(from start: Int, _ reader: GlyphReader) {
    // Nearly all rows are none: they end before the third sign, and nothing is stored of them.
    guard Self.isLong(from: start, reader) else { return }
    var signs = Signs(position: start, reader: reader)
    while glyphs.count < Self.most, let glyph = signs.next() { glyphs.append(glyph) }
  }

  /// Whether there are three signs at least.
  private static func isLong(from start: Int, _ reader: GlyphReader) -> Bool {
    var signs = Signs(position: start, reader: reader)
    return signs.next() != nil && signs.next() != nil && signs.next() != nil
  }

  /// Whether every sign is a plain letter.
  var isPlain: Bool { glyphs.allSatisfy { $0.role == .letter } }

  /// The letters of a plain row.
  var letters: [UInt8] { glyphs.map { UInt8($0.letters.trailingZeroBitCount) + 0x61 } }

  /// The signs of a row, one after another.
  private struct Signs {
    /// Where the next one begins.
    var position: Int
    let reader: GlyphReader
    /// What stands between the first two.
    private var gap: Range<Int>?
    private var isOver = false

    init(position: Int, reader: GlyphReader) {
      self.position = position
      self.reader = reader
    }

    /// The next sign, or nil if the row ends.
    mutating func next() -> Glyph? {
      let text = reader.text
      guard !isOver, position < text.count else { return nil }
      let start = position
      let (sign, width) = reader.sign(at: start)
      guard sign.letters != 0 || sign.hidesAny else { return nil }
      // "f*****g" is no row of stars with stars between them.
      if sign.role == .symbol, let gap, LookAlikes.isSymbol(text[gap.lowerBound]) { return nil }
      let end = start + width
      guard end == text.count || isApart(end) else { return nil }
      let parting = parting(from: end)
      if let gap {
        isOver = parting.isEmpty || !text[parting].elementsEqual(text[gap])
      } else {
        gap = parting
        isOver = parting.isEmpty
      }
      position = parting.upperBound
      return Glyph(
        letters: sign.letters, role: sign.role, hidesAny: sign.hidesAny, run: 1, start: start,
        end: end, byte: text[start])
    }

    /// Whether no letter or digit stands there.
    private func isApart(_ position: Int) -> Bool {
      let role = reader.sign(at: position).sign.role
      return role != .letter && role != .lookAlike
    }

    /// The bytes from there to the next letter, digit or look-alike, four characters at the most.
    private func parting(from start: Int) -> Range<Int> {
      let count = reader.text.count
      var end = start
      for _ in 0..<4 where end < count {
        let (sign, width) = reader.sign(at: end)
        if sign.role == .letter || sign.role == .lookAlike { break }
        // "s # i # t" has a sign at every other place; "s#i#t" has marks.
        if sign.role == .symbol, end > start { break }
        end += width
      }
      return start..<min(end, count)
    }
  }
}
