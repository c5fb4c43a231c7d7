/// A batch with what was found in it.
public struct ScannedBatch: Sendable {
  /// The passages.
  public var batch: PassageBatch
  /// The findings of all passages, those of one passage together and in the order of the text.
  public var findings: [Finding]
  /// For each passage, the range of `findings` that is its own; same count as `batch.passages`.
  public var ranges: [Range<Int>]
  /// Findings that may stay, in the order of their passages; they are not among `findings` and count
  /// for nothing.
  public var suppressed: [SuppressedFinding] = []

  /// A batch and its findings.
  public init(batch: PassageBatch, findings: [Finding], ranges: [Range<Int>]) {
    self.batch = batch
    self.findings = findings
    self.ranges = ranges
  }

  /// The findings of a passage that may stay.
  ///
  /// - Parameter passage: its index in the batch.
  /// - Complexity: O(log *n*) in the findings that may stay.
  public func suppressed(in passage: Int) -> ArraySlice<SuppressedFinding> {
    var low = 0
    var high = suppressed.count
    while low < high {
      let middle = (low + high) / 2
      if suppressed[middle].passage < passage { low = middle + 1 } else { high = middle }
    }
    return suppressed[low...].prefix { $0.passage == passage }
  }
}

/// A finding that a person has looked at and that may stay.
public struct SuppressedFinding: Sendable {
  /// What was found.
  public var finding: Finding
  /// The index of its passage in the batch.
  public var passage: Int
  /// What lets it stay: "comment", "allow-list" or "baseline".
  public var by: String
  /// Why, as whoever allowed it put it.
  public var reason: String
  /// The last day that it may stay, `YYYY-MM-DD`; nil for good.
  public var until: String?

  /// A finding and what lets it stay.
  public init(
    _ finding: Finding, in passage: Int, by: String, reason: String, until: String? = nil
  ) {
    self.finding = finding
    self.passage = passage
    self.by = by
    self.reason = reason
    self.until = until
  }
}

/// What a report needs to know of a rule.
public struct RuleDescription: Sendable {
  /// The identifier, `family.kebab-case`.
  public var id: String
  /// One line that says what is wrong.
  public var title: String
  /// How to put it right.
  public var advice: String
  /// What to write instead, or nil.
  public var replacement: String?
  /// Who is told, first first.
  public var route: [String]
  /// By when: "immediately", "24h", or nil.
  public var within: String?
  /// Special handling: "no-image", "do-not-reply", or nil.
  public var handling: String?
  /// The clauses that carry the rule under the policies of the run.
  public var clauses: [ClauseReference]
  /// What the policies of the run ask for after a finding; where they are silent the rule's own
  /// `route`, `within` and `handling` count.
  public var duties: [Duty] = []

  /// The part of the id before the full stop.
  public var family: Substring { id.prefix { $0 != "." } }

  /// A rule's words.
  public init(
    id: String, title: String, advice: String, replacement: String? = nil, route: [String] = [],
    within: String? = nil, handling: String? = nil, clauses: [ClauseReference] = []
  ) {
    self.id = id
    self.title = title
    self.advice = advice
    self.replacement = replacement
    self.route = route
    self.within = within
    self.handling = handling
    self.clauses = clauses
  }
}

extension RuleDescription {
  /// The clauses that a finding in somebody's words cites: those it breaks, then those that say what
  /// is to be done.
  public func clauses(for audience: Audience) -> [ClauseReference] {
    let cited = clauses.filter { $0.audiences.contains(AudienceSet(audience)) }
    return cited.filter { !$0.isDuty } + cited.filter(\.isDuty)
  }

  /// What is to be done about a finding in somebody's words.
  public func duty(for audience: Audience) -> Duty {
    duties.first { $0.audiences.contains(AudienceSet(audience)) }
      ?? Duty(route: route, within: within, handling: handling.map { [$0] } ?? [])
  }
}

/// A clause of a policy that a finding cites.
public struct ClauseReference: Hashable, Sendable {
  /// The policy's name.
  public var policy: String
  /// The clause's id.
  public var clause: String
  /// The heading that the clause stands under.
  public var heading: String
  /// In whose words a finding cites the clause.
  public var audiences: AudienceSet
  /// Whether the clause is not broken but says what is to be done.
  public var isDuty = false

  /// A clause of a policy.
  public init(policy: String, clause: String, heading: String, audiences: AudienceSet = .all) {
    self.policy = policy
    self.clause = clause
    self.heading = heading
    self.audiences = audiences
  }
}

/// The words behind the indices of findings.
public struct Catalogue: Sendable {
  /// The rules, by the index that `Finding.rule` holds.
  public var rules: LazyRow<RuleDescription>
  /// The signals' names, by the index that `Evidence.signal` holds.
  public var signals: LazyRow<String>
  /// The name and version of each policy of the run.
  public var policies: [(name: String, version: String)]

  /// The words for a run.
  public init(
    rules: [RuleDescription], signals: [String], policies: [(name: String, version: String)]
  ) {
    self.init(
      rules: LazyRow(count: rules.count) { rules[$0] },
      signals: LazyRow(count: signals.count) { signals[$0] }, policies: policies)
  }

  /// The words for a run, each made when a report asks for it.
  public init(
    rules: LazyRow<RuleDescription>, signals: LazyRow<String>,
    policies: [(name: String, version: String)]
  ) {
    self.rules = rules
    self.signals = signals
    self.policies = policies
  }
}
