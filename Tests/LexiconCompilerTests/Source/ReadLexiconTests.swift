import Foundation
import LexiconCompiler
import TextModel
import Testing

struct ReadLexiconTests {
  @Test(arguments: [
    ReadingCase(
      "signals/a.yml", "signals:\n- signal: a\n  trems: [x]\n  terms: [y]",
      "signals/a.yml:3: unknown key 'trems'; did you mean 'terms'?"),
    ReadingCase(
      "signals/a.yml", "signals:\n- signal: a\n  colour: red\n  terms: [y]",
      "signals/a.yml:3: unknown key 'colour'; a signal has signal, about, source, terms, not-in, "
        + "patterns, disguised, scope, replace"),
    ReadingCase(
      "signals/a.yml", "signals:\n- signal: a\n  terms: [y]\n  about: x\n  terms: [z]",
      "signals/a.yml:5: key 'terms' appears twice; first in line 3"),
    ReadingCase(
      "signals/a.yml", "signals:\n- {signal: a, terms: [y], terms: [z]}",
      "signals/a.yml:2: key 'terms' appears twice; first in line 2"),
    ReadingCase(
      "signals/a.yml", "signals:\n- signal: a",
      "signals/a.yml:2: signal 'a' has neither terms nor patterns"),
    ReadingCase(
      "signals/a.yml", "signals:\n- terms: [a]", "signals/a.yml:2: a signal needs 'signal'"),
    ReadingCase(
      "signals/a.yml", "signals: [{signal: A.b, terms: [a]}]",
      "signals/a.yml:1: signal 'A.b' is not called 'matter' or 'matter.kind' in small letters, "
        + "digits and hyphens"),
    ReadingCase(
      "signals/a.yml", "signals:\n- {signal: a, terms: [x]}\n- {signal: a, terms: [y]}",
      "signals/a.yml:3: signal 'a' appears twice; first at signals/a.yml:2"),
    ReadingCase(
      "signals/a.yml", "signals: [just words]",
      "signals/a.yml:1: a signal is written as keys and values, not as a text"),
    ReadingCase(
      "signals/a.yml", "signals:\n- signal: a\n  terms:\n  - Year # old\n",
      "signals/a.yml:4: ' #' begins a comment here; put quotes round the term, or two spaces "
        + "before a comment"),
    ReadingCase(
      "signals/a.yml", "signals:\n- signal: a\n  terms:\n  - # x\n  - b",
      "signals/a.yml:4: an empty entry; put quotes round a term that begins with '#'"),
    ReadingCase(
      "signals/a.yml", "signals:\n- signal: a\n  terms:\n  - b: c",
      "signals/a.yml:4: put quotes round a term that holds ': '"),
    ReadingCase(
      "signals/a.yml", "signals:\n- signal: a\n  terms:\n  - *foo",
      "signals/a.yml:4: not YAML: found undefined alias; put quotes round a term that begins with "
        + "'*' or '&'"),
    ReadingCase(
      "signals/a.yml", "signals:\n- signal: a\n  terms:\n  - @name x",
      "signals/a.yml:4: not YAML: found character that cannot start any token; put quotes round a "
        + "term that begins with '@', '%' or '`'"),
    ReadingCase(
      "signals/a.yml", "signals:\n- signal: a\n  terms: &t [x]\n  patterns: [p]",
      "signals/a.yml:3: '&t': anchors and aliases are not read; write the text out, or put quotes "
        + "round it"),
    ReadingCase(
      "signals/a.yml", "signals: [{signal: a, terms: [x], disguised: maybe}]",
      "signals/a.yml:1: unknown disguised 'maybe'; it is one of false, true, only, address, "
        + "article"),
    ReadingCase(
      "signals/a.yml", "signals: [{signal: a, patterns: [{pattern: x, anchor: digit}]}]",
      "signals/a.yml:1: unknown anchor 'digit'; did you mean 'digits'?"),
    ReadingCase(
      "signals/a.yml", "signals: [{signal: a, terms: [x], scope: {words: 0}}]",
      "signals/a.yml:1: a reach in words is a number from 1 to 500, not '0'"),
    ReadingCase(
      "lists/a.yml", "lists: {A: [x]}",
      "lists/a.yml:1: list 'A' is not called by small letters, digits and hyphens"),
    ReadingCase("lists/a.yml", "lists:\n- list: a", "lists/a.yml:2: list 'a' is empty"),
    ReadingCase(
      "lists/a.yml", "lists:\n  a: [x]\n  b: [y, $a, $b]",
      "lists/a.yml:3: term '$b': list 'b' would contain itself through '$b'"),
    ReadingCase(
      "spellings.tsv", "# c\nur\tyour\nu\nur\tyou are\n",
      "spellings.tsv:3: a spelling is a variant, a tab and the word it stands for\n"
        + "spellings.tsv:4: spelling 'ur' appears twice; first at spellings.tsv:2"),
  ])
  func `a fault is named by file, line and reason`(_ test: ReadingCase) {
    let (_, errors) = readLexicon(texts: [LexiconText(test.file, test.text)])
    #expect(errors.map(\.description).joined(separator: "\n") == test.message)
  }

