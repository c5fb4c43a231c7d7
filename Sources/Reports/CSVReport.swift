import TextModel

/// The findings as a table for a spreadsheet, one row each.
struct CSVReport: ReportWriter {
  private let run: RunDescription
  private let catalogue: Catalogue
  private var output: ReportOutput
  private var source = ""
  private static let columns: StaticString =
    """
    source,member,line,column,place,id,kind,audience,rule,title,severity,confidence,action,masked,\
    clauses,route,within,handling,keep,advice\r\n
    """

  /// A report that is still to be begun.
  init(run: RunDescription, catalogue: Catalogue, output: ReportOutput) {
    self.run = run
    self.catalogue = catalogue
    self.output = output
  }

  mutating func begin() throws {
    output.buffer.append(Self.columns)
  }

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
    try output.flush()
  }

  private mutating func append(
    _ findings: ArraySlice<Finding>, of passage: Passage, in batch: PassageBatch
  ) {
    let text = batch.bytes.span.extracting(passage.text.indices)
    let audience = passage.audience ?? run.audience
    var finder = PlaceFinder(passage)
    for finding in findings {
      let rule = catalogue.rules[finding.rule]
      let range = wholeCharacters(of: finding.range, in: text)
      let start = finder.places(of: range, in: text).start
      let origin = [
        source, batch.string(passage.member) ?? "", String(start.line), String(start.column),
        CellPlace.words(passage, in: batch, at: range) ?? batch.string(passage.pointer) ?? "",
        batch.string(passage.id) ?? "", passage.kind.name, audience.name,
      ]
      let duty = rule.duty(for: audience)
      let verdict = [
        rule.id, rule.title, finding.severity.name, String(finding.confidence) + "%",
        finding.action.name, shown(text.extracting(range)), clauses(of: rule, audience),
        duty.route.joined(separator: "; "), duty.within ?? "",
        duty.handling.joined(separator: "; "), duty.evidence.joined(separator: "; "), rule.advice,
      ]
      appendRow(origin + verdict)
    }
  }

  private func shown(_ span: Span<UInt8>) -> String {
    let string = span.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    return run.quoting == .masked ? Mask.masked(string) : string
  }

  private func clauses(of rule: RuleDescription, _ audience: Audience) -> String {
    rule.clauses(for: audience).map { "\($0.policy) \($0.clause)" }.joined(separator: "; ")
  }

  private mutating func appendRow(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { output.buffer.append(",") }
      appendCell(cell)
    }
    output.buffer.append("\r\n")
  }

  /// Appends a cell, quoted where RFC 4180 asks for it.
  ///
  /// A spreadsheet runs a cell that begins like a formula, so such a cell gets an apostrophe first.
  private mutating func appendCell(_ cell: String) {
    let isFormula = cell.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
    guard isFormula || cell.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else {
      return output.buffer.append(utf8: cell)
    }
    output.buffer.append(isFormula ? "\"'" : "\"")
    for byte in cell.utf8 {
      if byte == 0x22 { output.buffer.append(0x22) }
      output.buffer.append(byte)
    }
    output.buffer.append("\"")
  }
}
