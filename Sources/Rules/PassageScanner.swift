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
  private let identifiers = IdentifierDetector()
  private let identifierKinds: KindSet
  private let disguises: DisguiseDetector
  private let overrides: SignalOverrides
  private let wantsPeople: Bool
  private let wantsEntities: Bool
  /// Whether a rule begins with a shape.
  private let shapesBegin: Bool
  /// The rules of the run.
  package let rules: RuleSet
  /// Knows the pupils of the school's roll; nil if there is none.
  package var roll: RollDetector?

  /// A scanner.
  ///
  /// - Parameters:
  ///   - lexicon: What it knows.
  ///   - isActive: Whether a rule of that id counts in this run.
  ///   - masks: Which code cuts words; both give the same findings.
  package init(
    lexicon: Lexicon, masks: Tokeniser.Masks = .fastest, isActive: (String) -> Bool = { _ in true }
  ) {
    let rules = RuleSet(lexicon: lexicon, isActive: isActive)
    self.rules = rules
    tokeniser = Tokeniser(lexicon: lexicon, masks: masks)
    terms = TermFinder(lexicon: lexicon)
    names = NameDetector(lexicon: lexicon)
    entities = EntityDetector(lexicon: lexicon)
    disguises = DisguiseDetector(lexicon: lexicon)
    overrides = SignalOverrides(lexicon: lexicon)
    var identifierKinds = KindSet(count: lexicon.signalCount)
    for kind in IdentifierKind.allCases {
      identifierKinds.insert(Int(BuiltinSignal.kind(of: kind)))
    }
    self.identifierKinds = identifierKinds
    shapesBegin = BuiltinSignal.Shape.allCases.contains {
      rules.triggers.contains(Int($0.kind))
    }
    let signals = lexicon.records(.signals, as: SignalRecord.self)
    wantsEntities = BuiltinSignal.Entity.allCases.contains {
      rules.wanted.contains(Int($0.kind))
    }
    wantsPeople =
      BuiltinSignal.Person.allCases.contains { rules.wanted.contains(Int($0.kind)) }
      || signals.indices.contains { signals[$0].needsPeople == 1 && rules.wanted.contains($0) }
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
      for passage in batch.passages {
        let start = findings.count
        let text = UnsafeBufferPointer(rebasing: bytes[passage.text.indices])
        let voice = PassageVoice(audience: passage.audience ?? audience, kind: passage.kind)
        scan(text, kind: passage.kind, voice: voice, &scratch, into: &findings)
        ranges.append(start..<findings.count)
      }
    }
    return ScannedBatch(batch: batch, findings: findings, ranges: ranges)
  }

  private func scan(
    _ text: UnsafeBufferPointer<UInt8>, kind: PassageKind, voice: PassageVoice,
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
    if wantsEntities && scratch.tokens.seen.capital {
      terms.findSentences(text, &scratch)
      entities.find(in: text, &scratch)
    }
    if let roll, roll.mayMatch(scratch.tokens.all, in: text) {
      terms.findSentences(text, &scratch)
      roll.find(in: text, &scratch)
    }
    if rules.triggers.meets(identifierKinds) { findIdentifiers(text, &scratch) }
    terms.find(rules.triggers, in: text, &scratch)
    if shapesBegin {
      terms.findSentences(text, &scratch)
      Shapes.find(rules.triggers, in: text, &scratch)
    }
    if rules.triggers.meets(disguises.signals) { findDisguises(text, &scratch) }
    guard scratch.signals.contains(where: { rules.triggers.contains(Int($0.kind)) }) else { return }
    findRest(text, &scratch)
    overrides.apply(&scratch)
    let all = scratch.signals
    rules.judge(
      all, of: voice, sentence: { Self.range(of: $0, scratch.tokens.all) }, into: &findings)
  }

  /// Looks for what supports the triggers that were found, and then for what could forbid or
  /// change the findings that are still possible.
  private func findRest(_ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch) {
    terms.findSentences(text, &scratch)
    let supports = rules.supports(of: scratch.signals)
    look(for: supports, text, &scratch)
    let context = rules.context(of: scratch.signals, found: supports)
    look(for: context, text, &scratch)
  }

  private func look(
    for kinds: KindSet, _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    guard !kinds.isEmpty else { return }
    if kinds.meets(identifierKinds) && !rules.triggers.meets(identifierKinds) {
      findIdentifiers(text, &scratch)
    }
    Shapes.find(kinds, in: text, &scratch)
    terms.find(kinds, in: text, &scratch)
  }

  private func findIdentifiers(_ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch) {
    guard identifiers.mayMatch(scratch.tokens.seen) else { return }
    terms.findSentences(text, &scratch)
    let tokens = scratch.tokens.all
    var matches: [IdentifierMatch] = []
    identifiers.matches(in: text, tokens: tokens, into: &matches)
    for match in matches {
      add(
        BuiltinSignal.kind(of: match.kind), match.confidence, match.range, isDisguised: false,
        &scratch)
    }
  }

  private func findDisguises(_ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch) {
    disguises.mark(&scratch.signals, in: text, tokens: scratch.tokens.all)
    var matches: [DisguiseMatch] = []
    disguises.find(
      in: text, tokens: scratch.tokens.all, seen: scratch.tokens.seen, into: &matches)
    guard !matches.isEmpty else { return }
    terms.findSentences(text, &scratch)
    for match in matches where rules.triggers.contains(Int(match.signal)) {
      add(match.signal, match.confidence, match.range, isDisguised: true, &scratch)
    }
  }

  /// Adds what a detector found in some bytes, placed among the tokens.
  private func add(
    _ kind: UInt16, _ confidence: UInt8, _ range: ByteRange, isDisguised: Bool,
    _ scratch: inout ScanScratch
  ) {
    let tokens = scratch.tokens.all
    let first = min(tokens.firstIndex(endingAfter: range.start), max(tokens.count - 1, 0))
    var last = first
    while last + 1 < tokens.count, tokens[last + 1].start < range.end { last += 1 }
    scratch.signals.append(
      Signal(
        kind: kind, confidence: confidence, isDisguised: isDisguised, range: range,
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
