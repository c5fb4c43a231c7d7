package import TextModel

/// A policy pack: the clauses of a school's policy and the rules that carry them.
package struct PolicySource: Sendable {
  /// Its name, in kebab-case.
  package var name: String
  /// Its version, as written.
  package var version: String
  /// The policy's title; empty if not said.
  package var title: String
  /// Where it begins.
  package var place: SourcePlace
  /// Its own clauses; empty for a union.
  package var clauses: [ClauseSource]
  /// The packs of which it is the union.
  package var unionOf: [String]
  /// How it weighs rules, where that differs from the usual.
  package var weighings: [WeighingSource] = []
  /// What it lets pass beside a sign that excuses it.
  package var exemptions: [ExemptionSource] = []
  /// Whether it counts whatever policy is chosen.
  package var isLaw = false
}

/// How a policy weighs some rules.
package struct WeighingSource: Hashable, Sendable {
  /// The rules: ids, families or patterns with `*`.
  package var rules: String
  /// In whose words; nil is in everybody's.
  package var audiences: AudienceSet
  /// Whether the policy has nothing against the matter.
  package var isOff: Bool
  /// How bad a finding is; nil leaves it to the rule.
  package var severity: Severity?
  /// What a finding asks for; nil leaves it to the rule.
  package var action: Action?
  /// Where it stands.
  package var place: SourcePlace
}

/// What a policy lets pass.
package struct ExemptionSource: Hashable, Sendable {
  /// The rule that finds the sign, of the family `exempt`.
  package var sign: String
  /// The rules that it excuses: ids, families or patterns with `*`.
  package var rules: [String]
  /// Where it stands.
  package var place: SourcePlace
}

/// A clause of a policy.
package struct ClauseSource: Hashable, Sendable {
  /// Its number as the policy prints it.
  package var id: String
  /// The heading that it stands under.
  package var heading: String
  /// What it says, in short.
  package var paraphrase: String
  /// Whom it binds.
  package var audiences: AudienceSet
  /// Whose words can break it or set it off, where those are not the people whom it binds.
  package var speakers: AudienceSet?
  /// The ids of the rules that carry it.
  package var rules: [String]
  /// Those of `rules` whose matter the policy names itself; the others are drawn from its wider
  /// words.
  package var names: [String]
  /// What it asks for where it differs from the rule.
  package var action: Action?
  /// Who is told, first first; empty leaves it to the rule.
  package var route: [String]
  /// By when; nil leaves it to the rule.
  package var within: String?
  /// How to go about it; empty leaves it to the rule.
  package var handling: [String]
  /// What is kept.
  package var evidence: [String]
  /// Further findings that set off its duty: ids, families or patterns with `*`.
  package var dutyFor: [String]
  /// Why no text can show that it is broken, where that is so.
  package var notInText: String?
  /// Where it stands.
  package var place: SourcePlace
  /// Where each of `rules` stands.
  package var rulePlaces: [SourcePlace]
}
