import Foundation
import Testing

/// A school's `.gatepost.yml`, beside a lexicon so small that it compiles at once.
struct SettingsTests {
  private static let signals = """
    signals:
      - {signal: school, terms: [our school]}
      - {signal: bad, terms: [zibblewick]}
      - {signal: unofficial-account, terms: [(set up|made) ..2 page ..4]}
      - {signal: school-handle.whole, terms: [zibblewick page]}
      - {signal: school-handle.part, terms: [zibblewick page]}
      - signal: school-handle.class
        patterns: [{pattern: '(?<=@)[\\w]*(?:Class|_4B)', anchor: at-sign}]

    """
  private static let rules = """
    - {id: conduct.bad, title: Bad, find: bad, severity: low, advice: a}
    - {id: conduct.school, title: School, find: school, severity: low, advice: a, action: note}
    - {id: conduct.unofficial-account, title: Account, severity: low, advice: a, action: review,
       ways: [{find: unofficial-account}, {find: school-handle.whole}, {find: school-handle.part, with: school-handle.class, reach: words 1}]}
    - {id: personal.social-handle, title: Handle, find: social-handle.person, severity: medium, advice: a}
    - {id: personal.phone, title: Phone, find: phone.mobile, severity: medium, advice: a}

    """

  private func sandbox(_ settings: String) throws -> Sandbox {
    let sandbox = try Sandbox(hasOwnLexicons: true)
    try sandbox.write(Self.signals, to: "../Lexicons/signals/test.yml")
    try sandbox.write(Self.rules, to: "../Lexicons/rules/conduct/test.yml")
    for name in ["uk-schools", "ours"] {
      try sandbox.write(
        "policy: \(name)\nversion: 1\nclauses: [{id: a.1, heading: A, paraphrase: p, "
          + "rules: [conduct.bad, conduct.school, personal.phone, "
          + "personal.social-handle, conduct.unofficial-account]}]\n",
        to: "../Lexicons/policies/\(name).yml")
    }
    try sandbox.write(settings, to: ".gatepost.yml")
    return sandbox
  }

  private func rules(_ ended: Ended) throws -> [String?] {
    try JSONObject(ended.output).findings.map { $0[text: "rule"] }
  }

  @Test func `it counts for the files below it, and an edit at the next run`() throws {
    let sandbox = try sandbox("school: {names: [Ash Hill]}\n")
    try sandbox.write("At Ash Hill.\n", to: "news/may/draft.txt")
    #expect(try rules(sandbox.gatepost("news/may/draft.txt")) == ["conduct.school"])
    #expect(try rules(sandbox.gatepost(input: "At Ash Hill.\n")) == ["conduct.school"])
    try sandbox.write("school: {names: [Oak Hill]}\n", to: ".gatepost.yml")
    #expect(try rules(sandbox.gatepost("news/may/draft.txt")) == [])
    _ = try sandbox.shell("rm .gatepost.yml")
    #expect(try rules(sandbox.gatepost(input: "At Oak Hill.\n")) == [])
  }

  @Test func `the school's own numbers are no findings`() throws {
    let sandbox = try sandbox("contacts: {phones: [+44 7700 900120]}\n")
    #expect(try rules(sandbox.gatepost(input: "Ring 07700 900120.\n")) == [])
    #expect(try rules(sandbox.gatepost(input: "Ring 07700 900121.\n")) == ["personal.phone"])
  }

  private static let register = """
    school: {names: [Ash Hill Primary]}
    accounts:
      - {platform: x, handle: "@AshHillPrimary_1"}
      - {platform: facebook, handle: Ash Hill Families, closed: 2025-07-20}

    """

  @Test(arguments: [
    ("News on @AshHillPrimary_1 now.\n", ["personal.social-handle"], []),
    (
      "We made a page, see @AshHillPrimary_1.\n",
      ["conduct.unofficial-account", "personal.social-handle"], []
    ),
    (
      "News on @AshHillPrimary_fun now.\n", ["personal.social-handle"],
      ["conduct.unofficial-account", "personal.social-handle"]
    ),
    (
      "Follow @ash_hill_4B\n", ["personal.social-handle"],
      ["conduct.unofficial-account", "personal.social-handle"]
    ),
    ("Follow @ash_hill_fc1\n", ["personal.social-handle"], ["personal.social-handle"]),
    (
      "We made a page at Ash Hill Families.\n", ["conduct.unofficial-account"],
      ["conduct.unofficial-account"]
    ),
  ])
  func `the register of accounts tells the school's own from others`(
    text: String, without: [String], with: [String]
  ) throws {
    let sandbox = try sandbox("audience: official\n")
    #expect(try Set(rules(sandbox.gatepost(input: text))).sorted { $0 ?? "" < $1 ?? "" } == without)
    try sandbox.write(Self.register, to: ".gatepost.yml")
    #expect(try Set(rules(sandbox.gatepost(input: text))).sorted { $0 ?? "" < $1 ?? "" } == with)
  }

  @Test func `what a rule asks for, which rules count and when a scan fails can be set`() throws {
    let text = "You zibblewick.\n"
    #expect(try sandbox("rules: {off: conduct}").gatepost(input: text).status == 0)
    #expect(try sandbox("fail-on: block").gatepost(input: text).status == 0)
    #expect(
      try sandbox("fail-on: block\nrules: {actions: {conduct.bad: block}}").gatepost(input: text)
        .status == 1)
    #expect(try sandbox("policies: [ours]").gatepost(input: text).status == 1)
  }

  @Test func `the command line wins over the file`() throws {
    let sandbox = try sandbox("fail-on: never\naudience: staff\npolicies: [nowhere]\n")
    let arguments = ["--fail-on", "review", "--audience", "parent", "--policy", "ours"]
    let ended = try sandbox.run(Built.gatepost, arguments, input: "You zibblewick.\n")
    #expect(ended.status == 1)
    #expect(try JSONObject(ended.output)[text: "audience"] == "parent")
  }

  @Test func `a mistake is named with its line, and nothing is scanned`() throws {
    let sandbox = try sandbox("audience: staff\npolcies: [ours]\n")
    let ended = try sandbox.gatepost(input: "You zibblewick.\n")
    #expect(ended.status == 2)
    #expect(ended.text == "")
    #expect(
      ended.errors.hasPrefix("gatepost: .gatepost.yml:2: unknown key 'polcies'; did you mean"))
  }

  @Test func `a rule that does not exist is named with the file that names it`() throws {
    let sandbox = try sandbox("rules: {off: [conduct.baad]}\n")
    let ended = try sandbox.gatepost(input: "You zibblewick.\n")
    #expect(ended.status == 2)
    #expect(ended.errors.contains("/.gatepost.yml: no rule or family is called 'conduct.baad'"))
  }
}
