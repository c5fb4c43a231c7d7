import LexiconCompiler
import Policies
import ScanCore
import TestSupport
import TextModel
import Testing

struct ShippedLexiconTests {
  @Test func `the shipped lexicon compiles`() throws {
    #expect(Shipped.compilation.errors.map(\.description) == [])
    _ = try Shipped.lexicon.get()
  }

  @Test func `every rule has two examples of either sort`() {
    #expect(Shipped.source.exampleErrors().map(\.description) == [])
  }

  @Test(arguments: Shipped.rules)
  func `a rule says what is wrong, what to do and whom to tell`(test: RuleCase) {
    #expect(!test.rule.title.isEmpty && !test.rule.title.hasSuffix("."))
    #expect(!test.rule.advice.isEmpty && test.rule.advice.hasSuffix("."))
    #expect(!test.rule.route.isEmpty || ["entity", "exempt"].contains(test.rule.family))
    #expect(test.rule.confidence > 0)
  }

  @Test func `every rule is carried by a clause, and every clause's rules are there`() {
    let named = Set(Shipped.source.policies.flatMap(\.clauses).flatMap(\.rules))
    let written = Set(Shipped.source.rules.map(\.id))
    let entities = written.filter { $0.hasPrefix("entity.") || $0.hasPrefix("exempt.") }
    #expect(written.subtracting(named).subtracting(entities).subtracting(Shipped.unnamed) == [])
    #expect(named.subtracting(written) == [])
  }

  @Test func `the union takes over every school's policy`() throws {
    let policies = Policy.all(in: try Shipped.lexicon.get())
    let union = try #require(policies.first { $0.name == "uk-schools" })
    let schools = policies.filter { !$0.isLaw && $0.name != "uk-schools" }
    #expect(union.unionOf.sorted() == schools.map(\.name).sorted())
    #expect(policies.allSatisfy { !$0.version.isEmpty && !$0.title.isEmpty })
    #expect(policies.flatMap(\.clauses).allSatisfy { !$0.heading.isEmpty })
  }

  @Test
  func `no pattern is tried on every sentence, and every rule's signals are made by something`()
    throws
  {
    let patterns = Shipped.source.signals.flatMap(\.patterns)
    #expect(patterns.filter { $0.anchor == .everySentence }.map(\.place.description) == [])
    let lexicon = try Shipped.lexicon.get()
    let records = lexicon.records(.patterns, as: PatternRecord.self)
    #expect(records.count == patterns.count)
    #expect(records.allSatisfy { PatternRecord.Anchor(rawValue: $0.anchor) != .everySentence })
  }

  @Test func `every signal says where its words come from`() {
    let silent = Shipped.source.signals.filter { $0.source.isEmpty || $0.about.isEmpty }
    #expect(silent.map(\.name) == [])
  }
}
