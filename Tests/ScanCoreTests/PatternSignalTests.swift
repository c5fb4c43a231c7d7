import Rules
import ScanCore
import TestSupport
import TextModel
import Testing

/// A pattern with its anchor, and texts with `⟦ ⟧` round what it must find in them.
struct PatternCase: Sendable, CustomTestStringConvertible {
  let pattern: String
  let anchor: String
  let texts: [String]

  init(_ pattern: String, anchor: String = "", _ texts: String...) {
    self.pattern = pattern
    self.anchor = anchor
    self.texts = texts
  }

  var testDescription: String { "\(pattern) anchor: \(anchor)" }
}

struct PatternSignalTests {
  private static func marked(_ test: PatternCase, in text: String) throws -> String {
    let anchor = test.anchor.isEmpty ? "" : ", anchor: \(test.anchor)"
    let pattern = test.pattern.doubledQuotes
    return try TermFinderTests.marked("patterns: [{pattern: '\(pattern)'\(anchor)}]", in: text)
  }

  @Test(arguments: [
    PatternCase(#"\btrip\s+fund\b"#, "the ⟦trip  fund⟧", "the tripfund"),
    PatternCase(#"fund \d+"#, anchor: "[fund, money~]", "a ⟦fund 7⟧", "funds 7"),
    PatternCase(#"\d+p\b"#, anchor: "digits", "⟦10p⟧ or ⟦20p⟧.", "ten p"),
    PatternCase(#"@\w+"#, anchor: "at-sign", "⟦@oakfield⟧ and ⟦@school⟧", "oakfield"),
    PatternCase(#"\bso+\b"#, anchor: "every-sentence", "⟦so⟧. And ⟦sooo⟧"),
    PatternCase(#"£ ?\d+"#, anchor: "digits", "⟦£5⟧ each. ⟦£6⟧ for two. pay ⟦£ 7⟧\n⟦£8⟧"),
    PatternCase(#"(?<![\w@])@\w+"#, anchor: "at-sign", "So. ⟦@oakfield⟧ and a@b"),
    PatternCase(#"“[^”]+”"#, anchor: "every-sentence", "⟦“Yes”⟧ I said. ⟦“No”⟧ he said"),
    PatternCase(#"(?<=Year )\d"#, anchor: "digits", "Year ⟦4⟧"),
    PatternCase(#"x*"#, anchor: "every-sentence", "é ⟦xx⟧ 🎉 ⟦x⟧ é"),
    PatternCase(#"(?=é)"#, anchor: "every-sentence", "ééé"),
    PatternCase(#"end\b.{0,20}start"#, anchor: "[end]", "the end. The start", "⟦end at start⟧"),
  ])
  func `a pattern is tried where its anchor stands, sentence by sentence`(test: PatternCase) throws
  {
    for marked in test.texts {
      #expect(try Self.marked(test, in: TextMarks.removed(from: marked)) == marked)
    }
  }

  @Test(arguments: [
    ("digit", #"code.{0,9}\d"#, "a ⟦code 7⟧. No code here", "the code. 7"),
    ("digit", #"code.{0,9}\d"#, "7 and ⟦code ٣⟧", "code ٣"),
    ("apostrophe", #"code[’']s"#, "the ⟦code’s⟧ and ⟦code's⟧", "code s"),
    ("apostrophe", #"code[’']s"#, "don't. The ⟦code’s⟧. A code", "don't. A code"),
  ])
  func `what a pattern needs is looked for in the sentence`(
    need: String, pattern: String, found: String, missed: String
  ) throws {
    for marked in [found, missed] {
      let source = "{pattern: '\(pattern.doubledQuotes)', anchor: [code], needs: [\(need)]}"
      let text = TextMarks.removed(from: marked)
      #expect(try TermFinderTests.marked("patterns: [\(source)]", in: text) == marked)
    }
  }

  @Test(arguments: [
    ("mixed", #"\d ?\pL+"#, ["in ⟦4B⟧", "⟦7yo⟧", "⟦4b⟧'s", "⟦4é⟧ ⟦4 c⟧", "⟦٤B⟧ 4", "3/⟦4th⟧"]),
    ("mixed", #"\d ?\pL+"#, ["4 b", "a4 b", "4pm", "4TH"]),
    ("number-before-capital", #"\d+ \pL"#, ["⟦4 M⟧aple", "⟦12 É⟧lan"]),
    ("number-before-capital", #"\d+ \pL"#, ["4 maple", "12 each"]),
    ("thousands", #"£?\d+[ ,.]?"#, ["⟦45⟧k", "⟦45⟧K", "⟦45⟧grand", "⟦45 ⟧grand", "⟦45 ⟧k"]),
    ("thousands", #"£ ?\d+"#, ["⟦£45⟧,000", "⟦£45⟧.000", "⟦£45000⟧", "⟦£ 45⟧,000", "⟦£450⟧k"]),
    ("thousands", #"£ ?\d+"#, ["£45", "£45 each", "£4B", "£45.50", "£45 boys"]),
    ("thousands", #"\d+"#, ["4500", "on 12/06", "45,000"]),
    (
      "letters-before-number", #"\pL[_!.]?\d"#, ["Hell⟦o1⟧2", "Hell⟦o_1⟧", "Hell⟦o!1⟧", "Hell⟦é1⟧"]
    ),
    ("letters-before-number", #"\pL.?\d"#, ["Hello 12", "(12)"]),
    ("number-aside", #"\d+"#, ["Ava, ⟦7⟧", "Ava (⟦7⟧)", "Ava, ⟦7⟧."]),
    ("number-aside", #"\d+"#, ["Ava 7", "Ava, 789", "7, Ava"]),
    ("four-digits", #"\d+"#, ["in ⟦1850⟧", "the ⟦1850⟧'s"]),
    ("four-digits", #"\d+"#, ["in 185", "in 18500"]),
    ("years", #"\d+"#, ["⟦7⟧yo", "⟦7⟧ yrs", "⟦7⟧-year-old", "⟦7⟧ - yo"]),
    ("years", #"\d+"#, ["7", "7 boys", "yo 7"]),
  ])
  func `what a pattern needs of numbers is looked for in the passage`(
    need: String, pattern: String, texts: [String]
  ) throws {
    for marked in texts {
      let source = "{pattern: '\(pattern.doubledQuotes)', anchor: digits, needs: [\(need)]}"
      let text = TextMarks.removed(from: marked)
      let found = try TermFinderTests.marked("patterns: [\(source)]", in: text)
      #expect(found == marked)
    }
  }

  @Test(arguments: [
    "⟦Tom's boys⟧", "⟦Tom’s two little boys⟧", "⟦the Smiths' boys⟧", "the boys",
    "Tom's a fan of boys",
  ])
  func `an owner is looked for right before the anchor`(marked: String) throws {
    let source = "{pattern: '\\b\\w.{0,20} boys', anchor: [boys], needs: [owner]}"
    let text = TextMarks.removed(from: marked)
    #expect(try TermFinderTests.marked("patterns: [\(source)]", in: text) == marked)
  }

  @Test(arguments: ["⟦ur so very done⟧!", "⟦ur done⟧!", "so done!", "ur a b c d e f done!"])
  func `words that a pattern needs before its anchor are looked for near it`(marked: String) throws
  {
    let source = "{pattern: '\\b\\w.{0,20} done', anchor: [done], before: [ur, u]}"
    let text = TextMarks.removed(from: marked)
    #expect(try TermFinderTests.marked("patterns: [\(source)]", in: text) == marked)
  }

  @Test func `a pattern that gives up is noted, and the scan goes on`() throws {
    let test = try TestLexicon(
      signals: """
        signals:
        - signal: matter
          terms: [liar]
          patterns: [{pattern: '(?:a+)+$', anchor: every-sentence}]
        """, rules: TermFinderTests.rule)
    let text = "liar " + String(repeating: "a", count: 100) + "!"
    var memory = ScanMemory()
    let scanner = PassageScanner(lexicon: test.lexicon)
    let found = scanner.scan(.of([text, "liar"]), audience: .official, &memory)
    #expect(found.findings.map(\.range) == [ByteRange(0, 4), ByteRange(0, 4)])
    #expect(memory.gaveUp == [0])
  }

  @Test func `memory that served one lexicon serves another`() throws {
    let lexicons = try ["b+", "a+"].map { pattern in
      try TestLexicon(
        signals: """
          signals:
          - signal: matter
            patterns: [{pattern: '\(pattern)', anchor: every-sentence}]
          """, rules: TermFinderTests.rule)
    }
    var memory = ScanMemory()
    let starts = lexicons.map { test -> [UInt32] in
      let scanner = PassageScanner(lexicon: test.lexicon)
      return scanner.scan(.of(["aaabbb"]), audience: .official, &memory).findings.map(
        \.range.start)
    }
    #expect(starts == [[3], [0]])
  }
}
