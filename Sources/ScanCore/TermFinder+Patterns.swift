import TextModel

/// Patterns: where they are tried, and what they find.
extension TermFinder {
  /// Tries the patterns of `scratch.wanted` that no word anchors.
  func findUnanchored(_ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch) {
    for group in unanchoredGroups.indices
    where unanchoredGroups[group].anchor.isSeen(scratch.tokens.seen) {
      for place in unanchoredGroups[group].patterns where scratch.wanted.holds(unanchored[place]) {
        let number = unanchored[place].number
        guard mayMatch(number, text, &scratch) else { continue }
        findSentences(text, &scratch)
        let anchor = unanchoredGroups[group].anchor
        if anchor == .link {
          runOnLinks(number, text, &scratch)
        } else {
          run(number, onlyWithDigits: anchor == .digits, text, &scratch)
        }
      }
    }
  }

  /// Whether what a pattern needs besides its anchor is in the passage.
  func mayMatch(
    _ number: Int, _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) -> Bool {
    let record = record(number)
    if record.needs.contains(.digit) && !scratch.tokens.seen.digit { return false }
    if record.beside != .empty {
      guard scratch.tokens.signatures.contains(where: record.beside.mayHold) else { return false }
    }
    if record.needs.contains(.code) {
      guard scratch.tokens.all.contains(where: { $0.shape.contains(.hasDigit) && $0.count >= 16 })
      else { return false }
    }
    if record.needs.contains(.apostrophe) {
      guard scratch.tokens.all.contains(where: { Self.hasApostrophe($0, text) }) else {
        return false
      }
    }
    return true
  }

  /// Whether an apostrophe, straight or curly (E2 80 99), is in a word or right behind it.
  private static func hasApostrophe(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if token.shape.contains(.possessive) || token.shape.contains(.hasApostrophe) { return true }
    let end = Int(token.end)
    return end < text.count && (text[end] == 0x27 || text[end] == 0xE2)
  }

  /// Runs a pattern over whatever has a full stop between letters, from blank to blank.
  private func runOnLinks(
    _ number: Int, _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    var done = 0
    for index in scratch.tokens.all.indices.dropLast() {
      let token = scratch.tokens[index]
      let next = scratch.tokens[index + 1]
      guard Int(token.end) >= done, next.start == token.end + 1, next.count >= 2,
        text[Int(token.end)] == 0x2E, !next.shape.contains(.allDigits)
      else { continue }
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
    preparePatterns(&scratch)
    let place = scratch.passage << 16 | UInt64(sentence)
    guard scratch.patterns[number].lastTried != place else { return }
    scratch.patterns[number].lastTried = place
    let tokens = scratch.tokens.all.tokens(ofSentence: sentence)
    guard !tokens.isEmpty else { return }
    let end = Self.opening(of: tokens.upperBound, scratch.tokens.all, text)
    var start = max(Self.opening(of: tokens.lowerBound, scratch.tokens.all, text), least)
    while start < end, text[start] & 0xC0 == 0x80 { start += 1 }
    search(number, in: text, from: start, to: end, within: tokens, &scratch)
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
        let range = try pattern.firstMatch(in: text, from: start, to: end, using: scratch.match)
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
  private func preparePatterns(_ scratch: inout ScanScratch) {
    guard scratch.patternsOf !== lexicon else { return }
    scratch.patternsOf = lexicon
    let count = lexicon.records(.patterns, as: PatternRecord.self).count
    scratch.patterns = Array(repeating: CompiledPattern(), count: count)
  }

  private func compiled(_ number: Int, _ scratch: inout ScanScratch) -> Pattern? {
    preparePatterns(&scratch)
    scratch.patterns[number].uses += 1
    let uses = scratch.patterns[number].uses
    if uses != Self.often, let pattern = scratch.patterns[number].pattern { return pattern }
    let record = record(number)
    do {
      let pattern = try Pattern(
        lexicon.string(at: record.source, count: record.count), isForOftenUse: uses >= Self.often)
      scratch.patterns[number].pattern = pattern
      return pattern
    } catch {
      // The compiler of the lexicon has compiled it already, with this same library.
      scratch.gaveUp.insert(number)
      return nil
    }
  }

  private func record(_ number: Int) -> PatternRecord {
    lexicon.records(.patterns, as: PatternRecord.self)[number]
  }
}
