import ScanCore

/// Finds the word that a stretch with symbols, digits or marks among its letters hides.
struct MaskMatcher {
  /// What was found.
  struct Find {
    var entry: Int
    var disguise: Disguise
    /// The glyph after the last one.
    var end: Int
  }

  /// How many words may be tried for one stretch: many times what an honest one needs, and a bound
  /// on what a hostile one can cost.
  static let mostTries = 2_000

  private let parts: DisguiseDetector.Parts
  private let glyphs: [Glyph]
  private let isCutBefore: Bool
  private let isCutAfter: Bool

  private var words: DisguisedWords { parts.words }

  init(_ parts: DisguiseDetector.Parts, _ stretch: Glyphs) {
    self.parts = parts
    glyphs = stretch.all
    isCutBefore = stretch.isCutBefore
    isCutAfter = stretch.isCutAfter
  }

  /// The best reading from a glyph on that can begin a word.
  ///
  /// - Parameter triesLeft: How many words may still be tried.
  func find(from start: Int, _ triesLeft: inout Int) -> Find? {
    guard mayBegin(start), start + 1 < glyphs.count else { return nil }
    var best: Find?
    var firsts = glyphs[start].letters
    while firsts != 0 {
      let letter = firsts.trailingZeroBitCount
      firsts &= firsts - 1
      var seconds = secondLetters(at: start)
      repeat {
        for entry in words.entries(withFirst: letter, andOneOf: &seconds) {
          guard triesLeft > 0, mayGoOn(entry, start) else { continue }
          triesLeft -= 1
          guard mayFit(words.word(entry), start), let (end, tally) = walk(entry, start),
            let disguise = disguise(of: entry, start..<end, tally)
          else { continue }
          let find = Find(entry: entry, disguise: disguise, end: end)
          if best.map({ isBetter(find, than: $0) }) ?? true { best = find }
        }
      } while seconds != 0
    }
    return best
  }

  /// The letters of which one must come second in a word that begins at a glyph; 0 if any may.
  private func secondLetters(at start: Int) -> UInt32 {
    let (first, second) = (glyphs[start], glyphs[start + 1])
    let isMark = second.role == .symbol || second.role == .gap
    return isMark || first.letters == second.letters ? 0 : second.letters
  }

  private func mayBegin(_ start: Int) -> Bool {
    let glyph = glyphs[start]
    if start == 0 && isCutBefore { return false }
    switch glyph.role {
    case .letter, .lookAlike:
      return start == 0 || glyphs[start - 1].role == .symbol || glyphs[start - 1].role == .gap
    // "@rse", "$hit"; but "sh!t" does not begin with its second half.
    case .symbol: return glyph.run == 1 && (start == 0 || glyphs[start - 1].role == .gap)
    default: return false
    }
  }

  /// Whether the second sign fits the word: says for most words that the rest need not be read.
  private func mayGoOn(_ entry: Int, _ start: Int) -> Bool {
    let letters = secondLetters(at: start)
    return letters == 0 || has(letters, words.letter(1, of: entry))
  }

  /// Whether the letters from the second on, up to the first mark, are those of the word: nearly all
  /// words are ruled out here, with nothing to go back to.
  ///
  /// A letter that is written twice can be read in two ways and is left to `walk`.
  @inline(__always)
  private func mayFit(_ word: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    var before = glyphs[start]
    guard before.role == .letter || before.role == .lookAlike else { return true }
    var index = 1
    while index < word.count {
      guard start + index < glyphs.count else { return false }
      let glyph = glyphs[start + index]
      let isLetter = glyph.role == .letter || glyph.role == .lookAlike
      if !isLetter || glyph.letters == before.letters { return true }
      guard has(glyph.letters, word[index]) else { return false }
      before = glyph
      index += 1
    }
    return true
  }

  /// The longer reading is the better one, then the closer one, then the stronger word.
  private func isBetter(_ find: Find, than best: Find) -> Bool {
    if find.end != best.end { return find.end > best.end }
    let (looseness, least) = (Self.looseness(find.disguise), Self.looseness(best.disguise))
    if looseness != least { return looseness < least }
    return words.entries[find.entry].rank > words.entries[best.entry].rank
  }

  private static func looseness(_ disguise: Disguise) -> Int {
    switch disguise {
    case .lookAlike: 0
    case .maskedLoosely: 2
    default: 1
    }
  }

  /// What it took to read a stretch as a word.
  private struct Tally {
    var plain = 0
    var looked = 0
    /// Letters behind symbols.
    var hidden = 0
    /// Symbols that hide nothing.
    var idle = 0
    /// Marks that part the letters, and vowels behind such marks.
    var gaps = 0
    var vowels = 0
    var isStretched = false
    var isLoose = false
  }

