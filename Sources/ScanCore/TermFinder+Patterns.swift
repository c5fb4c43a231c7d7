import TextModel

/// Patterns: where they are tried, and what they find.
extension TermFinder {
  /// Tries the patterns of `scratch.wanted`, which holds some kinds, that no word anchors.
  func findUnanchored(
    _ kinds: KindSet, _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    for group in unanchoredGroups.indices
    where unanchoredGroups[group].anchor.isSeen(scratch.tokens.seen)
      && unanchoredGroups[group].kinds.meets(kinds)
    {
      let anchor = unanchoredGroups[group].anchor
      if anchor == .link, !Self.hasLink(text, scratch) { continue }
      chooseUnanchored(unanchoredGroups[group].patterns, text, &scratch)
      for index in 0..<scratch.tried.count {
        let number = scratch.tried[index].posting.number
        guard mayMatch(number, text, &scratch) else { continue }
        findSentences(text, &scratch)
        if anchor == .link {
          runOnLinks(number, text, &scratch)
        } else {
          run(number, onlyWithDigits: anchor == .digits, text, &scratch)
        }
      }
    }
  }

  /// Keeps those of some patterns that are wanted and may have a word that they need in the passage.
  private func chooseUnanchored(
    _ places: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    findSigns(text, &scratch)
    scratch.tried.removeAll()
    for place in places {
      let pattern = unanchored[place]
      let mayMatch: UInt32 = pattern.mayMatch(scratch.signs) ? 1 : 0
      scratch.tried.append(pattern.posting, 0, if: scratch.wanted.holds(pattern.posting) & mayMatch)
    }
  }

  /// Whether what a pattern needs besides its anchor, one of its words, is in the passage.
  func mayMatch(
    _ number: Int, at anchor: Int, _ text: UnsafeBufferPointer<UInt8>,
    _ scratch: inout ScanScratch
  ) -> Bool {
    let needs = tables.patterns[number].needs
    if needs.contains(.owner), !PatternRecord.Needs.isOwned(anchor, scratch.tokens.all, text) {
      return false
    }
    return mayMatch(number, text, &scratch)
  }

  /// Whether what a pattern needs besides its anchor is in the passage.
  private func mayMatch(
    _ number: Int, _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) -> Bool {
    let record = tables.patterns + number
    let needs = record.pointee.needs
    if needs.contains(.digit) && !scratch.tokens.seen.digit { return false }
    let beside = record.pointee.beside
    guard beside != .empty || !needs.subtracting(.digit).isEmpty else { return true }
    findSigns(text, &scratch)
    guard scratch.signs.met.isSuperset(of: needs) else { return false }
    if beside == .empty { return true }
    // The set of all words rules out most; the words themselves are asked only then.
    return beside.mayHold(scratch.signs.words)
      && scratch.tokens.neighbourhood.mayHold(beside, among: scratch.tokens.count)
  }

  /// Looks, once a passage, for what patterns need.
  @inline(__always)
  func findSigns(_ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch) {
    if scratch.signs.passage != scratch.passage { makeSigns(text, &scratch) }
  }

  @inline(never)
  private func makeSigns(_ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch) {
    var signs = PassageSigns(passage: scratch.passage)
    signs.words = scratch.tokens.neighbourhood.all(scratch.tokens.count)
    signs.met = PatternRecord.Needs(metBy: scratch.tokens.all, scratch.tokens.seen, text)
    scratch.signs = signs
  }

  /// Whether two tokens are parted by nothing but a full stop, as in a link.
  @inline(__always)
  private static func isLink(
    _ token: Token, _ next: Token, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    next.start == token.end &+ 1 && text[Int(token.end)] == 0x2E && next.count >= 2
      && !next.shape.contains(.allDigits)
  }

  /// Whether the passage has such a full stop at all: most of those inside a word are in numbers.
  private static func hasLink(
    _ text: UnsafeBufferPointer<UInt8>, _ scratch: borrowing ScanScratch
  ) -> Bool {
    let tokens = scratch.tokens.all
    guard tokens.count > 1 else { return false }
    for index in 1..<tokens.count where isLink(tokens[index &- 1], tokens[index], text) {
      return true
    }
    return false
  }

  /// Runs a pattern over whatever has a full stop between letters, from blank to blank.
  private func runOnLinks(
    _ number: Int, _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    var done = 0
    for index in scratch.tokens.all.indices.dropLast() {
      let token = scratch.tokens[index]
      let next = scratch.tokens[index + 1]
      guard Int(token.end) >= done, Self.isLink(token, next, text) else { continue }
      var start = Int(token.start)
      while start > 0, text[start - 1] > 0x20 { start -= 1 }
      done = Int(next.end)
      while done < text.count, text[done] > 0x20 { done += 1 }
      let tokens = scratch.tokens.all.tokens(ofSentence: token.sentence)
      search(number, in: text, from: start, to: done, within: tokens, &scratch)
    }
  }

  /// How many bytes before the first digit of its sentence a match of a pattern anchored by digits may
  /// begin: long enough for "gets paid about", and half the work of beginning at the sentence.
  private static let lead = 48

  /// Runs a pattern over all sentences, or over those that hold a digit.
  private func run(
    _ number: Int, onlyWithDigits: Bool, _ text: UnsafeBufferPointer<UInt8>,
    _ scratch: inout ScanScratch
  ) {
    var last: UInt16?
    for index in 0..<scratch.tokens.count {
      let token = scratch.tokens[index]
      if token.sentence == last || onlyWithDigits && !token.shape.contains(.hasDigit) { continue }
      last = token.sentence
      let from = onlyWithDigits ? Int(token.start) - Self.lead : 0
      run(number, sentence: token.sentence, from: from, text, &scratch)
    }
  }

