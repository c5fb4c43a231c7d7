import Reports
import TextModel

/// Invented rules, passages and findings that the tests of reports share.
enum Sample {
  static let catalogue = Catalogue(
    rules: [
      RuleDescription(
        id: "pupil.full-name", title: "Names a pupil in full",
        advice: "Use the first name only, or ask the parents first.",
        replacement: "the captain of the team", route: ["headteacher", "dsl"], within: "24h",
        clauses: [
          ClauseReference(
            policy: "oakfield", clause: "3.2", heading: "Naming pupils",
            audiences: [AudienceSet(.official), AudienceSet(.staff)]),
          ClauseReference(policy: "oakfield", clause: "4.1", heading: "Photographs and “tags”"),
          ClauseReference(policy: "hillside", clause: "7", heading: "Privacy"),
          ClauseReference(
            policy: "hillside", clause: "9", heading: "Parents", audiences: AudienceSet(.parent)),
        ]),
      RuleDescription(
        id: "personal.phone", title: "Gives a private phone number",
        advice: "Take the number out and ask people to ring the school office."),
      RuleDescription(
        id: "defamation.dishonesty", title: "Accuses an identifiable person of dishonesty",
        advice: "Take the accusation out and raise it through the complaints procedure.",
        route: ["headteacher"], within: "immediately", handling: "do-not-reply"),
    ],
    signals: ["person.full", "phone", "imputation.dishonesty"],
    policies: [("oakfield", "2"), ("hillside", "2024-09")])

  static let run = RunDescription(
    tool: ToolDescription(version: "1.2.3", lexiconHash: "abc123", configHash: "def456"))

  /// A finding of `span` where it first stands in `text`.
  static func finding(
    _ span: String, in text: String, rule: Int = 0, severity: Severity = .high,
    confidence: UInt8 = 93, action: Action = .block, evidence: [(Int, String)] = []
  ) -> Finding {
    Finding(
      rule: rule, range: range(of: span, in: text), severity: severity, confidence: confidence,
      action: action,
      evidence: evidence.map { Evidence(signal: $0.0, range: range(of: $0.1, in: text)) })
  }

  /// The byte range of `span` where it first stands in `text`, or an empty one.
  static func range(of span: String, in text: String) -> ByteRange {
    let bytes = Array(text.utf8)
    let wanted = Array(span.utf8)
    for start in 0...max(0, bytes.count - wanted.count)
    where bytes[start...].starts(with: wanted) {
      return ByteRange(start, start + wanted.count)
    }
    return .none
  }
}

/// Puts passages and their findings together.
struct SampleBatch {
  private var batch = PassageBatch()
  private var findings: [Finding] = []
  private var ranges: [Range<Int>] = []

  /// Adds a passage; `describe` sets what else is known of it.
  mutating func add(
    _ text: String, _ found: [Finding] = [],
    describe: (inout Passage, inout PassageBatch) -> Void = { _, _ in }
  ) {
    var passage = Passage(text: batch.store(text))
    describe(&passage, &batch)
    batch.append(passage)
    ranges.append(findings.count..<(findings.count + found.count))
    findings += found
    batch.bytesRead += text.utf8.count
  }

  /// The sealed batch.
  func scanned() -> ScannedBatch {
    var sealed = batch
    sealed.seal()
    return ScannedBatch(batch: sealed, findings: findings, ranges: ranges)
  }
}

/// Gathers what a writer hands on.
final class Gathered {
  private(set) var bytes: [UInt8] = []
  private(set) var pieces = 0
  private(set) var largestPiece = 0

  /// Takes the next bytes.
  func take(_ piece: [UInt8]) {
    bytes += piece
    pieces += 1
    largestPiece = max(largestPiece, piece.count)
  }

  /// All bytes, as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// A document and its batches.
typealias SampleDocument = (source: String, kind: String, batches: [ScannedBatch])

/// The whole report of some documents.
func report(
  _ format: ReportFormat, _ documents: [SampleDocument], run: RunDescription = Sample.run,
  notExamined: [NotExamined] = [], warnings: [ReadWarning] = [],
  fingerprint: FingerprintSource? = nil
) throws -> String {
  let gathered = Gathered()
  var tally = RunTally(Sample.catalogue)
  var writer = makeReportWriter(
    format: format, run: run, catalogue: Sample.catalogue, fingerprint: fingerprint,
    sink: gathered.take)
  try writer.begin()
  for document in documents {
    tally.addDocument()
    try writer.document(DocumentDescription(source: document.source, kind: document.kind))
    for batch in document.batches {
      tally.add(batch)
      try writer.write(batch)
    }
  }
  try writer.finish(
    RunEnding(
      summary: tally.summary(seconds: 0.25), notExamined: notExamined, warnings: warnings))
  return gathered.text
}