  private func walk(_ entry: Int, _ start: Int) -> (end: Int, tally: Tally)? {
    walk(words.word(entry), 0, start, start, Tally())
  }

  /// Reads glyphs from `index` on as the letters of the word from `letter` on.
  private func walk(
    _ word: UnsafeBufferPointer<UInt8>, _ letter: Int, _ index: Int, _ start: Int, _ tally: Tally
  ) -> (end: Int, tally: Tally)? {
    if letter == word.count && isEnd(index) { return (index, tally) }
    guard index < glyphs.count else { return nil }
    let glyph = glyphs[index]
    switch glyph.role {
    case .letter, .lookAlike: return walkLetter(word, letter, index, start, tally)
    case .symbol: return walkSymbols(word, letter, index, start, tally)
    case .gap: return walkGap(word, letter, index, start, tally)
    case .edge, .nothing: return nil
    }
  }

  private func isEnd(_ index: Int) -> Bool {
    if index == glyphs.count { return !isCutAfter }
    return glyphs[index].role == .symbol || glyphs[index].role == .gap
  }

  private func walkLetter(
    _ word: UnsafeBufferPointer<UInt8>, _ letter: Int, _ index: Int, _ start: Int, _ tally: Tally
  ) -> (end: Int, tally: Tally)? {
    let glyph = glyphs[index]
    if letter < word.count, has(glyph.letters, word[letter]) {
      var tally = tally
      if glyph.role == .letter { tally.plain += 1 } else { tally.looked += 1 }
      if let result = walk(word, letter + 1, index + 1, start, tally) { return result }
    }
    // The last letter once more: "shiiit".
    let isRepeat =
      index > start && glyph.role == .letter && glyphs[index - 1].letters == glyph.letters
    guard isRepeat else { return nil }
    var tally = tally
    tally.isStretched = true
    return walk(word, letter, index + 1, start, tally)
  }

  private func has(_ letters: UInt32, _ byte: UInt8) -> Bool {
    letters >> UInt32(byte &- 0x61) & 1 != 0
  }

  private func walkSymbols(
    _ word: UnsafeBufferPointer<UInt8>, _ letter: Int, _ index: Int, _ start: Int, _ tally: Tally
  ) -> (end: Int, tally: Tally)? {
    let glyph = glyphs[index]
    for count in lengths(of: glyph, at: index) where letter + count <= word.count {
      var next = tally
      if glyph.run == 1 && count == 1 {
        let hides = glyph.hidesAny ? .max : glyph.letters | (index > start ? vowels : 0)
        guard has(hides, word[letter]) else { continue }
        if has(glyph.letters, word[letter]) { next.looked += 1 } else { next.hidden += 1 }
      } else {
        next.hidden += count
        next.idle += count == 0 ? 1 : 0
      }
      next.isLoose = tally.isLoose || count != glyph.run && count != 0
      if let result = walk(word, letter + count, index + 1, start, next) { return result }
    }
    return nil
  }

  /// How many letters a run of symbols may hide, the likeliest first.
  private func lengths(of glyph: Glyph, at index: Int) -> [Int] {
    if glyph.run > 1 { return [glyph.run, glyph.run + 1, glyph.run - 1] }
    let lettersBehind = glyphs.count - index - 1
    // One star for a syllable needs an ending to go by: "b*na".
    return glyph.hidesAny && lettersBehind >= 3 ? [1, 0, 2, 3] : [1, 0]
  }

  private func walkGap(
    _ word: UnsafeBufferPointer<UInt8>, _ letter: Int, _ index: Int, _ start: Int, _ tally: Tally
  ) -> (end: Int, tally: Tally)? {
    let glyph = glyphs[index]
    guard letter > 0, letter < word.count else { return nil }
    var next = tally
    if glyph.run == 1, WordSound.isVowel(word[letter]) {
      next.vowels += 1
      if let result = walk(word, letter + 1, index + 1, start, next) { return result }
    }
    // A run of dashes or underscores counts the letters, as stars do; dots are an ellipsis.
    if glyph.run > 1 {
      let isRule = glyph.byte == 0x2D || glyph.byte == 0x5F
      guard isRule, letter + glyph.run <= word.count else { return nil }
      next.hidden += glyph.run
      return walk(word, letter + glyph.run, index + 1, start, next)
    }
    next = tally
    next.gaps += 1
    return walk(word, letter, index + 1, start, next)
  }

