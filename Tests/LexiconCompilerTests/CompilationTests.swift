import LexiconCompiler
import ScanCore
import TestSupport
import Testing

struct CompilationTests {
  private static func faults(_ file: String, _ text: String) -> [String] {
    Compilation(texts: [LexiconText(file, text)]).errors.map(\.description)
  }

  private static let signals = "signals:\n- signal: matter\n"

  @Test(arguments: [
    ReadingCase(
      "rules/a.yml", rule("unless:\n  - hearsay"),
      "rules/a.yml:3: no signal is called 'matter'"),
    ReadingCase(
      "signals/a.yml", signals + "  patterns:\n  - ' fund '\n  - '(ab'",
      "signals/a.yml:5: the pattern does not compile: missing closing parenthesis at byte 3\n"
        + "  (ab\n     ^"),
    ReadingCase(
      "signals/a.yml", signals + "  patterns:\n  - '\\d+p'",
      "signals/a.yml:4: no word of the pattern must be there in every match; name some with "
        + "'anchor:'"),
    ReadingCase(
      "signals/a.yml", signals + "  patterns:\n  - {pattern: 'a', anchor: digits, needs: [owner]}",
      "signals/a.yml:4: 'before' and 'owner' ask what stands before an anchor of words"),
    ReadingCase(
      "signals/a.yml", signals + "  patterns:\n  - {pattern: 'a', anchor: digits, before: [b]}",
      "signals/a.yml:4: 'before' and 'owner' ask what stands before an anchor of words"),
    ReadingCase(
      "signals/a.yml", signals + "  patterns:\n  - {pattern: 'a', anchor: digits, needs: [mixd]}",
      "signals/a.yml:4: 'needs' is apostrophe, code, digit, four-digits, letters-before-number, "
        + "mixed, number-aside, number-before-capital, owner, thousands or years, not 'mixd'; "
        + "did you mean 'mixed'?"),
    ReadingCase(
      "names/cues.tsv", "word\tcue\nmr\ttitel\n", "names/cues.tsv:2: no cue is called 'titel'"),
    ReadingCase(
      "names/letters.tsv", "character\tplain\tkind\nU+00E9\teeee\tletter",
      "names/letters.tsv:2: expected U+XXXX, one to three plain letters, and letter or look-alike"),
    ReadingCase(
      "names/words.tsv", "word\tclass\nliar",
      "names/words.tsv:2: expected 2 columns, parted by tabs; found 1"),
    ReadingCase(
      "spellings.tsv", "ur\tyou are",
      "spellings.tsv:1: a spelling is one word for one word"),
  ])
  func `a fault is named by file, line and reason`(test: ReadingCase) {
    #expect(Self.faults(test.file, test.text).first == test.message)
  }

  @Test(arguments: ["kiss 😘", "kiss (😘|me)", "raised £", "kiss (😘 me|me 😘)"])
  func `a sign that no text can hold as a word is warned of`(term: String) throws {
    let text = Self.signals + "  terms:\n  - \(term)"
    let test = try TestLexicon(signals: text)
    let sign = term.contains("£") ? "£" : "😘"
    #expect(
      test.compilation.warnings.map(\.description) == [
        "signals/a.yml:4: '\(term)': '\(sign)' holds no letter or digit and is passed over"
      ])
  }

  @Test func `a lexicon with a fault has no image`() {
    let compilation = Compilation(texts: [
      LexiconText("signals/a.yml", Self.signals + "  terms: [good]\n  patterns: ['(ab']")
    ])
    #expect(compilation.errors.count == 1)
    #expect(compilation.image == nil)
  }

  @Test func `a file that cannot be read is one fault, whatever uses it`() {
    let rules = "- id: conduct.a\n  find: [matter]\n"
    let compilation = Compilation(texts: [
      LexiconText("signals/a.yml", "signals:\n- signal: matter\n  terms: [a #b"),
      LexiconText("rules/conduct/a.yml", rules),
    ])
    let files = Set(compilation.errors.map(\.place.file))
    #expect(!compilation.errors.contains { $0.message.hasPrefix("no signal is called") })
    #expect(files.contains("signals/a.yml"))
  }

  @Test func `more signals than a word can point to are a fault, not a crash`() {
    let many = (0..<800).map { "- {signal: matter.s\($0), terms: [w\($0)]}" }
    let faults = Self.faults("signals/a.yml", "signals:\n" + many.joined(separator: "\n"))
    #expect(faults.count == 1)
    #expect(faults.first?.hasSuffix("there are too many signals; 768 are allowed") == true)
  }

  @Test func `a school's own files are added to the shipped ones`() throws {
    let test = try TestLexicon([
      LexiconText("signals/a.yml", Self.signals + "  terms: [liar]"),
      LexiconText("rules/a.yml", rule("")),
      LexiconText(".gatepost/signals/a.yml", Self.signals + "  terms: [fibber]"),
    ])
    #expect(test.marked("a liar, a fibber") == "a ⟦liar⟧, a ⟦fibber⟧")
  }

  @Test(
    arguments: [
      (#"\bend of\b"#, "the end of", true), (#"trip\s+fund\b"#, "trip fund", true),
      (#"the fund"#, "the funds", nil),
      (#"(?i)\bfund\b \d"#, "fund 7", true), (#"colou?r \d"#, "color 7", nil),
      (#"funds? \d"#, "fund 7", nil), (#"(?:fund )?\d"#, "7", nil), (#"fund{0} x"#, " x", nil),
      (#"fund|money"#, "money", nil), (#"\Qfund\E"#, "fund", nil), (#"(fund)?"#, "", nil),
      (#"\w+fund\b"#, "tripfund", nil), (#"[fund] x"#, "u x", nil),
      (#" fund \x41"#, "a fund A", true),
      (#"(?x)fund ed"#, "funded", nil), (#"a+ fund*"#, "a fun", nil), (#"\bfun\b?d"#, "fund", nil),
      (#"\s?fund\s?ed"#, "funded", nil), (#"\bthe fund *ed"#, "the funded", true),
      (#"[)]( fund )?x"#, ")x", nil), (#"trip\s?fund\b"#, "tripfund", nil),
    ] as [(String, String, Bool?)])
  func `an anchor that is derived stands in every match, or none is derived`(
    pattern: String, text: String, found: Bool?
  ) throws {
    let quoted = pattern.replacing("'", with: "''")
    let compilation = Compilation(texts: [
      LexiconText("signals/a.yml", Self.signals + "  patterns: ['\(quoted)']"),
      LexiconText("rules/a.yml", rule("")),
    ])
    guard found != nil else {
      #expect(compilation.image == nil)
      return
    }
    let test = try TestLexicon([
      LexiconText("signals/a.yml", Self.signals + "  patterns: ['\(quoted)']"),
      LexiconText("rules/a.yml", rule("")),
    ])
    #expect(test.findings(in: text).count == 1)
  }
}
