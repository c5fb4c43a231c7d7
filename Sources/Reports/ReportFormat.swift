public import TextModel

/// A form that a report can be written in, by the name that `--format` takes.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text, json, jsonl, sarif, html, csv, github, codequality

  /// Whether this version can write it.
  public var isWritten: Bool {
    switch self {
    case .text, .json, .jsonl, .csv, .github, .sarif, .html, .codequality: true
    }
  }

  /// Whether it has a place for what was noticed while reading: an expired allowance, a repaired
  /// byte.
  public var holdsWarnings: Bool {
    switch self {
    case .text, .json, .jsonl, .sarif, .html: true
    case .csv, .github, .codequality: false
    }
  }
}

/// Makes the writer of a report.
///
/// - Parameters:
///   - format: the form; one that `isWritten`.
///   - run: what the report says of the run as a whole.
///   - catalogue: the words behind the findings' indices.
///   - fingerprint: gives the keyed hash of a finding, or nil where there is no key.
///   - sink: takes the bytes; what it throws, the writer throws.
public func makeReportWriter(
  format: ReportFormat, run: RunDescription, catalogue: Catalogue,
  fingerprint: FingerprintSource? = nil, sink: @escaping ByteSink
) -> any ReportWriter {
  let output = ReportOutput(sink: sink)
  func encoder() -> PassageEncoder {
    PassageEncoder(run: run, catalogue: catalogue, fingerprint: fingerprint)
  }
  switch format {
  case .text: return TextReport(run: run, catalogue: catalogue, output: output)
  case .json: return JSONReport(encoder: encoder(), output: output)
  case .jsonl: return JSONLinesReport(encoder: encoder(), output: output)
  case .csv: return CSVReport(run: run, catalogue: catalogue, output: output)
  case .github: return GitHubReport(run: run, catalogue: catalogue, output: output)
  case .html: return HTMLReport(run: run, catalogue: catalogue, output: output)
  case .sarif:
    return SARIFReport(
      run: run, catalogue: catalogue, fingerprint: fingerprint, output: output)
  case .codequality:
    return CodeQualityReport(
      run: run, catalogue: catalogue, fingerprint: fingerprint, output: output)
  }
}
