import Policies
import Rules
import ScanCore
import TextModel

/// Turns rules as files give them into rules as the scanner runs them.
struct RuleEncoding {
  let signals: SignalNumbers
  /// How far each signal reaches of itself, by its number.
  let scopes: [Reach]

  /// Puts rules into an image.
  func put(
    _ rules: [RuleSource], into file: inout ImageFile,
    store: @escaping (String) -> (start: UInt32, count: UInt32)
  ) {
    var writer = RuleTableWriter(scopes: scopes) {
      let place = store($0)
      return StringRecord(start: place.start, count: place.count)
    }
    for source in rules { writer.add(rule(source)) }
    writer.finish { file.put($0, in: $1) }
  }

  private func rule(_ source: RuleSource) -> Rule {
    var words = RuleWords()
    words.title = source.title
    words.advice = source.advice
    words.replacement = source.replacement
    words.route = source.route
    words.within = source.within
    words.handling = source.handling
    return Rule(id: source.id, ways: source.ways.map(way), words: words)
  }

  private func way(_ source: WaySource) -> Way {
    var kinds: UInt32 = source.kinds == nil ? .max : 0
    for kind in source.kinds ?? [] { kinds |= 1 << UInt32(kind.rawValue) }
    let span: Way.Span =
      switch source.span {
      case .find: .find
      case .join: .join
      case .sentence: .sentence
      }
    return Way(
      find: signals.set(source.find), conditions: source.conditions.map(condition),
      unless: source.unless.map(condition), soften: source.soften.map(adjustment),
      raise: source.raise.map(adjustment), audiences: source.audience, kinds: kinds,
      span: span, severity: source.severity,
      confidence: UInt8(clamping: Int((source.confidence * 100).rounded())),
      action: source.action)
  }

  private func condition(_ source: ConditionSource) -> Condition {
    let set = signals.set(source.signals)
    return Condition(
      signals: set, reach: reach(of: source, set), count: UInt32(max(source.count, 1)))
  }

  /// The reach that is written; a side without one is that side of the signal's own reach.
  private func reach(of source: ConditionSource, _ set: SignalSet) -> Reach? {
    if let reach = source.reach { return Self.reach(reach, source.order ?? .any) }
    guard let order = source.order else { return nil }
    let own = set.kinds.first.map { scopes[Int($0)] } ?? Reach(.sentence)
    return Reach(own.extent, words: own.words, order: Self.side(order))
  }

  private func adjustment(_ source: AdjustmentSource) -> Adjustment {
    Adjustment(
      condition: condition(source.condition), severity: source.severity, action: source.action)
  }

  static func reach(_ reach: ReachSource, _ order: Order) -> Reach {
    let side = side(order)
    return switch reach {
    case .words(let count): Reach(.words, words: count, order: side)
    case .sentence: Reach(.sentence, order: side)
    case .neighbours: Reach(.neighbours, order: side)
    case .passage: Reach(.passage, order: side)
    }
  }
}

extension RuleEncoding {
  private static func side(_ order: Order) -> Reach.Order {
    switch order {
    case .any: .any
    case .before: .before
    case .after: .after
    }
  }
}

/// Turns policies as files give them into policies as reports cite them.
struct PolicyEncoding {
  /// The index of each rule by its id.
  let rules: [String: UInt32]

  /// The words of the image's section.
  func words(
    _ policies: [PolicySource], store: @escaping (String) -> (start: UInt32, count: UInt32)
  ) -> [UInt32] {
    var writer = PolicyWriter(store: store)
    writer.write(policies.map(policy))
    return writer.words
  }

  private func policy(_ source: PolicySource) -> Policy {
    var policy = Policy(
      name: source.name, version: source.version, title: source.title,
      clauses: source.clauses.map(clause), unionOf: source.unionOf)
    policy.isLaw = source.isLaw
    policy.weighings = source.weighings.flatMap { source in
      matching([source.rules]).map {
        Weighing(
          rule: $0, audiences: source.audiences, isOff: source.isOff, severity: source.severity,
          action: source.action)
      }
    }
    policy.exemptions = source.exemptions.compactMap { source in
      rules[source.sign].map { Exemption(sign: $0, rules: matching(source.rules)) }
    }
    return policy
  }

  /// The rules that ids, families or patterns name.
  private func matching(_ patterns: [String]) -> [UInt32] {
    let choices = patterns.map(RulePattern.init)
    return rules.filter { id, _ in choices.contains { $0.matches(id) } }.map(\.value).sorted()
  }

  private func clause(_ source: ClauseSource) -> Clause {
    let duty = Duty(
      route: source.route, within: source.within, handling: source.handling,
      evidence: source.evidence)
    // Signs and entities are no findings of anybody's breach.
    let dutyFor = RulePattern.breaches(matching(source.dutyFor), in: rules)
    return Clause(
      id: source.id, heading: source.heading, audiences: source.audiences,
      speakers: source.speakers ?? source.audiences, rules: source.rules.compactMap { rules[$0] },
      named: source.names.compactMap { rules[$0] }, dutyFor: dutyFor, action: source.action,
      duty: duty, isVisible: source.notInText == nil)
  }
}
