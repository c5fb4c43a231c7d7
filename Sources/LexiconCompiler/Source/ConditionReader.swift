import TextModel

/// Reads conditions and adjustments, and notes which signals they name.
struct ConditionReader {
  /// Every signal named so far.
  private(set) var uses: [SignalUse] = []

  /// The names of signals in a list, or one name.
  mutating func signals(
    _ node: SourceNode?, as key: String, _ faults: inout Faults
  ) -> [String] {
    guard let node else { return [] }
    var names: [String] = []
    for entry in node.entries {
      guard let name = trimmedText(entry, as: "'\(key)'", &faults) else { continue }
      uses.append(SignalUse(name: name, place: entry.place))
      names.append(name)
    }
    if node.entries.isEmpty { faults.add("'\(key)' names no signal", at: node) }
    return names
  }

  /// An entry of `also`: `{with: [...], reach: ..., order: ..., count: ...}` or a signal's name.
  mutating func also(_ node: SourceNode, _ faults: inout Faults) -> ConditionSource? {
    guard var condition = exception(node, as: "also", &faults) else { return nil }
    condition.reach = condition.reach ?? .sentence
    condition.order = condition.order ?? .any
    return condition
  }

  /// An entry of `unless`: a signal's name or `{signal: ..., reach: ...}`.
  mutating func exception(
    _ node: SourceNode, as key: String, _ faults: inout Faults
  ) -> ConditionSource? {
    guard case .mapping = node.content else {
      let names = signals(node, as: key, &faults)
      return names.isEmpty ? nil : condition(names, at: node)
    }
    guard
      let fields = Fields(
        node, known: Self.keys, what: "an entry of '\(key)'", faults: &faults)
    else { return nil }
    return condition(fields, key: key, &faults)
  }

  private static let keys = ["signal", "with", "reach", "words", "order", "count"]

  private func condition(_ names: [String], at node: SourceNode) -> ConditionSource {
    ConditionSource(signals: names, reach: nil, order: nil, count: 1, place: node.place)
  }

  private mutating func condition(
    _ fields: Fields, key: String, _ faults: inout Faults
  ) -> ConditionSource? {
    fields.require(["signal", "with"], of: "an entry of '\(key)'", &faults)
    guard let named = fields["signal"] ?? fields["with"] else { return nil }
    if fields["signal"] != nil, let both = fields["with"] {
      faults.add("give either 'signal' or 'with'", at: both)
    }
    let names = signals(named, as: key, &faults)
    guard !names.isEmpty else { return nil }
    var result = condition(names, at: fields.node)
    result.reach = fields.reach(&faults)
    result.order = fields.choice("order", &faults)
    result.count = fields.number("count", in: 1...100, &faults) ?? 1
    return result
  }

  /// `soften` or `raise`: `{opinion: medium}`, `{opinion: low note}`, or a list of
  /// `{signal: opinion, reach: passage, severity: low, action: note}`.
  mutating func adjustments(
    _ node: SourceNode?, as key: String, _ faults: inout Faults
  ) -> [AdjustmentSource] {
    switch node?.content {
    case nil, .nothing: return []
    case .mapping(let pairs):
      return pairs.compactMap { short($0.key, $0.value, key: key, &faults) }
    case .list(let entries): return entries.compactMap { long($0, key: key, &faults) }
    case .text(let text):
      if let node {
        faults.add("'\(key)' needs a severity for each signal: {\(text): medium}", at: node)
      }
      return []
    }
  }

  private mutating func short(
    _ name: SourceNode, _ value: SourceNode, key: String, _ faults: inout Faults
  ) -> AdjustmentSource? {
    let names = signals(name, as: key, &faults)
    guard !names.isEmpty else { return nil }
    var adjusted = AdjustmentSource(condition: condition(names, at: name))
    if case .mapping = value.content {
      guard
        let fields = Fields(
          value, known: ["severity", "action", "reach", "words", "order", "count"],
          what: "an entry of '\(key)'", faults: &faults)
      else { return nil }
      fill(&adjusted, from: fields, key: key, &faults)
    } else if let text = trimmedText(value, as: "'\(key)'", &faults) {
      fill(&adjusted, from: text, value, &faults)
    }
    return adjusted
  }

  private mutating func long(
    _ node: SourceNode, key: String, _ faults: inout Faults
  ) -> AdjustmentSource? {
    guard
      let fields = Fields(
        node, known: Self.keys + ["severity", "action"], what: "an entry of '\(key)'",
        faults: &faults),
      let condition = condition(fields, key: key, &faults)
    else { return nil }
    var adjusted = AdjustmentSource(condition: condition)
    fill(&adjusted, from: fields, key: key, &faults)
    return adjusted
  }

  private func fill(
    _ adjusted: inout AdjustmentSource, from fields: Fields, key: String, _ faults: inout Faults
  ) {
    adjusted.severity = fields.choice("severity", &faults)
    adjusted.action = fields.choice("action", &faults)
    adjusted.condition.reach = adjusted.condition.reach ?? fields.reach(&faults)
    adjusted.condition.order = adjusted.condition.order ?? fields.choice("order", &faults)
    adjusted.condition.count = fields.number("count", in: 1...100, &faults) ?? 1
    fields.require(["severity", "action"], of: "an entry of '\(key)'", &faults)
  }

  /// `medium`, `low note`, or an action alone; `note` alone is the severity.
  private func fill(
    _ adjusted: inout AdjustmentSource, from text: String, _ node: SourceNode,
    _ faults: inout Faults
  ) {
    let words = text.split(separator: " ").map(String.init)
    adjusted.severity = words.first.flatMap(Severity.init(name:))
    adjusted.action = words.last.flatMap(Action.init(name:))
    if words.count == 1, adjusted.severity != nil { adjusted.action = nil }
    let understood = (adjusted.severity == nil ? 0 : 1) + (adjusted.action == nil ? 0 : 1)
    guard understood != words.count else { return }
    let known = Severity.allCases.map(\.name) + Action.allCases.map(\.name)
    let wrong = words.first { !known.contains($0) }
    let near = wrong.map { suggestion(for: $0, among: known) } ?? ""
    let all = "; write a severity, or a severity and an action: medium, low note"
    faults.add("unknown adjustment '\(text)'" + (near.isEmpty ? all : near), at: node)
  }
}
