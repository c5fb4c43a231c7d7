package import ScanCore
package import TextModel

/// A policy pack: which clauses carry which rules.
package struct Policy: Sendable {
  /// Its name on the command line.
  package var name: String
  /// The pack's version.
  package var version: String
  /// Its title, for people.
  package var title: String
  /// Its clauses, in the policy's order.
  package var clauses: [Clause]
  /// Names of the policies whose clauses it takes over.
  package var unionOf: [String]

  /// A pack.
  package init(
    name: String, version: String, title: String, clauses: [Clause], unionOf: [String]
  ) {
    self.name = name
    self.version = version
    self.title = title
    self.clauses = clauses
    self.unionOf = unionOf
  }
}

/// A clause of a policy.
package struct Clause: Sendable {
  /// Its id within all policies: `congerstone.use.5`.
  package var id: String
  /// The heading it stands under.
  package var heading: String
  /// Whom it binds.
  package var audiences: AudienceSet
  /// The rules that carry it, by their index in the lexicon.
  package var rules: [UInt32]
  /// Those of `rules` whose matter the clause names outright.
  package var named: [UInt32]
  /// The action it sets for its rules, or nil.
  package var action: Action?
  /// Who is told, first first; empty if it does not say.
  package var route: [String]
  /// By when, or nil.
  package var within: String?
  /// Special handling, or nil.
  package var handling: String?

  /// A clause.
  package init(
    id: String, heading: String, audiences: AudienceSet, rules: [UInt32], named: [UInt32],
    action: Action?, route: [String], within: String?, handling: String?
  ) {
    self.id = id
    self.heading = heading
    self.audiences = audiences
    self.rules = rules
    self.named = named
    self.action = action
    self.route = route
    self.within = within
    self.handling = handling
  }
}

extension Policy {
  /// All policies of a lexicon.
  package static func all(in lexicon: Lexicon) -> [Policy] {
    var reader = PolicyReader(lexicon: lexicon)
    return reader.policies()
  }
}
