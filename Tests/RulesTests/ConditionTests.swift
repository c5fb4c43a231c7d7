import TestSupport
import TextModel
import Testing

/// The lines of a rule, and texts with `⟦ ⟧` round what it must find.
struct RuleCase: Sendable, CustomTestStringConvertible {
  let lines: String
  let texts: [String]

  init(_ lines: String, _ texts: String...) {
    self.lines = lines
    self.texts = texts
  }

  var testDescription: String { lines.debugDescription }
}

struct ConditionTests {
  @Test(arguments: [
    RuleCase("find: bad", "so ⟦bad⟧ and ⟦bad⟧"),
    RuleCase("find: [bad, worse]", "⟦worse⟧ than ⟦bad⟧"),
    RuleCase("find: phrase", "⟦bad at the end⟧", "⟦very bad not so⟧"),
    RuleCase("find: bad\nwith: who", "who is ⟦bad⟧", "bad. who", "⟦bad⟧ who\n", "bad"),
    RuleCase(
      "find: bad\nwith: who\nreach: words 2", "⟦bad⟧ a b who", "bad a b c who", "who a b ⟦bad⟧",
      "who a b c bad", "⟦bad⟧ who", "bad. who"),
    RuleCase(
      "find: bad\nwith: who\nreach: neighbours", "⟦bad⟧. Who", "Who. ⟦bad⟧", "Bad. So. Who",
      "who ⟦bad⟧"),
    RuleCase("find: bad\nwith: who\nreach: passage", "⟦Bad⟧. So. Or. Who", "Who. So. ⟦bad⟧"),
    RuleCase("find: bad\nwith: who\norder: before", "who is ⟦bad⟧", "bad is who"),
    RuleCase("find: bad\nwith: who\norder: after", "who is bad", "⟦bad⟧ is who"),
    RuleCase("find: bad\nwith: [who, joke]", "⟦bad⟧ joke", "who ⟦bad⟧", "bad"),
    RuleCase("find: bad\nwith: who\ncount: 2", "bad who", "who ⟦bad⟧ who", "who who ⟦bad⟧"),
    RuleCase(
      "find: bad\nwith: who\nalso: [{with: joke, reach: passage, order: after}]",
      "who ⟦bad⟧. A joke", "who bad", "Joke. who bad", "bad joke"),
    RuleCase("find: bad\nalso: [who, joke]", "who ⟦bad⟧ joke", "who bad", "joke bad"),
    RuleCase("find: phrase.long\nwith: not", "⟦bad not end⟧", "not ⟦bad a end⟧", "bad a end"),
    RuleCase("find: bad\nwith: bad", "⟦bad⟧ ⟦bad⟧", "bad"),
  ])
  func `what a rule asks for must be in reach, on its side, often enough`(test: RuleCase) throws {
    for text in test.texts { #expect(try RuleLab.marked(test.lines, text) == text) }
  }

  @Test(arguments: [
    RuleCase("find: bad\nunless: [not]", "not bad", "Not. ⟦bad⟧", "bad not"),
    RuleCase("find: bad\nunless: [far]", "Far. So. bad", "⟦bad⟧"),
    RuleCase("find: bad\nunless: [near]", "near x bad", "near x y ⟦bad⟧", "⟦bad⟧ near"),
    RuleCase(
      "find: bad\nunless: [{signal: far, reach: sentence}]", "Far. ⟦bad⟧", "far bad"),
    RuleCase(
      "find: bad\nunless: [{signal: near, reach: words 1, order: after}]", "near ⟦bad⟧",
      "bad x near"),
    RuleCase("find: bad\nunless: [{signal: not, reach: neighbours}]", "Not. Bad", "Not. So. ⟦bad⟧"),
    RuleCase("find: bad\nunless: [{signal: not, count: 2}]", "not ⟦bad⟧", "not not bad"),
    RuleCase("find: bad\nunless: [{signal: not, order: after}]", "not ⟦bad⟧", "bad not"),
    RuleCase("find: bad\nunless: [{signal: far, order: after}]", "Far. ⟦bad⟧", "Bad. Far"),
    RuleCase("find: bad\nunless: [maybe, not]", "maybe bad", "not bad", "⟦bad⟧"),
    RuleCase("find: phrase.inner\nunless: [not]", "⟦very bad not so⟧", "not very bad not so"),
    RuleCase("find: bad\nwith: who\nunless: [not]", "who not bad", "who ⟦bad⟧"),
  ])
  func `what forbids a finding does so within its reach, or its own scope`(test: RuleCase) throws {
    for text in test.texts { #expect(try RuleLab.marked(test.lines, text) == text) }
  }

  @Test(arguments: [
    RuleCase("find: bad\nwith: who", "who ⟦bad⟧"),
    RuleCase("find: bad\nwith: who\nspan: find", "who is ⟦bad⟧ who"),
    RuleCase(
      "find: bad\nwith: who\nspan: join", "⟦who is bad⟧ and so", "so ⟦bad is who⟧",
      "who x y ⟦bad who⟧", "⟦who bad⟧ x y who"),
    RuleCase(
      "find: bad\nwith: who\nreach: passage\nspan: join", "So ⟦bad. A lot. Who⟧ else"),
    RuleCase("find: bad\nspan: sentence", "So. ⟦It is bad indeed⟧! And"),
    RuleCase("find: bad\nspan: join", "it is ⟦bad⟧"),
    RuleCase(
      "find: bad\nwith: who\nalso: [joke]\nspan: join", "joke ⟦who bad⟧", "⟦bad joke who⟧"),
  ])
  func `the span is what was found, or to its support, or the sentence`(test: RuleCase) throws {
    for text in test.texts { #expect(try RuleLab.marked(test.lines, text) == text) }
  }

  @Test func `a rule judges the voices and sorts of text that it names`() throws {
    let rule = "find: bad\naudience: [parent, staff]\nkind: [comment, post]"
    for audience in Audience.allCases {
      for kind in PassageKind.allCases {
        let isMeant = [.parent, .staff].contains(audience) && [.comment, .post].contains(kind)
        let expected = isMeant ? "⟦bad⟧" : "bad"
        #expect(try RuleLab.marked(rule, "bad", as: audience, kind: kind) == expected)
      }
    }
  }

  @Test func `a way has its own conditions, and what stands beside the ways holds for all`() throws
  {
    let rule = """
      unless: [not]
      ways:
      - {find: bad, with: who, severity: high}
      - {find: worse, kind: [comment]}
      """
    for (text, kind) in [
      ("who ⟦bad⟧ worse", PassageKind.post), ("bad ⟦worse⟧", .comment), ("not who bad", .post),
      ("not worse", .comment),
    ] {
      #expect(try RuleLab.marked(rule, text, kind: kind) == text)
    }
  }
}
