public import TextModel

/// Writes passages as the `passage` objects of `gatepost.report/1`, for callers that keep their own
/// account of documents and runs.
///
/// It remembers what it has written once for each rule, so one is worth keeping between batches; it
/// belongs to one thread at a time.
public struct PassageJSON {
  private var encoder: PassageEncoder
  private var output = ByteBuffer()

  /// A writer.
  ///
  /// - Parameters:
  ///   - run: The voice of passages that do not say theirs, whether clean ones are written, and
  ///     whether found text may stand in them.
  ///   - catalogue: The words behind the findings' indices.
  public init(run: RunDescription, catalogue: Catalogue) {
    encoder = PassageEncoder(run: run, catalogue: catalogue, fingerprint: nil)
  }

  /// The passages of a batch, one object a line, each line ended; clean ones only if the run shows
  /// them.
  public mutating func lines(of scanned: ScannedBatch) -> [UInt8] {
    output.removeAll()
    for (passage, range) in zip(scanned.batch.passages, scanned.ranges)
    where encoder.run.showsClean || !range.isEmpty {
      output.append("{")
      encoder.append(
        passage, of: scanned.batch, findings: scanned.findings[range], to: &output)
      output.append("}\n")
    }
    return output.bytes
  }
}
