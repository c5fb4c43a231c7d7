public import TextModel

/// How many there are of something that has a name.
public struct NamedCount: Hashable, Sendable {
  /// The name, as reports write it.
  public let name: String
  /// How many.
  public var count: Int

  /// A count.
  public init(_ name: String, _ count: Int) {
    self.name = name
    self.count = count
  }
}

/// The counts of a run and its verdict.
///
/// Rows, not dictionaries: to make the first dictionary of a kind the runtime looks through all
/// conformances of the program, which takes as long as a draft takes to scan.
public struct RunSummary: Hashable, Sendable {
  /// Documents read.
  public var documents = 0
  /// Passages judged.
  public var passages = 0
  /// Bytes of input read.
  public var bytes = 0
  /// Findings, whatever they ask for.
  public var findings = 0
  /// Findings by the family of their rule, by name; a family without any is left out.
  public var byFamily: [NamedCount] = []
  /// Findings by severity, the mildest first.
  public var bySeverity = Severity.allCases.map { NamedCount($0.name, 0) }
  /// Findings by action, the mildest first.
  public var byAction = Action.allCases.map { NamedCount($0.name, 0) }
  /// How long the run took.
  public var seconds = 0.0
  /// The worst action among the findings; `review` if no passage was examined at all.
  public var verdict = Verdict.allow

  /// A run in which nothing has been read yet.
  public init() {}

  /// How many findings ask for an action.
  public func count(_ action: Action) -> Int { byAction[Int(action.rawValue)].count }

  /// Adds findings to a family's.
  fileprivate mutating func add(_ count: Int, toFamily name: Substring) {
    if let known = byFamily.firstIndex(where: { $0.name == name }) {
      byFamily[known].count += count
    } else {
      byFamily.append(NamedCount(String(name), count))
    }
  }
}

/// Counts findings as they pass, for the summary and the exit status.
public struct RunTally: Sendable {
  private var documents = 0
  private var passages = 0
  private var bytes = 0
  private var byRule: [Int]
  private var bySeverity = [Int](repeating: 0, count: Severity.allCases.count)
  private var byAction = [Int](repeating: 0, count: Action.allCases.count)
  private let catalogue: Catalogue

  /// A tally of findings of the catalogue's rules.
  public init(_ catalogue: Catalogue) {
    self.catalogue = catalogue
    byRule = [Int](repeating: 0, count: catalogue.rules.count)
  }

  /// Counts one more document.
  public mutating func addDocument() {
    documents += 1
  }

  /// Counts the passages of a batch and what was found in them.
  public mutating func add(_ scanned: ScannedBatch) {
    passages += scanned.batch.passages.count
    bytes += scanned.batch.bytesRead
    for finding in scanned.findings {
      byRule[finding.rule] += 1
      bySeverity[Int(finding.severity.rawValue)] += 1
      byAction[Int(finding.action.rawValue)] += 1
    }
  }

  /// The worst action so far, or nil while nothing has been found.
  public var worstAction: Action? {
    Action.allCases.last { byAction[Int($0.rawValue)] > 0 }
  }

  /// The counts so far.
  ///
  /// - Parameter seconds: how long the run has taken.
  public func summary(seconds: Double) -> RunSummary {
    var summary = RunSummary()
    summary.documents = documents
    summary.passages = passages
    summary.bytes = bytes
    summary.findings = byRule.reduce(0, +)
    for (rule, count) in byRule.enumerated() where count > 0 {
      summary.add(count, toFamily: catalogue.rules[rule].family)
    }
    summary.byFamily.sort { $0.name < $1.name }
    for kind in bySeverity.indices { summary.bySeverity[kind].count = bySeverity[kind] }
    for kind in byAction.indices { summary.byAction[kind].count = byAction[kind] }
    summary.seconds = seconds
    // Where nothing was read nobody may take silence for an all-clear.
    summary.verdict = worstAction.map { Verdict($0) } ?? (passages == 0 ? .review : .allow)
    return summary
  }
}
