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
  /// How it weighs rules, where that differs from the usual.
  package var weighings: [Weighing] = []
  /// What it lets pass, and by which sign in the text.
  package var exemptions: [Exemption] = []
  /// Whether it counts whatever policy is chosen, as the law does.
  package var isLaw = false

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
  /// Whose words can break it or set it off; those whom it binds unless it says otherwise.
  package var speakers: AudienceSet
  /// The rules that carry it, by their index in the lexicon.
  package var rules: [UInt32]
  /// Those of `rules` whose matter the clause names outright.
  package var named: [UInt32]
  /// Further rules whose findings set off its duty, although it is not broken by them.
  package var dutyFor: [UInt32]
  /// The action it sets for its rules, or nil.
  package var action: Action?
  /// Who is told, what is done and kept; empty if it does not say.
  package var duty: Duty
  /// Whether a text can show that it is broken.
  package var isVisible: Bool

  /// A clause.
  package init(
    id: String, heading: String, audiences: AudienceSet, speakers: AudienceSet, rules: [UInt32],
    named: [UInt32], dutyFor: [UInt32], action: Action?, duty: Duty, isVisible: Bool
  ) {
    self.id = id
    self.heading = heading
    self.audiences = audiences
    self.speakers = speakers
    self.rules = rules
    self.named = named
    self.dutyFor = dutyFor
    self.action = action
    self.duty = duty
    self.isVisible = isVisible
  }
}

/// A clause as findings of a rule cite it.
package struct Citation: Sendable {
  /// The number of the policy in the lexicon.
  package var policy: Int
  /// The clause's id.
  package var clause: String
  /// The heading it stands under.
  package var heading: String
  /// Whom it binds.
  package var audiences: AudienceSet
  /// Whose words can break it or set it off.
  package var speakers: AudienceSet
  /// Whether it carries the rule; if not, it only says what is to be done.
  package var isCarried: Bool
  /// Whether it names the rule's matter outright.
  package var isNamed: Bool
  /// Whether a text can show that it is broken.
  package var isVisible: Bool
}

/// How a policy weighs a rule.
package struct Weighing: Hashable, Sendable {
  /// The rule, by its index in the lexicon.
  package var rule: UInt32
  /// In whose words.
  package var audiences: AudienceSet
  /// Whether the policy has nothing against the matter, so that the rule does not count.
  package var isOff: Bool
  /// How bad a finding is, or nil for the rule's own severity.
  package var severity: Severity?
  /// What a finding asks for, or nil for the rule's own action.
  package var action: Action?

  /// A weighing.
  package init(
    rule: UInt32, audiences: AudienceSet, isOff: Bool, severity: Severity?, action: Action?
  ) {
    self.rule = rule
    self.audiences = audiences
    self.isOff = isOff
    self.severity = severity
    self.action = action
  }
}

/// What a policy lets pass: findings of some rules beside a sign that excuses them.
package struct Exemption: Hashable, Sendable {
  /// The rule that finds the sign, of the family `exempt`, by its index in the lexicon.
  package var sign: UInt32
  /// The rules that it excuses.
  package var rules: [UInt32]

  /// An exemption.
  package init(sign: UInt32, rules: [UInt32]) {
    self.sign = sign
    self.rules = rules
  }
}

extension Policy {
  /// All policies of a lexicon.
  package static func all(in lexicon: Lexicon) -> [Policy] {
    var reader = PolicyReader(lexicon: lexicon)
    return reader.policies { _ in true }
  }

  /// All policies of a lexicon, those that nobody asks for without their clauses.
  package static func all(
    in lexicon: Lexicon, withClausesOf isAsked: (Policy) -> Bool
  ) -> [Policy] {
    var reader = PolicyReader(lexicon: lexicon)
    return reader.policies(withClauses: isAsked)
  }

  /// The clauses that findings of a rule cite, in the order of the policies.
  ///
  /// - Parameters:
  ///   - rule: The rule, by its index.
  ///   - lexicon: Where the clauses stand.
  ///   - isWanted: Whether the clauses of a policy are wanted, by its number.
  package static func citations(
    of rule: UInt32, in lexicon: Lexicon, where isWanted: (Int) -> Bool
  ) -> [Citation] {
    var reader = PolicyReader(lexicon: lexicon)
    return reader.citations(of: rule, in: isWanted)
  }

  /// Gives policies the clauses that carry a rule or say what is to be done about it.
  ///
  /// - Parameters:
  ///   - policies: All policies of the lexicon, without clauses.
  ///   - rule: The rule, by its index.
  ///   - lexicon: Where the clauses stand.
  ///   - isWanted: Whether the clauses of a policy are wanted.
  package static func add(
    clausesCarrying rule: UInt32, to policies: inout [Policy], in lexicon: Lexicon,
    where isWanted: (Policy) -> Bool
  ) {
    var reader = PolicyReader(lexicon: lexicon)
    let wanted = policies.map(isWanted)
    reader.clauses(carrying: rule, of: { wanted[$0] }) { policies[$0].clauses.append($1) }
  }
}
