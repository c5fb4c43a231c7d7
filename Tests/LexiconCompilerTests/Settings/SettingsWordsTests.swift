import LexiconCompiler
import Rules
import SchoolSettings
import ScanCore
import TestSupport
import Testing
import TextModel

struct SettingsWordsTests {
  private func words(_ text: String) throws -> SettingsWords {
    let (settings, faults) = readSettings(text, path: "/s/.gatepost.yml")
    if let fault = faults.first { throw fault }
    return SettingsWords(settings)
  }

  private func found(_ settings: String, in text: String) throws -> [String] {
    let files = [
      LexiconText(
        "signals/a.yml",
        "signals: [{signal: school, terms: [our school]}, {signal: firm, terms: [zz]}]"),
      LexiconText(
        "rules/a.yml",
        """
        - {id: entity.school, title: t, advice: a, severity: note, find: school}
        - {id: entity.staff, title: t, advice: a, severity: note, find: person.staff}
        - {id: entity.pupil, title: t, advice: a, severity: note, find: person.full}
        """),
      LexiconText("names/given-names.tsv", "jane\t8\t8\t0\t0\n"),
      LexiconText("names/surnames.tsv", "pike\t6\t1\t0\t0\n"),
      LexiconText("names/cues.tsv", "mrs\ttitle\n"),
    ]
    let compilation = Compilation(texts: files, words: try words(settings))
    if let fault = compilation.errors.first { throw fault }
    let lexicon = try Lexicon(bytes: compilation.image ?? [])
    let rules = RuleSet.ids(in: lexicon)
    let batch = PassageBatch.of([text], kind: .post)
    return PassageScanner(lexicon: lexicon).scan(batch).findings.map { rules[$0.rule] }
  }

  @Test func `a school's own name is a school`() throws {
    let settings = "school: {names: ['St Ash''s (VA) Primary: Hill|Top']}"
    #expect(try found(settings, in: "At St Ash’s VA Primary, Hill Top") == ["entity.school"])
    #expect(try found("{}", in: "At St Ash’s VA Primary, Hill Top") == [])
    #expect(try found(settings, in: "At our school") == ["entity.school"])
  }

  @Test(arguments: ["Jane Pike", "Mrs Pike", "Mrs Jane Pike"])
  func `staff whom the settings name are staff in every form`(_ name: String) throws {
    let settings = "staff: [{name: Mrs Jane Pike}]"
    #expect(try found(settings, in: "Thanks to \(name) for the cake") == ["entity.staff"])
  }

  @Test func `the number changes with the words and with nothing else`() throws {
    let one = try words("school: {names: [Ash]}").hash
    #expect(try words("{}").hash == 0)
    #expect(try words("school: {names: [Ash]}\naudience: staff").hash == one)
    #expect(try words("school: {names: [Oak]}").hash != one)
    #expect(try words("staff: [{name: Ash Oak}]").hash != 0)
  }
}
