import GatepostKit
import TestSupport
import TextModel
import Testing

/// What policies make of findings: in whose words, how grave, what is done.
struct PolicyChoiceTests {
  private static let rules = ["conduct.bad", "offensive.worse", "safeguarding.harm", "exempt.kin"]
    .map { id in
      let word = id.split(separator: ".")[1]
      return "- {id: \(id), title: t, advice: a, severity: medium, route: [rule], find: \(word)}"
    }.joined(separator: "\n")

  private static let signals =
    "signals:\n"
    + ["bad", "worse", "harm", "kin"].map { "- {signal: \($0), terms: [\($0)]}" }
    .joined(separator: "\n")

  private static func scanner(_ policies: [String], _ chosen: [String]) throws -> Scanner {
    let test = try TestLexicon(signals: signals, rules: rules, policies: policies)
    var options = ScanOptions()
    options.policies = chosen
    options.audience = .staff
    return try Scanner(lexicon: test.lexicon, options: options)
  }

  private static func found(_ text: String, _ scanner: Scanner) -> [String] {
    scanner.findings(in: text).map {
      "\(scanner.catalogue.rules[$0.rule].id) \($0.severity.name) \($0.action.name)"
    }
  }

  private static let strict = """
    policy: strict
    version: 1
    weighs:
      conduct: high block
    exempts: {exempt.kin: [conduct.bad]}
    clauses:
    - {id: s.1, heading: h, paraphrase: p, audiences: [staff], rules: [conduct.bad], route: [governors]}
    - {id: s.2, heading: h, paraphrase: p, audiences: [pupil], rules: [offensive.worse]}
    - id: s.3
      heading: h
      paraphrase: p
      audiences: [staff]
      duty-for: ["*"]
      route: [headteacher]
      within: immediately
      handling: [no-image, do-not-reply]
      evidence: [screenshot, time]
      not-in-text: A duty.
    """

  private static let mild = """
    policy: mild
    version: 1
    weighs: {conduct.bad: note}
    clauses: [{id: m.1, heading: h, paraphrase: p, rules: [conduct.bad]}]
    """

  @Test func `a rule counts only in the words of those whom a clause binds`() throws {
    let scanner = try Self.scanner([Self.strict], ["strict"])
    #expect(Self.found("bad worse", scanner) == ["conduct.bad high block"])
  }

  @Test func `packs weigh the same finding differently, and of two the stricter counts`() throws {
    let packs = [Self.strict, Self.mild]
    #expect(try Self.found("bad", Self.scanner(packs, ["mild"])) == ["conduct.bad medium note"])
    #expect(
      try Self.found("bad", Self.scanner(packs, ["mild", "strict"])) == ["conduct.bad high block"])
  }

  @Test func `a sign excuses what the pack exempts, unless another pack does not`() throws {
    let packs = [Self.strict, Self.mild]
    #expect(try Self.found("kin: bad", Self.scanner(packs, ["strict"])).isEmpty)
    #expect(try Self.found("kin: bad", Self.scanner(packs, ["strict", "mild"])).count == 1)
  }

  @Test func `duties come from the clauses, the most urgent limit first, and no picture is kept`()
    throws
  {
    let scanner = try Self.scanner([Self.strict], ["strict"])
    let bad = try #require(scanner.catalogue.rules.first { $0.id == "conduct.bad" })
    let duty = bad.duty(for: .staff)
    #expect(duty.route == ["governors", "headteacher"])
    #expect(duty.within == "immediately")
    #expect(duty.handling == ["no-image", "do-not-reply"])
    #expect(duty.evidence == ["time", "text", "site-address"])
    #expect(bad.duty(for: .parent).route == ["rule"])
    #expect(bad.clauses(for: .staff).map(\.clause) == ["s.1", "s.3"])
    #expect(bad.clauses(for: .staff).map(\.isDuty) == [false, true])
    #expect(bad.clauses(for: .parent).isEmpty)
  }
}
