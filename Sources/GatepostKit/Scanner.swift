import Detectors
import Policies
public import PupilRoll
import Rules
public import ScanCore
import SchoolSettings
public import TextModel

/// Scans passages under chosen rules and policies: the front door of the library.
///
/// Immutable, so any number of tasks may share it; each task brings its own `Workspace`.
///
/// ```swift
/// let scanner = try Scanner(lexicon: LexiconStore().open())
/// for finding in scanner.findings(in: "Call Oliver Smith's mum on 07700 900123") { … }
/// ```
public final class Scanner: Sendable {
  /// The words behind the numbers of findings.
  public let catalogue: Catalogue
  /// What the run looks for.
  public let options: ScanOptions
  private let scanner: PassageScanner
  private let minimumConfidence: UInt8
  private let actions: [Int: Action]
  /// For each rule, whether what it finds may be one of the school's own contacts.
  private let isContact: [Bool]

  /// A scanner.
  ///
  /// - Parameters:
  ///   - lexicon: What it knows.
  ///   - options: What the run looks for.
  ///   - roll: The school's pupils, or nil.
  /// - Throws: `ScannerError` if a policy or a rule that `options` names does not exist.
  public init(
    lexicon: Lexicon, options: ScanOptions = ScanOptions(), roll: Roll? = nil
  ) throws {
    let policy = try PolicyChoice(options.policies, in: lexicon)
    let table = RuleTable(lexicon)
    let active = try Self.activeRules(of: table, options, policy)
    self.options = options
    var scanner = PassageScanner(lexicon: lexicon) { active[$0] }
    scanner.roll = roll.flatMap {
      RollDetector($0, channel: options.settings.roll.channel, lexicon: lexicon)
    }
    self.scanner = scanner
    minimumConfidence = Self.hundredths(atLeast: options.minimumConfidence)
    let signals = lexicon.records(.signals, as: SignalRecord.self).count
    catalogue = Catalogue(
      rules: LazyRow(count: table.count) {
        RuleDescription(table.id(of: $0), table.words(of: $0), clauses: policy.clauses(for: $0))
      },
      signals: LazyRow(count: signals) { lexicon.signalName($0) },
      policies: policy.policies.map { ($0.name, $0.version) })
    let own = Dictionary(
      options.settings.rules.actions.map { ($0.rule, $0.action) },
      uniquingKeysWith: { _, last in last })
    actions = Dictionary(
      uniqueKeysWithValues: (0..<table.count).compactMap { number in
        ((own.isEmpty ? nil : own[table.id(of: number)]) ?? policy.action(for: number))
          .map { (number, $0) }
      })
    isContact =
      options.settings.contacts.isEmpty
      ? []
      : (0..<table.count).map {
        let id = table.id(of: $0)
        return id.hasPrefix("personal.") || id.hasPrefix("link.")
      }
  }

  /// For each rule whether it counts.
  private static func activeRules(
    of table: RuleTable, _ options: ScanOptions, _ policy: PolicyChoice
  ) throws -> [Bool] {
    let wanted = options.rules.map(RuleChoice.init)
    let skipped = options.skip.map(RuleChoice.init)
    let switchedOn = options.switchedOn.map(RuleChoice.init)
    let named = options.settings.rules.actions.map(\.rule)
    let ids = (0..<table.count).map(table.id)
    for name in options.rules + options.skip + options.switchedOn + named
    where !ids.contains(where: RuleChoice(name).matches) {
      let isOfSettings = !options.rules.contains(name) && !options.settings.path.isEmpty
      throw ScannerError.unknownRule(name, in: isOfSettings ? options.settings.path : nil)
    }
    return ids.enumerated().map { number, id in
      let isChosen =
        wanted.isEmpty
        ? !id.hasPrefix("entity.") || switchedOn.contains { $0.matches(id) }
        : wanted.contains { $0.matches(id) }
      return isChosen && !skipped.contains { $0.matches(id) } && policy.holds(number, id: id)
    }
  }

  /// The fewest hundredths that are not below a share: 7 for 0.07, though 0.07 * 100 is more than 7.
  private static func hundredths(atLeast share: Double) -> UInt8 {
    let hundredths = (share * 100 - 1e-9).rounded(.up)
    return hundredths > 0 ? UInt8(min(hundredths, 255)) : 0
  }

