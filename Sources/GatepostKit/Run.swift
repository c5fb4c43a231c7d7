public import Reports
public import TextModel

/// One scan from inputs to report, in constant memory.
public struct Run {
  /// How a run ended.
  public struct Outcome: Sendable {
    /// The counts and the verdict.
    public var summary: RunSummary
    /// The worst action among the findings, or nil if there are none.
    public var worstAction: Action?
    /// What could not be read.
    public var notExamined: [NotExamined]
    /// What was noticed and stopped nothing.
    public var warnings: [ReadWarning]
  }

  private let scanner: Scanner
  private let stream: any PassageSource
  private var writer: any ReportWriter
  private var tally: RunTally
  private var opened = 0
  private var warnings: [ReadWarning] = []
  /// Batches that have been read and not scanned yet: two at the most.
  private var ahead: [PassageBatch] = []
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  /// What takes out findings that may stay, or nil.
  public var suppressions: Suppressions?
  /// Called now and then with the time since the start.
  public var onProgress: ((Duration) -> Void)?

  /// A run of `scanner` over `stream` into `writer`.
  public init(scanner: Scanner, stream: any PassageSource, writer: any ReportWriter) {
    self.scanner = scanner
    self.stream = stream
    self.writer = writer
    tally = RunTally(scanner.catalogue)
    start = clock.now
  }

  /// The worst action among the findings that the writer has been given, or nil if there are none.
  public var worstAction: Action? { tally.worstAction }

  /// Scans on the calling thread alone.
  ///
  /// - Throws: What the writer's sink throws. All findings up to then have been handed to it.
  public mutating func runOnOneThread() throws -> Outcome {
    let workspace = Scanner.Workspace()
    try writer.begin()
    while let batch = nextBatch() { try take(scanner.scan(batch, using: workspace)) }
    return try finish(workspace.notes)
  }

  /// Scans on the calling thread if there is little to scan: a draft is one batch, and starting
  /// threads would take longer than scanning it.
  ///
  /// - Returns: nil if there is more; nothing was scanned or written then, and `run(threads:)` does it.
  /// - Throws: What the writer's sink throws.
  public mutating func runIfShort() throws -> Outcome? {
    while ahead.count < 2 {
      guard let batch = stream.nextBatch() else { return try runOnOneThread() }
      ahead.append(batch)
    }
    return nil
  }

  private mutating func nextBatch() -> PassageBatch? {
    ahead.isEmpty ? stream.nextBatch() : ahead.removeFirst()
  }

  /// Scans on several threads; the report is the same, byte for byte.
  ///
  /// This task reads and writes; the others scan. At most two batches a thread are under way, so
  /// memory does not grow with the input.
  public mutating func run(threads: Int) async throws -> Outcome {
    if let outcome = try runIfShort() { return outcome }
    let scanner = scanner
    let threads = max(threads, 1)
    var idle = (0..<threads).map { _ in Helper() }
    var waiting: [Int: ScannedBatch] = [:]
    var read = 0
    var written = 0
    try writer.begin()
    let notes = try await withThrowingTaskGroup(of: (Int, ScannedBatch, Helper).self) { group in
      var isOpen = true
      while isOpen || written < read {
        while isOpen, read - written < 2 * threads, let helper = idle.popLast() {
          guard let batch = nextBatch() else {
            isOpen = false
            idle.append(helper)
            break
          }
          let number = read
          group.addTask { (number, scanner.scan(batch, using: helper.workspace), helper) }
          read += 1
        }
        guard written < read else { continue }
        while waiting[written] == nil, let (number, scanned, helper) = try await group.next() {
          waiting[number] = scanned
          idle.append(helper)
          if idle.count == 1 && isOpen { break }
        }
        while let scanned = waiting.removeValue(forKey: written) {
          try take(scanned)
          written += 1
        }
      }
      return Scanner.Workspace.notes(of: idle.map(\.workspace))
    }
    return try finish(notes)
  }

  /// The memory of one scanning task.
  ///
  /// SAFETY: it is in one task at a time: taken from the idle ones
  /// when a task begins and given back with its result.
  private final class Helper: @unchecked Sendable {
    let workspace = Scanner.Workspace()
  }

  private mutating func take(_ scanned: ScannedBatch) throws {
    while opened <= scanned.batch.document {
      try writer.document(stream.documents[opened])
      tally.addDocument()
      opened += 1
    }
    warnings += scanned.batch.warnings
    let scanned = kept(of: scanned)
    tally.add(scanned)
    try writer.write(scanned)
    onProgress?(start.duration(to: clock.now))
  }

  private func kept(of scanned: ScannedBatch) -> ScannedBatch {
    guard let suppressions else { return scanned }
    let source = stream.documents[scanned.batch.document].source
    return suppressions.kept(of: scanned, source: source, scanner.catalogue)
  }

  private mutating func finish(_ notes: [String]) throws -> Outcome {
    warnings += notes.map { ReadWarning(source: "lexicon", message: $0) }
    warnings += suppressions?.warnings ?? []
    let elapsed = start.duration(to: clock.now).components
    let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
    let summary = tally.summary(seconds: seconds)
    try writer.finish(
      RunEnding(summary: summary, notExamined: stream.notExamined, warnings: warnings))
    return Outcome(
      summary: summary, worstAction: tally.worstAction, notExamined: stream.notExamined,
      warnings: warnings)
  }
}
