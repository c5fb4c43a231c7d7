import CScan
package import TextModel

/// Finds the signals that terms, phrases and patterns of the lexicon make.
///
/// In two steps: `collect` goes through the words once and keeps what may come of them; `find`
/// follows up only those kinds of signals that the rules still have a use for.
///
/// A class, because a large value that lies inside another is copied for each call.
package final class TermFinder: Sendable {
  let lexicon: Lexicon
  let tables: LexiconTables
  private let routines: gp_routines
  /// Patterns that no word anchors, those of one anchor together.
  let unanchored: [UnanchoredPattern]
  /// Where those of an anchor are, and the kinds of their signals.
  let unanchoredGroups: [UnanchoredGroup]

  struct UnanchoredPattern: BitwiseCopyable {
    var posting: Posting
    /// Words of which one must stand in the passage; all words if none need.
    var beside: WordSignature
    /// What else must be there.
    var needs: PatternRecord.Needs

    /// Whether a passage may have what it needs.
    @inline(__always)
    func mayMatch(_ signs: PassageSigns) -> Bool {
      beside.meets(signs.words) != 0 && signs.met.isSuperset(of: needs)
    }
  }

  struct UnanchoredGroup {
    var anchor: PatternRecord.Anchor
    var patterns: Range<Int>
    var kinds: KindSet
  }

  /// A finder of the signals of a lexicon.
  ///
  /// - Parameter routines: Which form of the hot loops is used; both find the same.
  package init(lexicon: Lexicon, routines: Routines = .fastest) {
    self.lexicon = lexicon
    self.routines = routines.chosen
    tables = lexicon.tables
    var unanchored: [UnanchoredPattern] = []
    var groups: [UnanchoredGroup] = []
    let records = lexicon.records(.patterns, as: PatternRecord.self)
    for anchor in [PatternRecord.Anchor.digits, .atSign, .link, .everySentence] {
      let first = unanchored.count
      var kinds = KindSet()
      for (number, record) in records.enumerated() where record.anchor == anchor.rawValue {
        kinds.insert(Int(record.signal))
        let posting = Posting(kind: .pattern, signal: Int(record.signal), number: number)
        unanchored.append(
          UnanchoredPattern(
            posting: posting, beside: record.beside == .empty ? .all : record.beside,
            needs: record.needs))
      }
      let patterns = first..<unanchored.count
      if !patterns.isEmpty {
        groups.append(UnanchoredGroup(anchor: anchor, patterns: patterns, kinds: kinds))
      }
    }
    self.unanchored = unanchored
    unanchoredGroups = groups
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

  /// The first step of `collect`, for which nothing waits.
  ///
  /// Taken for several passages in turn, each step finds near what the one before has asked for. Left
  /// out, they are taken with the last.
  package func mark(_ scratch: inout ScanScratch) {
    scratch.isMarked = true
    scratch.tokens.mark(in: tables, routines.mark)
  }

  /// The second step of `collect`: puts the postings that may begin or support findings in a row and
  /// asks for them ahead.
  ///
  /// - Parameter uses: Those that `collect` will be asked for.
  package func queue(for uses: SignalUses, _ scratch: inout ScanScratch) {
    if !scratch.isMarked { mark(&scratch) }
    scratch.isQueued = true
    let rows = scratch.tokens.rows(in: tables)
    scratch.queue.begin()
    scratch.queue.fill(from: rows, .init(leading: uses), tables)
  }

  /// Keeps what the words of the passage may lead to and forgets what was kept before.
  ///
  /// - Parameters:
  ///   - kinds: The kinds of signals that matter.
  ///   - uses: What for, and in whose words; postings of other uses are left out.
  ///   - text: The passage.
  /// - Returns: Those of the kinds that something may lead to.
  package func collect(
    _ kinds: KindSet, for uses: SignalUses = .all, in text: UnsafeBufferPointer<UInt8>,
    _ scratch: inout ScanScratch
  ) -> KindSet {
    if !scratch.isQueued { queue(for: uses, &scratch) }
    scratch.leads.removeAll()
    let words = scratch.tokens.neighbourhood
    let rows = scratch.tokens.rows(in: tables)
    repeat {
      scratch.leads.append(
        scratch.queue, for: uses.intersection(.leading), butNot: [], in: words, tables,
        routines.collect)
    } while scratch.queue.fill(from: rows, .init(leading: uses), tables)
    if uses == .all { collectContext(of: .all, &scratch) }
    var possible = scratch.leads.kinds(using: scratch.wanted)
    addUnanchored(text, to: &possible, &scratch)
    possible.formIntersection(kinds)
    return possible
  }

  /// Keeps, besides what is kept, what the words lead to of kinds that only forbid or change
  /// findings in the words of some audience.
  package func collectContext(of audience: AudienceSet, _ scratch: inout ScanScratch) {
    let words = scratch.tokens.neighbourhood
    let rows = scratch.tokens.rows(in: tables)
    scratch.queue.begin()
    while scratch.queue.fill(from: rows, .init(contextOf: audience), tables) {
      scratch.leads.append(
        scratch.queue, for: .context(audience), butNot: .leading(audience), in: words, tables,
        routines.collect)
    }
  }

  /// Adds the kinds of the patterns without a word as their anchor that the passage may have what they
  /// need for.
  private func addUnanchored(
    _ text: UnsafeBufferPointer<UInt8>, to possible: inout KindSet, _ scratch: inout ScanScratch
  ) {
    for group in unanchoredGroups where group.anchor.isSeen(scratch.tokens.seen) {
      findSigns(text, &scratch)
      for place in group.patterns where unanchored[place].mayMatch(scratch.signs) {
        possible.insert(unanchored[place].posting.signal)
      }
    }
  }

  /// Adds the signals of some kinds to `scratch.signals`; `collect` must have been called.
  package func find(
    _ kinds: KindSet, in text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    select(kinds, &scratch)
    askForAnchors(&scratch)
    askForBranches(&scratch)
    follow(kinds, in: text, &scratch)
  }

  /// The first step of `find`: keeps the leads to follow and asks for their phrases ahead.
  ///
  /// Phrases lie all over the image, and to wait for one after another takes longer than matching
  /// them. Taken for several passages in turn, each step finds near what the one before has asked for.
  package func select(_ kinds: KindSet, _ scratch: inout ScanScratch) {
    scratch.wanted.set(kinds)
    scratch.followed.replace(with: scratch.leads, in: scratch.wanted)
    for lead in scratch.followed.all { gp_prefetch(tables.phrases + lead.posting.number) }
  }

  /// The second step: keeps of the phrases those whose farther words may be there too, and asks for
  /// the elements beside their anchors.
  package func askForAnchors(_ scratch: inout ScanScratch) {
    scratch.followed.keepPhrases(metIn: scratch.tokens.neighbourhood, tables)
    scratch.phrases.removeAll()
    for lead in scratch.followed.all {
      scratch.phrases.append(lead.posting, lead.token, if: lead.posting.isPhrase)
    }
    for lead in scratch.phrases.all {
      let anchor = tables.anchor(of: tables.phrases + lead.posting.number)
      gp_prefetch(anchor + 1)
      gp_prefetch(anchor - 1)
    }
  }

  /// The third step, which only saves time: asks for what those elements consist of.
  package func askForBranches(_ scratch: inout ScanScratch) {
    for lead in scratch.phrases.all {
      let phrase = tables.phrases + lead.posting.number
      let isLast = UInt16(phrase.pointee.anchor) &+ 1 == phrase.pointee.elementCount
      let side = isLast ? (phrase.pointee.anchor > 0 ? -1 : 0) : 1
      let element = tables.anchor(of: phrase) + side
      // Whichever of the two it is: to ask for what is not needed costs less than a wrong guess.
      gp_prefetch(tables.wordLists + Int(element.pointee.data &+ element.pointee.count / 2))
      gp_prefetch(tables.branches + Int(element.pointee.data))
    }
  }

  /// The last step: adds the signals.
  package func follow(
    _ kinds: KindSet, in text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    if scratch.followed.count > 0 { findSentences(text, &scratch) }
    for index in 0..<scratch.followed.count {
      let lead = scratch.followed[index]
      follow(lead.posting, at: Int(lead.token), text, &scratch)
    }
    findUnanchored(kinds, text, &scratch)
  }

  @inline(never)
  private func follow(
    _ posting: Posting, at index: Int, _ text: UnsafeBufferPointer<UInt8>,
    _ scratch: inout ScanScratch
  ) {
    switch posting.kind {
    case .word: add(UInt16(posting.signal), index, index, &scratch)
    case .phrase: matchPhrase(posting.number, at: index, text, &scratch)
    case .pattern:
      guard mayMatch(posting.number, at: index, text, &scratch) else { return }
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
      PhraseMatcher(lexicon: PhraseTables(tables), text: text, tokens: tokens, personEnds: people)
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
      kind: kind, range: ByteRange(start.start, end.end), firstToken: UInt32(first),
      lastToken: UInt32(last),
      sentence: start.sentence)
  }
}
