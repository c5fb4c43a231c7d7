package import PupilRoll
package import TextModel

/// A rule: which signals, how near to each other, make a finding.
package struct RuleSource: Sendable {
  /// `family.kebab-case`.
  package var id: String
  /// Where it begins.
  package var place: SourcePlace
  /// One line that says what is wrong.
  package var title: String
  /// How bad it is.
  package var severity: Severity
  /// What it asks for.
  package var action: Action
  /// How often it is right when it fires, 0...1.
  package var confidence: Double
  /// How to put it right.
  package var advice: String
  /// What to write instead.
  package var replacement: String?
  /// Who is told, first first.
  package var route: [String]
  /// By when.
  package var within: String?
  /// Special handling: `no-image`, `do-not-reply`.
  package var handling: String?
  /// The ways in which it can be met; at least one.
  package var ways: [WaySource]
  /// Texts that it must flag and texts that it must not.
  package var examples: RuleExamples
  /// Every signal that it names.
  package var uses: [SignalUse]

  /// The part of the id before the full stop.
  package var family: Substring { id.prefix { $0 != "." } }
}

/// A signal's name where a rule uses it.
package struct SignalUse: Hashable, Sendable {
  /// The name: a signal, or the matter of several.
  package var name: String
  /// Where it is named.
  package var place: SourcePlace
}

/// One way in which a rule can be met.
///
/// What the rule says beside `ways` is already in it: its own `find`, `with`, `reach`, `order`,
/// `span`, `audience`, `kind`, `severity`, `confidence` and `action` win; `also`, `unless`,
/// `soften` and `raise` of both hold.
package struct WaySource: Sendable {
  /// Where it begins.
  package var place: SourcePlace
  /// Any of these starts the rule; at least one.
  package var find: [String]
  /// All of these must hold.
  package var conditions: [ConditionSource]
  /// If any of these holds there is no finding.
  package var unless: [ConditionSource]
  /// What makes it less grave and less sure.
  package var soften: [AdjustmentSource]
  /// What makes it graver and surer.
  package var raise: [AdjustmentSource]
  /// Whose words it judges.
  package var audience: AudienceSet
  /// Which sorts of text it judges; nil is all.
  package var kinds: Set<PassageKind>?
  /// What the finding covers.
  package var span: SpanSource
  /// How bad it is.
  package var severity: Severity
  /// How often it is right, 0...1.
  package var confidence: Double
  /// What it asks for.
  package var action: Action
}

/// That any of some signals stands within reach.
package struct ConditionSource: Hashable, Sendable {
  /// Any of these.
  package var signals: [String]
  /// How far; nil under `unless`, `soften` and `raise` where the file does not say, so that the
  /// signal's own scope decides.
  package var reach: ReachSource?
  /// On which side of what was found; nil as with `reach`.
  package var order: Order?
  /// At least that many of them, counted by place; 1 or more.
  package var count: Int
  /// Where it stands.
  package var place: SourcePlace
}

/// What a finding becomes if something stands within reach.
package struct AdjustmentSource: Hashable, Sendable {
  /// What must stand there.
  package var condition: ConditionSource
  /// At most (`soften`) or at least (`raise`) this severity; nil leaves it.
  package var severity: Severity?
  /// At most or at least this action; nil leaves it.
  package var action: Action?
}

/// The examples of a rule.
package struct RuleExamples: Sendable {
  /// Texts that it must flag, exactly at the marked spans.
  package var flag: [ExampleSource] = []
  /// Texts in which it must find nothing.
  package var clean: [ExampleSource] = []
}

/// A text with the spans that a rule must find in it.
package struct ExampleSource: Hashable, Sendable {
  /// The text without the marks.
  package var text: String
  /// The marked spans, in bytes of UTF-8 from the start of `text`, in order.
  package var spans: [Range<Int>]
  /// Whose words it is.
  package var audience: Audience
  /// What sort of text it is.
  package var kind: PassageKind
  /// When it was written, in ISO 8601; nil if that is not known.
  package var time: String?
  /// The school's roll as far as the example needs it.
  package var roll = Roll()
  /// Where it stands.
  package var place: SourcePlace
}