  /// Memory that one task uses again for every batch, not to be shared between tasks.
  public final class Workspace {
    var scratch = ScanScratch()

    /// Empty memory.
    public init() {}

    /// Patterns that met their limits, in words; empty if all went well.
    public var notes: [String] { Self.notes(of: [self]) }

    /// The notes of several tasks, each pattern counted once.
    static func notes(of workspaces: [Workspace]) -> [String] {
      let patterns = workspaces.reduce(into: Set<Int>()) { $0.formUnion($1.scratch.gaveUp) }
      switch patterns.count {
      case 0: return []
      case 1: return ["1 pattern needed more steps than allowed and was left"]
      case let count: return ["\(count) patterns needed more steps than allowed and were left"]
      }
    }
  }

  /// Scans a batch.
  ///
  /// - Parameters:
  ///   - batch: Passages of one document, sealed.
  ///   - workspace: Memory of the calling task.
  public func scan(_ batch: PassageBatch, using workspace: Workspace) -> ScannedBatch {
    let scanned = scanner.scan(batch, audience: options.audience, &workspace.scratch)
    guard !scanned.findings.isEmpty else { return scanned }
    return filtered(scanned)
  }

  /// The findings in one text.
  public func findings(in text: String, kind: PassageKind = .text) -> [Finding] {
    var batch = PassageBatch()
    var passage = Passage(text: batch.store(text))
    passage.kind = kind
    batch.append(passage)
    batch.seal()
    return scan(batch, using: Workspace()).findings
  }

  /// The action that a policy sets; what softened the finding below its rule's still counts.
  private func action(of finding: Finding, _ action: Action) -> Action {
    let isAsWritten = scanner.rules.table.asks(for: finding.action, rule: finding.rule)
    return isAsWritten ? action : min(finding.action, action)
  }

  private func filtered(_ scanned: ScannedBatch) -> ScannedBatch {
    let contacts = options.settings.contacts
    guard
      minimumConfidence > 0 || options.minimumSeverity > .note || !actions.isEmpty
        || !contacts.isEmpty
    else { return scanned }
    var findings: [Finding] = []
    let ranges = zip(scanned.batch.passages, scanned.ranges).map { passage, range in
      let start = findings.count
      for var finding in scanned.findings[range]
      where finding.confidence >= minimumConfidence && finding.severity >= options.minimumSeverity {
        if !contacts.isEmpty && isContact[finding.rule]
          && contacts.hold(scanned.batch.text(of: finding, in: passage))
        {
          continue
        }
        if let action = actions[finding.rule] { finding.action = self.action(of: finding, action) }
        findings.append(finding)
      }
      return start..<findings.count
    }
    return ScannedBatch(batch: scanned.batch, findings: findings, ranges: ranges)
  }
}

/// Why a scanner cannot be made as asked.
public enum ScannerError: Error, Hashable, CustomStringConvertible {
  /// No policy of that name is in the lexicon.
  case unknownPolicy(String, known: [String])
  /// No rule answers to that name or pattern, which the settings of that path name.
  case unknownRule(String, in: String? = nil)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownPolicy(let name, let known):
      "no policy is called '\(name)'; there are: \(known.sorted().joined(separator: ", "))"
    case .unknownRule(let name, let path):
      (path.map { "\($0): " } ?? "")
        + "no rule or family is called '\(name)'; 'gatepost rules' lists them"
    }
  }
}

extension PassageBatch {
  /// The words that a finding is about.
  fileprivate func text(of finding: Finding, in passage: Passage) -> String {
    let start = Int(passage.text.start)
    return String(
      decoding: bytes[(start + Int(finding.range.start))..<(start + Int(finding.range.end))],
      as: UTF8.self)
  }
}

extension RuleDescription {
  fileprivate init(_ id: String, _ words: RuleWords, clauses: [ClauseReference]) {
    self.init(
      id: id, title: words.title, advice: words.advice, replacement: words.replacement,
      route: words.route, within: words.within, handling: words.handling, clauses: clauses)
  }
}
