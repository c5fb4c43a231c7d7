import Glibc

/// Reads JSONL: one row a line.
final class JSONLReader: DocumentReader {
  private var lines: JSONLines

  /// Reads `window` from `position` on.
  init(
    _ window: consuming ByteWindow, from position: Int, origin: Origin, options: ReaderOptions,
    repair: TextRepair, log: ReadLog
  ) {
    lines = JSONLines(
      window, from: position, origin: origin, options: options, repair: repair, log: log)
  }

  func read(into output: inout PassageWriter) -> Bool { lines.read(into: &output) }
}

/// The lines of a JSONL document.
private struct JSONLines: ~Copyable {
  private let origin: Origin
  private let log: ReadLog
  private let limit: Int
  private let maximumString: Int
  private var scanner: JSONScanner
  private var recorder = TapeRecorder()
  private var fields: RowFields
  private var line = 0
  private var record = 0
  private var broken = 0

  /// Reads `window` from `position` on.
  init(
    _ window: consuming ByteWindow, from position: Int, origin: Origin, options: ReaderOptions,
    repair: TextRepair, log: ReadLog
  ) {
    scanner = JSONScanner(window, from: position, options: options)
    scanner.isBounded = true
    scanner.repair = repair
    fields = RowFields(options: options, origin: origin)
    limit = options.maximumItem
    maximumString = options.maximumString
    self.origin = origin
    self.log = log
  }

  /// Reads rows until the batch is full; whether there are more.
  mutating func read(into output: inout PassageWriter) -> Bool {
    while !output.isFull {
      guard let end = nextLine() else {
        finish()
        return false
      }
      readRow(upTo: end, into: &output)
      // Past the row and its line break.
      scanner.position = min(end + 1, scanner.window.end)
    }
    return true
  }

  /// The end of the next line, or nil at the end of the document.
  private mutating func nextLine() -> Int? {
    var start = scanner.position
    var searched = start
    while true {
      let base = scanner.window.base
      if let found = memchr(base + searched, 0x0A, scanner.window.end - searched) {
        line += 1
        scanner.position = start
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
      }
      searched = scanner.window.end - start
      if searched > limit {
        skipLine()
        start = scanner.position
        searched = start
        continue
      }
      let came = scanner.window.refill(keeping: start)
      start = 0
      scanner.position = 0
      if !came {
        line += 1
        return scanner.window.end > 0 ? scanner.window.end : nil
      }
    }
  }

  private mutating func skipLine() {
    line += 1
    log.refuse(
      origin.name, cause: "too-large",
      "line \(line) is longer than \(limit) bytes; split it into shorter rows")
    repeat {
      scanner.position = 0
      guard scanner.window.refill(keeping: scanner.window.end) else { return }
    } while memchr(scanner.window.base, 0x0A, scanner.window.end) == nil
    if let found = memchr(scanner.window.base, 0x0A, scanner.window.end) {
      scanner.position = UnsafeRawPointer(found) - UnsafeRawPointer(scanner.window.base) + 1
    }
  }

  private mutating func readRow(upTo end: Int, into output: inout PassageWriter) {
    // SAFETY: the line lies in the window, which has its slack behind it, and nothing below moves it
    // before the row is taken.
    let row = UnsafePointer(scanner.window.base + scanner.position)
    let count = end - scanner.position
    if count <= maximumString,
      fields.takeAlike(
        UnsafeBufferPointer(start: row, count: count), line: line, record: record + 1,
        into: &output)
    {
      record += 1
      return
    }
    if recorder.readPlainRow(row, count: count, maximumString: maximumString) {
      record += 1
      fields.take(recorder.tape, prefix: [], line: line, record: record, into: &output)
      fields.remember(recorder.tape, row: row)
      return
    }
    scanner.limit = end
    scanner.restart()
    let token = scanner.next()
    // Nothing but white space.
    if token == .fault, scanner.fault == .truncated, scanner.position == end { return }
    record += 1
    let start = scanner.offset
    guard recorder.read(token, from: &scanner, limit: 4 * limit) == .whole, scanner.next() == .end
    else {
      noteBroken(start)
      return
    }
    fields.take(recorder.tape, prefix: [], line: line, record: record, into: &output)
  }

  private mutating func noteBroken(_ start: Int) {
    broken += 1
    guard broken <= 20 else { return }
    let cause = scanner.fault?.rawValue ?? "malformed"
    log.refuse(
      origin.name, cause: cause,
      "line \(line) is not one whole JSON value (at byte \(scanner.offset)); the other lines were read"
    )
  }

  private func finish() {
    if broken > 20 {
      log.refuse(origin.name, cause: "malformed", "\(broken) lines in all are not JSON")
    }
    fields.finish(log)
    if scanner.cutStrings > 0 { log.warn(origin.name, "a very long string was cut") }
    for warning in scanner.repair.warnings { log.warn(origin.name, warning) }
    log.refuse(origin.name, scanner.window.failure)
  }
}