  /// Runs a pattern over a sentence, once a passage.
  func run(
    _ number: Int, sentence: UInt16, from least: Int = 0, _ text: UnsafeBufferPointer<UInt8>,
    _ scratch: inout ScanScratch
  ) {
    let memory = scratch.patterns.state
    prepare(memory)
    let place = scratch.passage << 16 | UInt64(sentence)
    guard memory.pointee.patterns[number].lastTried != place else { return }
    memory.pointee.patterns[number].lastTried = place
    let tokens = scratch.tokens.all.tokens(ofSentence: sentence)
    guard !tokens.isEmpty else { return }
    let end = Self.opening(of: tokens.upperBound, scratch.tokens.all, text)
    var start = max(Self.opening(of: tokens.lowerBound, scratch.tokens.all, text), least)
    while start < end, text[start] & 0xC0 == 0x80 { start += 1 }
    guard mayMatch(number, within: start..<end, text) else { return }
    search(number, in: text, from: start, to: end, within: tokens, &scratch)
  }

  /// Whether the signs that a pattern with an anchor of words needs may be among some bytes: a look
  /// at each costs a thirtieth of a match.
  @inline(__always)
  private func mayMatch(
    _ number: Int, within bytes: Range<Int>, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let record = tables.patterns + number
    let needs = record.pointee.needs
    guard needs.rawValue & 3 != 0, record.pointee.anchor == PatternRecord.Anchor.words.rawValue
    else { return true }
    return Self.mayHold(needs, UnsafeBufferPointer(rebasing: text[bytes]))
  }

  /// Whether what `needs` names of a digit and an apostrophe may be among some bytes.
  ///
  /// Digits of other scripts count: all of them begin with a byte from D9 on, and none with E2, which
  /// begins the curly apostrophe.
  static func mayHold(
    _ needs: PatternRecord.Needs, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var digit = false
    var apostrophe = false
    for byte in bytes {
      digit = digit || byte &- 0x30 < 10 || byte >= 0xD9 && byte != 0xE2
      apostrophe = apostrophe || byte == 0x27 || byte == 0xE2
    }
    return (digit || !needs.contains(.digit)) && (apostrophe || !needs.contains(.apostrophe))
  }

  /// Adds all matches of a pattern within some bytes.
  private func search(
    _ number: Int, in text: UnsafeBufferPointer<UInt8>, from first: Int, to end: Int,
    within tokens: Range<Int>, _ scratch: inout ScanScratch
  ) {
    guard let pattern = compiled(number, &scratch) else { return }
    var start = first
    do {
      while start < end,
        let range = try pattern.firstMatch(
          in: text, from: start, to: end, using: scratch.patterns.state.pointee.match)
      {
        add(range, of: number, within: tokens, &scratch)
        start = Self.next(after: range, in: text)
      }
    } catch {
      scratch.gaveUp.insert(number)
    }
  }

  /// Where the sentence of a first token begins: with the signs right before it ("£5", "@school").
  private static func opening(
    of first: Int, _ tokens: UnsafeBufferPointer<Token>, _ text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard first > 0 else { return 0 }
    guard first < tokens.count else { return text.count }
    var start = Int(tokens[first].start)
    while start > Int(tokens[first - 1].end), text[start - 1] > 0x20 { start -= 1 }
    return start
  }

  /// Where to search on: behind the match, and behind one whole character if it was empty.
  private static func next(
    after range: ByteRange, in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard range.isEmpty else { return Int(range.end) }
    var next = Int(range.end) + 1
    while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }

  private func add(
    _ range: ByteRange, of number: Int, within tokens: Range<Int>, _ scratch: inout ScanScratch
  ) {
    guard !range.isEmpty else { return }
    let first = tokens.first { scratch.tokens[$0].end > range.start } ?? tokens.lowerBound
    let last = tokens.last { scratch.tokens[$0].start < range.end } ?? first
    scratch.signals.append(
      Signal(
        kind: UInt16(record(number).signal), range: range, firstToken: UInt32(first),
        lastToken: UInt32(max(first, last)), sentence: scratch.tokens[first].sentence))
  }

  /// Uses of a pattern after which it is worth machine code.
  private static let often = 8

  /// Makes room for the patterns of this lexicon.
  private func prepare(_ memory: UnsafeMutablePointer<PatternMemory.State>) {
    guard memory.pointee.patternsOf !== lexicon else { return }
    memory.pointee.patternsOf = lexicon
    let count = lexicon.records(.patterns, as: PatternRecord.self).count
    memory.pointee.patterns = Array(repeating: CompiledPattern(), count: count)
  }

  private func compiled(_ number: Int, _ scratch: inout ScanScratch) -> Pattern? {
    let memory = scratch.patterns.state
    prepare(memory)
    memory.pointee.patterns[number].uses += 1
    let uses = memory.pointee.patterns[number].uses
    if uses != Self.often, let pattern = memory.pointee.patterns[number].pattern { return pattern }
    let record = record(number)
    do {
      let pattern = try Pattern(
        lexicon.string(at: record.source, count: record.count), isForOftenUse: uses >= Self.often)
      memory.pointee.patterns[number].pattern = pattern
      return pattern
    } catch {
      // The compiler of the lexicon has compiled it already, with this same library.
      scratch.gaveUp.insert(number)
      return nil
    }
  }

  private func record(_ number: Int) -> PatternRecord { tables.patterns[number] }
}
