import Policies
import ScanCore
import TestSupport
import TextModel
import Testing

struct PolicyTests {
  private static let rules = ["link.one", "link.two"].map {
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
        handling: no-image
      - {id: 5, heading: Empty, paraphrase: p, not-in-text: cannot be seen}
      """)
    let policy = try #require(policies.first)
    #expect(
      [policy.name, policy.version, policy.title] == ["oakfield", "2.1", "Oakfield’s policy"])
    let clause = try #require(policy.clauses.first)
    #expect([clause.id, clause.heading] == ["4.2", "Links & the like"])
    #expect(clause.audiences == AudienceSet(.parent).union(AudienceSet(.staff)))
    #expect(clause.rules == [1, 0])
    #expect(clause.named == [0])
    #expect(clause.action == .block)
    #expect(clause.route == ["headteacher", "governors"])
    #expect(clause.within == "24h")
    #expect(clause.handling == "no-image")
    let empty = policy.clauses[1]
    #expect(empty.rules.isEmpty && empty.action == nil && empty.route.isEmpty)
    #expect(empty.audiences == .all && empty.within == nil && empty.handling == nil)
  }

  @Test func `a union names the packs it takes over, and rules nobody wrote are left out`() throws {
    let policies = try Self.policies(
      "policy: all\nversion: 1\nunion-of: [b, c]",
      "policy: b\nversion: 1\nclauses: [{id: 1, heading: h, paraphrase: p, rules: [link.three]}]",
      "policy: c\nversion: 1\nclauses: [{id: 1, heading: h, paraphrase: p, rules: [link.one]}]")
    #expect(policies.map(\.name) == ["all", "b", "c"])
    #expect(policies.map(\.unionOf) == [["b", "c"], [], []])
    #expect(policies.map { $0.clauses.map(\.rules) } == [[], [[]], [[0]]])
  }

  @Test func `a lexicon without policies has none`() throws {
    #expect(try Policy.all(in: TestLexicon().lexicon).isEmpty)
  }
}
