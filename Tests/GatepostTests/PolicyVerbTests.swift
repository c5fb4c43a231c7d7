import Testing

/// `gatepost policy` and `gatepost rules`, beside a lexicon so small that it compiles at once.
struct PolicyVerbTests {
  private static let signals = """
    signals:
    - {signal: conduct.test, about: A word that nobody says by accident., source: own, terms: [zibblewick]}

    """
  private static let rules = """
    - id: conduct.test
      title: Says zibblewick
      find: conduct.test
      severity: high
      route: [headteacher]
      advice: Take it out.
      replacement: nothing at all
      examples:
        flag: ["you ⟦zibblewick⟧", "the ⟦zibblewick⟧ is back"]
        clean: ["nothing at all", "nothing else"]

    """
  private static let policy = """
    policy: oakfield
    version: "2"
    title: Oakfield's policy
    clauses:
    - {id: o.1, heading: Words, paraphrase: Nobody says it., audiences: [staff], rules: [conduct.test]}
    - {id: o.2, heading: Scope, paraphrase: Binds all., not-in-text: Says who is bound.}

    """
  private static let texts = """
    policy: oakfield
    clauses:
    - clause: o.1
      audience: staff
      breaks: [You zibblewick]
      paraphrases: [O zibblewick mine, quobblewort]
      passes: [You wick]

    """

  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox(hasOwnLexicons: true)
    try sandbox.write(Self.signals, to: "../Lexicons/signals/test.yml")
    try sandbox.write(Self.rules, to: "../Lexicons/rules/conduct/test.yml")
    try sandbox.write(Self.policy, to: "../Lexicons/policies/oakfield.yml")
    try sandbox.write(Self.texts, to: "../Fixtures/clauses/oakfield.yml")
    return sandbox
  }

  @Test func `policies are listed and shown`() throws {
    let sandbox = try sandbox()
    let listed = try sandbox.gatepost("policy", "list")
    #expect(listed.text == "oakfield          2         Oakfield's policy (2 clauses)\n")
    #expect(try sandbox.gatepost("policy").text == listed.text)
    let shown = try sandbox.gatepost("policy", "show", "o.2")
    #expect(shown.text.contains("o.2  Scope\n  Binds all.\n"))
    #expect(shown.text.contains("not in text: Says who is bound."))
    let unknown = try sandbox.gatepost("policy", "show", "o.3")
    #expect(unknown.status == 2)
    #expect(
      unknown.errors == "gatepost: no policy or clause is called 'o.3'; there are: oakfield\n")
  }

  @Test func `coverage is a table, and fails where a clause is not covered`() throws {
    let sandbox = try sandbox()
    let whole = try sandbox.gatepost("policy", "coverage")
    #expect(whole.status == 0)
    #expect(whole.text.contains("1/1 1/2 1/1"))
    #expect(
      whole.text.hasSuffix(
        "oakfield: 2 clauses; 1 of 1 that a text can break are covered by rules and texts; 1 say "
          + "why no text can; 1 of 2 paraphrases found\n"))
    try sandbox.write(
      Self.texts.replacing("You wick", with: "Zibblewick"), to: "../Fixtures/clauses/oakfield.yml")
    let broken = try sandbox.gatepost("policy", "coverage", "oakfield")
    #expect(broken.status == 1)
    #expect(broken.errors.contains("oakfield.yml:7: o.1: found by conduct.test: 'Zibblewick'"))
    #expect(broken.text.contains("NOT COVERED"))
  }

  @Test func `a new pack compiles, and a faulty one is named by line`() throws {
    let sandbox = try sandbox()
    let begun = try sandbox.gatepost("policy", "new", "elm", "--output", "elm.yml")
    #expect(begun.status == 0)
    #expect(try sandbox.read("elm.yml").hasPrefix("# The social media policy of our school"))
    #expect(try sandbox.gatepost("policy", "new", "elm", "--output", "elm.yml").status == 2)
    let checked = try sandbox.gatepost("policy", "check", "elm.yml")
    #expect(checked.status == 2)
    #expect(checked.errors.contains("no rule is called 'offensive.insult'"))
    try sandbox.write(Self.policy, to: "oak.yml")
    let right = try sandbox.gatepost("policy", "check", "oak.yml")
    #expect(right.status == 0)
    #expect(
      right.text
        == "oak.yml: nothing is wrong; policy 'oakfield', 2 clauses, 1 of them with rules\n")
  }

  @Test func `a rule is explained to a person`() throws {
    let sandbox = try sandbox()
    let shown = try sandbox.gatepost("rules", "show", "conduct.test")
    #expect(shown.status == 0)
    for part in [
      "conduct.test: Says zibblewick", "A word that nobody says by accident.",
      "o.1, Words: Nobody says it.", "“you [zibblewick]”", "Take it out.", "nothing at all",
    ] {
      #expect(shown.text.contains(part), "\(part)")
    }
    let unknown = try sandbox.gatepost("rules", "show", "conduct.tst")
    #expect(unknown.status == 2)
    #expect(
      unknown.errors
        == "gatepost: no rule is called 'conduct.tst'; did you mean 'conduct.test'?\n")
  }
}
