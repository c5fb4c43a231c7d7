import Foundation
import LexiconCompiler
import TestSupport
import TextModel
import Testing

/// Every clause of every policy: what breaks it is found, what only looks like it is not.
struct ClauseCoverageTests {
  /// A policy with its clauses' texts, shown by its name when a test fails.
  struct Pack: Sendable, CustomTestStringConvertible {
    let policy: PolicySource

    var testDescription: String { policy.name }

    var coverage: ClauseCoverage {
      get throws {
        let file = Repository.root + "/Fixtures/clauses/\(policy.name).yml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let (cases, errors) = readClauseCases(text, file: "\(policy.name).yml")
        #expect(errors.map(\.description) == [])
        #expect(cases.policy == policy.name)
        return try ClauseCoverage(of: policy, cases: cases, in: Shipped.lexicon(with:))
      }
    }
  }

  static let packs = Shipped.source.policies.filter { !$0.isLaw && $0.unionOf.isEmpty }
    .map(Pack.init)

  @Test(arguments: packs)
  func `every clause is covered by rules and texts, or says why no text can show it`(
    pack: Pack
  ) throws {
    let coverage = try pack.coverage
    #expect(coverage.strays.map(\.description) == [])
    #expect(coverage.rows.flatMap(\.failures).map(\.description) == [])
    #expect(coverage.rows.filter { !$0.isCovered }.map(\.clause.id) == [])
  }

  @Test func `four in five of what says a breach in other words is found`() throws {
    let rows = try Self.packs.flatMap { try $0.coverage.rows }
    let count = rows.reduce(0) { $0 + $1.paraphrases.count }
    let right = rows.reduce(0) { $0 + $1.paraphrases.right }
    #expect(count >= 3 * rows.filter(\.isVisible).count)
    #expect(right * 5 >= count * 4)
  }

  @Test func `a text that comes out wrong, or has no clause, is named by its line`() throws {
    let pack = try #require(Self.packs.first { $0.policy.name == "coton" })
    let (cases, _) = readClauseCases(
      """
      policy: coton
      clauses:
      - clause: coton.kind.1
        audience: staff
        breaks: [Thank you all for coming to the fair]
        passes:
        - {text: "You are an idiot, read the letter", kind: comment}
      - clause: coton.kind.9
        breaks: [x]
        passes: [x]
      """, file: "a.yml")
    let coverage = try ClauseCoverage(
      of: pack.policy, cases: cases, in: Shipped.lexicon(with:))
    let said = (coverage.rows.flatMap(\.failures) + coverage.strays).map(\.description)
    #expect(
      said == [
        "a.yml:5: coton.kind.1: not found: 'Thank you all for coming to the fair'",
        "a.yml:7: coton.kind.1: found by offensive.insult: 'You are an idiot, read the letter'",
        "a.yml:8: the policy has no clause 'coton.kind.9'; did you mean 'coton.kind.1'?",
      ])
    #expect(coverage.rows.first { $0.clause.id == "coton.kind.1" }?.isCovered == false)
  }

  @Test(arguments: [
    (
      "clauses: [{clause: a.1, breaks: [x], passes: [y]}]",
      "a.yml:1: a file of clauses needs 'policy'"
    ),
    ("policy: a\nclauses: [{clause: a.1, passes: [y]}]", "a.yml:2: clause a.1 needs 'breaks'"),
    (
      "policy: a\nclauses: [{clause: a.1, breaks: [x], passes: [y], audience: staf}]",
      "a.yml:2: unknown audience 'staf'; did you mean 'staff'?"
    ),
  ])
  func `a fault of a file of texts is named by line and reason`(text: String, message: String) {
    let (_, errors) = readClauseCases(text, file: "a.yml")
    #expect(errors.map(\.description) == [message])
  }
}
