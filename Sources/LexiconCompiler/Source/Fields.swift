/// The values of a mapping, by key.
struct Fields {
  /// The mapping.
  let node: SourceNode
  private var values: [String: SourceNode] = [:]
  /// The keys that a misspelt one was taken for: that they are missing need not be said again.
  private var misspelt: Set<String> = []

  /// The fields of `node`, or nil if it is no mapping; keys that are not `known` are faults.
  ///
  /// - Parameters:
  ///   - node: the mapping.
  ///   - known: the keys that may stand there.
  ///   - what: what it is, with its article: "a rule".
  ///   - faults: takes what is wrong.
  init?(_ node: SourceNode, known: [String], what: String, faults: inout Faults) {
    self.node = node
    guard case .mapping(let pairs) = node.content else {
      faults.add("\(what) is written as keys and values, not as \(node.form)", at: node)
      return nil
    }
    for (key, value) in pairs {
      guard let name = key.text else {
        faults.add("a key must be a word, not \(key.form)", at: key)
        continue
      }
      guard known.contains(name) else {
        let near = suggestion(for: name, among: known)
        nearestName(to: name, among: known).map { _ = misspelt.insert($0) }
        let all = near.isEmpty ? "; \(what) has \(known.joined(separator: ", "))" : near
        faults.add("unknown key '\(name)'" + all, at: key)
        continue
      }
      values[name] = value
    }
  }

  /// The value of a key; nil if it is missing or empty.
  subscript(key: String) -> SourceNode? {
    guard let value = values[key] else { return nil }
    if case .nothing = value.content { return nil }
    return value
  }

  /// The text of a key; nil if it is missing.
  func text(_ key: String, _ faults: inout Faults) -> String? {
    guard let value = self[key] else { return nil }
    return trimmedText(value, as: "'\(key)'", &faults)
  }

  /// The text of a key that must be there.
  func required(_ key: String, of what: String, _ faults: inout Faults) -> String? {
    require([key], of: what, &faults)
    return text(key, &faults)
  }

  /// Notes a fault unless one of the keys is there, or was meant to be.
  func require(_ keys: [String], of what: String, _ faults: inout Faults) {
    if keys.contains(where: { self[$0] != nil || misspelt.contains($0) }) { return }
    let names = keys.map { "'\($0)'" }.joined(separator: " or ")
    faults.add("\(what) needs \(names)", at: node)
  }

  /// The texts of a key: one, or a list.
  func texts(_ key: String, _ faults: inout Faults) -> [String] {
    (self[key]?.entries ?? []).compactMap { trimmedText($0, as: "'\(key)'", &faults) }
  }

  /// `true` or `false`; nil if it is missing.
  func flag(_ key: String, _ faults: inout Faults) -> Bool? {
    guard let value = self[key], let text = trimmedText(value, as: "'\(key)'", &faults)
    else { return nil }
    if let flag = Bool(text) { return flag }
    faults.add("'\(key)' is true or false, not '\(text)'", at: value)
    return nil
  }

  /// A number within `range`; nil if it is missing.
  func number<Number: LosslessStringConvertible & Comparable>(
    _ key: String, in range: ClosedRange<Number>, _ faults: inout Faults
  ) -> Number? {
    guard let value = self[key], let text = trimmedText(value, as: "'\(key)'", &faults)
    else { return nil }
    if let number = Number(text), range.contains(number) { return number }
    let bounds = "\(range.lowerBound) to \(range.upperBound)"
    faults.add("'\(key)' is a number from \(bounds), not '\(text)'", at: value)
    return nil
  }

  /// One of the named values; nil if it is missing.
  func choice<Value: NamedValue>(_ key: String, _ faults: inout Faults) -> Value? {
    self[key].flatMap { namedValue($0, as: key, &faults) }
  }

  /// Any of the named values, as written: one, or a list.
  func choices<Value: NamedValue>(_ key: String, _ faults: inout Faults) -> [Value] {
    (self[key]?.entries ?? []).compactMap { namedValue($0, as: key, &faults) }
  }
}

/// The text of a node without the space around it; a fault if there is none.
func trimmedText(_ node: SourceNode, as what: String, _ faults: inout Faults) -> String? {
  guard let text = node.text else {
    faults.add("\(what) needs a text here, not \(node.form)", at: node)
    return nil
  }
  let trimmed = trimmingWhitespace(text)
  if trimmed.isEmpty { faults.add("\(what) is empty", at: node) }
  return trimmed.isEmpty ? nil : trimmed
}

/// A text without the space at both ends.
func trimmingWhitespace(_ text: some StringProtocol) -> String {
  let start = text.drop { $0.isWhitespace }
  guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
  return String(start[...last])
}
