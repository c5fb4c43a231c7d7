import TextModel

/// Reads the ways of a rule, each with what the rule says for all of them.
struct WayReader {
  /// What may stand in a way, and beside `ways`.
  static let keys = [
    "find", "with", "reach", "order", "count", "also", "unless", "soften", "raise", "audience",
    "kind", "span", "severity", "confidence", "action",
  ]
  /// A rule that does not say how often it is right.
  static let usualConfidence = 0.7

  /// The rule's severity; the gravest of its ways if only they say.
  private(set) var severity: Severity?
  /// The rule's confidence.
  let confidence: Double
  /// The rule's action.
  let action: Action
  private let rule: Fields
  private let id: String
  private var reader = ConditionReader()

  /// Every signal that the ways name.
  var uses: [SignalUse] { reader.uses }

  /// A reader of the ways of `rule`.
  init(rule: Fields, id: String, _ faults: inout Faults) {
    self.rule = rule
    self.id = id
    severity = rule.choice("severity", &faults)
    confidence = rule.number("confidence", in: 0...1, &faults) ?? Self.usualConfidence
    action = rule.choice("action", &faults) ?? .review
  }

  /// The ways; the rule itself is the only one if it lists none.
  mutating func ways(_ faults: inout Faults) -> [WaySource] {
    guard let list = rule["ways"] else {
      return way(rule, in: rule.node, &faults).map { [$0] } ?? []
    }
    var ways: [WaySource] = []
    for node in list.entries {
      guard let own = Fields(node, known: Self.keys, what: "a way", faults: &faults),
        let way = way(own, in: node, &faults)
      else { continue }
      ways.append(way)
    }
    if list.entries.isEmpty { faults.add("'ways' of rule '\(id)' is empty", at: list) }
    severity = severity ?? ways.map(\.severity).max()
    return ways
  }

  private mutating func way(
    _ own: Fields, in node: SourceNode, _ faults: inout Faults
  ) -> WaySource? {
    let find = reader.signals(own["find"] ?? rule["find"], as: "find", &faults)
    if rule["find"] == nil { own.require(["find"], of: "rule '\(id)'", &faults) }
    let own = Merged(own: own, rule: rule)
    if severity == nil { own.own.require(["severity"], of: "rule '\(id)'", &faults) }
    guard let severity = own.choice("severity", &faults) ?? severity, !find.isEmpty
    else { return nil }
    let audiences: [Audience] = own.choices("audience", &faults)
    let kinds: [PassageKind] = own.choices("kind", &faults)
    return WaySource(
      place: node.place, find: find, conditions: conditions(own, &faults),
      unless: own.both("unless").compactMap { reader.exception($0, as: "unless", &faults) },
      soften: adjustments("soften", own, &faults), raise: adjustments("raise", own, &faults),
      audience: AudienceSet(audiences), kinds: kinds.isEmpty ? nil : Set(kinds),
      span: own.choice("span", &faults) ?? .find, severity: severity,
      confidence: own.number("confidence", in: 0...1, &faults) ?? confidence,
      action: own.choice("action", &faults) ?? action)
  }

  private mutating func conditions(
    _ fields: Merged, _ faults: inout Faults
  ) -> [ConditionSource] {
    let reach = fields["reach"].flatMap { readReach($0, &faults) } ?? .sentence
    let order: Order = fields.choice("order", &faults) ?? .any
    let count = fields.number("count", in: 1...100, &faults) ?? 1
    let also = fields.both("also").compactMap { reader.also($0, &faults) }
    guard let with = fields["with"] else { return also }
    let names = reader.signals(with, as: "with", &faults)
    guard !names.isEmpty else { return also }
    let condition = ConditionSource(
      signals: names, reach: reach, order: order, count: count, place: with.place)
    return [condition] + also
  }

  /// The way's own, then the rule's for signals of which the way says nothing.
  private mutating func adjustments(
    _ key: String, _ fields: Merged, _ faults: inout Faults
  ) -> [AdjustmentSource] {
    var all = reader.adjustments(fields.own[key], as: key, &faults)
    guard fields.hasOwn else { return all }
    let said = Set(all.map(\.condition.signals))
    let more = reader.adjustments(rule[key], as: key, &faults)
    all += more.filter { !said.contains($0.condition.signals) }
    return all
  }
}

/// The fields of a way over those of its rule.
private struct Merged {
  let own: Fields
  let rule: Fields

  /// Whether the way is more than the rule itself.
  var hasOwn: Bool { own.node.place != rule.node.place || own.node.column != rule.node.column }

  subscript(key: String) -> SourceNode? { own[key] ?? rule[key] }

  /// The entries of a list that both may hold.
  func both(_ key: String) -> [SourceNode] {
    (own[key]?.entries ?? []) + (hasOwn ? rule[key]?.entries ?? [] : [])
  }

  func choice<Value: NamedValue>(_ key: String, _ faults: inout Faults) -> Value? {
    holder(of: key).choice(key, &faults)
  }

  func choices<Value: NamedValue>(_ key: String, _ faults: inout Faults) -> [Value] {
    holder(of: key).choices(key, &faults)
  }

  func number<Number: LosslessStringConvertible & Comparable>(
    _ key: String, in range: ClosedRange<Number>, _ faults: inout Faults
  ) -> Number? {
    holder(of: key).number(key, in: range, &faults)
  }

  private func holder(of key: String) -> Fields {
    own[key] == nil ? rule : own
  }
}

extension AudienceSet {
  /// The set of those, or everybody if there is none.
  init(_ audiences: [Audience]) {
    self = audiences.isEmpty ? .all : AudienceSet(audiences.map { AudienceSet($0) })
  }
}
