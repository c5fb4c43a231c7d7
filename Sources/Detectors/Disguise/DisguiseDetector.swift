import Glibc
package import ScanCore
import TextModel

/// Finds the lexicon's offensive words where they are disguised: `b*n*na`, `b4nana`, `b a n a n a`.
///
/// The tokeniser has undone accents, look-alike letters of other scripts, invisible characters and
/// threefold letters already. What is left either is a word that no list knows, or falls apart into
/// several words; only such places are looked at.
package struct DisguiseDetector: Sendable {
  private let lexicon: Lexicon
  let parts: Parts

  /// What the detector is made of, in one object: to hand the detector on costs one count of
  /// references and not one for each of its tables.
  final class Parts: Sendable {
    let lookup: WordLookup
    let words: DisguisedWords
    let spelled: SpelledForms
    let joined: RunTogether

    init(lexicon: Lexicon) {
      lookup = WordLookup(lexicon: lexicon)
      words = DisguisedWords(lexicon: lexicon)
      spelled = SpelledForms(words: words)
      joined = RunTogether(words: words, lookup: lookup)
    }
  }

  /// A detector of the words of a lexicon.
  package init(lexicon: Lexicon) {
    self.lexicon = lexicon
    parts = Parts(lexicon: lexicon)
  }

  /// The signals that the words make.
  package var signals: KindSet { parts.words.signals }

  /// Adds what is found in a passage, in the order of the text, no two overlapping.
  ///
  /// - Parameters:
  ///   - text: The passage.
  ///   - tokens: Its tokens.
  ///   - odd: Those that may be pieces of a disguised word, by their index.
  ///   - seen: Which classes of bytes it has.
  ///   - matches: Where to add.
  package func find(
    in text: UnsafeBufferPointer<UInt8>, tokens: UnsafeBufferPointer<Token>,
    odd: UnsafeBufferPointer<UInt32>, seen: SeenBytes, into matches: inout [DisguiseMatch]
  ) {
    let hasSymbols = seen.symbol || seen.odd && Self.hasPerCentSign(text)
    var next = 0
    if !hasSymbols {
      // Nothing in the passage could touch a word and hide letters.
      while next < odd.count, isPlainlyAlone(tokens[Int(odd[next])], text) { next &+= 1 }
      guard next < odd.count else { return }
    }
    let reader = GlyphReader(text: text, letters: lexicon.letters)
    var look = Look(text: text, tokens: tokens, reader: reader)
    if hasSymbols {
      examineOddAndMarked(odd, &look)
    } else {
      while next < odd.count {
        let index = Int(odd[next])
        if !isPlainlyAlone(look.tokens[index], text) { examine(index, &look) }
        next &+= 1
      }
    }
    if !look.matches.isEmpty { matches += look.matches }
  }

  /// Examines the odd tokens and those that a symbol stands beside.
  private func examineOddAndMarked(_ odd: UnsafeBufferPointer<UInt32>, _ look: inout Look) {
    let (tokens, text) = (look.tokens, look.text)
    var next = 0
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      let isOdd = next < odd.count && Int(odd[next]) == index
      if isOdd { next &+= 1 }
      if isOdd ? !isPlainlyAlone(token, text) : touchesSymbol(token, text) {
        examine(index, &look)
      }
      index &+= 1
    }
  }

  /// Whether there is the one symbol that `SeenBytes` does not count among the odd bytes.
  private static func hasPerCentSign(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = text.baseAddress else { return false }
    return memchr(base, 0x25, text.count) != nil
  }

  /// Marks the signals whose word the tokeniser had to undo a disguise for.
  ///
  /// It undoes accents and threefold letters too, which are honest in other words, so whether they
  /// hide something is known only here.
  package func mark(
    _ signals: inout [Signal], in text: UnsafeBufferPointer<UInt8>,
    tokens: UnsafeBufferPointer<Token>
  ) {
    for index in signals.indices where parts.words.signals.contains(Int(signals[index].kind)) {
      let signal = signals[index]
      guard signal.firstToken == signal.lastToken, signal.disguise == nil else { continue }
      let token = tokens[Int(signal.firstToken)]
      signals[index].disguise = DisguiseNaming.kind(
        of: token, in: text[Int(token.start)..<Int(token.end)])
    }
  }

  /// The state of the search through one passage.
  struct Look {
    let text: UnsafeBufferPointer<UInt8>
    let tokens: UnsafeBufferPointer<Token>
    let reader: GlyphReader
    var matches: [DisguiseMatch] = []
    /// One past the last byte that marks and rows were looked for in.
    var markedEnd = 0
    var rowEnd = 0
    /// One past the last byte of the last match.
    var matchedEnd = 0
  }

  /// Whether a token is "a" or "I" between blanks and before a longer word, as nearly all single
  /// letters are.
  @inline(__always)
  private func isPlainlyAlone(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let (start, end) = (Int(token.start), Int(token.end))
    guard end - start == 1, token.word != 0, end + 2 < text.count, text[end] == 0x20,
      LookAlikes.isLetter(text[end + 1]), LookAlikes.isLetter(text[end + 2])
    else { return false }
    guard start > 0 else { return true }
    return text[start - 1] == 0x20 && (start < 2 || LookAlikes.isLetter(text[start - 2]))
  }

  @inline(__always)
  private func touchesSymbol(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let (start, end) = (Int(token.start), Int(token.end))
    // Nearly always a blank.
    if end < text.count, text[end] != 0x20, LookAlikes.isSymbol(text[end]) {
      // "Done!" is most of what comes here.
      return text[end] != 0x21 || end + 1 < text.count && LookAlikes.canGoOn(text[end + 1])
    }
    return start > 0 && text[start &- 1] != 0x20 && LookAlikes.isSymbol(text[start &- 1])
  }

  @inline(never)
  private func examine(_ index: Int, _ look: inout Look) {
    let token = look.tokens[index]
    guard Int(token.start) >= look.matchedEnd else { return }
    if mayBeRow(token, look.text), findRow(at: token, &look) { return }
    if !isUnmarked(token, look.text), findMarked(at: token, &look) { return }
    guard !token.shape.contains(.allDigits) else { return }
    if token.word == 0 {
      findSpelled(index, &look)
    } else if !token.shape.isDisjoint(with: [.disguised, .nonASCII]) {
      findHiddenLetters(index, &look)
    } else if lexicon.tables.attributes(of: token).wordClass == 0 {
      findParted(index, sound: nil, &look)
    }
  }

  // MARK: - Rows of single letters

  @inline(never)
  private func findRow(at token: Token, _ look: inout Look) -> Bool {
    let start = rowStart(before: token, look)
    guard start >= look.rowEnd else { return false }
    let row = LetterRow(from: start, look.reader)
    guard let last = row.glyphs.last else { return false }
    look.rowEnd = last.start
    guard let found = row.isPlain ? plainWord(in: row) : maskedWord(in: row) else { return false }
    // "c-o-w" is how reading is taught.
    if row.isPlain, parts.words.entries[found.entry].isOnlyHidden,
      !isAddressed(at: found.first.start, look)
    {
      return false
    }
    add(found.entry, .spaced, found.first.start, found.last.end, &look)
    return true
  }

  /// Where the row begins: at the symbol before the token, if one stands there: `@ r s e`.
  private func rowStart(before token: Token, _ look: Look) -> Int {
    let start = Int(token.start)
    guard start >= 2, LookAlikes.isSymbol(look.text[start - 2]) else { return start }
    return start == 2 || look.text[start - 3] == look.text[start - 1] ? start - 2 : start
  }

  @inline(__always)
  func mayBeRow(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard token.count == 1 || token.count <= 4 && token.shape.contains(.nonASCII) else {
      return false
    }
    var next = Int(token.end)
    guard next + 2 < text.count else { return false }
    // The next sign is alone too, behind so many marks as may part two.
    let most = next &+ 4
    while next < most, next &+ 1 < text.count, isParting(text[next]) { next &+= 1 }
    return next &+ 1 >= text.count || !LookAlikes.isLetter(text[next])
      || !LookAlikes.isLetter(text[next &+ 1])
  }

  /// Whether a byte is an ASCII character that is no sign of a row, whatever stands before it.
  @inline(__always)
  private func isParting(_ byte: UInt8) -> Bool {
    byte == 0x20
      || byte < 0x80 && !LookAlikes.isLetter(byte) && byte &- 0x30 >= 10
        && !LookAlikes.isSymbol(byte)
  }

  /// Whether the word before a place is one that is said at somebody.
  func isAddressed(at start: Int, _ look: Look) -> Bool {
    let before = look.tokens.firstIndex(endingAfter: UInt32(start)) - 1
    guard before >= 0 else { return false }
    return Int(look.tokens[before].end) + 1 >= start && company(at: before, look) == .address
  }

  private typealias RowFind = (entry: Int, first: Glyph, last: Glyph)

  private func plainWord(in row: LetterRow) -> RowFind? {
    let letters = row.letters
    return letters.withUnsafeBufferPointer { letters -> RowFind? in
      if let found = parts.spelled.find(letters), isSure(found) {
        return (found.entry, row.glyphs[0], row.glyphs[row.glyphs.count - 1])
      }
      if let found = behindShortWord(letters) {
        return (found.entry, row.glyphs[1], row.glyphs[row.glyphs.count - 1])
      }
      guard !parts.lookup.isHonest(letters), let found = parts.joined.find(letters, rest: .anything)
      else {
        return nil
      }
      let end = found.start + Int(parts.words.entries[found.entry].count)
      return (found.entry, row.glyphs[found.start], row.glyphs[end - 1])
    }
  }

  /// The word behind "a", "I" or "u", which is a word of its own: "what a b a n a n a".
  private func behindShortWord(_ letters: UnsafeBufferPointer<UInt8>) -> SpelledForms.Find? {
    guard letters.count >= 4, letters[0] == 0x61 || letters[0] == 0x69 || letters[0] == 0x75,
      let found = parts.spelled.find(UnsafeBufferPointer(rebasing: letters[1...])), isSure(found)
    else { return nil }
    return found
  }

  private func isSure(_ found: SpelledForms.Find) -> Bool {
    found.disguise == nil || found.disguise == .stretched
  }

  private func maskedWord(in row: LetterRow) -> RowFind? {
    let matcher = MaskMatcher(parts, Glyphs(row.glyphs))
    var tries = MaskMatcher.mostTries
    guard let found = matcher.find(from: 0, &tries), found.end == row.glyphs.count else {
      return nil
    }
    return (found.entry, row.glyphs[0], row.glyphs[found.end - 1])
  }

  func add(
    _ entry: Int, _ disguise: Disguise, _ start: Int, _ end: Int, _ look: inout Look,
    isDoubtful: Bool = false
  ) {
    look.matches.append(
      DisguiseMatch(
        signal: parts.words.entries[entry].signal, disguise: disguise,
        kind: DisguiseNaming.kind(of: disguise, in: look.text[start..<end]),
        isDoubtful: isDoubtful,
        range: ByteRange(UInt32(start), UInt32(end))))
    look.matchedEnd = end
  }
}
