package import TextModel

/// A value that files write as one of a few words.
protocol NamedValue: CaseIterable {
  /// The word.
  var name: String { get }
}

extension DisguiseSource: NamedValue {
  /// The word.
  var name: String { rawValue }
}
extension Severity: NamedValue {}
extension Action: NamedValue {}
extension Audience: NamedValue {}
extension PassageKind: NamedValue {}

/// On which side of what a rule finds a further signal must stand.
package enum Order: String, CaseIterable, Sendable, NamedValue {
  case any, before, after

  /// The word used in files.
  package var name: String { rawValue }
}

/// What a finding covers.
package enum SpanSource: String, CaseIterable, Sendable, NamedValue {
  /// What `find` matched.
  case find
  /// From `find` to the furthest of what made the rule fire.
  case join
  /// The whole sentence.
  case sentence

  /// The word used in files.
  package var name: String { rawValue }
}

/// The value that a node names, or nil and a fault with the nearest name.
func namedValue<Value: NamedValue>(
  _ node: SourceNode, as key: String, _ faults: inout Faults
) -> Value? {
  guard let word = trimmedText(node, as: "'\(key)'", &faults) else { return nil }
  if let value = Value.allCases.first(where: { $0.name == word }) { return value }
  let names = Value.allCases.map(\.name)
  let near = suggestion(for: word, among: names)
  let all = near.isEmpty ? "; it is one of \(names.joined(separator: ", "))" : near
  faults.add("unknown \(key) '\(word)'" + all, at: node)
  return nil
}
