import TextModel

/// Finds the signals that terms, phrases and patterns of the lexicon make.
///
/// In two steps: `collect` goes through the words once and keeps what may come of them; `find`
/// follows up only those kinds of signals that the rules still have a use for.
package struct TermFinder: Sendable {
  private let lexicon: Lexicon
  private let tables: LexiconTables
  /// Patterns that no word anchors.
  private let unanchored: [UnanchoredPattern]
  /// The kinds of signals of those patterns, by what must be there.
  private let unanchoredKinds: UnanchoredKinds

  private struct UnanchoredPattern {
    var number: Int
    var anchor: PatternRecord.Anchor
    var signal: Int
  }

  private struct UnanchoredKinds {
    var digits = KindSet()
    var atSign = KindSet()
    var link = KindSet()
    var everySentence = KindSet()
  }

  /// A finder of the signals of a lexicon.
  package init(lexicon: Lexicon) {
    self.lexicon = lexicon
    tables = lexicon.tables
    var unanchored: [UnanchoredPattern] = []
    var kinds = UnanchoredKinds()
    for (number, record) in lexicon.records(.patterns, as: PatternRecord.self).enumerated() {
      guard let anchor = PatternRecord.Anchor(rawValue: record.anchor) else { continue }
      let signal = Int(record.signal)
      switch anchor {
      case .words: continue
      case .digits: kinds.digits.insert(signal)
      case .atSign: kinds.atSign.insert(signal)
      case .link: kinds.link.insert(signal)
      case .everySentence: kinds.everySentence.insert(signal)
      }
      unanchored.append(UnanchoredPattern(number: number, anchor: anchor, signal: signal))
    }
    self.unanchored = unanchored
    unanchoredKinds = kinds
  }

  /// Numbers the sentences of the passage, once.
  @inline(__always)
  package func findSentences(_ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch) {
    if !scratch.hasSentences { numberSentences(text, &scratch) }
  }

  @inline(never)
  private func numberSentences(
    _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    scratch.hasSentences = true
    Sentences.number(&scratch.tokens, of: text, lexicon: lexicon)
  }

  /// Keeps the terms, phrases and patterns that the words of the passage may lead to.
  ///
  /// - Parameter kinds: The kinds of signals that matter.
  /// - Returns: Those of them that something may lead to.
  package func collect(_ kinds: KindSet, _ scratch: inout ScanScratch) -> KindSet {
    // SAFETY: the buffers lie in `scratch.tokens`, which nothing changes until the loop is done.
    let candidates = scratch.tokens.candidates
    let words = Neighbourhood(
      tokens: scratch.tokens.all, signatures: scratch.tokens.signatures(), tables: tables)
    for candidate in candidates {
      let index = Int(candidate.token)
      let row = candidate.postings
      if row.hasOwn {
        var record = tables.postings + row.first
        while true {
          if words.mayHold(record, at: index) {
            keep(record.pointee.posting, index, &scratch)
          }
          if record.pointee.isLast == 1 { break }
          record += 1
        }
      }
      guard row.hasPairs else { continue }
      if var record = words.pairsAfter(index) {
        while true {
          if words.mayHold(record.pointee.others, within: Int(record.pointee.span), before: index) {
            keep(record.pointee.posting, index, &scratch)
          }
          if record.pointee.isLast == 1 { break }
          record += 1
        }
      }
      if var record = words.pairsBefore(index) {
        while true {
          if words.mayHold(record.pointee.others, within: Int(record.pointee.span), after: index) {
            keep(record.pointee.posting, index, &scratch)
          }
          if record.pointee.isLast == 1 { break }
          record += 1
        }
      }
    }
    var possible = KindSet()
    for lead in scratch.leads { possible.insert(lead.posting.signal) }
    addUnanchored(scratch.tokens.seen, to: &possible)
    possible.formIntersection(kinds)
    return possible
  }

  @inline(__always)
  private func keep(_ posting: Posting, _ index: Int, _ scratch: inout ScanScratch) {
    scratch.leads.append(Lead(posting: posting, token: UInt32(truncatingIfNeeded: index)))
  }

  private func addUnanchored(_ seen: SeenBytes, to possible: inout KindSet) {
    if seen.digit { possible.formUnion(unanchoredKinds.digits) }
    if seen.atSign { possible.formUnion(unanchoredKinds.atSign) }
    if seen.innerStop { possible.formUnion(unanchoredKinds.link) }
    possible.formUnion(unanchoredKinds.everySentence)
  }

  /// Adds the signals of some kinds to `scratch.signals`; `collect` must have been called.
  package func find(
    _ kinds: KindSet, in text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    for index in scratch.leads.indices {
      let lead = scratch.leads[index]
      if kinds.contains(lead.posting.signal) {
        follow(lead.posting, at: Int(lead.token), text, &scratch)
      }
    }
    findUnanchored(kinds, text, &scratch)
  }

  @inline(never)
  private func follow(
    _ posting: Posting, at index: Int, _ text: UnsafeBufferPointer<UInt8>,
    _ scratch: inout ScanScratch
  ) {
    findSentences(text, &scratch)
    switch posting.kind {
    case .word: add(UInt16(posting.signal), index, index, &scratch)
    case .phrase: matchPhrase(posting.number, at: index, text, &scratch)
    case .pattern:
      guard mayMatch(posting.number, text, &scratch) else { return }
      run(posting.number, sentence: scratch.tokens[index].sentence, text, &scratch)
    case nil: return
    }
  }

  private func matchPhrase(
    _ number: Int, at index: Int, _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    let phrase = tables.phrases[number]
    if !scratch.phraseTrials.isEmpty { scratch.phraseTrials[number] += 1 }
    let tokens = scratch.tokens.all
    let span = scratch.personEnds.withUnsafeBufferPointer { people in
      PhraseMatcher(lexicon: tables, text: text, tokens: tokens, personEnds: people)
        .match(phrase, anchorAt: index)
    }
    guard let span else { return }
    if phrase.forbids == 1 {
      scratch.forbidden.append(signal(phrase.signal, span.first, span.last, scratch))
    } else {
      add(phrase.signal, span.first, span.last, &scratch)
    }
  }

  private func add(_ kind: UInt16, _ first: Int, _ last: Int, _ scratch: inout ScanScratch) {
    scratch.signals.append(signal(kind, first, last, scratch))
  }

  private func signal(
    _ kind: UInt16, _ first: Int, _ last: Int, _ scratch: borrowing ScanScratch
  ) -> Signal {
    let start = scratch.tokens[first]
    let end = scratch.tokens[last]
    return Signal(
      kind: kind, isDisguised: start.shape.contains(.disguised),
      range: ByteRange(start.start, end.end), firstToken: UInt32(first), lastToken: UInt32(last),
      sentence: start.sentence)
  }

  private func findUnanchored(
    _ kinds: KindSet, _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    var possible = KindSet()
    addUnanchored(scratch.tokens.seen, to: &possible)
    guard possible.meets(kinds) else { return }
    for pattern in unanchored
    where kinds.contains(pattern.signal) && possible.contains(pattern.signal) {
      switch pattern.anchor {
      case .digits where !scratch.tokens.seen.digit: continue
      case .atSign where !scratch.tokens.seen.atSign: continue
      case .link where !scratch.tokens.seen.innerStop: continue
      default: break
      }
      guard mayMatch(pattern.number, text, &scratch) else { continue }
      findSentences(text, &scratch)
      if pattern.anchor == .link {
        runOnLinks(pattern.number, text, &scratch)
      } else {
        run(pattern.number, onlyWithDigits: pattern.anchor == .digits, text, &scratch)
      }
    }
  }

  /// Whether what a pattern needs besides its anchor is in the passage.
  private func mayMatch(
    _ number: Int, _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) -> Bool {
    let record = record(number)
    if record.needs.contains(.digit) && !scratch.tokens.seen.digit { return false }
    if record.beside != .empty {
      guard scratch.tokens.signatures().contains(where: record.beside.mayHold) else { return false }
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
    for index in 0..<(scratch.tokens.count - 1) {
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
  private func run(
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

/// A term, phrase or pattern that a word of the passage may begin.
struct Lead {
  var posting: Posting
  /// The word.
  var token: UInt32
}

/// The words of a passage, for asking whether a phrase can stand round one of them.
private struct Neighbourhood {
  let tokens: UnsafeBufferPointer<Token>
  let signatures: UnsafeBufferPointer<WordSignature>
  let tables: LexiconTables

  /// The phrases that need a token and the one behind it side by side.
  @inline(__always)
  func pairsAfter(_ index: Int) -> UnsafePointer<PairPosting>? {
    guard index &+ 1 < tokens.count else { return nil }
    return tables.postings(
      of: PairKey(tokens[index].word, tokens[index &+ 1].word, isAnchorLeft: true))
  }

  /// The phrases that need a token and the one before it side by side.
  @inline(__always)
  func pairsBefore(_ index: Int) -> UnsafePointer<PairPosting>? {
    guard index > 0 else { return nil }
    return tables.postings(
      of: PairKey(tokens[index &- 1].word, tokens[index].word, isAnchorLeft: false))
  }

  /// Whether the words that a phrase needs near its anchor may be there.
  @inline(__always)
  func mayHold(_ record: UnsafePointer<PostingRecord>, at index: Int) -> Bool {
    mayHold(record.pointee.after, within: Int(record.pointee.afterSpan), after: index)
      && mayHold(record.pointee.before, within: Int(record.pointee.beforeSpan), before: index)
  }

  /// Whether one of some words may stand at most so many words behind a token; true for 0.
  @inline(__always)
  func mayHold(_ words: WordSignature, within span: Int, after index: Int) -> Bool {
    guard span > 0 else { return true }
    var position = index &+ 1
    let end = min(index &+ span, signatures.count &- 1)
    while position <= end, !words.mayHold(signatures[position]) { position &+= 1 }
    return position <= end
  }

  /// Whether one of some words may stand at most so many words before a token; true for 0.
  @inline(__always)
  func mayHold(_ words: WordSignature, within span: Int, before index: Int) -> Bool {
    guard span > 0 else { return true }
    var position = index &- 1
    let end = max(index &- span, 0)
    while position >= end, !words.mayHold(signatures[position]) { position &-= 1 }
    return position >= end
  }
}
