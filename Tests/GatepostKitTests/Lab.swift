import GatepostKit
import TestSupport
import TextModel

/// A small lexicon of five rules, three policies and the law, and scanners over it.
enum Lab {
  private static let signals = """
    signals:
    - {signal: bad, terms: [bad]}
    - {signal: worse, terms: [worse]}
    - {signal: harm, terms: [harm]}
    - {signal: thing, terms: [thing]}
    - {signal: maybe, terms: [maybe]}
    - {signal: slow, patterns: [{pattern: '(?:a+)+$', anchor: digits}]}
    """

  private static let rules = """
    - {id: conduct.bad, title: Bad, advice: a, severity: low, confidence: 0.55, find: bad, soften: {maybe: note note}}
    - {id: conduct.worse, title: t, advice: a, severity: high, confidence: 0.9, find: worse}
    - {id: safeguarding.harm, title: t, advice: a, severity: critical, action: block, find: harm}
    - {id: entity.thing, title: t, advice: a, severity: note, action: note, find: thing}
    - {id: link.slow, title: t, advice: a, severity: low, find: slow}
    """

  private static let oakfield = """
    policy: oakfield
    version: 3
    clauses:
    - {id: o.1, heading: Wide, paraphrase: p, rules: [conduct.bad, conduct.worse]}
    - id: o.2
      heading: Outright
      paraphrase: p
      audiences: [parent]
      rules: [conduct.bad]
      names: [conduct.bad]
      action: note
    """

  private static let elmbank = """
    policy: elmbank
    version: 1
    clauses: [{id: e.1, heading: Bad, paraphrase: p, rules: [conduct.bad], action: block}]
    """

  private static let law = """
    policy: law
    version: 1
    law: true
    clauses: [{id: law.harm, heading: Law, paraphrase: p, rules: [safeguarding.harm], route: [dsl]}]
    """

  static func lexicon() throws -> TestLexicon {
    try TestLexicon(
      signals: signals, rules: rules,
      policies: [
        "policy: uk-schools\nversion: 2\nunion-of: [oakfield, elmbank]", oakfield, elmbank, law,
      ])
  }

  static func scanner(_ change: (inout ScanOptions) -> Void = { _ in }) throws -> Scanner {
    var options = ScanOptions()
    change(&options)
    return try Scanner(lexicon: lexicon().lexicon, options: options)
  }

  /// The ids of the rules that find something in a text.
  static func found(
    in text: String = "bad worse harm thing", _ change: (inout ScanOptions) -> Void = { _ in }
  ) throws -> [String] {
    let scanner = try scanner(change)
    return scanner.findings(in: text).map { scanner.catalogue.rules[$0.rule].id }
  }
}
