public import TextModel

/// Takes the next bytes of a report; throws where they cannot be written.
public typealias ByteSink = ([UInt8]) throws -> Void

/// Gives the fingerprint of a finding in a passage of a batch, or nil where there is none.
public typealias FingerprintSource = (Finding, Passage, PassageBatch) -> String?

/// Writes one report as the findings come in, without holding them.
///
/// The calls come in this order: `begin`; for each document `document`, then `write` for each of
/// its batches; `finish`. After an error the report is of no use and no further call is made.
public protocol ReportWriter {
  /// Opens the report.
  mutating func begin() throws
  /// Opens the next document, and by that closes the one before.
  mutating func document(_ document: DocumentDescription) throws
  /// Writes the findings in the next passages of the open document.
  mutating func write(_ scanned: ScannedBatch) throws
  /// Closes the report and hands all that is left to the sink.
  mutating func finish(_ ending: RunEnding) throws
}

/// What is known only when a run is over.
public struct RunEnding: Sendable {
  /// The counts and the verdict.
  public var summary: RunSummary
  /// What could not be read.
  public var notExamined: [NotExamined]
  /// What was noticed while reading and stopped nothing.
  public var warnings: [ReadWarning]

  /// The end of a run.
  public init(summary: RunSummary, notExamined: [NotExamined] = [], warnings: [ReadWarning] = []) {
    self.summary = summary
    self.notExamined = notExamined
    self.warnings = warnings
  }
}
