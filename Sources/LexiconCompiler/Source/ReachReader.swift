/// The greatest number that `words N` may ask for.
private let furthest = 500

/// Reads `sentence`, `neighbours`, `passage`, `words 6` or `{words: 6}`.
func readReach(_ node: SourceNode, _ faults: inout Faults) -> ReachSource? {
  if case .mapping = node.content {
    let fields = Fields(node, known: ["words"], what: "a reach", faults: &faults)
    return fields.flatMap { $0["words"] }.flatMap { readWords($0, &faults) }
  }
  guard let text = trimmedText(node, as: "'reach'", &faults) else { return nil }
  switch text {
  case "sentence": return .sentence
  case "neighbours": return .neighbours
  case "passage": return .passage
  case _ where text == "words" || text.hasPrefix("words "):
    return wordCount(text.dropFirst(5), node, &faults)
  default:
    let near = suggestion(for: text, among: ["sentence", "neighbours", "passage"])
    let all = "; it is sentence, neighbours, passage or a number of words: words 6"
    faults.add("unknown reach '\(text)'" + (near.isEmpty ? all : near), at: node)
    return nil
  }
}

/// Reads the number of `words: 6`.
func readWords(_ node: SourceNode, _ faults: inout Faults) -> ReachSource? {
  trimmedText(node, as: "'words'", &faults).flatMap { wordCount($0, node, &faults) }
}

private func wordCount(
  _ text: some StringProtocol, _ node: SourceNode, _ faults: inout Faults
) -> ReachSource? {
  let digits = trimmingWhitespace(text)
  if let count = Int(digits), (1...furthest).contains(count) { return .words(count) }
  faults.add("a reach in words is a number from 1 to \(furthest), not '\(digits)'", at: node)
  return nil
}

/// Reads the `scope` of a signal: a reach, or a mapping of `words` or `reach` with `order`.
func readScope(_ node: SourceNode, _ faults: inout Faults) -> ScopeSource? {
  guard case .mapping = node.content else {
    return readReach(node, &faults).map { ScopeSource(reach: $0, order: .any) }
  }
  let keys = ["words", "reach", "order"]
  guard let fields = Fields(node, known: keys, what: "a scope", faults: &faults) else { return nil }
  let order: Order = fields.choice("order", &faults) ?? .any
  return ScopeSource(reach: fields.reach(&faults) ?? .sentence, order: order)
}

extension Fields {
  /// The reach that `reach` or `words` gives; nil if neither is there.
  func reach(_ faults: inout Faults) -> ReachSource? {
    guard let words = self["words"] else { return self["reach"].flatMap { readReach($0, &faults) } }
    if self["reach"] != nil { faults.add("give either 'words' or 'reach'", at: words) }
    return readWords(words, &faults)
  }
}
