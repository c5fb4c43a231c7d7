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
  /// Special handling; nil leaves it to the rule.
  package var handling: String?
  /// Why no text can show that it is broken, where that is so.
  package var notInText: String?
  /// Where it stands.
  package var place: SourcePlace
  /// Where each of `rules` stands.
  package var rulePlaces: [SourcePlace]
}
