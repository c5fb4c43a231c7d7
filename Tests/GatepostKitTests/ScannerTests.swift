import GatepostKit
import TestSupport
import TextModel
import Testing

struct ScannerTests {
  @Test func `all rules count but those that only name things`() throws {
    #expect(try Lab.found() == ["conduct.bad", "conduct.worse", "safeguarding.harm"])
  }

  @Test(
    arguments: [
      (["conduct"], [], ["conduct.bad", "conduct.worse"]),
      (["conduct.*"], ["conduct.bad"], ["conduct.worse"]),
      (["*.thing"], [], ["entity.thing"]),
      (["entity", "conduct.bad"], [], ["conduct.bad", "entity.thing"]),
      ([], ["conduct", "*harm"], []),
    ] as [([String], [String], [String])])
  func `rules are chosen and skipped by id, family or pattern`(
    rules: [String], skip: [String], expected: [String]
  ) throws {
    let found = try Lab.found {
      $0.rules = rules
      $0.skip = skip
    }
    #expect(found == expected)
  }

  @Test(
    arguments: [
      (0.0, 3), (0.55, 3), (0.56, 2), (0.7, 2), (0.71, 1), (0.9, 1), (0.91, 0), (1, 0), (5, 0),
      (-1, 3), (.nan, 3), (.infinity, 0),
    ] as [(Double, Int)])
  func `findings less sure than asked for are left out`(least: Double, count: Int) throws {
    #expect(try Lab.found { $0.minimumConfidence = least }.count == count)
  }

  @Test func `every confidence is at least itself`() throws {
    for hundredths in 1...100 {
      let rule = """
        - id: conduct.bad
          title: t
          advice: a
          severity: low
          confidence: \(Double(hundredths) / 100)
          find: bad
        """
      let test = try TestLexicon(signals: "signals: [{signal: bad, terms: [bad]}]", rules: rule)
      var options = ScanOptions()
      options.policies = []
      options.minimumConfidence = Double(hundredths) / 100
      let scanner = try Scanner(lexicon: test.lexicon, options: options)
      #expect(scanner.findings(in: "bad").map(\.confidence) == [UInt8(hundredths)])
    }
  }

  @Test(
    arguments: [
      (Severity.note, 3), (.low, 3), (.medium, 2), (.high, 2), (.critical, 1),
    ] as [(Severity, Int)])
  func `milder findings than asked for are left out`(least: Severity, count: Int) throws {
    #expect(try Lab.found { $0.minimumSeverity = least }.count == count)
  }

  @Test func `a school's policy leaves its rules and those that the law asks for`() throws {
    #expect(try Lab.found { $0.policies = ["elmbank"] } == ["conduct.bad", "safeguarding.harm"])
    #expect(try Lab.found { $0.policies = [] }.count == 3)
  }

  @Test func `unknown policies and rules are refused in words`() {
    let policy = #expect(throws: ScannerError.self) {
      try Lab.scanner { $0.policies = ["uk-schools", "oakfeld"] }
    }
    #expect(
      policy?.description
        == "no policy is called 'oakfeld'; there are: elmbank, oakfield, uk-schools")
    for pattern in ["conduct.bd", "pupl", "*.nothing", ""] {
      for field in [\ScanOptions.rules, \ScanOptions.skip] {
        let rule = #expect(throws: ScannerError.self) {
          try Lab.scanner { $0[keyPath: field] = ["conduct", pattern] }
        }
        #expect(
          rule?.description
            == "no rule or family is called '\(pattern)'; 'gatepost rules' lists them")
      }
    }
  }

  @Test func `a rule cites its clauses, those that name it first`() throws {
    let scanner = try Lab.scanner()
    let bad = try #require(scanner.catalogue.rules.first { $0.id == "conduct.bad" })
    #expect(bad.clauses.map(\.clause) == ["o.2", "e.1", "o.1"])
    #expect(bad.clauses.first?.audiences == AudienceSet(.parent))
    #expect(scanner.catalogue.policies.map(\.name) == ["elmbank", "oakfield"])
    let other = try Lab.scanner { $0.policies = ["elmbank"] }
    #expect(other.catalogue.rules.map(\.clauses.count).max() == 1)
  }

  @Test func `the law is cited where no policy carries a rule`() throws {
    let scanner = try Lab.scanner { $0.policies = ["elmbank"] }
    let harm = try #require(scanner.catalogue.rules.first { $0.id == "safeguarding.harm" })
    #expect(harm.clauses.map(\.clause) == ["law.harm"])
    #expect(harm.duty(for: .pupil).route == ["dsl"])
    #expect(scanner.catalogue.policies.map(\.name) == ["elmbank"])
  }

  @Test func `a school's policy may lower or raise an action, the union leaves it to the rule`()
    throws
  {
    func action(_ text: String, _ policies: String...) throws -> Action? {
      let scanner = try Lab.scanner {
        $0.policies = policies
        $0.audience = .parent
      }
      return scanner.findings(in: text).first?.action
    }
    #expect(try action("bad", "uk-schools") == .review)
    #expect(try action("bad", "oakfield") == .note)
    #expect(try action("bad", "elmbank") == .block)
    #expect(try action("bad", "oakfield", "elmbank") == .block)
    #expect(try action("maybe bad", "elmbank") == .note)
  }

  @Test func `what a text is decides with its kind`() throws {
    let test = try TestLexicon(
      signals: "signals: [{signal: bad, terms: [bad]}]",
      rules: """
        - {id: conduct.bad, title: t, advice: a, severity: low, find: bad, kind: [comment]}
        """)
    var options = ScanOptions()
    options.policies = []
    let scanner = try Scanner(lexicon: test.lexicon, options: options)
    #expect(scanner.findings(in: "bad", kind: .comment).count == 1)
    #expect(scanner.findings(in: "bad").isEmpty)
  }
}
