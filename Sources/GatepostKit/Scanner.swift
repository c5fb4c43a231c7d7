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
  private let policy: PolicyChoice
  /// Signs that excuse findings and that were asked for by name, so that they are shown too.
  private let signsAskedFor: Set<Int>
  /// What rules ask for at this school, by their number; empty if it changes none.
  private let actions: [Action?]
  /// For each rule, whether what it finds may be one of the school's own contacts.
  private let isContact: [Bool]
  /// The rule about accounts that are not the school's, if there is a register of those that are.
  private let accountRule: Int?
  /// The day of the run, `YYYY-MM-DD`; empty where nobody asks.
  private let today: String

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
        RuleDescription(table.id(of: $0), table.words(of: $0), policy, $0)
      },
      signals: LazyRow(count: signals) { lexicon.signalName($0) },
      policies: policy.policies.map { ($0.name, $0.version) })
    self.policy = policy
    signsAskedFor = policy.signs.filter { number in
      options.rules.contains { RuleChoice($0).matches(table.id(of: number)) }
    }
    let own = options.settings.rules.actions
    actions =
      own.isEmpty
      ? []
      : (0..<table.count).map { rule in own.last { $0.rule == table.id(of: rule) }?.action }
    let register = options.settings.accounts
    let accountRules = register.isEmpty ? 0..<0 : 0..<table.count
    accountRule = accountRules.first { table.id(of: $0) == "conduct.unofficial-account" }
    today = register.isEmpty ? "" : Suppressions.today
    isContact =
      options.settings.contacts.isEmpty && register.isEmpty
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
        ? !RuleChoice.isOffByDefault(id) || switchedOn.contains { $0.matches(id) }
        : wanted.contains { $0.matches(id) }
      if policy.signs.contains(number) { return true }
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
    var memory = ScanMemory()

    /// Empty memory.
    public init() {}

    /// Patterns that met their limits, in words; empty if all went well.
    public var notes: [String] { Self.notes(of: [self]) }

    /// The notes of several tasks, each pattern counted once.
    static func notes(of workspaces: [Workspace]) -> [String] {
      let patterns = workspaces.reduce(into: Set<Int>()) { $0.formUnion($1.memory.gaveUp) }
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
    let scanned = scanner.scan(batch, audience: options.audience, &workspace.memory)
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

  /// Whether something beside a finding made it milder than its rule is.
  private func isSoftened(_ finding: Finding) -> Bool {
    !scanner.rules.table.asks(for: finding.action, rule: finding.rule)
  }

  private func filtered(_ scanned: ScannedBatch) -> ScannedBatch {
    guard
      minimumConfidence > 0 || options.minimumSeverity > .note || !policy.isUnion
        || !actions.isEmpty || !isContact.isEmpty
    else { return scanned }
    var findings: [Finding] = []
    let ranges = zip(scanned.batch.passages, scanned.ranges).map { passage, range in
      let start = findings.count
      let audience = passage.audience ?? options.audience
      let signs = signs(in: scanned.findings[range])
      for finding in scanned.findings[range] where finding.confidence >= minimumConfidence {
        guard !policy.signs.contains(finding.rule) || signsAskedFor.contains(finding.rule),
          var judged = policy.judged(
            finding, audience: audience, signs: signs, isSoftened: isSoftened(finding)),
          judged.severity >= options.minimumSeverity
        else { continue }
        if !isContact.isEmpty && isOwn(finding, of: passage, in: scanned.batch) { continue }
        if !actions.isEmpty, let action = actions[finding.rule] {
          // What made the finding milder than its rule still counts.
          judged.action = isSoftened(finding) ? min(judged.action, action) : action
        }
        findings.append(judged)
      }
      return start..<findings.count
    }
    return ScannedBatch(batch: scanned.batch, findings: findings, ranges: ranges)
  }

  /// Whether a finding is about what the school itself publishes, or about its own account.
  private func isOwn(_ finding: Finding, of passage: Passage, in batch: PassageBatch) -> Bool {
    let settings = options.settings
    if isContact[finding.rule] {
      let found = batch.text(of: finding, in: passage)
      return settings.contacts.hold(found) || settings.accounts.holds(found)
    }
    guard finding.rule == accountRule else { return false }
    let written = batch.bytes[passage.time.indices].prefix(10)
    let isDay = written.count == 10 && written.dropFirst(4).first == UInt8(ascii: "-")
    let day = isDay ? String(decoding: written, as: UTF8.self) : today
    let found = batch.text(of: finding, in: passage)
    if found.hasPrefix("@"), !found.contains(" ") { return settings.accounts.holds(found, on: day) }
    return settings.accounts.isNamed(in: batch.sentence(of: finding, in: passage), on: day)
  }

  /// The signs of a passage that may excuse its findings.
  private func signs(in findings: ArraySlice<Finding>) -> Set<UInt32> {
    guard !policy.signs.isEmpty else { return [] }
    return Set(findings.map(\.rule).filter(policy.signs.contains).map(UInt32.init))
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

  /// The words that a finding is about and what stands round them up to a line break or to the end
  /// of a sentence.
  fileprivate func sentence(of finding: Finding, in passage: Passage) -> String {
    let text = bytes[passage.text.indices]
    let isEnd = { (index: Int) in
      let next = index + 1 < text.endIndex ? bytes[index + 1] : UInt8(ascii: " ")
      return switch bytes[index] {
      case UInt8(ascii: "\n"): true
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): next <= UInt8(ascii: " ")
      default: false
      }
    }
    var start = text.startIndex + Int(finding.range.start)
    var end = text.startIndex + Int(finding.range.end)
    while start > text.startIndex, !isEnd(start - 1) { start -= 1 }
    while end < text.endIndex, !isEnd(end) { end += 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

extension RuleDescription {
  fileprivate init(_ id: String, _ words: RuleWords, _ policy: PolicyChoice, _ number: Int) {
    self.init(
      id: id, title: words.title, advice: words.advice, replacement: words.replacement,
      route: words.route, within: words.within, handling: words.handling,
      clauses: policy.clauses(for: number))
    let own = Duty(
      route: words.route, within: words.within, handling: words.handling.map { [$0] } ?? [])
    duties = policy.duties(for: number, own: own)
  }
}
