public import SchoolSettings
public import TextModel

/// What a run looks for, and in whose voice.
public struct ScanOptions: Sendable {
  /// Whose words a passage is that does not say.
  public var audience = Audience.official
  /// The policies whose rules count and whose clauses are cited.
  public var policies = ["uk-schools"]
  /// Only rules that one of these names: an id, a family, or a pattern with `*`.
  ///
  /// Empty is all.
  public var rules: [String] = []
  /// No rules that one of these names.
  public var skip: [String] = []
  /// Findings less sure than this, 0...1, are left out.
  public var minimumConfidence = 0.0
  /// Milder findings are left out.
  public var minimumSeverity = Severity.note

  /// Rules that are off by default and on here: ids, families or patterns with `*`.
  public var switchedOn: [String] = []
  /// What the school says of itself: its own contacts, and what rules ask for there.
  public var settings = Settings.none

  /// The usual scan.
  public init() {}

  /// The scan that a school's settings ask for.
  public init(_ settings: Settings) {
    self.settings = settings
    if let said = settings.audience { audience = said }
    if !settings.policies.isEmpty { policies = settings.policies }
    if let said = settings.minimumConfidence { minimumConfidence = said }
    if let said = settings.minimumSeverity { minimumSeverity = said }
    skip = settings.rules.off
    switchedOn = settings.rules.on
  }
}

/// A choice of rules: an id, a family, or a pattern with `*`.
public struct RuleChoice: Sendable {
  private let parts: [Substring]
  private let isExact: Bool

  /// A choice, as written on the command line.
  public init(_ pattern: String) {
    parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    isExact = parts.count == 1
  }

  /// Whether a rule counts only where somebody asks for it: recognised entities, what excuses a
  /// finding, and the watch on working hours, which judges people by their clock.
  public static func isOffByDefault(_ id: String) -> Bool {
    id.hasPrefix("entity.") || id.hasPrefix("exempt.") || id == "conduct.school-hours"
  }

  /// Whether it names a rule.
  public func matches(_ id: String) -> Bool {
    guard !isExact else { return id == parts[0] || id.hasPrefix(parts[0] + ".") }
    guard id.hasPrefix(parts[0]) else { return false }
    var rest = id.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() {
      guard let found = Self.find(part, in: rest) else { return false }
      rest = rest[found...].dropFirst(part.count)
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }

  private static func find(_ part: Substring, in text: Substring) -> Substring.Index? {
    text.indices.first { text[$0...].hasPrefix(part) } ?? (part.isEmpty ? text.startIndex : nil)
  }
}
