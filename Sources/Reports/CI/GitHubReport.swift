import TextModel

/// The findings as annotations of a pull request, one workflow command a line.
///
/// Source: GitHub documentation, "Workflow commands for GitHub Actions".
struct GitHubReport: ReportWriter {
  private let run: RunDescription
  private let catalogue: Catalogue
  private var output: ReportOutput
  private var source = ""

  /// A report that is still to be begun.
  init(run: RunDescription, catalogue: Catalogue, output: ReportOutput) {
    self.run = run
    self.catalogue = catalogue
    self.output = output
  }

  mutating func begin() throws {}

  mutating func document(_ document: DocumentDescription) throws {
    source = document.source
  }

  mutating func write(_ scanned: ScannedBatch) throws {
    for (passage, range) in zip(scanned.batch.passages, scanned.ranges) {
      append(scanned.findings[range], of: passage, in: scanned.batch)
      try output.flushIfLarge()
    }
  }

  mutating func finish(_ ending: RunEnding) throws {
    for part in ending.notExamined {
      appendCommand("warning", [("file", part.source), ("title", "Not examined")], part.detail)
    }
    try output.flush()
  }

  private mutating func append(
    _ findings: ArraySlice<Finding>, of passage: Passage, in batch: PassageBatch
  ) {
    for shown in ShownFinding.all(in: findings, of: passage, batch, run, catalogue) {
      let rule = shown.rule
      let properties = properties(of: rule, shown.places.start, shown.places.end)
      appendCommand(
        Self.command(for: shown.finding.action), properties,
        "\(shown.place)\(shown.words): \(rule.advice) [\(rule.id)]")
    }
  }

  private static func command(for action: Action) -> String {
    switch action {
    case .note: "notice"
    case .review: "warning"
    case .block: "error"
    }
  }

  private func properties(
    of rule: RuleDescription, _ start: TextPlace, _ end: TextPlace
  ) -> [(String, String)] {
    let lines = [("file", source), ("line", "\(start.line)"), ("endLine", "\(end.line)")]
    // Columns count only where the annotation stays on one line.
    let columns =
      start.line == end.line ? [("col", "\(start.column)"), ("endColumn", "\(end.column)")] : []
    return lines + columns + [("title", rule.title)]
  }

  private mutating func appendCommand(
    _ command: String, _ properties: [(String, String)], _ message: String
  ) {
    output.buffer.append(utf8: "::" + command)
    for (index, (name, value)) in properties.enumerated() {
      output.buffer.append(utf8: (index == 0 ? " " : ",") + name + "=")
      append(value, .property)
    }
    output.buffer.append("::")
    append(message, .message)
    output.buffer.append("\n")
  }

  /// Where in a command a text stands; a property ends at a colon or comma, so it escapes them.
  private enum Part {
    case property, message
  }

  private mutating func append(_ text: String, _ part: Part) {
    for byte in Printable.text(text).utf8 {
      switch byte {
      case 0x25: output.buffer.append("%25")
      case 0x3A where part == .property: output.buffer.append("%3A")
      case 0x2C where part == .property: output.buffer.append("%2C")
      default: output.buffer.append(byte)
      }
    }
  }
}
