package import Detectors
package import ScanCore
package import TextModel

/// Scans passages: words, signals, rules, findings.
///
/// Cheap things first, and the next only if the last found something to go on with: most passages
/// of ordinary talk are left after one pass over their bytes.
package struct PassageScanner: Sendable {
  private let tokeniser: Tokeniser
  private let terms: TermFinder
  private let names: NameDetector
  private let entities: EntityDetector
  private let identifiers: IdentifierDetector
  private let disguises: DisguiseDetector
  private let overrides: SignalOverrides
  private let shapeKinds: KindSet
  private let personKinds: KindSet
  private let wantsPeople: Bool
  private let wantsEntities: Bool
  private let wantsIdentifiers: Bool
  private let wantsDisguises: Bool
  private let wantsWorkingHours: Bool
  /// The rules of the run.
  package let rules: RuleSet
  /// Knows the pupils of the school's roll; nil if there is none.
  package var roll: RollDetector?

  /// A scanner.
  ///
  /// - Parameters:
  ///   - lexicon: What it knows.
  ///   - isActive: Whether a rule counts in this run, by its index.
  ///   - masks: Which code cuts words; both give the same findings.
  package init(
    lexicon: Lexicon, masks: Tokeniser.Masks = .fastest, isActive: (Int) -> Bool = { _ in true }
  ) {
    let rules = RuleSet(lexicon: lexicon, isActive: isActive)
    self.rules = rules
    tokeniser = Tokeniser(lexicon: lexicon, masks: masks)
    terms = TermFinder(lexicon: lexicon)
    names = NameDetector(lexicon: lexicon)
    entities = EntityDetector(lexicon: lexicon)
    identifiers = IdentifierDetector(lexicon: lexicon)
    disguises = DisguiseDetector(lexicon: lexicon)
    overrides = SignalOverrides(lexicon: lexicon)
    shapeKinds = KindSet(BuiltinSignal.Shape.allCases.map { Int($0.kind) })
    personKinds = KindSet(BuiltinSignal.Person.allCases.map { Int($0.kind) })
    var peopled = personKinds
    for (kind, signal) in lexicon.records(.signals, as: SignalRecord.self).enumerated()
    where signal.needsPeople == 1 { peopled.insert(kind) }
    wantsPeople = rules.wanted.meets(peopled)
    wantsEntities = rules.wanted.meets(
      KindSet(BuiltinSignal.Entity.allCases.map { Int($0.kind) }))
    wantsIdentifiers = rules.wanted.meets(
      KindSet(IdentifierKind.allCases.map { Int(BuiltinSignal.kind(of: $0)) }))
    wantsDisguises = rules.triggers.meets(disguises.signals)
    wantsWorkingHours = rules.triggers.contains(Int(BuiltinSignal.Shape.workingHours.kind))
  }

  /// A scanner for one rule.
  package init(lexicon: Lexicon, rule id: String) {
    let number = RuleSet.ids(in: lexicon).firstIndex(of: id)
    self.init(lexicon: lexicon) { $0 == number }
  }

  /// Scans every passage of a batch.
  ///
  /// - Parameters:
  ///   - batch: A sealed batch.
  ///   - audience: Whose words a passage is that does not say.
  ///   - scratch: Memory of the calling task.
  package func scan(
    _ batch: PassageBatch, audience: Audience, _ scratch: inout ScanScratch
  ) -> ScannedBatch {
    var findings: [Finding] = []
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(batch.passages.count)
    batch.bytes.withUnsafeBufferPointer { bytes in
      batch.passages.withUnsafeBufferPointer { passages in
        var next = 0
        // Most passages have the voice of the one before.
        while next < passages.count {
          let voice = Self.voice(of: passages[next], or: audience)
          let gates = rules.gates(of: voice)
          repeat {
            let start = findings.count
            let passage = passages[next]
            let text = UnsafeBufferPointer(rebasing: bytes[passage.text.indices])
            scan(
              text, kind: passage.kind, time: passage.time, in: bytes, gates, &scratch,
              into: &findings)
            ranges.append(start..<findings.count)
            next += 1
          } while next < passages.count && Self.voice(of: passages[next], or: audience) == voice
        }
      }
    }
    return ScannedBatch(batch: batch, findings: findings, ranges: ranges)
  }

  @inline(__always)
  private static func voice(of passage: Passage, or audience: Audience) -> PassageVoice {
    PassageVoice(audience: passage.audience ?? audience, kind: passage.kind)
  }

  private func scan(
    _ text: UnsafeBufferPointer<UInt8>, kind: PassageKind,
    time: ByteRange, in bytes: UnsafeBufferPointer<UInt8>, _ gates: VoiceGates,
    _ scratch: inout ScanScratch, into findings: inout [Finding]
  ) {
    scratch.reset()
    tokeniser.tokenise(text, into: &scratch.tokens)
    // File names write even rare names in small letters, which wake nobody.
    let isFile = kind == .caption || kind == .fileName
    if wantsPeople && (scratch.tokens.nameLikeCount > 0 || isFile) {
      terms.findSentences(text, &scratch)
      names.find(in: text, kind: kind, &scratch)
    }
    if wantsEntities && scratch.tokens.seen.capital { findEntities(text, &scratch) }
    if let roll, roll.mayMatch(scratch.tokens.all, in: text) {
      terms.findSentences(text, &scratch)
      roll.find(in: text, isSchools: gates.voice.audience == AudienceSet(.official), &scratch)
    }
    if wantsIdentifiers && identifiers.mayMatch(scratch.tokens) {
      findIdentifiers(text, &scratch)
    }
    if wantsDisguises { findDisguises(text, &scratch) }
    if wantsWorkingHours {
      terms.findSentences(text, &scratch)
      Shapes.findWorkingHours(bytes[time.indices], &scratch)
    }
    var present = Self.kinds(of: scratch)
    // How many signals `present` holds the kinds of.
    var known = scratch.signals.count
    let possible = possibleKinds(in: gates.voice, present, &scratch)
    let triggers = gates.worthFinding(possible)
    guard !triggers.isEmpty else { return }
    look(for: triggers, text, &scratch)
    if triggers.meets(disguises.signals) {
      disguises.mark(&scratch.signals, in: text, tokens: scratch.tokens.all)
      Shapes.markDisguised(rules.wanted, &scratch)
    }
    Self.addKinds(of: scratch, to: &present, &known)
    guard present.meets(rules.triggers) else { return }
    findRest(text, gates, possible, found: triggers, &present, &known, &scratch)
    if overrides.apply(&scratch, present) { present = Self.kinds(of: scratch) }
    RuleSet.judge(
      scratch.signals, present, gates,
      sentence: { Self.range(of: $0, scratch.tokens.all) }, into: &findings)
  }

  /// The kinds of signals that the passage may hold: what detectors have found, and what words and
  /// shapes may lead to.
  private func possibleKinds(
    in voice: PassageVoice, _ present: borrowing KindSet, _ scratch: inout ScanScratch
  ) -> KindSet {
    var possible = terms.collect(rules.wanted, for: .leading(voice.audience), &scratch)
    possible.formUnion(present)
    possible.formUnion(shapeKinds)
    return possible
  }

  /// The kinds of the signals found so far.
  private static func kinds(of scratch: borrowing ScanScratch) -> KindSet {
    var kinds = KindSet()
    var known = 0
    addKinds(of: scratch, to: &kinds, &known)
    return kinds
  }

  /// Adds the kinds of the signals found since a set had those of the first `known`.
  @inline(__always)
  private static func addKinds(
    of scratch: borrowing ScanScratch, to kinds: inout KindSet, _ known: inout Int
  ) {
    while known < scratch.signals.count {
      kinds.insert(Int(scratch.signals[known].kind))
      known += 1
    }
  }

  /// Looks for what supports the triggers that were found, and then for what could forbid or
  /// change the findings that are still possible.
  ///
  /// - Parameters:
  ///   - gates: Those of the passage's voice.
  ///   - possible: The kinds that the passage may hold.
  ///   - triggers: The kinds that have been looked for.
  ///   - present: The kinds of the signals found, kept up to date.
  ///   - known: How many signals those are.
  private func findRest(
    _ text: UnsafeBufferPointer<UInt8>, _ gates: VoiceGates, _ possible: borrowing KindSet,
    found triggers: borrowing KindSet, _ present: inout KindSet, _ known: inout Int,
    _ scratch: inout ScanScratch
  ) {
    terms.findSentences(text, &scratch)
    // What was looked for and is not there is not possible any more.
    var left = copy possible
    left.subtract(triggers)
    left.formUnion(present)
    var supports = gates.supports(of: present, left)
    // Whatever else the words of a name are settles whether it is a child's.
    if present.meets(personKinds) { supports.formUnion(overrides.kindsBesidePeople) }
    supports.subtract(triggers)
    look(for: supports, text, &scratch)
    Self.addKinds(of: scratch, to: &present, &known)
    var context = gates.context(of: present)
    context.subtract(triggers)
    context.subtract(supports)
    guard !context.isEmpty else { return }
    terms.collectContext(of: gates.voice.audience, &scratch)
    look(for: context, text, &scratch)
    Self.addKinds(of: scratch, to: &present, &known)
  }

  private func look(
    for kinds: borrowing KindSet, _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    guard !kinds.isEmpty else { return }
    if kinds.meets(shapeKinds) {
      terms.findSentences(text, &scratch)
      Shapes.find(kinds, in: text, &scratch)
    }
    terms.find(kinds, in: text, &scratch)
  }

  private func findEntities(_ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch) {
    guard let first = entities.firstProspect(in: text, scratch.tokens.all) else { return }
    terms.findSentences(text, &scratch)
    entities.find(in: text, from: first, &scratch)
  }

  private func findIdentifiers(_ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch) {
    var matches: [IdentifierMatch] = []
    identifiers.matches(
      in: text, tokens: scratch.tokens.all, seen: scratch.tokens.seen, into: &matches)
    if !matches.isEmpty { add(matches, text, &scratch) }
  }

  @inline(never)
  private func add(
    _ matches: [IdentifierMatch], _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    terms.findSentences(text, &scratch)
    for match in matches {
      add(
        BuiltinSignal.kind(of: match.kind), match.confidence, match.range, nil,
        &scratch)
    }
  }

  private func findDisguises(_ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch) {
    var matches: [DisguiseMatch] = []
    disguises.find(in: text, scratch.tokens, into: &matches)
    if !matches.isEmpty { add(matches, text, &scratch) }
  }

  @inline(never)
  private func add(
    _ matches: [DisguiseMatch], _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    terms.findSentences(text, &scratch)
    for match in matches where rules.triggers.contains(Int(match.signal)) {
      add(match.signal, match.confidence, match.range, match.kind, &scratch)
    }
  }

  /// Adds what a detector found in some bytes, placed among the tokens.
  private func add(
    _ kind: UInt16, _ confidence: UInt8, _ range: ByteRange, _ disguise: DisguiseKind?,
    _ scratch: inout ScanScratch
  ) {
    let tokens = scratch.tokens.all
    let first = min(tokens.firstIndex(endingAfter: range.start), max(tokens.count - 1, 0))
    var last = first
    while last + 1 < tokens.count, tokens[last + 1].start < range.end { last += 1 }
    scratch.signals.append(
      Signal(
        kind: kind, confidence: confidence, disguise: disguise, range: range,
        firstToken: UInt32(first), lastToken: UInt32(last),
        sentence: tokens.isEmpty ? 0 : tokens[first].sentence))
  }

  /// The bytes from the first token of a sentence to its last.
  private static func range(
    of sentence: UInt16, _ tokens: UnsafeBufferPointer<Token>
  ) -> ByteRange {
    let found = tokens.tokens(ofSentence: sentence)
    guard let first = found.first, let last = found.last else { return .none }
    return ByteRange(tokens[first].start, tokens[last].end)
  }
}
