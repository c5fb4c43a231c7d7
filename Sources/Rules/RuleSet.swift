package import ScanCore
package import TextModel

/// The rules of a run, ready to be asked "what does this signal begin?".
package struct RuleSet: Sendable {
  /// All rules of the lexicon, active or not; findings name them by their index here.
  package let rules: [Rule]
  /// The kinds of signals that begin a rule.
  package let triggers: KindSet
  /// All kinds that some active rule asks for.
  package let wanted: KindSet
  /// For each kind of signal, the ways that it begins.
  private let begun: [[BegunWay]]
  /// For each kind of signal, what the conditions of those ways ask for.
  private let supports: [KindSet]
  private let scopes: [Reach]
  private let kindCount: Int

  /// A way that a kind of signal begins, and what it asks for.
  private struct BegunWay {
    var rule: Int
    var way: Int
    /// What each of its conditions asks for.
    var conditions: [KindSet]
    /// What could forbid or change it.
    var context: KindSet
  }

  /// The rules of a lexicon.
  ///
  /// - Parameters:
  ///   - lexicon: Where they stand.
  ///   - isActive: Whether a rule of that id counts in this run.
  package init(lexicon: Lexicon, isActive: (String) -> Bool) {
    var reader = RuleReader(lexicon: lexicon)
    var rules = reader.rules()
    let signals = lexicon.records(.signals, as: SignalRecord.self)
    let none = KindSet(count: signals.count)
    kindCount = signals.count
    let scopes = signals.map { Reach(bits: $0.scope) }
    self.scopes = scopes
    for number in rules.indices {
      for way in rules[number].ways.indices { rules[number].ways[way].widen(scopes) }
    }
    self.rules = rules
    var triggers = none
    var wanted = none
    var begun = [[BegunWay]](repeating: [], count: signals.count)
    var supports = [KindSet](repeating: none, count: signals.count)
    for (number, rule) in rules.enumerated() where isActive(rule.id) {
      for (index, way) in rule.ways.enumerated() {
        let conditions = way.conditions.map { Self.kinds($0.signals, none) }
        var context = none
        for condition in way.unless { context.formUnion(Self.kinds(condition.signals, none)) }
        for change in way.soften + way.raise {
          context.formUnion(Self.kinds(change.condition.signals, none))
        }
        wanted.formUnion(context)
        for kinds in conditions { wanted.formUnion(kinds) }
        for kind in way.find.kinds.map(Int.init) {
          begun[kind].append(
            BegunWay(rule: number, way: index, conditions: conditions, context: context))
          for kinds in conditions { supports[kind].formUnion(kinds) }
          triggers.insert(kind)
        }
      }
    }
    wanted.formUnion(triggers)
    self.triggers = triggers
    self.wanted = wanted
    self.begun = begun
    self.supports = supports
  }

  private static func kinds(_ set: SignalSet, _ none: KindSet) -> KindSet {
    var kinds = none
    for kind in set.kinds { kinds.insert(Int(kind)) }
    return kinds
  }

  /// What the conditions of the ways that some signals begin ask for, besides triggers.
  package func supports(of signals: [Signal]) -> KindSet {
    var kinds = KindSet(count: kindCount)
    for signal in signals { kinds.formUnion(supports[Int(signal.kind)]) }
    kinds.subtract(triggers)
    return kinds
  }

  /// What could forbid or change the findings that some signals can still make: nothing is asked
  /// for a way one of whose conditions has no signal in the passage at all.
  ///
  /// - Parameters:
  ///   - signals: The triggers, and what supports them.
  ///   - found: The kinds that have been looked for.
  package func context(of signals: [Signal], found: KindSet) -> KindSet {
    var present = KindSet(count: kindCount)
    for signal in signals { present.insert(Int(signal.kind)) }
    var kinds = KindSet(count: kindCount)
    for signal in signals {
      for way in begun[Int(signal.kind)] where way.conditions.allSatisfy(present.meets) {
        kinds.formUnion(way.context)
      }
    }
    kinds.subtract(triggers)
    kinds.subtract(found)
    return kinds
  }

  /// The ids of all rules of a lexicon, in its order.
  package static func ids(in lexicon: Lexicon) -> [String] {
    var reader = RuleReader(lexicon: lexicon)
    return reader.ids()
  }

  /// The findings that a passage's signals make.
  ///
  /// - Parameters:
  ///   - signals: All signals of the passage, in the order of the text.
  ///   - passage: Whose words they are and what sort of text.
  ///   - sentence: The bytes of a sentence by its number.
  ///   - findings: The findings are appended here, in the order of the text.
  package func judge(
    _ signals: [Signal], of passage: PassageVoice, sentence: (UInt16) -> ByteRange,
    into findings: inout [Finding]
  ) {
    let before = findings.count
    for signal in signals {
      for start in begun[Int(signal.kind)] {
        let way = rules[start.rule].ways[start.way]
        guard way.audiences.contains(passage.audience), way.kinds & passage.kindBit != 0 else {
          continue
        }
        let judge = WayJudge(way: way, signals: signals, scopes: scopes)
        if let finding = judge.finding(of: start.rule, from: signal, sentence: sentence) {
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

extension Way {
  /// Works out how far each condition has to be looked for.
  fileprivate mutating func widen(_ scopes: [Reach]) {
    for index in conditions.indices { conditions[index].widen(scopes) }
    for index in unless.indices { unless[index].widen(scopes) }
    for index in soften.indices { soften[index].condition.widen(scopes) }
    for index in raise.indices { raise[index].condition.widen(scopes) }
  }
}

extension Condition {
  fileprivate mutating func widen(_ scopes: [Reach]) {
    let extents = reach.map { [$0.extent] } ?? signals.kinds.map { scopes[Int($0)].extent }
    widest = extents.max { $0.rawValue < $1.rawValue } ?? .sentence
  }
}
