import TextModel

/// Finds the signals that terms, phrases and patterns of the lexicon make.
package struct TermFinder: Sendable {
  private let lexicon: Lexicon
  private let tables: LexiconTables
  /// Patterns that no word anchors, with the class of bytes that must be there.
  private let unanchored: [(number: Int, anchor: PatternRecord.Anchor, signal: Int)]
  private let patterns: [PatternRecord]

  /// A finder of the signals of a lexicon.
  package init(lexicon: Lexicon) {
    self.lexicon = lexicon
    tables = lexicon.tables
    patterns = Array(lexicon.records(.patterns, as: PatternRecord.self))
    unanchored = patterns.enumerated().compactMap { number, record in
      guard let anchor = PatternRecord.Anchor(rawValue: record.anchor), anchor != .words else {
        return nil
      }
      return (number, anchor, Int(record.signal))
    }
  }

  /// Numbers the sentences of the passage, once.
  package func findSentences(_ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch) {
    guard !scratch.hasSentences else { return }
    scratch.hasSentences = true
    Sentences.number(&scratch.tokens, of: text, lexicon: lexicon)
  }

  /// Adds the signals of some kinds to `scratch.signals`.
  package func find(
    _ kinds: KindSet, in text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    // SAFETY: the buffers lie in `scratch.tokens`, which nothing changes until the loop is done.
    let candidates = scratch.tokens.candidates
    if !candidates.isEmpty {
      let signatures = scratch.tokens.signatures()
      let tokens = scratch.tokens.all
      for candidate in candidates {
        let index = Int(candidate)
        let slot = tables.slots[Int(tokens[index].word) - 1]
        find(
          kinds, from: tables.postings + Int(slot.postings), at: index, signatures, text, &scratch)
      }
    }
    findUnanchored(kinds, text, &scratch)
  }

  /// Follows the postings of one word.
  @inline(__always)
  private func find(
    _ kinds: KindSet, from first: UnsafePointer<PostingRecord>, at index: Int,
    _ signatures: UnsafeBufferPointer<WordSignature>, _ text: UnsafeBufferPointer<UInt8>,
    _ scratch: inout ScanScratch
  ) {
    var record = first
    while true {
      let posting = record.pointee.posting
      if kinds.contains(posting.signal), isWorthTrying(record, at: index, signatures) {
        follow(posting, at: index, text, &scratch)
      }
      if record.pointee.isLast == 1 { return }
      record += 1
    }
  }

  /// Whether the words that a phrase needs near its anchor may be there.
  @inline(__always)
  private func isWorthTrying(
    _ record: UnsafePointer<PostingRecord>, at index: Int,
    _ signatures: UnsafeBufferPointer<WordSignature>
  ) -> Bool {
    var distance = Int(record.pointee.afterSpan)
    if distance > 0 {
      var position = index &+ 1
      let end = min(index &+ distance, signatures.count &- 1)
      while position <= end, !record.pointee.after.mayHold(signatures[position]) { position &+= 1 }
      if position > end { return false }
    }
    distance = Int(record.pointee.beforeSpan)
    guard distance > 0 else { return true }
    var position = index &- 1
    let end = max(index &- distance, 0)
    while position >= end, !record.pointee.before.mayHold(signatures[position]) { position &-= 1 }
    return position >= end
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
    case .pattern: run(posting.number, sentence: scratch.tokens[index].sentence, text, &scratch)
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
    for pattern in unanchored where kinds.contains(pattern.signal) {
      switch pattern.anchor {
      case .digits where !scratch.tokens.seen.digit: continue
      case .atSign where !scratch.tokens.seen.atSign: continue
      case .link where !scratch.tokens.seen.innerStop: continue
      default: break
      }
      findSentences(text, &scratch)
      run(pattern.number, onlyWithDigits: pattern.anchor == .digits, text, &scratch)
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
    guard scratch.tried.insert(UInt64(number) << 16 | UInt64(sentence)).inserted,
      let pattern = compiled(number, &scratch)
    else { return }
    let tokens = scratch.tokens.all.tokens(ofSentence: sentence)
    guard !tokens.isEmpty else { return }
    let end = Self.opening(of: tokens.upperBound, scratch.tokens.all, text)
    var start = max(Self.opening(of: tokens.lowerBound, scratch.tokens.all, text), least)
    while start < end, text[start] & 0xC0 == 0x80 { start += 1 }
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
        kind: UInt16(patterns[number].signal), range: range, firstToken: UInt32(first),
        lastToken: UInt32(max(first, last)), sentence: scratch.tokens[first].sentence))
  }

  private func compiled(_ number: Int, _ scratch: inout ScanScratch) -> Pattern? {
    if scratch.patternsOf !== lexicon {
      scratch.patternsOf = lexicon
      scratch.patterns = Array(repeating: nil, count: patterns.count)
    }
    if let pattern = scratch.patterns[number] { return pattern }
    let record = patterns[number]
    do {
      let pattern = try Pattern(lexicon.string(at: record.source, count: record.count))
      scratch.patterns[number] = pattern
      return pattern
    } catch {
      // The compiler of the lexicon has compiled it already, with this same library.
      scratch.gaveUp.insert(number)
      return nil
    }
  }
}
