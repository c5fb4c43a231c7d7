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
  /// The kinds that words may lead to: what rules ask for and what settles whose a name is.
  private let sought: KindSet
  /// The kinds whose words may be hidden.
  private let disguised: KindSet
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
  ///   - routines: Which form of the hot loops is used; both give the same findings.
  package init(
    lexicon: Lexicon, routines: Routines = .fastest, isActive: (Int) -> Bool = { _ in true }
  ) {
    let rules = RuleSet(lexicon: lexicon, isActive: isActive)
    self.rules = rules
    tokeniser = Tokeniser(lexicon: lexicon, routines: routines)
    terms = TermFinder(lexicon: lexicon, routines: routines)
    names = NameDetector(lexicon: lexicon)
    entities = EntityDetector(lexicon: lexicon)
    identifiers = IdentifierDetector(lexicon: lexicon)
    disguises = DisguiseDetector(lexicon: lexicon)
    overrides = SignalOverrides(lexicon: lexicon)
    shapeKinds = KindSet(BuiltinSignal.Shape.allCases.map { Int($0.kind) })
    personKinds = KindSet(BuiltinSignal.Person.allCases.map { Int($0.kind) })
    var sought = rules.wanted
    sought.formUnion(overrides.kindsBesidePeople)
    self.sought = sought
    var peopled = personKinds
    for (kind, signal) in lexicon.records(.signals, as: SignalRecord.self).enumerated()
    where signal.needsPeople == 1 { peopled.insert(kind) }
    wantsPeople = rules.wanted.meets(peopled)
    wantsEntities = rules.wanted.meets(
      KindSet(BuiltinSignal.Entity.allCases.map { Int($0.kind) }))
    wantsIdentifiers = rules.wanted.meets(
      KindSet(IdentifierKind.allCases.map { Int(BuiltinSignal.kind(of: $0)) }))
    disguised = disguises.signals
    wantsDisguises = rules.triggers.meets(disguised)
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
  ///   - memory: Memory of the calling task.
  package func scan(
    _ batch: PassageBatch, audience: Audience, _ memory: inout ScanMemory
  ) -> ScannedBatch {
    var findings: [Finding] = []
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(batch.passages.count)
    batch.bytes.withUnsafeBufferPointer { bytes in
      batch.passages.withUnsafeBufferPointer { passages in
        while ranges.count < passages.count {
          let first = passages[ranges.count]
          let voice = PassageVoice(audience: first.audience ?? audience, kind: first.kind)
          if first.text.count > LongText.most {
            let start = findings.count
            scanInParts(first, of: bytes, rules.gates(of: voice), &memory, into: &findings)
            ranges.append(start..<findings.count)
            continue
          }
          let group = memory.group(passages[ranges.count...], in: bytes) {
            voice.isOf($0.audience ?? audience, $0.kind)
          }
          scan(group, rules.gates(of: voice), into: &findings, &ranges)
        }
      }
    }
    return ScannedBatch(batch: batch, findings: findings, ranges: ranges)
  }

  /// Scans a passage that is too long to be judged at once.
  private func scanInParts(
    _ passage: Passage, of bytes: UnsafeBufferPointer<UInt8>, _ gates: VoiceGates,
    _ memory: inout ScanMemory, into findings: inout [Finding]
  ) {
    let text = UnsafeBufferPointer(rebasing: bytes[passage.text.indices])
    for range in LongText.parts(of: text) {
      var part = passage
      let start = Int(passage.text.start) + range.lowerBound
      part.text = ByteRange(start, start + range.count)
      let first = findings.count
      var ranges: [Range<Int>] = []
      withUnsafePointer(to: part) { part in
        let alone = UnsafeBufferPointer(start: part, count: 1)[...]
        scan(memory.group(alone, in: bytes) { _ in true }, gates, into: &findings, &ranges)
      }
      for index in first..<findings.count { findings[index].move(by: UInt32(range.lowerBound)) }
    }
  }

  /// How many passages go through a step before the first of them goes through the next: what they
  /// asked for of the image has come then, and has not been pushed out again by what others asked for.
  private static let lookAhead = 6

  /// Takes each passage of a group through some steps, each step a few passages behind the one before.
  @inline(__always)
  private func stagger(
    _ group: UnsafeMutableBufferPointer<ScanLane>, steps: Int,
    _ take: (_ step: Int, _ lane: inout ScanLane) -> Void
  ) {
    let count = UInt(bitPattern: group.count)
    for turn in 0..<(group.count + (steps - 1) * Self.lookAhead) {
      for step in 0..<steps {
        // Below zero it is beyond them all: one comparison for both ends.
        let lane = UInt(bitPattern: turn &- step &* Self.lookAhead)
        if lane < count { take(step, &group[Int(bitPattern: lane)]) }
      }
    }
  }

  /// Takes passages of one voice through all steps, each step for all of them.
  private func scan(
    _ group: UnsafeMutableBufferPointer<ScanLane>, _ gates: VoiceGates,
    into findings: inout [Finding], _ ranges: inout [Range<Int>]
  ) {
    stagger(group, steps: 3) { step, lane in
      switch step {
      case 0: tokeniser.begin(lane.text, into: &lane.scratch.tokens)
      case 1: tokeniser.finish(lane.text, into: &lane.scratch.tokens)
      default: terms.mark(&lane.scratch)
      }
    }
    if wantsPeople { for index in group.indices { findPeople(&group[index]) } }
    if wantsEntities { for index in group.indices { findEntities(&group[index]) } }
    if let roll {
      for index in group.indices { find(roll, gates.voice, &group[index]) }
    }
    if wantsIdentifiers { for index in group.indices { findIdentifiers(&group[index]) } }
    if wantsDisguises { for index in group.indices { findDisguises(&group[index]) } }
    if wantsWorkingHours { for index in group.indices { findWorkingHours(&group[index]) } }
    stagger(group, steps: 2) { step, lane in
      if step == 0 {
        terms.queue(for: .leading(gates.voice.audience), &lane.scratch)
      } else {
        findPossible(gates, &lane)
      }
    }
    stagger(group, steps: 4) { step, lane in
      switch step {
      case 0: terms.select(lane.triggers, &lane.scratch)
      case 1: terms.askForAnchors(&lane.scratch)
      case 2: terms.askForBranches(&lane.scratch)
      default: findTriggers(&lane)
      }
    }
    for index in group.indices {
      let start = findings.count
      findRest(gates, &group[index], into: &findings)
      ranges.append(start..<findings.count)
    }
  }

  @inline(never)
  private func findPeople(_ lane: inout ScanLane) {
    // File names write even rare names in small letters, which wake nobody.
    guard
      lane.scratch.tokens.nameLikeCount > 0 || lane.kind == .caption || lane.kind == .fileName
    else { return }
    terms.findSentences(lane.text, &lane.scratch)
    names.find(in: lane.text, kind: lane.kind, &lane.scratch)
  }

  @inline(never)
  private func findEntities(_ lane: inout ScanLane) {
    guard lane.scratch.tokens.seen.capital,
      let first = entities.firstProspect(in: lane.text, lane.scratch.tokens.all)
    else { return }
    terms.findSentences(lane.text, &lane.scratch)
    entities.find(in: lane.text, from: first, &lane.scratch)
  }

  @inline(never)
  private func find(_ roll: RollDetector, _ voice: PassageVoice, _ lane: inout ScanLane) {
    guard roll.mayMatch(lane.scratch.tokens.all, in: lane.text) else { return }
    terms.findSentences(lane.text, &lane.scratch)
    let isSchools = voice.audience == AudienceSet(.official)
    roll.find(in: lane.text, isSchools: isSchools, &lane.scratch)
  }

  @inline(never)
  private func findIdentifiers(_ lane: inout ScanLane) {
    guard identifiers.mayMatch(lane.scratch.tokens.seen) else { return }
    var matches: [IdentifierMatch] = []
    identifiers.matches(
      in: lane.text, tokens: lane.scratch.tokens.all, seen: lane.scratch.tokens.seen,
      into: &matches)
    guard !matches.isEmpty else { return }
    terms.findSentences(lane.text, &lane.scratch)
    for match in matches {
      let kind = BuiltinSignal.kind(of: match.kind)
      add(kind, match.confidence, match.range, nil, &lane.scratch)
    }
  }

  @inline(never)
  private func findDisguises(_ lane: inout ScanLane) {
    var matches: [DisguiseMatch] = []
    disguises.find(
      in: lane.text, tokens: lane.scratch.tokens.all, odd: lane.scratch.tokens.odd,
      seen: lane.scratch.tokens.seen, into: &matches)
    guard !matches.isEmpty else { return }
    terms.findSentences(lane.text, &lane.scratch)
    for match in matches where rules.triggers.contains(Int(match.signal)) {
      add(match.signal, match.confidence, match.range, match.kind, &lane.scratch)
    }
  }

  private func findWorkingHours(_ lane: inout ScanLane) {
    terms.findSentences(lane.text, &lane.scratch)
    Shapes.findWorkingHours(lane.time[...], &lane.scratch)
  }

  /// Finds the kinds of signals that the passage may hold, by what detectors have found and what
  /// words and shapes may lead to, and those of them that are worth finding.
  @inline(never)
  private func findPossible(_ gates: VoiceGates, _ lane: inout ScanLane) {
    lane.notePresent()
    var possible = terms.collect(
      sought, for: .leading(gates.voice.audience), in: lane.text, &lane.scratch)
    possible.formUnion(lane.present)
    possible.formUnion(shapeKinds)
    lane.possible = possible
    lane.triggers = gates.worthFinding(possible)
  }

  /// Looks for what begins findings.
  @inline(never)
  private func findTriggers(_ lane: inout ScanLane) {
    guard !lane.triggers.isEmpty else { return }
    findShapes(lane.triggers, &lane)
    terms.follow(lane.triggers, in: lane.text, &lane.scratch)
    if lane.triggers.meets(disguised) {
      disguises.mark(&lane.scratch.signals, in: lane.text, tokens: lane.scratch.tokens.all)
      Shapes.markDisguised(rules.wanted, &lane.scratch)
    }
    lane.notePresent()
  }

  /// Looks for what supports the triggers that were found, then for what could forbid or change the
  /// findings that are still possible, and makes the findings.
  @inline(never)
  private func findRest(
    _ gates: VoiceGates, _ lane: inout ScanLane, into findings: inout [Finding]
  ) {
    guard !lane.triggers.isEmpty, lane.present.meets(rules.triggers) else { return }
    guard findSupports(gates, &lane) else { return }
    if overrides.apply(&lane.scratch, lane.present) {
      (lane.present, lane.known) = (KindSet(), 0)
      lane.notePresent()
    }
    let tokens = lane.scratch.tokens.all
    RuleSet.judge(
      lane.scratch.signals, lane.present, gates, sentence: { Self.range(of: $0, tokens) },
      into: &findings)
  }

  /// Looks for what supports the triggers that were found, and for what could forbid or change what
  /// they make.
  ///
  /// - Returns: False if some of what every way of theirs asks for is not there: nothing comes of them.
  private func findSupports(_ gates: VoiceGates, _ lane: inout ScanLane) -> Bool {
    terms.findSentences(lane.text, &lane.scratch)
    // What was looked for and is not there is not possible any more.
    var left = lane.possible
    left.subtract(lane.triggers)
    left.formUnion(lane.present)
    guard var supports = gates.supports(of: lane.present, left) else { return false }
    // Whatever else the words of a name are settles whether it is a child's.
    if lane.present.meets(personKinds) { supports.formUnion(overrides.kindsBesidePeople) }
    supports.subtract(lane.triggers)
    // Nothing here leads to the others.
    left.formIntersection(supports)
    look(for: left, &lane)
    lane.notePresent()
    guard var context = gates.context(of: lane.present) else { return false }
    context.subtract(lane.triggers)
    context.subtract(supports)
    guard !context.isEmpty else { return true }
    guard WayJudge.mayMake(lane.scratch.signals, lane.present, gates) else { return false }
    terms.collectContext(of: gates.voice.audience, &lane.scratch)
    look(for: context, &lane)
    lane.notePresent()
    return true
  }

  private func look(for kinds: borrowing KindSet, _ lane: inout ScanLane) {
    guard !kinds.isEmpty else { return }
    findShapes(kinds, &lane)
    terms.find(kinds, in: lane.text, &lane.scratch)
  }

  private func findShapes(_ kinds: borrowing KindSet, _ lane: inout ScanLane) {
    guard kinds.meets(shapeKinds) else { return }
    terms.findSentences(lane.text, &lane.scratch)
    Shapes.find(kinds, in: lane.text, &lane.scratch)
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
