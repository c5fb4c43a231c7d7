import TextModel

/// The report as one JSON object, each passage on a line of its own.
struct JSONReport: ReportWriter {
  private var encoder: PassageEncoder
  private var output: ReportOutput
  private var hasDocument = false
  private var hasPassage = false

  /// A report that is still to be begun.
  init(encoder: PassageEncoder, output: ReportOutput) {
    self.encoder = encoder
    self.output = output
  }

  mutating func begin() throws {
    output.buffer.append("{")
    output.buffer.appendRun(encoder.run, encoder.catalogue)
    output.buffer.append(",\n\"documents\":[")
  }

  mutating func document(_ document: DocumentDescription) throws {
    closeDocument()
    output.buffer.append(hasDocument ? ",\n{\"source\":" : "\n{\"source\":")
    output.buffer.appendJSON(document.source)
    output.buffer.append(",\"kind\":")
    output.buffer.appendJSON(document.kind)
    output.buffer.append(",\"passages\":[")
    hasDocument = true
    hasPassage = false
    try output.flushIfLarge()
  }

  mutating func write(_ scanned: ScannedBatch) throws {
    for (index, (passage, range)) in zip(scanned.batch.passages, scanned.ranges).enumerated() {
      let suppressed = scanned.suppressed(in: index)
      guard encoder.run.showsClean || !range.isEmpty || !suppressed.isEmpty else { continue }
      output.buffer.append(hasPassage ? ",\n{" : "\n{")
      hasPassage = true
      encoder.append(
        passage, of: scanned.batch, findings: scanned.findings[range], suppressed: suppressed,
        to: &output.buffer)
      output.buffer.append("}")
      try output.flushIfLarge()
    }
  }

  mutating func finish(_ ending: RunEnding) throws {
    closeDocument()
    output.buffer.append("],\n")
    output.buffer.appendEnding(ending)
    output.buffer.append("}\n")
    try output.flush()
  }

  private mutating func closeDocument() {
    guard hasDocument else { return }
    output.buffer.append("]}")
  }
}
