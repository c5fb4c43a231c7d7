import LexiconCompiler
import SchoolSettings
import TestSupport
import Testing
import TextModel

struct SettingsReaderTests {
  private func faults(_ text: String) -> [String] {
    readSettings(text, path: "/school/.gatepost.yml").1.map(\.description)
  }

  @Test func `everything that the file says is kept`() {
    let (settings, faults) = readSettings(
      """
      school: {names: [Ash Hill Primary School, Ash Hill], trust: Downs Trust, classes: [Flumps]}
      suppliers: [Snapperoo]
      accounts:
      - {platform: facebook, handle: "@ashhill", posters: [office], opened: 2024-02-29}
      staff:
      - {name: Mrs Jane Pike, also: [Miss Rook], role: headteacher}
      policies: coton
      audience: staff
      fail-on: never
      min-confidence: 0.5
      min-severity: low
      rules: {on: [entity.person], off: conduct, actions: {pupil.full-name: block}}
      allow:
      - term: Ana Bell
        rule: pupil.full-name
        path: news/*.md
        until: 2027-07-31
        who: J Pike
        why: consent is on file
      roll: {channel: website}
      baseline: {file: gatepost.baseline}
      """, path: "/school/.gatepost.yml")
    #expect(faults == [])
    #expect(settings.school.names == ["Ash Hill Primary School", "Ash Hill"])
    #expect(settings.school.trust == ["Downs Trust"])
    #expect(settings.accounts.accounts.map(\.handle) == ["@ashhill"])
    #expect(settings.staff.map(\.also) == [["Miss Rook"]])
    #expect(settings.policies == ["coton"])
    #expect(settings.audience == .staff)
    #expect(settings.failOn == .never)
    #expect(settings.minimumConfidence == 0.5)
    #expect(settings.minimumSeverity == .low)
    #expect(settings.rules.on == ["entity.person"])
    #expect(settings.rules.off == ["conduct"])
    #expect(settings.rules.actions.map(\.rule) == ["pupil.full-name"])
    #expect(settings.rules.actions.map(\.action) == [.block])
    #expect(settings.allowances.map(\.term) == ["Ana Bell"])
    #expect(settings.allowances.map(\.line) == [14])
    #expect(settings.roll.channel == "website")
    #expect(settings.baselineFile == "gatepost.baseline")
    #expect(settings.wordsHash != 0)
  }

  @Test func `an empty file says nothing`() {
    let (settings, faults) = readSettings("# nothing yet\n", path: "/school/.gatepost.yml")
    #expect(faults == [])
    #expect(settings.tree == .mapping([]))
    #expect(settings.wordsHash == 0)
  }

  @Test(arguments: [
    ("school: {nmaes: [x]}", "1: unknown key 'nmaes'; did you mean 'names'?"),
    ("\nfail-on: blok", "2: unknown fail-on 'blok'; did you mean 'block'?"),
    ("min-confidence: 2", "1: 'min-confidence' is a number from 0.0 to 1.0, not '2'"),
    ("policies: []\npolicies: [a]", "2: key 'policies' appears twice; first in line 1"),
    ("school: [a]", "1: 'school' is written as keys and values, not as a list"),
    ("- a", "1: .gatepost.yml is written as keys and values, not as a list"),
    ("suppliers: [[a]]", "1: 'suppliers' needs a text here, not a list"),
    ("hook: {all: maybe}", "1: 'all' is true or false, not 'maybe'"),
    (
      "suppliers: Firm #1", "1: what follows '#' is a comment; put quotes round the text to keep it"
    ),
  ])
  func `a mistake is named with its line and its remedy`(_ test: (text: String, fault: String)) {
    #expect(faults(test.text) == [".gatepost.yml:" + test.fault])
  }

  @Test(arguments: ["2027-02-30", "2027-13-01", "31/07/2027", "2027-7-31", "2027-07-31T00:00"])
  func `a day that is none is said`(_ day: String) {
    let text = "allow: [{rule: pupil, who: a, why: b, until: '\(day)'}]"
    #expect(
      faults(text) == [".gatepost.yml:1: 'until' is a day, written YYYY-MM-DD, not '\(day)'"])
  }

  @Test func `an entry of the allow-list says who and why`() {
    #expect(
      faults("allow:\n- rule: pupil") == [
        ".gatepost.yml:2: an entry of 'allow' needs 'who'",
        ".gatepost.yml:2: an entry of 'allow' needs 'why'",
      ])
  }

  @Test func `the published schema is that of the program`() throws {
    #expect(try Repository.text("Documentation/gatepost-yml.schema.json") == SettingsSchema.json)
  }
}
