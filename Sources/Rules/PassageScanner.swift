import Detectors
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
  private let identifiers = IdentifierDetector()
  /// Whether some rule begins with an identifier, or asks for one.
  private let identifierRole: SignalRoles.Role
  private let overrides: SignalOverrides
  private let wantsPeople: Bool
  /// The rules of the run.
  package let rules: RuleSet

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
    terms = TermFinder(lexicon: lexicon, roles: rules.roles)
    names = NameDetector(lexicon: lexicon)
    overrides = SignalOverrides()
    identifierRole = Self.identifierRole(rules.roles)
    wantsPeople = BuiltinSignal.Person.allCases.contains {
      rules.roles[Int($0.kind)] != .unused
    }
  }

  /// Scans every passage of a batch.
  ///
  /// - Parameters:
  ///   - batch: A sealed batch.
  ///   - audience: Whose words a passage is that does not say.
  ///   - scratch: Memory of the calling task.
  package func scan(
    _ batch: PassageBatch, audience: Audience, _ scratch: ScanScratch
  ) -> ScannedBatch {
    var findings: [Finding] = []
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(batch.passages.count)
    batch.bytes.withUnsafeBufferPointer { bytes in
      for passage in batch.passages {
        let start = findings.count
        let text = UnsafeBufferPointer(rebasing: bytes[passage.text.indices])
        let voice = PassageVoice(audience: passage.audience ?? audience, kind: passage.kind)
        scan(text, kind: passage.kind, voice: voice, scratch, into: &findings)
        ranges.append(start..<findings.count)
      }
    }
    return ScannedBatch(batch: batch, findings: findings, ranges: ranges)
  }

  private func scan(
    _ text: UnsafeBufferPointer<UInt8>, kind: PassageKind, voice: PassageVoice,
    _ scratch: ScanScratch, into findings: inout [Finding]
  ) {
    scratch.reset()
    tokeniser.tokenise(text, into: scratch.tokens)
    if wantsPeople && scratch.tokens.nameLikeCount > 0 {
      terms.findSentences(text, scratch)
      names.find(in: text, kind: kind, scratch)
    }
    if identifierRole == .trigger { findIdentifiers(text, scratch) }
    terms.find(.trigger, in: text, scratch)
    guard scratch.signals.contains(where: { rules.roles[Int($0.kind)] == .trigger }) else { return }
    terms.findSentences(text, scratch)
    if identifierRole == .support { findIdentifiers(text, scratch) }
    terms.find(.support, in: text, scratch)
    Shapes.find(in: text, rules.roles, scratch)
    overrides.apply(scratch)
    let tokens = scratch.tokens
    rules.judge(
      scratch.signals, of: voice, sentence: { Self.range(of: $0, tokens) }, into: &findings)
  }

  private static func identifierRole(_ roles: SignalRoles) -> SignalRoles.Role {
    let all = IdentifierKind.allCases.map { roles[Int(BuiltinSignal.kind(of: $0))] }
    if all.contains(.trigger) { return .trigger }
    return all.contains(.support) ? .support : .unused
  }

  private func findIdentifiers(_ text: UnsafeBufferPointer<UInt8>, _ scratch: ScanScratch) {
    guard identifiers.mayMatch(text, scratch.tokens.seen) else { return }
    terms.findSentences(text, scratch)
    let tokens = scratch.tokens.all
    var matches: [IdentifierMatch] = []
    identifiers.matches(in: text, tokens: tokens, into: &matches)
    for match in matches {
      let first = tokens.firstIndex { $0.end > match.range.start } ?? 0
      let last = tokens.lastIndex { $0.start < match.range.end } ?? first
      scratch.signals.append(
        Signal(
          kind: BuiltinSignal.kind(of: match.kind), confidence: match.confidence,
          range: match.range, firstToken: UInt32(first), lastToken: UInt32(max(first, last)),
          sentence: tokens.isEmpty ? 0 : tokens[first].sentence))
    }
  }

  /// The bytes from the first token of a sentence to its last.
  private static func range(of sentence: UInt16, _ tokens: TokenBuffer) -> ByteRange {
    var range: ByteRange?
    for token in tokens.all where token.sentence == sentence {
      let span = ByteRange(token.start, token.end)
      range = range?.union(span) ?? span
    }
    return range ?? .none
  }
}
