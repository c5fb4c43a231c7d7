/// A choice of rules as policies write it: an id, a family, or a pattern that ends in `*`.
struct RulePattern {
  private let start: Substring
  private let isExact: Bool

  init(_ pattern: String) {
    isExact = !pattern.hasSuffix("*")
    start = isExact ? pattern[...] : pattern.dropLast()
  }

  /// Whether it names a rule.
  func matches(_ id: String) -> Bool {
    isExact ? id == start || id.hasPrefix(start + ".") : id.hasPrefix(start)
  }

  /// Those of some rules that find a breach, not an entity or what excuses one.
  static func breaches(_ numbers: [UInt32], in rules: [String: UInt32]) -> [UInt32] {
    let others = Set(
      rules.filter { $0.key.hasPrefix("entity.") || $0.key.hasPrefix("exempt.") }.map(\.value))
    return numbers.filter { !others.contains($0) }
  }
}