  @Test func `every fault of every file is collected, in order`() {
    let (_, errors) = readLexicon(texts: [
      LexiconText("signals/b.yml", "signals: [{signal: b, terms: ['(', ')']}]"),
      LexiconText("signals/a.yml", "signals: [{signal: a, x: y, terms: ['?']}]"),
    ])
    #expect(
      errors.map(\.place.file) == [
        "signals/a.yml", "signals/a.yml", "signals/b.yml", "signals/b.yml",
      ])
  }

  @Test func `a signal keeps what its file says`() throws {
    let text = #"""
      signals:
        - signal: imputation.dishonesty
          about: Says that somebody lied.
          source: own list
          terms: [liar]
          not-in: [liar liar pants on fire]
          patterns:
            - pattern: '\d{2}\s'
              anchor: digits
            - '@\w+'
            - {pattern: 'fiddl', anchor: [Fiddle~, wa.me]}
          disguised: true
          scope: {words: 5, order: before}
      """#
    let signal = try #require(lexicon("signals/a.yml", text).signals.first)
    #expect(signal.name == "imputation.dishonesty")
    #expect(signal.place.description == "signals/a.yml:2")
    #expect(signal.about == "Says that somebody lied.")
    #expect(signal.notIn.map(\.text) == ["liar liar pants on fire"])
    #expect(signal.patterns.map(\.pattern) == [#"\d{2}\s"#, #"@\w+"#, "fiddl"])
    let forms = ["fiddle", "fiddles", "fiddled", "fiddling", "wa.me"]
    #expect(signal.patterns.map(\.anchor) == [.digits, nil, .words(forms)])
    #expect(signal.disguised == .yes)
    #expect(signal.scope?.reach == .words(5))
    #expect(signal.scope?.order == .before)
  }

  @Test func `a school's own files add to signals and lists, or replace them`() {
    let (source, errors) = readLexicon(texts: [
      LexiconText("lists/a.yml", "lists: {child: [boy]}"),
      LexiconText(
        "signals/a.yml",
        "signals: [{signal: a, terms: [$child x]}, {signal: b, disguised: true, terms: [y]}]"),
      LexiconText(".gatepost/lists/a.yml", "lists: {child: [bairn]}"),
      LexiconText(
        ".gatepost/signals/a.yml",
        "signals: [{signal: b, replace: true, terms: [z]}, {signal: a, terms: [more]}]"),
    ])
    #expect(errors == [])
    #expect(source.signals.map(\.name) == ["a", "b"])
    let terms = source.signals.map { $0.terms.flatMap(\.phrases).map(written) }
    #expect(terms == [["boy|bairn x", "more"], ["z"]])
    #expect(source.signals.map(\.disguised) == [.no, .no])
  }

  @Test func `a school's own rules, policies and spellings replace the shipped ones`() {
    let policy =
      "policy: p\nversion: 1\nclauses: [{id: 1, heading: h, paraphrase: q, not-in-text: n}]"
    let (source, errors) = readLexicon(texts: [
      LexiconText("rules/conduct/a.yml", rule("action: note")),
      LexiconText("policies/a.yml", policy),
      LexiconText("spellings.tsv", "ur\tyour\nu\tyou\n"),
      LexiconText(".gatepost/rules/mine.yml", rule("action: block")),
      LexiconText(".gatepost/policies/a.yml", policy.replacing("1\nc", with: "2\nc")),
      LexiconText(".gatepost/spellings.tsv", "variant\tcanonical\tnote\nUR\tyou're\tours\n"),
    ])
    #expect(errors == [])
    #expect(source.rules.map(\.action) == [.block])
    #expect(source.rules.map(\.place.file) == [".gatepost/rules/mine.yml"])
    #expect(source.policies.map(\.version) == ["2"])
    #expect(source.spellings.map { "\($0.variant)=\($0.canonical)" } == ["u=you", "ur=you're"])
  }
}
