/// Reads a JSON array of rows, or one row.
final class JSONRowsReader: DocumentReader {
  private let origin: Origin
  private let log: ReadLog
  private var items: JSONItems
  private var fields: RowFields
  private var record = 0

  /// Reads what `scanner` reads.
  init(
    _ scanner: consuming JSONScanner, origin: Origin, options: ReaderOptions, log: ReadLog
  ) {
    items = JSONItems(scanner, outline: .rows, options: options)
    fields = RowFields(options: options, origin: origin)
    self.origin = origin
    self.log = log
  }

  func read(into output: inout PassageWriter) -> Bool {
    while !output.isFull {
      guard items.next() == .item else {
        fields.finish(log)
        finishJSON(items.scanner, origin, log)
        return false
      }
      record += 1
      let pointer = items.pointer
      if items.isCut { sayTooLarge(pointer, origin, log) }
      fields.take(items.tape, prefix: pointer, line: 0, record: record, into: &output)
    }
    return true
  }
}

/// Says that an item of a list did not fit.
func sayTooLarge(_ pointer: [UInt8], _ origin: Origin, _ log: ReadLog) {
  let place = String(decoding: pointer, as: UTF8.self)
  log.refuse(
    origin.name, cause: "too-large",
    "the item at #\(place) is too large to be held; only its first part was read")
}

/// Says at the end of a JSON document what was wrong with it.
func finishJSON(_ scanner: borrowing JSONScanner, _ origin: Origin, _ log: ReadLog) {
  if scanner.cutStrings > 0 {
    log.warn(origin.name, "\(scanner.cutStrings) very long string(s) were cut")
  }
  for warning in scanner.repair.warnings { log.warn(origin.name, warning) }
  log.refuse(origin.name, scanner.window.failure)
  guard let fault = scanner.fault else { return }
  let place = "byte \(scanner.offset), line \(scanner.lineBreaks + 1)"
  let what =
    switch fault {
    case .truncated: "the JSON ends in the middle, at \(place); get the file again"
    case .malformed: "not JSON from \(place) on; what stands before it was read"
    case .tooDeep: "the JSON nests too deeply at \(place); what stands before it was read"
    }
  log.refuse(origin.name, cause: fault.rawValue, what)
}
