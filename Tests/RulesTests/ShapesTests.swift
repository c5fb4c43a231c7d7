import TestSupport
import Testing

struct ShapesTests {
  private static func marked(_ shape: String, _ text: String) throws -> String {
    let rule = "- {id: entity.shape, title: t, advice: a, severity: note, find: shape.\(shape)}"
    return try TestLexicon(rules: rule).marked(TextMarks.removed(from: text))
  }

  @Test(arguments: [
    ("question", ["Really⟦?⟧ Yes. Why⟦?⟧", "So.", "Why⟦?⟧!"]),
    (
      "quoted",
      ["he said \"⟦so be it⟧\" twice", "“⟦so⟧”, she said", "\"\" nothing", "one \" alone"]
    ),
    ("shouting", ["⟦STOP IT NOW⟧! Please", "STOP IT", "STOP it NOW", "⟦YEAR 4 ARE OUT⟧"]),
  ])
  func `shapes are found where a rule begins with one`(shape: String, texts: [String]) throws {
    for text in texts {
      #expect(try Self.marked(shape, text) == text)
    }
  }

  @Test(arguments: [
    ("question", "why is it bad?", "Why? It is bad."), ("quoted", "\"so bad\"", "so bad"),
    ("shouting", "IT IS BAD", "it is bad"),
  ])
  func `shapes count as support, looked for only when wanted`(
    shape: String, with: String, without: String
  ) throws {
    let rule = "find: bad\nwith: shape.\(shape)"
    let test = try RuleLab.lexicon(rule)
    #expect(test.findings(in: with).count == 1)
    #expect(test.findings(in: without).isEmpty)
  }
}
