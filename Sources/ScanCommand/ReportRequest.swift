package import GatepostKit
import Glibc
package import Reports
package import ScanCore
import SchoolSettings
package import TextModel

/// How results are given, as a command line asks for it.
package struct ReportRequest {
  package var format: String?
  package var output: String?
  package var failOn: String?
  package var showMatch = false
  package var jobs: Int?
  package var quiet = false
  package var noProgress = false
  package var baseline: String?
  package var noSuppress = false
  package var color = "auto"

  /// The usual ways.
  package init() {}

  package func check() throws(Mistake) {
    if let format {
      guard let known = named(format, in: ReportFormat.self) else {
        throw Mistake("'\(format)' is no report format; there are: \(written)")
      }
      guard known.isWritten else {
        throw Mistake("'\(format)' reports are not written yet; there are: \(written)")
      }
    }
    if let failOn, FailOn(name: failOn) == nil {
      throw Mistake("--fail-on is note, review, block or never, not '\(failOn)'")
    }
    guard ["auto", "always", "never"].contains(color) else {
      throw Mistake("--color is auto, always or never, not '\(color)'")
    }
    if let jobs, jobs < 1 { throw Mistake("--jobs is a number from 1 on, not \(jobs)") }
  }

  private var written: String {
    ReportFormat.allCases.filter(\.isWritten).map(\.rawValue).joined(separator: ", ")
  }

  /// Scans a stream and writes its report.
  ///
  /// - Parameters:
  ///   - showsClean: Whether clean passages are reported too.
  ///   - usual: The form of the report if none is asked for; nil leaves it to the output.
  ///   - place: A file or folder that is scanned; a baseline is looked for from there upwards.
  ///   - folder: What the names of documents are relative to; nil is the current folder.
  /// - Throws: The status to leave with, if the report cannot be written.
  package func run(
    _ scanner: Scanner, over stream: any PassageSource, lexicon: Lexicon, showsClean: Bool = false,
    default usual: ReportFormat? = nil, near place: String = ".", from folder: String? = nil
  ) throws -> Run.Outcome {
    let key = try fingerprintKey()
    let output: OutputFile
    do {
      output = try OutputFile(path: self.output)
    } catch {
      complain("\(error)")
      throw Status.usage
    }
    var description = description(scanner, lexicon)
    description.showsClean = showsClean
    let form = format.flatMap { named($0, in: ReportFormat.self) } ?? usual ?? usualFormat
    let writer = makeReportWriter(
      format: form, run: description, catalogue: scanner.catalogue,
      fingerprint: key.map { key in
        let maker = Fingerprinter(key, scanner.catalogue)
        return { maker.fingerprint($0, $1, $2) }
      }, sink: output.write)
    var run = Run(scanner: scanner, stream: stream, writer: writer)
    if !noSuppress {
      run.suppressions = try suppressions(key, scanner, near: place, from: folder)
    }
    let progress = ProgressLine(isShown: !quiet && !noProgress)
    run.onProgress = { progress.show(stream, elapsed: $0) }
    defer { progress.erase() }
    do {
      let outcome = try outcome(of: &run)
      progress.erase()
      if !form.holdsWarnings { say(outcome.warnings) }
      return outcome
    } catch {
      progress.erase()
      throw statusCutShort(by: error, worst: run.worstAction, scanner)
    }
  }

  private func outcome(of run: inout Run) throws -> Run.Outcome {
    if jobs == 1 { return try run.runOnOneThread() }
    if let outcome = try run.runIfShort() { return outcome }
    let threads = threads
    return try waiting(&run) { try await $0.run(threads: threads) }
  }

  /// Says what the report has no place for.
  private func say(_ warnings: [ReadWarning]) {
    for warning in warnings where !quiet {
      complain("\(onOneLine(warning.source)): \(onOneLine(warning.message))")
    }
  }

  /// The key of fingerprints, or nil if there is none.
  private func fingerprintKey() throws -> FingerprintKey? {
    do {
      return try FingerprintKey.existing()
    } catch {
      complain("\(error)")
      throw Status.usage
    }
  }

  /// What leaves out findings that somebody has looked at, near a place.
  package func suppressions(_ scanner: Scanner, near place: String) throws -> Suppressions {
    try suppressions(fingerprintKey(), scanner, near: place, from: nil)
  }

  /// What leaves out findings that somebody has looked at.
  private func suppressions(
    _ key: FingerprintKey?, _ scanner: Scanner, near place: String, from folder: String?
  ) throws -> Suppressions {
    do {
      let settings = scanner.options.settings
      let path = baseline ?? settings.existingBaseline ?? Baseline.path(near: place)
      let before = try path.map { path throws(Baseline.Failure) in try Baseline(path: path) }
      if before != nil, key == nil { throw FingerprintKey.Failure.none }
      return Suppressions(settings: settings, baseline: before, key: key, folder: folder)
    } catch {
      complain("\(error)")
      throw Status.usage
    }
  }

  /// Says why a report ends before its time, and how to leave.
  private func statusCutShort(
    by error: any Error, worst: Action?, _ scanner: Scanner
  ) -> Status {
    guard case OutputFile.Failure.readerLeft = error else {
      complain("\(error)")
      return .incomplete
    }
    // `| head` has what it wanted; but nobody may take the rest for scanned.
    if !quiet { complain("\(error)") }
    return stops(worst, scanner) ? .found : .incomplete
  }

  package func description(_ scanner: Scanner, _ lexicon: Lexicon) -> RunDescription {
    var run = RunDescription(
      tool: ToolDescription(
        version: version, lexiconHash: lexicon.hashName,
        configHash: hashName(lexicon.contentHash ^ scanner.options.settings.contentHash)))
    run.audience = scanner.options.audience
    run.quoting = showMatch ? .shown : .masked
    run.hasColour = hasColour
    return run
  }

  private var isTerminal: Bool { output == nil && isatty(STDOUT_FILENO) == 1 }

  private var usualFormat: ReportFormat { isTerminal ? .text : .json }

  private var hasColour: Bool {
    switch color {
    case "always": true
    case "never": false
    default: isTerminal && getenv("NO_COLOR").map { $0.pointee == 0 } ?? true
    }
  }

  private var threads: Int { jobs ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Says what was not examined, and why.
  package func sayNotExamined(_ outcome: Run.Outcome) {
    for part in outcome.notExamined where !quiet {
      complain("\(onOneLine(part.source)): not examined (\(part.cause)): \(part.detail)")
    }
  }

  /// How to leave after a run: findings win over what was not examined.
  package func status(of outcome: Run.Outcome, _ scanner: Scanner) -> Status {
    if stops(outcome.worstAction, scanner) { return .found }
    return outcome.notExamined.isEmpty ? .clean : .incomplete
  }

  /// Whether a run fails: the command line decides, else the school's settings, else `review`.
  package func stops(_ worst: Action?, _ scanner: Scanner) -> Bool {
    let said = failOn.flatMap(FailOn.init(name:)) ?? scanner.options.settings.failOn
    guard let worst, case .action(let limit) = said ?? .action(.review) else { return false }
    return worst >= limit
  }
}
