import GatepostKit
import PupilRoll
package import ScanCore
import SchoolSettings
import TextModel

/// Which clauses of a policy are covered by rules and by texts that prove it.
package struct ClauseCoverage {
  /// One clause, and what is known of it.
  package struct Row: Sendable {
    /// The clause.
    package var clause: ClauseSource
    /// Its texts that should be found, and how many of them are.
    package var breaks = Share()
    /// The same in other words.
    package var paraphrases = Share()
    /// Its texts that should pass, and how many of them do.
    package var passes = Share()
    /// What did not come out as it should.
    package var failures: [SourceError] = []

    /// Whether a text can show that the clause is broken.
    package var isVisible: Bool { clause.notInText == nil }

    /// Whether everything is as it should be: rules and passing texts, or the reason why not.
    package var isCovered: Bool {
      guard isVisible else { return true }
      return !clause.rules.isEmpty && breaks.isWhole && passes.isWhole
    }
  }

  /// So many of so many.
  package struct Share: Hashable, Sendable {
    /// How many there are.
    package var count = 0
    /// How many came out as they should.
    package var right = 0

    /// Nothing yet.
    package init() {}

    /// Whether there is at least one and all are right.
    package var isWhole: Bool { count > 0 && right == count }
  }

  /// The policy's clauses, in its order.
  package private(set) var rows: [Row]
  /// Texts for clauses that the policy does not have.
  package private(set) var strays: [SourceError] = []

  /// Runs the texts of a policy.
  ///
  /// - Parameters:
  ///   - policy: The policy as its file says it.
  ///   - cases: Its texts, and the school that they are of.
  ///   - lexicon: Gives the compiled lexicon with the words of that school.
  /// - Throws: `ScannerError` if the lexicon does not hold the policy, or what `lexicon` throws.
  package init(
    of policy: PolicySource, cases: ClauseCases, in lexicon: (SettingsWords) throws -> Lexicon
  ) throws {
    let words = SettingsWords(cases.settings)
    let runner = try ClauseRunner(
      policy: policy.name, settings: cases.settings, lexicon: lexicon(words))
    let known = Set(policy.clauses.map(\.id))
    rows = policy.clauses.map { Row(clause: $0) }
    for (index, row) in rows.enumerated() {
      for entry in cases.cases where entry.clause == row.clause.id {
        try runner.run(entry, &rows[index])
      }
    }
    for stray in cases.cases where !known.contains(stray.clause) {
      let near = suggestion(for: stray.clause, among: known)
      strays.append(
        SourceError("the policy has no clause '\(stray.clause)'" + near, at: stray.place))
    }
  }

}

/// Runs texts under one policy.
private struct ClauseRunner {
  private let scanner: Scanner
  private let lexicon: Lexicon

  init(policy: String, settings: Settings, lexicon: Lexicon) throws {
    var options = ScanOptions(settings)
    options.policies = [policy]
    // A clause about working hours is tested with the rule on, though it is off by default.
    options.rules = ["*"]
    self.lexicon = lexicon
    scanner = try Scanner(lexicon: lexicon, options: options)
  }

  func run(_ entry: ClauseCase, _ row: inout ClauseCoverage.Row) throws {
    for text in entry.breaks {
      let isFound = try !found(text, row.clause).isEmpty
      row.breaks.add(isFound)
      if !isFound { row.fail("\(row.clause.id): not found", text) }
    }
    for text in entry.paraphrases {
      row.paraphrases.add(try !found(text, row.clause).isEmpty)
    }
    for text in entry.passes {
      let found = try found(text, row.clause)
      row.passes.add(found.isEmpty)
      if !found.isEmpty {
        row.fail("\(row.clause.id): found by \(found.joined(separator: ", "))", text)
      }
    }
  }

  /// The clause's own rules that find something in a text.
  private func found(_ text: ClauseText, _ clause: ClauseSource) throws -> [String] {
    let scanner =
      text.roll.pupils.isEmpty
      ? scanner : try Scanner(lexicon: lexicon, options: scanner.options, roll: text.roll)
    var batch = PassageBatch()
    var passage = Passage(text: batch.store(text.text))
    passage.audience = text.audience
    passage.kind = text.kind
    if let time = text.time { passage.time = batch.store(time) }
    batch.append(passage)
    batch.seal()
    let findings = scanner.scan(batch, using: Scanner.Workspace()).findings
    let ids = findings.map { scanner.catalogue.rules[$0.rule].id }
    return clause.rules.filter(ids.contains)
  }
}

extension ClauseCoverage.Share {
  fileprivate mutating func add(_ isRight: Bool) {
    count += 1
    if isRight { right += 1 }
  }
}

extension ClauseCoverage.Row {
  fileprivate mutating func fail(_ message: String, _ text: ClauseText) {
    let start = text.text.prefix(60)
    let quoted = start.count < text.text.count ? start + "…" : start
    failures.append(SourceError("\(message): '\(quoted)'", at: text.place))
  }
}
