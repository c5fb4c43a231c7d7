package import ScanCore
package import TextModel

/// A rule as the compiler of lexicons lays it out (`RuleTableWriter`); a scan reads `RuleTable`.
package struct Rule: Sendable {
  /// The identifier, `family.kebab-case`.
  package var id: String
  /// The ways in which it can be met.
  package var ways: [Way]
  /// Where its words lie.
  package var words: RuleWords

  /// A rule.
  package init(id: String, ways: [Way], words: RuleWords) {
    self.id = id
    self.ways = ways
    self.words = words
  }

  /// The part of the id before the full stop.
  package var family: Substring { id.prefix { $0 != "." } }
}

/// What a rule says to people.
package struct RuleWords: Sendable {
  /// One line that says what is wrong.
  package var title = ""
  /// How to put it right.
  package var advice = ""
  /// What to write instead.
  package var replacement: String?
  /// Who is told.
  package var route: [String] = []
  /// By when.
  package var within: String?
  /// Special handling.
  package var handling: String?

  /// Nothing said.
  package init() {}
}

/// One way in which a rule can be met.
package struct Way: Sendable {
  /// What the span of a finding is.
  package enum Span: UInt32, Sendable {
    /// The signal that began the rule.
    case find
    /// From that signal to the nearest that its first condition asks for.
    case join
    /// The whole sentence.
    case sentence
  }

  /// The signals that begin it.
  package var find: SignalSet
  /// What else must be there.
  package var conditions: [Condition]
  /// What must not be there.
  package var unless: [Condition]
  /// What makes it milder.
  package var soften: [Adjustment]
  /// What makes it worse.
  package var raise: [Adjustment]
  /// Whose words it is about.
  package var audiences: AudienceSet
  /// Which kinds of passages it is about, as bits by `PassageKind.rawValue`.
  package var kinds: UInt32
  /// What the span is.
  package var span: Span
  /// How bad.
  package var severity: Severity
  /// How often it is right, in hundredths.
  package var confidence: UInt8
  /// What it asks for.
  package var action: Action

  /// A way.
  package init(
    find: SignalSet, conditions: [Condition] = [], unless: [Condition] = [],
    soften: [Adjustment] = [], raise: [Adjustment] = [], audiences: AudienceSet = .all,
    kinds: UInt32 = .max, span: Span = .find, severity: Severity, confidence: UInt8,
    action: Action
  ) {
    self.find = find
    self.conditions = conditions
    self.unless = unless
    self.soften = soften
    self.raise = raise
    self.audiences = audiences
    self.kinds = kinds
    self.span = span
    self.severity = severity
    self.confidence = confidence
    self.action = action
  }
}

/// Signals of which some must (or must not) be in reach.
package struct Condition: Sendable {
  /// Any of these.
  package var signals: SignalSet
  /// How far off; nil takes each signal's own scope.
  package var reach: Reach?
  /// How many at least.
  package var count: UInt32

  /// A condition.
  package init(signals: SignalSet, reach: Reach?, count: UInt32 = 1) {
    self.signals = signals
    self.reach = reach
    self.count = count
  }
}

/// What a signal in reach changes about a finding.
package struct Adjustment: Sendable {
  /// The signals that change it.
  package var condition: Condition
  /// The severity that it is brought down (`soften`) or up (`raise`) to; nil leaves it.
  package var severity: Severity?
  /// The action that it is brought down or up to; nil leaves it.
  package var action: Action?

  /// An adjustment.
  package init(condition: Condition, severity: Severity?, action: Action?) {
    self.condition = condition
    self.severity = severity
    self.action = action
  }
}
