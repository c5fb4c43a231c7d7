import LexiconCompiler
import TextModel
import Testing

struct RuleReaderTests {
  @Test func `a rule keeps what its file says`() throws {
    let text = """
      - id: defamation.dishonesty
        title: Accuses somebody of dishonesty
        find: [imputation.dishonesty]
        with: [person, staff-role]
        reach: words 6
        order: before
        also:
          - {with: [child-word, pupil], reach: passage, count: 2}
          - school
        unless: [negated, {signal: history, reach: passage, order: after}]
        soften: {opinion: medium, quoted: low note}
        raise: [{signal: hearsay, severity: high, reach: neighbours}]
        audience: [parent, staff]
        kind: [comment, file-name]
        severity: high
        confidence: 0.9
        action: block
        span: join
        route: [headteacher, chair]
        within: 24h
        handling: no-image
        advice: >-
          Take it
          out.
        replacement: a concern
      """
    let rule = try #require(lexicon("rules/defamation/a.yml", text).rules.first)
    #expect(rule.place.description == "rules/defamation/a.yml:1")
    #expect((rule.severity, rule.action, rule.confidence) == (.high, .block, 0.9))
    #expect((rule.advice, rule.replacement) == ("Take it out.", "a concern"))
    #expect((rule.route, rule.within) == (["headteacher", "chair"], "24h"))
    #expect((rule.handling, rule.family) == ("no-image", "defamation"))
    let way = try #require(rule.ways.first)
    #expect(rule.ways.count == 1)
    #expect(way.find == ["imputation.dishonesty"])
    #expect(
      way.conditions.map(written) == [
        "person|staff-role words(6) before 1", "child-word|pupil passage any 2",
        "school sentence any 1",
      ])
    #expect(way.unless.map(written) == ["negated - - 1", "history passage after 1"])
    #expect(
      way.soften.map(written) == ["opinion - - 1: medium -", "quoted - - 1: low note"])
    #expect(way.raise.map(written) == ["hearsay neighbours - 1: high -"])
    #expect(way.audience == [AudienceSet(.parent), AudienceSet(.staff)])
    #expect(way.kinds == [.comment, .fileName])
    #expect(way.span == .join)
    #expect(rule.uses.map(\.name).contains("staff-role"))
    #expect(rule.uses.first?.place.line == 3)
  }

  @Test func `a rule that says little has the usual values`() throws {
    let rule = try #require(lexicon("rules/a.yml", rule("", find: "matter")).rules.first)
    #expect((rule.action, rule.confidence, rule.route) == (.review, 0.7, []))
    let way = try #require(rule.ways.first)
    #expect((way.find, way.conditions, way.span) == (["matter"], [], .find))
    #expect(way.audience == .all)
    #expect(way.kinds == nil)
  }

  @Test func `a way takes from its rule what it does not say itself`() throws {
    let text = """
      - id: conduct.test
        title: A title
        advice: Some advice
        severity: high
        find: [a]
        reach: passage
        unless: [negated]
        soften: {opinion: medium, joke: low}
        audience: [staff]
        ways:
          - with: [b]
          - {find: [c], with: [d], reach: words 3, unless: [quoted], severity: low, action: note}
          - {soften: {opinion: note}, audience: [pupil], confidence: 0.2}
      """
    let ways = try #require(lexicon("rules/a.yml", text).rules.first).ways
    #expect(ways.map(\.find) == [["a"], ["c"], ["a"]])
    #expect(
      ways.map { $0.conditions.map(written) } == [
        ["b passage any 1"], ["d words(3) any 1"], [],
      ])
    #expect(
      ways.map { $0.unless.flatMap(\.signals) } == [
        ["negated"], ["quoted", "negated"], ["negated"],
      ])
    #expect(
      ways.map { $0.soften.map(written) } == [
        ["opinion - - 1: medium -", "joke - - 1: low -"],
        ["opinion - - 1: medium -", "joke - - 1: low -"],
        ["opinion - - 1: note -", "joke - - 1: low -"],
      ])
    #expect(ways.map(\.severity) == [.high, .low, .high])
    #expect(ways.map(\.action) == [.review, .note, .review])
    #expect(ways.map(\.confidence) == [0.7, 0.7, 0.2])
    #expect(
      ways.map(\.audience) == [AudienceSet(.staff), AudienceSet(.staff), AudienceSet(.pupil)])
    #expect(ways.map(\.place.line) == [11, 12, 13])
  }

  @Test(arguments: [
    ("sevrity: low", "6: unknown key 'sevrity'; did you mean 'severity'?"),
    ("action: blok", "6: unknown action 'blok'; did you mean 'block'?"),
    ("action: shout", "6: unknown action 'shout'; it is one of note, review, block"),
    ("reach: sentance", "6: unknown reach 'sentance'; did you mean 'sentence'?"),
    ("reach: words six\nwith: [x]", "6: a reach in words is a number from 1 to 500, not 'six'"),
    (
      "reach: town\nwith: [x]",
      "6: unknown reach 'town'; it is sentence, neighbours, passage or a number of words: words 6"
    ),
    ("confidence: 1.5", "6: 'confidence' is a number from 0.0 to 1.0, not '1.5'"),
    ("confidence: nan", "6: 'confidence' is a number from 0.0 to 1.0, not 'nan'"),
    ("audience: [parents]", "6: unknown audience 'parents'; did you mean 'parent'?"),
    ("order: first\nwith: [x]", "6: unknown order 'first'; it is one of any, before, after"),
    ("with: []", "6: 'with' names no signal"),
    ("with: {a: b}", "6: 'with' needs a text here, not a mapping"),
    ("also:\n- {reach: passage}", "7: an entry of 'also' needs 'signal' or 'with'"),
    ("unless: [{sinal: x}]", "6: unknown key 'sinal'; did you mean 'signal'?"),
    (
      "soften: {opinion: smaller}",
      "6: unknown adjustment 'smaller'; write a severity, or a "
        + "severity and an action: medium, low note"
    ),
    ("soften: opinion", "6: 'soften' needs a severity for each signal: {opinion: medium}"),
    ("ways: []", "6: 'ways' of rule 'conduct.test' is empty"),
    (
      "ways:\n- {title: x}",
      "7: unknown key 'title'; a way has find, with, reach, order, count, "
        + "also, unless, soften, raise, audience, kind, span, severity, confidence, action"
    ),
    (
      "examples: {flag: [none]}",
      "6: example 'none': marks nothing; put ⟦ ⟧ round what must be found"
    ),
    ("examples: {clean: [⟦a⟧]}", "6: example '⟦a⟧': a clean example has no ⟦ ⟧"),
    ("examples: {flag: [⟦a]}", "6: example '⟦a': '⟦' is never closed"),
    ("examples: {flag: [a⟧]}", "6: example 'a⟧': '⟧' without a '⟦' before it"),
    ("examples: {flag: [⟦a ⟦b⟧⟧]}", "6: example '⟦a ⟦b⟧⟧': '⟦' inside another '⟦'"),
    ("examples: {flag: [⟦⟧]}", "6: example '⟦⟧': nothing between '⟦' and '⟧'"),
  ])
  func `a fault of a rule is named by line and reason`(lines: String, reason: String) {
    let (_, errors) = readLexicon(texts: [LexiconText("rules/a.yml", rule(lines))])
    #expect(errors.map(\.description).first == "rules/a.yml:" + reason)
  }

  @Test func `a rule is as grave as its gravest way if only the ways say`() throws {
    let text = """
      - id: conduct.test
        title: A title
        advice: Some advice
        ways: [{find: a, severity: low}, {find: b, severity: critical}, {find: c, severity: note}]
      """
    #expect(lexicon("rules/a.yml", text).rules.map(\.severity) == [.critical])
    let lacking = text.replacing(", severity: critical", with: "")
    let (_, errors) = readLexicon(texts: [LexiconText("rules/a.yml", lacking)])
    #expect(errors.map(\.description) == ["rules/a.yml:4: rule 'conduct.test' needs 'severity'"])
  }

  @Test(arguments: [
    ("Conduct.test", "rule 'Conduct.test' is not called family.kebab-case in small letters"),
    ("conduct", "rule 'conduct' is not called family.kebab-case in small letters"),
    ("conduct.a--b", "rule 'conduct.a--b' is not called family.kebab-case in small letters"),
    ("conduct.a.b", "rule 'conduct.a.b' is not called family.kebab-case in small letters"),
    ("pupils.test", "unknown family 'pupils' in 'pupils.test'; did you mean 'pupil'?"),
  ])
  func `an id is a family and a name`(id: String, reason: String) {
    let text = rule("").replacing("conduct.test", with: id)
    let (_, errors) = readLexicon(texts: [LexiconText("rules/a.yml", text)])
    #expect(errors.map(\.message) == [reason])
  }

  @Test func `two rules of one id in one folder are a fault`() {
    let (_, errors) = readLexicon(texts: [
      LexiconText("rules/a.yml", rule("")), LexiconText("rules/b.yml", rule("")),
    ])
    let reason = "rule 'conduct.test' appears twice; first at rules/a.yml:1"
    #expect(errors.map(\.description) == ["rules/b.yml:1: " + reason])
  }

  private func written(_ condition: ConditionSource) -> String {
    let reach = condition.reach.map { "\($0)" } ?? "-"
    let order = condition.order?.name ?? "-"
    return condition.signals.joined(separator: "|") + " \(reach) \(order) \(condition.count)"
  }

  private func written(_ adjustment: AdjustmentSource) -> String {
    let severity = adjustment.severity?.name ?? "-"
    return "\(written(adjustment.condition)): \(severity) \(adjustment.action?.name ?? "-")"
  }
}
