import Policies
import ScanCore
import TestSupport
import TextModel
import Testing

struct PolicyTests {
  private static let rules = ["link.one", "link.two", "exempt.one"].map {
    "- {id: \($0), title: t, advice: a, severity: low, find: x}"
  }.joined(separator: "\n")

  private static func policies(_ texts: String...) throws -> [Policy] {
    let test = try TestLexicon(
      signals: "signals: [{signal: x, terms: [x]}]", rules: rules, policies: texts)
    return Policy.all(in: test.lexicon)
  }

  @Test func `a policy comes out of the image as it was written`() throws {
    let policies = try Self.policies(
      """
      policy: oakfield
      version: 2.1
      title: Oakfield’s policy
      clauses:
      - id: 4.2
        heading: Links & the like
        paraphrase: p
        audiences: [parent, staff]
        rules: [link.two, link.one]
        names: [link.one]
        action: block
        route: [headteacher, governors]
        within: 24h
        handling: [no-image, do-not-reply]
        evidence: [text]
        speakers: [pupil]
        duty-for: [link]
      - {id: 5, heading: Empty, paraphrase: p, not-in-text: cannot be seen}
      """)
    let policy = try #require(policies.first)
    #expect(
      [policy.name, policy.version, policy.title] == ["oakfield", "2.1", "Oakfield’s policy"])
    let clause = try #require(policy.clauses.first)
    #expect([clause.id, clause.heading] == ["4.2", "Links & the like"])
    #expect(clause.audiences == AudienceSet(.parent).union(AudienceSet(.staff)))
    #expect(clause.rules == [2, 1])
    #expect(clause.named == [1])
    #expect(clause.action == .block)
    #expect(clause.duty.route == ["headteacher", "governors"])
    #expect(clause.duty.within == "24h")
    #expect(clause.duty.handling == ["no-image", "do-not-reply"])
    #expect(clause.duty.evidence == ["text"])
    #expect(clause.speakers == AudienceSet(.pupil))
    #expect(clause.dutyFor == [1, 2])
    #expect(clause.isVisible)
    let empty = policy.clauses[1]
    #expect(empty.rules.isEmpty && empty.action == nil && empty.duty.isEmpty)
    #expect(empty.audiences == .all && empty.speakers == .all && !empty.isVisible)
  }

  @Test func `a policy weighs rules, whole families too, and says what excuses them`() throws {
    let policy = try #require(
      Self.policies(
        """
        policy: oakfield
        version: 1
        weighs:
          link: high review
          link.two: {as: off, audiences: [parent]}
        exempts:
          exempt.one: [link]
        clauses: [{id: 1, heading: h, paraphrase: p, rules: [link.one]}]
        """
      ).first)
    #expect(policy.weighings.map(\.rule) == [1, 2, 2])
    #expect(policy.weighings.map(\.severity) == [.high, .high, nil])
    #expect(policy.weighings.map(\.action) == [.review, .review, nil])
    #expect(policy.weighings.map(\.isOff) == [false, false, true])
    #expect(policy.weighings.last?.audiences == AudienceSet(.parent))
    #expect(policy.exemptions == [Exemption(sign: 0, rules: [1, 2])])
    #expect(!policy.isLaw)
  }

  @Test func `clauses that nobody asks for are passed over`() throws {
    let test = try TestLexicon(
      signals: "signals: [{signal: x, terms: [x]}]", rules: Self.rules,
      policies: ["b", "c"].map {
        "policy: \($0)\nversion: 1\nclauses: [{id: 1, heading: h, paraphrase: p, rules: [link.one]}]"
      })
    let policies = Policy.all(in: test.lexicon) { $0.name == "c" }
    #expect(policies.map(\.name) == ["b", "c"])
    #expect(policies.map(\.clauses.count) == [0, 1])
  }

  @Test func `a union names the packs it takes over, and rules nobody wrote are left out`() throws {
    let policies = try Self.policies(
      "policy: all\nversion: 1\nunion-of: [b, c]",
      "policy: b\nversion: 1\nclauses: [{id: 1, heading: h, paraphrase: p, rules: [link.three]}]",
      "policy: c\nversion: 1\nclauses: [{id: 1, heading: h, paraphrase: p, rules: [link.one]}]")
    #expect(policies.map(\.name) == ["all", "b", "c"])
    #expect(policies.map(\.unionOf) == [["b", "c"], [], []])
    #expect(policies.map { $0.clauses.map(\.rules) } == [[], [[]], [[1]]])
  }

  @Test func `a lexicon without policies has none`() throws {
    #expect(try Policy.all(in: TestLexicon().lexicon).isEmpty)
  }
}
