import Rules
import ScanCore
import TestSupport
import TextModel
import Testing

struct FindingTests {
  private struct Weight: Equatable {
    var severity: Severity
    var confidence: UInt8
    var action: Action
  }

  private static func weights(_ lines: String, _ text: String) throws -> [Weight] {
    try RuleLab.lexicon(lines).findings(in: text).map {
      Weight(severity: $0.severity, confidence: $0.confidence, action: $0.action)
    }
  }

  @Test(
    arguments: [
      ("", "bad", Severity.medium, 60, Action.review),
      ("soften: {joke: low}", "bad", .medium, 60, .review),
      ("soften: {joke: low}", "bad joke", .low, 45, .review),
      ("soften: {joke: low note}", "bad joke", .low, 45, .note),
      ("soften: {joke: high}", "bad joke", .medium, 45, .review),
      ("soften: {joke: low, maybe: note}", "maybe bad joke", .note, 33, .review),
      ("soften: {far: low}", "Far. So. Bad", .low, 45, .review),
      ("soften: {joke: low}", "Joke. Bad", .medium, 60, .review),
      ("raise: {alarm: critical}", "alarm bad", .critical, 70, .review),
      ("raise: {alarm: critical block}", "alarm bad", .critical, 70, .block),
      ("raise: {alarm: low}", "alarm bad", .medium, 70, .review),
      ("soften: {joke: low}\nraise: {alarm: high}", "alarm bad joke", .high, 58, .review),
      (
        "raise: [{signal: alarm, reach: passage, action: block}]", "Alarm. Bad", .medium, 70, .block
      ),
    ] as [(String, String, Severity, UInt8, Action)])
  func `what softens or raises a finding moves it to a limit, and how sure it is`(
    lines: String, text: String, severity: Severity, confidence: UInt8, action: Action
  ) throws {
    let expected = Weight(severity: severity, confidence: confidence, action: action)
    #expect(try Self.weights("find: bad\nconfidence: 0.6\n" + lines, text) == [expected])
  }

  @Test func `of a rule's findings that overlap the gravest stays, then the longest`() throws {
    let rule = """
      ways:
      - {find: bad, severity: high}
      - {find: phrase.long, severity: low}
      """
    #expect(try RuleLab.marked(rule, "⟦bad⟧ at the end") == "⟦bad⟧ at the end")
    let even = "ways:\n- {find: bad}\n- {find: phrase.long}"
    #expect(try RuleLab.marked(even, "⟦bad at the end⟧") == "⟦bad at the end⟧")
    let joined = "find: bad\nwith: who\nspan: join"
    #expect(try RuleLab.marked(joined, "bad ⟦bad who⟧") == "⟦bad bad who⟧")
  }

  // A few findings are put in order where they stand, many in a list of their own.
  @Test(arguments: 0..<40)
  func `a passage of many sentences has the findings of each`(seed: Int) throws {
    var random = SplitMix(UInt64(seed))
    let words = ["bad", "worse", "who", "very bad not so", "end", "joke", "so"]
    let lexicon = try RuleLab.lexicon(
      """
      ways:
      - {find: bad, severity: \(random.pick(["low", "high"]))}
      - {find: phrase.long, severity: \(random.pick(["low", "medium"]))}
      - {find: [bad, worse], with: [who, joke], span: join}
      """, more: "- {id: conduct.more, title: t, advice: a, severity: high, find: [worse, joke]}")
    var text = ""
    var expected: [String] = []
    for _ in 0..<(2 + random.below(14)) {
      let sentence = (0..<(1 + random.below(6))).map { _ in random.pick(words) }
        .joined(separator: " ")
      for finding in lexicon.findings(in: "So " + sentence) {
        let start = text.utf8.count
        expected.append(
          "\(finding.rule) \(finding.range.indices.lowerBound + start) "
            + "\(finding.range.count) \(finding.confidence) \(finding.evidence.count)")
      }
      text += "So " + sentence + ". "
    }
    let found = lexicon.findings(in: text).map {
      "\($0.rule) \($0.range.start) \($0.range.count) \($0.confidence) \($0.evidence.count)"
    }
    #expect(found == expected)
  }

  @Test func `findings of several rules stand in the order of the text, then of the rules`() throws
  {
    let more = """
      - {id: conduct.all, title: t, advice: a, severity: low, find: bad, span: sentence}
      - {id: conduct.who, title: t, advice: a, severity: low, find: who}
      - {id: conduct.again, title: t, advice: a, severity: low, find: bad}
      """
    let found = try RuleLab.lexicon("find: bad", more: more).found(in: "who is bad")
    #expect(
      found == [
        "conduct.who: who", "conduct.all: who is bad", "conduct.again: bad", "conduct.test: bad",
      ])
  }

  @Test func `a finding names what it rests on, in the order of the text`() throws {
    let test = try RuleLab.lexicon("find: bad\nwith: who\nalso: [joke]")
    let names = test.lexicon.signalNames()
    let finding = try #require(test.findings(in: "joke bad who").first)
    #expect(finding.evidence.map { names[$0.signal] } == ["joke", "bad", "who"])
    #expect(finding.evidence.map(\.range.start) == [0, 5, 9])
  }

  @Test func `the nearest of several supports is the one that is joined`() throws {
    let text = "who x ⟦bad who⟧ x who"
    #expect(try RuleLab.marked("find: bad\nwith: who\nspan: join", text) == text)
  }

  @Test func `a passage says whose words it is, and the run says it for the others`() throws {
    let test = try RuleLab.lexicon("find: bad\naudience: [parent]")
    var batch = PassageBatch()
    for audience in [Audience.parent, .staff, nil] {
      var passage = Passage(text: batch.store("bad"))
      passage.audience = audience
      batch.append(passage)
    }
    batch.seal()
    let scanner = PassageScanner(lexicon: test.lexicon)
    let asParent = scanner.scan(batch, as: .parent)
    let asStaff = scanner.scan(batch, as: .staff)
    #expect(asParent.ranges.map(\.count) == [1, 0, 1])
    #expect(asStaff.ranges.map(\.count) == [1, 0, 0])
  }
}