  /// What kind of disguise a reading is; nil if it is too far-fetched, or no disguise at all.
  private func disguise(of entry: Int, _ range: Range<Int>, _ tally: Tally) -> Disguise? {
    let known = words.entries[entry]
    guard tally.plain > 0 else { return nil }
    let isTail = glyphs[range.upperBound - 1].role == .symbol && tally.hidden > 0
    if known.count == 3 { return shortDisguise(known, range, tally) }
    if tally.plain == 1 {
      // "4r53": all but a letter replaced, each by the sign that looks like it.
      if tally.looked >= 3, tally.looked + 1 == Int(known.count),
        known.rank >= .mild || known.isOnlyHidden,
        !tally.isStretched
      {
        return .lookAlikeMostly
      }
      let isCounted = isTail && range.count == 2 && tally.hidden >= 3 && !tally.isLoose
      return isCounted && glyphs[range.lowerBound].role == .letter && known.rank >= .slur
        ? .initialOnly : nil
    }
    if tally.gaps + tally.vowels > 0 { return disguiseWithMarks(known, range, tally) }
    if isTail { return tail(range, tally, known.rank) }
    if tally.isLoose { return known.isOnlyHidden ? nil : .maskedLoosely }
    if tally.hidden + tally.idle > 0 { return .masked }
    return tally.looked > 0 ? .lookAlike : nil
  }

  /// A word of three letters: the middle one hidden, or one mark between two of them; both in small
  /// letters, because capitals with a digit among them are a code.
  private func shortDisguise(
    _ known: DisguisedWordRecord, _ range: Range<Int>, _ tally: Tally
  ) -> Disguise? {
    guard tally.plain >= 2, !tally.isStretched, !tally.isLoose,
      glyphs[range.lowerBound].byte >= 0x61, range == 0..<glyphs.count
    else { return nil }
    if tally.gaps + tally.vowels > 0 {
      guard tally.gaps + tally.vowels == 1, tally.hidden + tally.idle + tally.looked == 0
      else { return nil }
      if tally.vowels == 1 { return known.rank >= .slur ? .masked : nil }
      return isCompound(range) ? nil : .parted
    }
    guard tally.plain == 2, glyphs[range.upperBound - 1].role == .letter, range.count == 3,
      glyphs[range.lowerBound].role == .letter
    else { return nil }
    return tally.hidden == 1 ? .masked : tally.looked == 1 ? .lookAlike : nil
  }

  /// One mark for a vowel or between two letters: "f-sh", "fi.sh"; initials have more of them.
  private func disguiseWithMarks(
    _ known: DisguisedWordRecord, _ range: Range<Int>, _ tally: Tally
  ) -> Disguise? {
    guard tally.gaps + tally.vowels == 1, tally.looked + tally.hidden + tally.idle == 0,
      tally.plain >= 3, !tally.isStretched, known.rank >= .mild || known.isOnlyHidden
    else { return nil }
    if tally.vowels == 1 { return known.rank >= .slur ? .masked : nil }
    return isCompound(range) ? nil : .parted
  }

  /// A hidden end: not a footnote's star behind a whole word.
  private func tail(
    _ range: Range<Int>, _ tally: Tally, _ strength: WordStrength
  ) -> Disguise? {
    let last = glyphs[range.upperBound - 1]
    guard !tally.isLoose, last.hidesAny || last.run >= 3 && last.isMixed else { return nil }
    // "**or**" is set in bold.
    if range.lowerBound > 0, glyphs[range.lowerBound - 1].byte == last.byte { return nil }
    let head = plainLetters(range.lowerBound..<range.upperBound - 1)
    // Stars inside say that those at the end are no footnote's.
    if tally.hidden > last.run || last.run > 2 { return .tailMasked }
    if strength < .medium { return nil }
    return head.count > 2 && parts.lookup.isHonest(head) ? nil : .tailMasked
  }

  /// Whether the marks part whole words: "bell-end", "he/she".
  private func isCompound(_ range: Range<Int>) -> Bool {
    var piece: [UInt8] = []
    for index in range {
      if glyphs[index].role == .letter {
        piece.append(UInt8(glyphs[index].letters.trailingZeroBitCount) + 0x61)
      } else {
        guard isWord(piece) else { return false }
        piece.removeAll()
      }
    }
    return isWord(piece)
  }

  /// Whether a piece stands for itself: a word of English, or an offensive one undisguised.
  private func isWord(_ piece: [UInt8]) -> Bool {
    guard piece.count > 1 else { return false }
    return piece.withUnsafeBufferPointer { words.contains($0) }
      || parts.lookup.attributes(of: piece).map { $0.wordClass >= 3 } ?? false
  }

  private func plainLetters(_ range: Range<Int>) -> [UInt8] {
    glyphs[range].filter { $0.letters != 0 }
      .map { UInt8($0.letters.trailingZeroBitCount) + 0x61 }
  }
}
