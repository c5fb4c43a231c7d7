public import Reports
public import TextModel

/// Gathers the fingerprints of a run instead of reporting its findings.
public final class FingerprintGatherer: ReportWriter {
  /// The rule of each fingerprint.
  public private(set) var rules: [String: String] = [:]
  private let key: FingerprintKey
  private let catalogue: Catalogue

  /// A gatherer for findings of the catalogue's rules.
  public init(_ key: FingerprintKey, _ catalogue: Catalogue) {
    self.key = key
    self.catalogue = catalogue
  }

  /// Nothing is written.
  public func begin() throws {}

  /// Nothing is written.
  public func document(_ document: DocumentDescription) throws {}

  /// Takes the fingerprints of what was found.
  public func write(_ scanned: ScannedBatch) throws {
    for (passage, range) in zip(scanned.batch.passages, scanned.ranges) {
      for finding in scanned.findings[range] {
        let fingerprint = key.fingerprint(finding, passage, scanned.batch, catalogue)
        rules[fingerprint] = catalogue.rules[finding.rule].id
      }
    }
  }

  /// Nothing is written.
  public func finish(_ ending: RunEnding) throws {}
}
