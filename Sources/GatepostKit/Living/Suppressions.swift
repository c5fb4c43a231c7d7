public import TextModel

/// What takes findings out that a person has looked at: comments beside the text, the school's
/// allow-list, a baseline.
///
/// It counts what it takes out, and says what nothing needs any more.
public final class Suppressions {
  /// An entry of a school's allow-list, as far as it matters here.
  public struct Entry: Sendable {
    /// What it is about, as a message names it: "line 12".
    public var name: String
    /// The rules: an id, a family or a pattern.
    public var rule: String
    /// Whether it holds for a found text.
    public var holdsFor: @Sendable (String) -> Bool
    /// Whether it holds for a file.
    public var holdsAt: @Sendable (String) -> Bool
    /// Whether its last day has passed.
    public var isExpired: Bool
    /// Whether it names a file, so that nothing to allow in it means something.
    public var namesFile: Bool
    /// Why it may stay, and who says so.
    public var reason: String
    /// The last day it holds, `YYYY-MM-DD`; nil holds for good.
    public var until: String?

    /// An entry.
    public init(
      name: String, rule: String, isExpired: Bool, namesFile: Bool, reason: String = "",
      until: String? = nil, holdsFor: @escaping @Sendable (String) -> Bool,
      holdsAt: @escaping @Sendable (String) -> Bool
    ) {
      self.name = name
      self.rule = rule
      self.isExpired = isExpired
      self.namesFile = namesFile
      self.reason = reason
      self.until = until
      self.holdsFor = holdsFor
      self.holdsAt = holdsAt
    }
  }

  /// How many findings were taken out: by comments, by the allow-list, by the baseline.
  public private(set) var counts = (comments: 0, allowed: 0, baseline: 0)
  private let entries: [Entry]
  private let listName: String
  private let baseline: Baseline?
  private let key: FingerprintKey?
  private var usedEntries: Set<Int> = []
  private var metEntries: Set<Int> = []
  private var unusedComments: [ReadWarning] = []

  /// Suppressions of a run.
  ///
  /// - Parameters:
  ///   - entries: the allow-list, and `listName` the file that holds it.
  ///   - baseline: what was found before; without a `key` it counts for nothing.
  public init(
    entries: [Entry] = [], listName: String = ".gatepost.yml", baseline: Baseline? = nil,
    key: FingerprintKey? = nil
  ) {
    self.entries = entries
    self.listName = listName
    self.baseline = baseline
    self.key = key
  }

  /// The batch without what may stay.
  ///
  /// - Parameter source: the document, as the user named it.
  public func kept(of scanned: ScannedBatch, source: String, _ catalogue: Catalogue) -> ScannedBatch
  {
    let hasComment = scanned.batch.passages.contains { !$0.allowed.isEmpty }
    guard hasComment || !scanned.findings.isEmpty && hasList else { return scanned }
    var kept = ScannedBatch(batch: scanned.batch, findings: [], ranges: [])
    for (index, (passage, range)) in zip(scanned.batch.passages, scanned.ranges).enumerated() {
      let start = kept.findings.count
      var comments = Comments(passage, scanned.batch)
      for finding in scanned.findings[range] {
        let allowed = suppressed(
          finding, passage, index, scanned.batch, &comments, source, catalogue)
        if let allowed {
          kept.suppressed.append(allowed)
        } else {
          kept.findings.append(finding)
        }
      }
      note(comments.unused, passage, source)
      kept.ranges.append(start..<kept.findings.count)
    }
    return kept
  }

  /// The finding with what lets it stay; nil if nothing does.
  private func suppressed(
    _ finding: Finding, _ passage: Passage, _ index: Int, _ batch: PassageBatch,
    _ comments: inout Comments, _ source: String, _ catalogue: Catalogue
  ) -> SuppressedFinding? {
    let rule = catalogue.rules[finding.rule].id
    if let reason = comments.reason(for: rule) {
      counts.comments += 1
      return SuppressedFinding(finding, in: index, by: "comment", reason: reason)
    }
    if let entry = allowance(for: finding, passage, batch, rule: rule, source: source) {
      counts.allowed += 1
      return SuppressedFinding(
        finding, in: index, by: "allow-list", reason: entry.reason, until: entry.until)
    }
    guard isBefore(finding, passage, batch, catalogue) else { return nil }
    counts.baseline += 1
    return SuppressedFinding(finding, in: index, by: "baseline", reason: "was there before")
  }

