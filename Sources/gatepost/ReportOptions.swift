import ArgumentParser
import GatepostKit
import Glibc
import Readers
import Reports
import ScanCore
import SchoolSettings
import TextModel

/// How results are given.
struct ReportOptions: ParsableArguments {
  @Option(help: "\(names(ReportFormat.self)); text on a terminal, else json.")
  var format: String?
  @Option(help: ArgumentHelp("Write the report to a file.", valueName: "file"))
  var output: String?
  @Option(help: "Exit with 1 from this action on: note, review (unless said), block or never.")
  var failOn: String?
  @Flag(help: "Write the found text itself, not only its masked form.")
  var showMatch = false
  @Option(help: "How many threads; all cores if left out.")
  var jobs: Int?
  @Flag(help: "Say nothing but the report.")
  var quiet = false
  @Flag(help: "No progress bar.")
  var noProgress = false
  @Option(
    help: ArgumentHelp(
      "Leave out what a baseline holds; .gatepost-baseline is found from the file upwards.",
      valueName: "file"))
  var baseline: String?
  @Flag(help: "Report what comments, allow-list and baseline would leave out.")
  var noSuppress = false
  @Option(help: "Colours: auto, always or never.")
  var color = "auto"

  func check() throws {
    if let format {
      guard let known = ReportFormat(rawValue: format) else {
        throw ValidationError("'\(format)' is no report format; there are: \(written)")
      }
      guard known.isWritten else {
        throw ValidationError("'\(format)' reports are not written yet; there are: \(written)")
      }
    }
    if let failOn, FailOn(name: failOn) == nil {
      throw ValidationError("--fail-on is note, review, block or never, not '\(failOn)'")
    }
    guard ["auto", "always", "never"].contains(color) else {
      throw ValidationError("--color is auto, always or never, not '\(color)'")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs is a number from 1 on, not \(jobs)") }
  }

  private var written: String {
    ReportFormat.allCases.filter(\.isWritten).map(\.rawValue).joined(separator: ", ")
  }

  /// Scans a stream and writes its report.
  ///
  /// - Parameters:
  ///   - showsClean: Whether clean passages are reported too.
  ///   - usual: The form of the report if none is asked for; nil leaves it to the output.
  /// - Throws: The status to leave with, if the report cannot be written.
  func run(
    _ scanner: Scanner, over stream: any PassageSource, lexicon: Lexicon, showsClean: Bool = false,
    default usual: ReportFormat? = nil, near place: String = "."
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
    let writer = makeReportWriter(
      format: format.flatMap(ReportFormat.init) ?? usual ?? usualFormat, run: description,
      catalogue: scanner.catalogue,
      fingerprint: key.map { key in
        { key.fingerprint($0, $1, $2, scanner.catalogue) }
      }, sink: output.write)
    var run = Run(scanner: scanner, stream: stream, writer: writer)
    if !noSuppress { run.suppressions = try suppressions(key, scanner, near: place) }
    let progress = ProgressLine(isShown: !quiet && !noProgress)
    run.onProgress = { progress.show(stream, elapsed: $0) }
    defer { progress.erase() }
    do {
      if threads == 1 { return try run.runOnOneThread() }
      if let outcome = try run.runIfShort() { return outcome }
      let threads = threads
      return try waiting(&run) { try await $0.run(threads: threads) }
    } catch {
      progress.erase()
      throw statusCutShort(by: error, worst: run.worstAction, scanner)
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
  func suppressions(_ scanner: Scanner, near place: String) throws -> Suppressions {
    try suppressions(fingerprintKey(), scanner, near: place)
  }

  /// What leaves out findings that somebody has looked at.
  private func suppressions(
    _ key: FingerprintKey?, _ scanner: Scanner, near place: String
  ) throws -> Suppressions {
    do {
      let path = baseline ?? Baseline.path(near: place)
      let before = try path.map { path throws(Baseline.Failure) in try Baseline(path: path) }
      if before != nil, key == nil { throw FingerprintKey.Failure.none }
      return Suppressions(settings: scanner.options.settings, baseline: before, key: key)
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

  func description(_ scanner: Scanner, _ lexicon: Lexicon) -> RunDescription {
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
  func sayNotExamined(_ outcome: Run.Outcome) {
    for part in outcome.notExamined where !quiet {
      complain("\(onOneLine(part.source)): not examined (\(part.cause)): \(part.detail)")
    }
  }

  /// How to leave after a run: findings win over what was not examined.
  func status(of outcome: Run.Outcome, _ scanner: Scanner) -> Status {
    if stops(outcome.worstAction, scanner) { return .found }
    return outcome.notExamined.isEmpty ? .clean : .incomplete
  }

  /// Whether a run fails: the command line decides, else the school's settings, else `review`.
  func stops(_ worst: Action?, _ scanner: Scanner) -> Bool {
    let said = failOn.flatMap(FailOn.init(name:)) ?? scanner.options.settings.failOn
    guard let worst, case .action(let limit) = said ?? .action(.review) else { return false }
    return worst >= limit
  }
}

/// Where the report goes.
struct OutputFile {
  /// Why it cannot be written.
  enum Failure: Error, CustomStringConvertible {
    /// The other end of the pipe was closed.
    case readerLeft
    case unwritable(String, Int32)

    var description: String {
      switch self {
      case .readerLeft:
        "the report's reader went away, and the rest was not scanned; give it all of the output"
      case .unwritable(let path, let number):
        "\(path): the report cannot be written (\(String(cString: strerror(number)))); "
          + "make room or name another file with --output"
      }
    }
  }

  private let file: Int32
  private let name: String

  init(path: String?) throws {
    guard let path, path != "-" else {
      file = STDOUT_FILENO
      name = "standard output"
      return
    }
    file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    name = path
    guard file >= 0 else { throw Failure.unwritable(path, errno) }
  }

  func write(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw errno == EPIPE ? Failure.readerLeft : Failure.unwritable(name, errno)
      }
      written += count
    }
  }
}

/// The progress bar on standard error.
final class ProgressLine {
  private var bar: ProgressBar

  init(isShown: Bool) {
    bar = ProgressBar(isTerminal: isShown && isatty(STDERR_FILENO) == 1)
  }

  func show(_ stream: any PassageSource, elapsed: Duration) {
    put(bar.update(done: stream.bytesRead, total: stream.totalBytes, elapsed: elapsed))
  }

  func erase() { put(bar.erase()) }

  private func put(_ bytes: [UInt8]?) {
    guard let bytes else { return }
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
