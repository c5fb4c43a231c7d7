import TextModel

/// The report as a stream of JSON objects, one a line, each with its `type`: for each document
/// `begin`, its `passage`s and `end`; last one `summary`.
struct JSONLinesReport: ReportWriter {
  private var encoder: PassageEncoder
  private var output: ReportOutput
  private var open: OpenDocument?

  /// What `end` says of the document that is being written.
  private struct OpenDocument {
    /// The member `source`, with its key.
    let source: [UInt8]
    /// What every passage begins with.
    let opening: [UInt8]
    var passages = 0
    var findings = 0
    var verdict = Verdict.allow
  }

  /// A report that is still to be begun.
  init(encoder: PassageEncoder, output: ReportOutput) {
    self.encoder = encoder
    self.output = output
  }

  mutating func begin() throws {}

  mutating func document(_ document: DocumentDescription) throws {
    closeDocument()
    var source = ByteBuffer()
    source.append("\"source\":")
    source.appendJSON(document.source)
    var opening = ByteBuffer()
    opening.append("{\"type\":\"passage\",")
    opening.append(source.bytes)
    opening.append(",")
    open = OpenDocument(source: source.bytes, opening: opening.bytes)
    output.buffer.append("{\"type\":\"begin\",\"schema\":\"gatepost.report/1\",")
    output.buffer.append(source.bytes)
    output.buffer.append(",\"kind\":")
    output.buffer.appendJSON(document.kind)
    output.buffer.append("}\n")
    try output.flushIfLarge()
  }

  mutating func write(_ scanned: ScannedBatch) throws {
    guard var document = open else { preconditionFailure("a batch before its document") }
    let (passages, ranges) = (scanned.batch.passages, scanned.ranges)
    document.passages += ranges.count
    document.findings += scanned.findings.count
    document.verdict = max(document.verdict, Verdict(ofAll: scanned.findings[...]))
    let showsAll = encoder.run.showsClean
    let hasSuppressed = !scanned.suppressed.isEmpty
    // Most passages are clean, and nothing but this is done about them.
    for index in ranges.indices where showsAll || hasSuppressed || !ranges[index].isEmpty {
      let suppressed = hasSuppressed ? scanned.suppressed(in: index) : []
      guard showsAll || !ranges[index].isEmpty || !suppressed.isEmpty else { continue }
      output.buffer.append(document.opening)
      encoder.append(
        passages[index], of: scanned.batch, findings: scanned.findings[ranges[index]],
        suppressed: suppressed, to: &output.buffer)
      output.buffer.append("}\n")
      try output.flushIfLarge()
    }
    open = document
  }

  mutating func finish(_ ending: RunEnding) throws {
    closeDocument()
    output.buffer.append("{\"type\":\"summary\",")
    output.buffer.appendRun(encoder.run, encoder.catalogue)
    output.buffer.append(",")
    output.buffer.appendEnding(ending)
    output.buffer.append("}\n")
    try output.flush()
  }

  private mutating func closeDocument() {
    guard let document = open else { return }
    output.buffer.append("{\"type\":\"end\",")
    output.buffer.append(document.source)
    output.buffer.append(",\"verdict\":\"")
    output.buffer.append(utf8: document.verdict.name)
    output.buffer.append("\",\"passages\":")
    output.buffer.append(decimal: document.passages)
    output.buffer.append(",\"findings\":")
    output.buffer.append(decimal: document.findings)
    output.buffer.append("}\n")
  }
}
