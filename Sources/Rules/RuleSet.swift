package import ScanCore
package import TextModel

/// The rules of a run, ready to be asked "what does this signal begin?".
package struct RuleSet: Sendable {
  /// All rules of the lexicon, active or not; findings name them by their index here.
  package let rules: [Rule]
  /// What is wanted of each kind of signal.
  package let roles: SignalRoles
  /// For each kind of signal, the ways that it begins.
  private let begun: [[(rule: Int, way: Int)]]
  private let scopes: [Reach]

  /// The rules of a lexicon.
  ///
  /// - Parameters:
  ///   - lexicon: Where they stand.
  ///   - isActive: Whether a rule of that id counts in this run.
  package init(lexicon: Lexicon, isActive: (String) -> Bool) {
    var reader = RuleReader(lexicon: lexicon)
    rules = reader.rules()
    let signals = lexicon.records(.signals, as: SignalRecord.self)
    scopes = signals.map { Reach(bits: $0.scope) }
    var roles = SignalRoles(count: signals.count)
    var begun = [[(rule: Int, way: Int)]](repeating: [], count: signals.count)
    for (number, rule) in rules.enumerated() where isActive(rule.id) {
      for (index, way) in rule.ways.enumerated() {
        for kind in way.find.kinds {
          begun[Int(kind)].append((number, index))
          roles[Int(kind)] = .trigger
        }
        for kind in way.supporting where roles[Int(kind)] == .unused { roles[Int(kind)] = .support }
      }
    }
    self.begun = begun
    self.roles = roles
  }

  /// The ids of all rules of a lexicon, in its order.
  package static func ids(in lexicon: Lexicon) -> [String] {
    var reader = RuleReader(lexicon: lexicon)
    return reader.rules().map(\.id)
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
      for (number, index) in begun[Int(signal.kind)] {
        let way = rules[number].ways[index]
        guard way.audiences.contains(passage.audience), way.kinds & passage.kindBit != 0 else {
          continue
        }
        let judge = WayJudge(way: way, signals: signals, scopes: scopes)
        if let finding = judge.finding(of: number, from: signal, sentence: sentence) {
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
  /// The kinds of signals that matter once it has begun.
  fileprivate var supporting: [UInt16] {
    (conditions + unless).flatMap(\.signals.kinds)
      + (soften + raise).flatMap(\.condition.signals.kinds)
  }
}
