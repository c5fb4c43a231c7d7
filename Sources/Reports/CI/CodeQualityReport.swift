import TextModel

/// The findings as GitLab's Code Quality report: one JSON array.
///
/// Source: GitLab documentation, "Code Quality report format", after the Code Climate
/// specification.
struct CodeQualityReport: ReportWriter {
  private let run: RunDescription
  private let catalogue: Catalogue
  private let fingerprint: FingerprintSource?
  private var output: ReportOutput
  private var source = ""
  private var hasIssue = false
  private var seen: [String: Int] = [:]

  /// A report that is still to be begun.
  init(
    run: RunDescription, catalogue: Catalogue, fingerprint: FingerprintSource?,
    output: ReportOutput
  ) {
    self.run = run
    self.catalogue = catalogue
    self.fingerprint = fingerprint
    self.output = output
  }

  mutating func begin() throws { output.buffer.append("[") }

  mutating func document(_ document: DocumentDescription) throws { source = document.source }

  mutating func write(_ scanned: ScannedBatch) throws {
    for (passage, range) in zip(scanned.batch.passages, scanned.ranges) {
      append(scanned.findings[range], of: passage, in: scanned.batch)
      try output.flushIfLarge()
    }
  }

  mutating func finish(_ ending: RunEnding) throws {
    for part in ending.notExamined {
      let hash = unique("\(part.source)\u{0}\(part.cause)\u{0}\(part.detail)")
      appendIssue(
        "Not examined: " + part.detail, check: "not-examined", hash: hash, severity: "major",
        path: part.source, line: 1)
    }
    output.buffer.append("\n]\n")
    try output.flush()
  }

  private mutating func append(
    _ findings: ArraySlice<Finding>, of passage: Passage, in batch: PassageBatch
  ) {
    for shown in ShownFinding.all(in: findings, of: passage, batch, run, catalogue) {
      let rule = shown.rule
      // Without a key nothing of the words may enter what names the finding: the masked form and
      // the place do, and a number where that is not enough. With one, the same words are found in
      // several places, and GitLab shows one issue for each name.
      let name =
        fingerprint?(shown.finding, passage, batch)
        ?? "\(rule.id)\u{0}\(shown.place)\u{0}\(shown.masked)"
      let hash = unique("\(source)\u{0}\(name)")
      appendIssue(
        "\(shown.place)\(rule.title): “\(shown.words)”. \(rule.advice)", check: rule.id, hash: hash,
        severity: Self.severity(shown.finding), path: source, line: shown.places.start.line)
    }
  }

  private mutating func appendIssue(
    _ description: String, check: String, hash: String, severity: StaticString, path: String,
    line: Int
  ) {
    output.buffer.append(hasIssue ? ",\n{" : "\n{")
    hasIssue = true
    output.buffer.append("\"description\":")
    output.buffer.appendJSON(description)
    output.buffer.append(",\"check_name\":")
    output.buffer.appendJSON(check)
    output.buffer.append(",\"fingerprint\":")
    output.buffer.appendJSON(hash)
    output.buffer.append(",\"severity\":\"")
    output.buffer.append(severity)
    output.buffer.append("\",\"location\":{\"path\":")
    output.buffer.appendJSON(path)
    output.buffer.append(",\"lines\":{\"begin\":")
    output.buffer.append(decimal: line)
    output.buffer.append("}}}")
  }

  /// A name for what was not named so before, else one with a number.
  private mutating func unique(_ words: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a: a name, not a secret.
    for byte in words.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    let count = seen[digits, default: 0]
    seen[digits] = count + 1
    return count == 0 ? digits : "\(digits)-\(count)"
  }

  private static func severity(_ finding: Finding) -> StaticString {
    switch (finding.action, finding.severity) {
    case (.block, .critical): "blocker"
    case (.block, _): "critical"
    case (.review, _): "major"
    case (.note, .note): "info"
    case (.note, _): "minor"
    }
  }
}
