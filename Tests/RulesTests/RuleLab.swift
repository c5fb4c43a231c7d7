import TestSupport
import TextModel

/// A lexicon of one-word signals, each called as its word, and one rule to try.
enum RuleLab {
  /// Words that are signals; `far` reaches the whole passage and `near` one word in front, where
  /// the rule does not say.
  static let signals =
    ["bad", "worse", "who", "not", "maybe", "joke", "alarm"].map {
      "- {signal: \($0), terms: [\($0)]}"
    }.joined(separator: "\n") + """

      - {signal: far, terms: [far], scope: passage}
      - {signal: near, terms: [near], scope: {words: 1, order: before}}
      - {signal: phrase.long, terms: [bad ..4 end]}
      - {signal: phrase.inner, terms: [very bad not so]}
      """

  /// The lexicon with a rule `conduct.test` of those lines, and more rules after it.
  static func lexicon(_ lines: String, more: String = "") throws -> TestLexicon {
    let lines = lines.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    return try TestLexicon(
      signals: "signals:\n" + signals,
      rules: "- id: conduct.test\n  title: t\n  advice: a\n  severity: medium\n\(lines)\n\(more)")
  }

  /// The text with marks round the findings of a rule.
  static func marked(
    _ lines: String, _ text: String, as audience: Audience = .official, kind: PassageKind = .post
  ) throws -> String {
    try lexicon(lines).marked(TextMarks.removed(from: text), as: audience, kind: kind)
  }
}
