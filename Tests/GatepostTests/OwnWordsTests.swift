import Testing

/// A school's own words and rules, beside a lexicon so small that it compiles at once.
struct OwnWordsTests {
  private static let shippedSignals = """
    signals:
      - signal: conduct.test
        about: A word that nobody says by accident.
        source: own list
        terms:
          - zibblewick

    """
  private static let ownSignals = """
    signals:
      - signal: conduct.test
        about: The same in our village.
        source: own list
        terms:
          - quobblewort

    """
  private static let rules = """
    - id: conduct.test
      title: Says zibblewick
      find: conduct.test
      severity: high
      advice: Take it out.
      examples:
        flag: ["you ⟦zibblewick⟧", "the ⟦zibblewick⟧ is back"]
        clean: ["nothing at all", "nothing else"]

    """
  private static let policy = """
    policy: uk-schools
    version: 1
    clauses:
      - id: test.1
        heading: Test
        paraphrase: Nobody says it.
        audiences: [official, staff, governor, volunteer, parent, pupil]
        rules: [conduct.test]

    """

  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox(hasOwnLexicons: true)
    try sandbox.write(Self.shippedSignals, to: "../Lexicons/signals/test.yml")
    try sandbox.write(Self.rules, to: "../Lexicons/rules/conduct/test.yml")
    try sandbox.write(Self.policy, to: "../Lexicons/policies/uk-schools.yml")
    return sandbox
  }

  @Test func `a word added beside the texts counts at the next run`() throws {
    let sandbox = try sandbox()
    try sandbox.write("You quobblewort.\n", to: "news/draft.txt")
    let before = try sandbox.gatepost("news/draft.txt")
    #expect(before.status == 0)
    #expect(before.errors == "")
    try sandbox.write(Self.ownSignals, to: ".gatepost/signals/ours.yml")
    let after = try sandbox.gatepost("news/draft.txt")
    #expect(after.status == 1)
    #expect(try JSONObject(after.output).findings.map { $0[text: "rule"] } == ["conduct.test"])
  }

  @Test func `a word of one's own that is edited counts at the next run`() throws {
    let sandbox = try sandbox()
    try sandbox.write(Self.ownSignals, to: ".gatepost/signals/ours.yml")
    #expect(try sandbox.gatepost(input: "You snickerwort.\n").status == 0)
    let edited = Self.ownSignals.replacing("quobblewort", with: "snickerwort")
    try sandbox.write(edited, to: ".gatepost/signals/ours.yml")
    #expect(try sandbox.gatepost(input: "You snickerwort.\n").status == 1)
    _ = try sandbox.shell("rm -r .gatepost")
    #expect(try sandbox.gatepost(input: "You snickerwort.\n").status == 0)
  }

  @Test func `one's own words count only where they lie above the text`() throws {
    let sandbox = try sandbox()
    try sandbox.write(Self.ownSignals, to: "ours/.gatepost/signals/ours.yml")
    try sandbox.write("You quobblewort.\n", to: "ours/deep/down/draft.txt")
    try sandbox.write("You quobblewort.\n", to: "theirs/draft.txt")
    #expect(try sandbox.gatepost("ours/deep/down/draft.txt").status == 1)
    #expect(try sandbox.gatepost("theirs/draft.txt").status == 0)
    #expect(try sandbox.gatepost("draft.txt", in: "ours/deep/down").status == 1)
  }

  @Test func `a mistake in a rule of one's own is named with file and line, and nothing scanned`()
    throws
  {
    let sandbox = try sandbox()
    let faulty = Self.rules.replacing("conduct.test", with: "conduct.ours")
    try sandbox.write(faulty, to: ".gatepost/rules/conduct/ours.yml")
    let ended = try sandbox.gatepost(input: "You zibblewick.\n")
    #expect(ended.status == 2)
    #expect(ended.text == "")
    #expect(
      ended.errors
        == "gatepost: .gatepost/rules/conduct/ours.yml:3: no signal is called 'conduct.ours'\n"
        + "gatepost: nothing was scanned, because the lexicon does not compile; see above\n")
  }

  @Test func `a school adds words by which identifiers are known, and takes some away`() throws {
    let sandbox = try sandbox()
    let address = Self.rules.replacing("conduct.test", with: "personal.test")
      .replacing("find: personal.test", with: "find: address")
    try sandbox.write(address, to: "../Lexicons/rules/personal/test.yml")
    let policy = Self.policy.replacing("[conduct.test]", with: "[conduct.test, personal.test]")
    try sandbox.write(policy, to: "../Lexicons/policies/uk-schools.yml")
    let shipped = "identifiers:\n  street-strong: {words: [lane]}\n"
    try sandbox.write(shipped, to: "../Lexicons/identifiers/words.yml")
    #expect(try sandbox.gatepost(input: "She is at 14 Mere Lane.\n").status == 1)
    #expect(try sandbox.gatepost(input: "She is at 14 Mere Ginnel.\n").status == 0)
    let ours = "identifiers:\n  street-strong: {words: [ginnel]}\n"
    try sandbox.write(ours, to: ".gatepost/identifiers/ours.yml")
    #expect(try sandbox.gatepost(input: "She is at 14 Mere Lane.\n").status == 1)
    #expect(try sandbox.gatepost(input: "She is at 14 Mere Ginnel.\n").status == 1)
    let instead = "identifiers:\n  street-strong: {words: [ginnel], replace: true}\n"
    try sandbox.write(instead, to: ".gatepost/identifiers/ours.yml")
    #expect(try sandbox.gatepost(input: "She is at 14 Mere Lane.\n").status == 0)
    #expect(try sandbox.gatepost(input: "She is at 14 Mere Ginnel.\n").status == 1)
  }

  @Test func `a file that is no YAML is named with its line`() throws {
    let sandbox = try sandbox()
    try sandbox.write("signals:\n  - {signal: [", to: ".gatepost/signals/ours.yml")
    let ended = try sandbox.gatepost(input: "You zibblewick.\n")
    #expect(ended.status == 2)
    #expect(ended.errors.hasPrefix("gatepost: .gatepost/signals/ours.yml:3: not YAML"))
  }
}
