import GatepostKit
import Glibc
import Reports
import ScanCommand
import ScanCore
import Synchronization
import TextModel

/// What an open scanner of the C interface is: a scanner, and memory for each thread that uses it.
///
/// SAFETY: `scanner` and the rest never change; `idle` is behind its lock, and a job taken from it
/// belongs to one thread until it is put back. `lexiconHash` is written in `init` and freed in
/// `deinit`.
final class Session: @unchecked Sendable {
  /// The longest text, in bytes: repaired it can grow threefold, and a batch holds 4 GiB at most.
  static let maximumLength = 1 << 30
  /// How many bytes of text are scanned together: their findings stay small, too.
  private static let batchSize = 1 << 20

  /// What a scan gives.
  struct Answer {
    var json: [UInt8] = []
    var status = ScanStatus()
  }

  /// The memory of one thread.
  private final class Job {
    let workspace = Scanner.Workspace()
    var single: PassageJSON
    var rows: PassageJSON

    init(_ scanner: Scanner, _ quoting: Quoting) {
      let tool = ToolDescription(version: version, lexiconHash: "", configHash: "")
      var run = RunDescription(tool: tool, audience: scanner.options.audience, quoting: quoting)
      rows = PassageJSON(run: run, catalogue: scanner.catalogue)
      run.showsClean = true
      single = PassageJSON(run: run, catalogue: scanner.catalogue)
    }
  }

  /// The hash of the lexicon, ended by NUL.
  let lexiconHash: UnsafeMutablePointer<CChar>?
  private let scanner: Scanner
  private let quoting: Quoting
  private let idle = Mutex(Idle())

  /// SAFETY: moves whole jobs between threads, under the lock.
  private struct Idle: @unchecked Sendable {
    var jobs: [Job] = []
  }

  /// Opens a lexicon.
  ///
  /// - Parameters:
  ///   - lexicon: The path of its image; nil looks for the one that belongs to this installation.
  ///   - options: A JSON object, or nil.
  init(lexicon path: String?, options text: String?) throws {
    let wishes = try text.map { try SessionOptions(json: $0) } ?? SessionOptions()
    let lexicon = try Lexicon(path: path ?? LexiconPlace.usual())
    scanner = try Scanner(lexicon: lexicon, options: wishes.scan)
    quoting = wishes.quoting
    lexiconHash = strdup(lexicon.hashName)
  }

  deinit { free(lexiconHash) }

  /// The session behind a pointer that C holds.
  static func of(_ pointer: OpaquePointer) -> Session {
    Unmanaged<Session>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue()
  }

  /// Scans one text of at most `maximumLength` bytes.
  func scan(_ text: UnsafeBufferPointer<UInt8>) -> Answer {
    let job = takeJob()
    var answer = Answer()
    var batch = PassageBatch(reservingBytes: text.count)
    add(text, to: &batch, &answer.status)
    batch.seal()
    answer.json = job.single.lines(of: scanner.scan(batch, using: job.workspace))
    answer.json.removeLast()  // The line's end.
    putBack(job, &answer.status)
    return answer
  }

  /// Scans many texts.
  func scan(_ rows: TextRows) -> Answer {
    let job = takeJob()
    var answer = Answer()
    var row = 0
    while row < rows.count {
      var batch = PassageBatch(reservingBytes: Self.batchSize)
      while row < rows.count, batch.bytes.count < Self.batchSize {
        // So that one long text after another does not make more than a batch can hold.
        if !batch.passages.isEmpty, rows[row].count > Self.batchSize { break }
        add(rows[row], id: "\(row)", to: &batch, &answer.status)
        row += 1
      }
      batch.seal()
      answer.json += job.rows.lines(of: scanner.scan(batch, using: job.workspace))
    }
    putBack(job, &answer.status)
    return answer
  }

  private func add(
    _ text: UnsafeBufferPointer<UInt8>, id: String = "", to batch: inout PassageBatch,
    _ status: inout ScanStatus
  ) {
    let range: ByteRange
    if (try? UTF8Span(validating: text.span)) != nil {
      range = batch.store(text)
    } else {
      status.insert(.repaired)
      range = batch.store(String(decoding: text, as: UTF8.self))
    }
    var passage = Passage(text: range)
    passage.id = batch.store(id)
    passage.line = 1
    passage.column = 1
    passage.isLiteral = true
    batch.append(passage)
  }

  private func takeJob() -> Job {
    idle.withLock { $0.jobs.popLast() } ?? Job(scanner, quoting)
  }

  private func putBack(_ job: Job, _ status: inout ScanStatus) {
    // A workspace remembers the patterns that gave up: the next scan must not answer for them.
    guard job.workspace.notes.isEmpty else { return status.formUnion(.incomplete) }
    idle.withLock { $0.jobs.append(job) }
  }
}
