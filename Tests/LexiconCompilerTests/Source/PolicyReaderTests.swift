import LexiconCompiler
import TextModel
import Testing

struct PolicyReaderTests {
  @Test func `a policy keeps what its file says`() throws {
    let text = """
      policy: oakfield
      version: "1"
      title: Oakfield
      clauses:
        - id: 4.10
          heading: Conduct
          paraphrase: Be kind.
          audiences: [parent, pupil]
          rules: [offensive.insult, conduct.banter]
          names: [conduct.banter]
          action: block
          route: [headteacher]
          within: 24h
          handling: do-not-reply
        - {id: 4.2, heading: Scope, paraphrase: All., not-in-text: Says who is bound.}
      """
    let policy = try #require(lexicon("policies/oakfield.yml", text).policies.first)
    #expect((policy.name, policy.version, policy.title) == ("oakfield", "1", "Oakfield"))
    #expect(policy.clauses.map(\.id) == ["4.10", "4.2"])
    let clause = try #require(policy.clauses.first)
    #expect(clause.rules == ["offensive.insult", "conduct.banter"])
    #expect(clause.names == ["conduct.banter"])
    #expect(clause.audiences == [AudienceSet(.parent), AudienceSet(.pupil)])
    #expect((clause.action, clause.route, clause.within) == (.block, ["headteacher"], "24h"))
    #expect(clause.handling == ["do-not-reply"])
    #expect(policy.clauses.map(\.notInText) == [nil, "Says who is bound."])
    #expect(policy.clauses.last?.audiences == .all)
  }

  @Test(arguments: [
    ReadingCase(
      "policies/a.yml",
      "policy: a\nversion: 1\nclauses:\n- {id: 4.2, heading: h, paraphrase: p, not-in-text: n}\n"
        + "- {id: 4.2, heading: h, paraphrase: p, not-in-text: n}",
      "policies/a.yml:5: clause 4.2 appears twice; first at policies/a.yml:4"),
    ReadingCase(
      "policies/a.yml", "policy: a\nversion: 1\nclauses: [{id: 1, heading: h, paraphrase: p}]",
      "policies/a.yml:3: clause 1 needs 'rules', or 'not-in-text' with the reason"),
    ReadingCase(
      "policies/a.yml", "policy: a\nversion: 1",
      "policies/a.yml:1: policy 'a' needs 'clauses' or 'union-of'"),
    ReadingCase(
      "policies/a.yml", "policy: a\nclauses: [{id: 1, heading: h, paraphrase: p, rules: [x.y]}]",
      "policies/a.yml:1: policy 'a' needs 'version'\n"
        + "policies/a.yml:2: unknown family 'x' in 'x.y'; there are pupil, personal, confidential, "
        + "offensive, defamation, conduct, link, safeguarding, security, entity, exempt"),
    ReadingCase(
      "policies/a.yml",
      "policy: a\nversion: 1\nclauses:\n- id: 1\n  heading: h\n  paraphrase: p\n"
        + "  rules: [link.a]\n  names: [link.b]",
      "policies/a.yml:8: 'names' holds 'link.b', which 'rules' does not hold"),
    ReadingCase(
      "policies/a.yml",
      "policy: a\nversion: 1\nweighs: {conduct.gossip: hihg}\nclauses:\n"
        + "- {id: 1, heading: h, paraphrase: p, rules: [link.a], within: sometime}",
      "policies/a.yml:3: unknown weight 'hihg'; did you mean 'high'?\n"
        + "policies/a.yml:5: unknown time limit 'sometime'; it is immediately, earliest-opportunity, "
        + "as-soon-as-possible, quickly, before-contact, or hours, days or working days: 24h, 3d, 2wd"
    ),
    ReadingCase(
      "policies/a.yml",
      "policy: a\nversion: 1\nexempts: {own-child: [link.a]}\nclauses:\n"
        + "- {id: 1, heading: h, paraphrase: p, rules: [link.a], duty-for: [lnk]}",
      "policies/a.yml:3: 'own-child' excuses nothing; rules of the family exempt do\n"
        + "policies/a.yml:5: no rule or family is called 'lnk'; did you mean 'link'?"),
    ReadingCase(
      "policies/a.yml", "policy: a\nversion: 1\nunionof: [b]",
      "policies/a.yml:3: unknown key 'unionof'; did you mean 'union-of'?"),
  ])
  func `a fault of a policy is named by line and reason`(_ test: ReadingCase) {
    let (_, errors) = readLexicon(texts: [LexiconText(test.file, test.text)])
    #expect(errors.map(\.description).joined(separator: "\n") == test.message)
  }
}