  private func note(_ unused: [String], _ passage: Passage, _ source: String) {
    let line = passage.line > 0 ? "line \(passage.line): " : ""
    for rule in unused {
      unusedComments.append(
        ReadWarning(
          source: source,
          message: "\(line)the comment that allows '\(rule)' allows nothing; take it out"))
    }
  }

  /// What is to be said at the end.
  public var warnings: [ReadWarning] {
    var said = unusedComments
    for (index, entry) in entries.enumerated() {
      if entry.isExpired {
        said.append(
          ReadWarning(source: listName, message: "\(entry.name): has expired, and counts no more"))
      } else if entry.namesFile, metEntries.contains(index), !usedEntries.contains(index) {
        said.append(
          ReadWarning(source: listName, message: "\(entry.name): allows nothing; take it out"))
      }
    }
    let parts = [
      (counts.comments, "by a comment"), (counts.allowed, "by the allow-list"),
      (counts.baseline, "by the baseline"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    if !parts.isEmpty {
      let total = counts.comments + counts.allowed + counts.baseline
      let noun = total == 1 ? "finding is" : "findings are"
      said.append(
        ReadWarning(
          source: "gatepost",
          message: "\(total) \(noun) left out: \(parts.joined(separator: ", "))"))
    }
    return said
  }

  private var hasList: Bool { !entries.isEmpty || baseline != nil && key != nil }

  /// The first entry of the allow-list that holds for a finding; all that hold are in use.
  private func allowance(
    for finding: Finding, _ passage: Passage, _ batch: PassageBatch, rule: String, source: String
  ) -> Entry? {
    var words: String?
    var first: Entry?
    for (index, entry) in entries.enumerated()
    where !entry.isExpired && entry.holdsAt(source) {
      metEntries.insert(index)
      guard RuleChoice(entry.rule).matches(rule) else { continue }
      let found = words ?? Self.words(finding, passage, batch)
      words = found
      if entry.holdsFor(found) {
        usedEntries.insert(index)
        first = first ?? entry
      }
    }
    return first
  }

  private func isBefore(
    _ finding: Finding, _ passage: Passage, _ batch: PassageBatch, _ catalogue: Catalogue
  ) -> Bool {
    guard let baseline, let key else { return false }
    return baseline.entries[key.fingerprint(finding, passage, batch, catalogue)] != nil
  }

  private static func words(
    _ finding: Finding, _ passage: Passage, _ batch: PassageBatch
  ) -> String {
    let start = passage.text.indices.lowerBound
    let range = finding.range.indices
    return String(
      decoding: batch.bytes[(start + range.lowerBound)..<(start + range.upperBound)],
      as: UTF8.self)
  }
}

/// The rules that comments beside a passage allow.
private struct Comments {
  private var allowed: [(rule: String, reason: String, isUsed: Bool)] = []

  init(_ passage: Passage, _ batch: PassageBatch) {
    guard let text = batch.string(passage.allowed) else { return }
    for line in text.split(separator: "\n") {
      // pupil.full-name: consent of 12 May. Without a reason it allows nothing.
      guard let colon = line.firstIndex(of: ":"),
        let start = line[line.index(after: colon)...].firstIndex(where: { $0 != " " })
      else {
        allowed.append((String(line) + " (it gives no reason)", "", false))
        continue
      }
      let rule = line[..<colon].filter { $0 != " " }
      allowed.append((String(rule), String(line[start...]), false))
    }
  }

  /// Why a rule may stay; nil if no comment allows it.
  mutating func reason(for rule: String) -> String? {
    var reason: String?
    for index in allowed.indices where RuleChoice(allowed[index].rule).matches(rule) {
      allowed[index].isUsed = true
      reason = reason ?? allowed[index].reason
    }
    return reason
  }

  var unused: [String] { allowed.filter { !$0.isUsed }.map(\.rule) }
}
