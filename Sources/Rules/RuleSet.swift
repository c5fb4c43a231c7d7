package import ScanCore
package import TextModel

/// The rules of a run, ready to be asked "what does this signal begin?".
///
/// Looking for signals costs far more than judging them, so the rules also say what is not worth
/// looking for: a way that needs a child near an act needs neither if the passage cannot hold both.
package struct RuleSet: Sendable {
  /// All rules of the lexicon, active or not; findings name them by their index here.
  package let table: RuleTable
  /// The kinds of signals that begin an active rule.
  package let triggers: KindSet
  /// All kinds that some active rule asks for.
  package let wanted: KindSet
  /// For each rule whether it counts in this run.
  private let isActive: [Bool]
  private let areAllActive: Bool
  /// For each kind of signal, how far it reaches if a rule does not say.
  private let scopes: SignalScopes

  /// The rules of a lexicon.
  ///
  /// - Parameters:
  ///   - lexicon: Where they stand.
  ///   - isActive: Whether a rule counts in this run, by its index.
  package init(lexicon: Lexicon, isActive: (Int) -> Bool) {
    let table = RuleTable(lexicon)
    self.table = table
    scopes = SignalScopes(lexicon)
    let active = (0..<table.count).map(isActive)
    self.isActive = active
    areAllActive = active.allSatisfy(\.self)
    var triggers = KindSet()
    var wanted = KindSet()
    for number in 0..<table.wayCount {
      let way = table.way(number)
      guard active[Int(way.rule)] else { continue }
      triggers.formUnion(table.set(way.find))
      wanted.formUnion(table.set(way.supports))
      wanted.formUnion(table.set(way.context))
    }
    wanted.formUnion(triggers)
    self.triggers = triggers
    self.wanted = wanted
  }

  /// The ids of all rules of a lexicon, in its order.
  package static func ids(in lexicon: Lexicon) -> [String] {
    let table = RuleTable(lexicon)
    return (0..<table.count).map(table.id)
  }

  /// The triggers that can still lead to a finding.
  ///
  /// - Parameters:
  ///   - possible: The kinds that the passage may hold; what is not in it is not there.
  ///   - passage: Whose words they are and what sort of text.
  package func worthFinding(_ possible: KindSet, in passage: PassageVoice) -> KindSet {
    var worth = KindSet()
    var candidates = possible
    candidates.formIntersection(triggers)
    candidates.forEach { kind in
      let isWorth = table.hasWay(begunBy: kind) { isOpen($0, possible, passage) }
      if isWorth { worth.insert(kind) }
    }
    return worth
  }

  /// What the conditions of the ways that some kinds begin ask for.
  ///
  /// - Parameters:
  ///   - present: The kinds of the signals found so far.
  ///   - possible: The kinds that the passage may hold.
  ///   - passage: Whose words they are and what sort of text.
  package func supports(
    of present: KindSet, _ possible: KindSet, in passage: PassageVoice
  ) -> KindSet {
    var kinds = KindSet()
    forEachWay(begunBy: present, possible, passage) { kinds.formUnion(table.set($0.supports)) }
    return kinds
  }

  /// What could forbid or change the findings that some kinds can still make.
  ///
  /// - Parameters:
  ///   - present: The kinds of all signals found, triggers and supports: no other is there.
  ///   - passage: Whose words they are and what sort of text.
  package func context(of present: KindSet, in passage: PassageVoice) -> KindSet {
    var kinds = KindSet()
    forEachWay(begunBy: present, present, passage) { kinds.formUnion(table.set($0.context)) }
    return kinds
  }

  private func forEachWay(
    begunBy present: KindSet, _ possible: KindSet, _ passage: PassageVoice,
    _ body: (WayRecord) -> Void
  ) {
    var begun = present
    begun.formIntersection(triggers)
    begun.forEach { kind in
      table.forEachWay(begunBy: kind) { number in
        if isOpen(number, possible, passage) { body(table.way(number)) }
      }
    }
  }

  /// Whether a way counts for a passage and all its conditions can be met.
  @inline(__always)
  private func isOpen(_ number: Int, _ possible: borrowing KindSet, _ passage: PassageVoice) -> Bool
  {
    let way = table.wayPointer(number)
    guard way.pointee.audiences & passage.audience.rawValue != 0,
      way.pointee.kinds & passage.kindBit != 0,
      areAllActive || isActive[Int(way.pointee.rule)]
    else { return false }
    let first = Int(way.pointee.firstCondition)
    for index in first..<(first + Int(way.pointee.conditionCount))
    where !table.isMet(index, by: possible) { return false }
    return true
  }

  /// The findings that a passage's signals make.
  ///
  /// - Parameters:
  ///   - signals: All signals of the passage, in the order of the text.
  ///   - present: Their kinds.
  ///   - passage: Whose words they are and what sort of text.
  ///   - sentence: The bytes of a sentence by its number.
  ///   - findings: The findings are appended here, in the order of the text.
  package func judge(
    _ signals: [Signal], _ present: KindSet, of passage: PassageVoice,
    sentence: (UInt16) -> ByteRange, into findings: inout [Finding]
  ) {
    let before = findings.count
    for signal in signals where triggers.contains(Int(signal.kind)) {
      table.forEachWay(begunBy: Int(signal.kind)) { number in
        guard isOpen(number, present, passage) else { return }
        let way = table.way(number)
        let judge = WayJudge(table: table, way: way, signals: signals, scopes: scopes)
        if let finding = judge.finding(from: signal, sentence: sentence) {
          findings.append(finding)
        }
      }
    }
    if findings.count - before > 1 { Self.tidy(&findings, from: before) }
  }

  /// Sorts new findings and keeps one of those of a rule that overlap: the gravest, then the
  /// longest, then the surest.
  private static func tidy(_ findings: inout [Finding], from start: Int) {
    let ranked = findings[start...].sorted { rank($0) > rank($1) }
    var kept: [Finding] = []
    for finding in ranked
    where !kept.contains(where: { $0.rule == finding.rule && $0.range.overlaps(finding.range) }) {
      kept.append(finding)
    }
    kept.sort { ($0.range.start, $0.range.end, $0.rule) < ($1.range.start, $1.range.end, $1.rule) }
    findings.replaceSubrange(start..., with: kept)
  }

  private static func rank(_ finding: Finding) -> (UInt8, UInt8, Int, UInt8, Int) {
    (
      finding.action.rawValue, finding.severity.rawValue, finding.range.count, finding.confidence,
      -Int(finding.range.start)
    )
  }
}

/// What the rules ask about a passage besides its signals.
package struct PassageVoice: Sendable {
  /// Whose words they are.
  package var audience: AudienceSet
  /// Its kind as a bit.
  package var kindBit: UInt32

  /// The voice of a passage.
  package init(audience: Audience, kind: PassageKind) {
    self.audience = AudienceSet(audience)
    kindBit = 1 << UInt32(kind.rawValue)
  }
}

/// How far each kind of signal reaches of itself, as it lies in the image.
struct SignalScopes: @unchecked Sendable {
  // SAFETY: the records are in the read-only mapping of `lexicon`, which this value holds.
  private let lexicon: Lexicon
  private let records: UnsafeBufferPointer<SignalRecord>

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    records = lexicon.records(.signals, as: SignalRecord.self)
  }

  subscript(kind: Int) -> Reach { Reach(bits: records[kind].scope) }
}
