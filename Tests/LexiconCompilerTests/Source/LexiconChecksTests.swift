import LexiconCompiler
import Testing

struct LexiconChecksTests {
  @Test func `a signal that nobody makes is a fault, a matter of signals is not`() {
    let text = rule("with: [person, url.short, shape, imputaton]\nunless: [hearsay]")
    let (source, errors) = readLexicon(texts: [
      LexiconText("rules/a.yml", text),
      LexiconText(
        "signals/a.yml",
        "signals: [{signal: matter.kind, terms: [x]}, {signal: imputation, terms: [y]}]"),
    ])
    #expect(errors == [])
    let faults = source.errors(builtins: ["person.full", "url.short", "shape.question"])
    #expect(
      faults.map(\.description) == [
        "rules/a.yml:6: no signal is called 'imputaton'; did you mean 'imputation'?",
        "rules/a.yml:7: no signal is called 'hearsay'",
      ])
  }

  @Test func `a rule has two examples of either sort`() {
    let source = lexicon("rules/a.yml", rule("examples: {flag: [⟦a⟧, ⟦b⟧], clean: [c]}"))
    let reason = "rule 'conduct.test' needs two 'clean' examples or more; it has 1"
    #expect(source.exampleErrors().map(\.description) == ["rules/a.yml:1: " + reason])
  }

  @Test func `a policy may name a rule that is promised, and is warned of others`() {
    let text = """
      policy: a
      version: 1
      clauses:
        - id: 1
          heading: h
          paraphrase: p
          rules:
            - conduct.promised
            - conduct.promisd
            - link.unheard-of
      """
    let warnings = lexicon("policies/a.yml", text).warnings(registry: ["conduct.promised"])
    #expect(
      warnings.map(\.description) == [
        "policies/a.yml:9: clause 1 names rule 'conduct.promisd', which no file defines; did you "
          + "mean 'conduct.promised'?",
        "policies/a.yml:10: clause 1 names rule 'link.unheard-of', which no file defines",
      ])
  }

  @Test func `a union is of packs that exist and are no unions themselves`() {
    let (source, errors) = readLexicon(texts: [
      LexiconText("policies/a.yml", "policy: a\nversion: 1\nunion-of: [b, oakfeld]"),
      LexiconText("policies/b.yml", "policy: b\nversion: 1\nunion-of: [oakfield]"),
      LexiconText(
        "policies/c.yml",
        "policy: oakfield\nversion: 1\nclauses: [{id: 1, heading: h, paraphrase: p, rules: [link.a]}]"
      ),
    ])
    #expect(errors == [])
    #expect(
      source.errors(builtins: []).map(\.description) == [
        "policies/a.yml:1: policy 'a' is a union of unions; name the packs",
        "policies/a.yml:1: policy 'a': no policy is called 'oakfeld'; did you mean 'oakfield'?",
      ])
  }
}
