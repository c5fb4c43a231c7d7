import LexiconCompiler
import TextModel
import Testing

struct ExampleReaderTests {
  @Test(arguments: [
    ("⟦abc⟧ d", "abc d", [0..<3]),
    ("é ⟦ö⟧ – ⟦🙂 x⟧", "é ö – 🙂 x", [3..<5, 10..<16]),
    ("⟦a⟧⟦b⟧", "ab", [0..<1, 1..<2]),
    ("plain", "plain", []),
  ])
  func `marks become ranges of bytes`(marked: String, text: String, spans: [Range<Int>]) {
    let result = unmarked(marked)
    #expect(result.text == text)
    #expect(result.spans == spans)
    #expect(result.problem == nil)
  }

  @Test func `an example has the voice of its rule unless it says its own`() throws {
    let lines = """
      audience: [parent, staff]
      examples:
        flag: ["⟦a⟧", {text: "⟦b⟧", audience: pupil, kind: link}]
        clean: [c]
      """
    let examples = try #require(lexicon("rules/a.yml", rule(lines)).rules.first).examples
    #expect(examples.flag.map(\.audience) == [.parent, .pupil])
    #expect(examples.flag.map(\.kind) == [.post, .link])
    #expect(examples.flag.map(\.place.line) == [8, 8])
    #expect(examples.clean.map(\.text) == ["c"])
  }

  @Test func `an example of a rule that judges no posts is of the first kind it judges`() throws {
    let lines = "kind: [link, comment]\nexamples: {clean: [c]}"
    let examples = try #require(lexicon("rules/a.yml", rule(lines)).rules.first).examples
    #expect(examples.clean.map(\.kind) == [.link])
    #expect(examples.clean.map(\.audience) == [.official])
  }
}
