import TextModel

/// Reads tables of comma-separated values: of a table of comments each text cell is a passage with
/// its writer and time; of any other each row is one, its cells parted by tabs, because a name in
/// one cell and a class in the next combine.
final class CSVReader: DocumentReader {
  private let origin: Origin
  private let options: ReaderOptions
  private let log: ReadLog
  private let delimiter: UInt8
  private var window: ByteWindow
  private var position: Int
  private var counter = LineCounter()
  private var repair: TextRepair
  private var record = TableRecord()
  private var layout: TableLayout?
  private var isSettled = false
  private var row: UInt32 = 0
  private var saidOpen = false
  /// Where the header of a table of comments stands, counted in records.
  private let headerRow: Int?

  private static let longestRecord = 1 << 20

  /// Reads `window` from `position` on; `head` is its first block.
  init(
    _ window: consuming ByteWindow, from position: Int, head: [UInt8], origin: Origin,
    options: ReaderOptions, repair: TextRepair, log: ReadLog
  ) {
    let signs = TableSigns(head[...], isWhole: window.isAtEnd)
    delimiter = signs.delimiter
    headerRow = signs.headerRow(options)
    self.window = window
    self.position = position + signs.start
    self.origin = origin
    self.options = options
    self.repair = repair
    self.log = log
    counter.advance(over: self.window.base, from: position, to: self.position)
  }

  func read(into output: inout PassageWriter) -> Bool {
    while !output.isFull {
      guard readRecord() else {
        for warning in repair.warnings { log.warn(origin.name, warning) }
        log.refuse(origin.name, window.failure)
        return false
      }
      if !record.isBlank {
        row += 1
        take(into: &output)
      }
      counter.advance(over: window.base, from: position, to: record.end)
      position = record.end
    }
    return true
  }

  /// Reads the next record, as far as it may be long.
  private func readRecord() -> Bool {
    position = window.fill(position, 4096)
    guard position < window.end else { return false }
    var wanted = 4096
    while true {
      if read(quotes: true) { return true }
      if window.isAtEnd || wanted > Self.longestRecord { break }
      wanted *= 2
      position = window.fill(position, wanted)
    }
    // A quotation mark that is never closed would swallow the rest.
    sayOpen()
    while !read(quotes: false), !window.isAtEnd, wanted < options.maximumItem {
      wanted *= 2
      position = window.fill(position, wanted)
    }
    return true
  }

  private func read(quotes: Bool) -> Bool {
    record.read(
      window.base, from: position, to: window.end, isLast: window.isAtEnd, delimiter,
      quotes: quotes)
  }

  private func sayOpen() {
    guard !saidOpen else { return }
    saidOpen = true
    log.warn(
      origin.name,
      "line \(counter.line) opens a quotation mark that is not closed; read without quoting there")
  }

  private func take(into output: inout PassageWriter) {
    if let headerRow, Int(row) <= headerRow {
      let cells = record.cells.indices.map { record.string($0, window.base) }
      if Int(row) == headerRow { layout = TableLayout(header: cells, options: options) }
      // A title over the table is text, the names of its columns are not.
      if Int(row) < headerRow { emitRow(into: &output) }
      return
    }
    if let layout { emitTexts(layout, into: &output) } else { emitRow(into: &output) }
  }

  private func emitTexts(_ layout: TableLayout, into output: inout PassageWriter) {
    var passage = Passage(text: .none)
    passage.member = output.store(member: origin.member)
    passage.paragraph = row - UInt32(headerRow ?? 0)
    for (column, role) in layout.roles.enumerated() where column < record.cells.count {
      guard let role, role != .text else { continue }
      let value = repaired(record.bytes(column, window.base))
      guard value.contains(where: { $0 > 0x20 }) else { continue }
      switch role {
      case .author where passage.author.isEmpty: passage.author = output.store(value[...])
      case .time where passage.time.isEmpty: passage.time = output.store(value[...])
      case .id where passage.id.isEmpty: passage.id = output.store(value[...])
      case .url where passage.url.isEmpty: passage.url = output.store(value[...])
      case .title where passage.title.isEmpty: passage.title = output.store(value[...])
      case .audience: passage.audience = Audience(name: String(decoding: value, as: UTF8.self))
      case .kind:
        passage.kind = PassageKind(name: String(decoding: value, as: UTF8.self)) ?? passage.kind
      default: break
      }
    }
    // Cells come in their order: counted on from one to the next, not from the row's first.
    var place = (counter: counter, position: position)
    for column in record.cells.indices {
      // What a row has more than its header is text.
      let isText = column < layout.roles.count ? layout.roles[column] == .text : true
      guard isText else { continue }
      let name = column < layout.names.count ? layout.names[column] : "\(column + 1)"
      emit(column, name: name, passage, from: &place, into: &output)
    }
  }

  /// Adds the text of a cell.
  ///
  /// - Parameter place: A place in the row before it; then its own.
  private func emit(
    _ column: Int, name: String, _ common: Passage,
    from place: inout (counter: LineCounter, position: Int), into output: inout PassageWriter
  ) {
    let cell = record.cells[column]
    let raw = UnsafeBufferPointer(start: window.base + cell.start, count: cell.end - cell.start)
    guard raw.contains(where: { $0 > 0x20 }) else { return }
    var passage = common
    place.counter.advance(over: window.base, from: place.position, to: cell.start)
    place.position = cell.start
    (passage.line, passage.column) = (place.counter.line, place.counter.column)
    let bytes = repaired(record.bytes(column, window.base))
    let text = CellText.plain(bytes)
    passage.isLiteral = !cell.isEscaped && text == nil
    passage.text = output.store((text ?? bytes)[...])
    passage.place = output.store("row \(common.paragraph), \(name)")
    output.append(passage)
  }

  /// All cells of a row as one passage.
  private func emitRow(into output: inout PassageWriter) {
    var text: [UInt8] = []
    for column in record.cells.indices {
      if column > 0 { text.append(0x09) }
      // A line break or tab inside a cell would look like a border of one.
      text += repaired(record.bytes(column, window.base)).map { $0 < 0x20 ? 0x20 : $0 }
    }
    guard text.contains(where: { $0 > 0x20 }) else { return }
    var passage = Passage(text: output.store(text[...]))
    passage.member = output.store(member: origin.member)
    passage.paragraph = row
    passage.line = counter.line
    passage.column = 1
    passage.isLiteral = record.cells.count == 1 && !record.cells[0].isEscaped
    passage.place = output.store("row \(row), column 1")
    output.append(passage)
  }

  private func repaired(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { repair.repaired($0) } ?? bytes
  }
}

extension TableSigns {
  /// Which of the first fifteen records is the header of a table of comments, counted from 1.
  func headerRow(_ options: ReaderOptions) -> Int? {
    rows.prefix(15).firstIndex { TableLayout(header: $0, options: options) != nil }.map { $0 + 1 }
  }
}

/// The text of a cell, where it is not simply what stands in it.
package enum CellText {
  /// The words in a cell that holds HTML or the segments of a YouTube comment; nil where the text
  /// is what stands there.
  package static func plain(_ bytes: [UInt8]) -> [UInt8]? {
    if bytes.starts(with: "{\"text\"".utf8) || bytes.starts(with: "{\"takeoutSegments\"".utf8) {
      return segments(bytes)
    }
    guard bytes.contains(UInt8(ascii: "&")) || bytes.contains(UInt8(ascii: "<")) else { return nil }
    let decoded = HTMLEntity.decoded(withLineBreaks(bytes))
    return decoded == bytes ? nil : decoded
  }

  /// The bytes with `<br>` in all its forms as line breaks.
  private static func withLineBreaks(_ bytes: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let rest = bytes[index...].prefix(6).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
      let mark = ["<br>", "<br/>", "<br />"].first { rest.starts(with: $0.utf8) }
      plain.append(mark == nil ? bytes[index] : 0x0A)
      index += mark?.utf8.count ?? 1
    }
    return plain
  }

  /// Joins the texts of a comment as Google Takeout writes it: objects with commas between them.
  private static func segments(_ bytes: [UInt8]) -> [UInt8]? {
    let list = [UInt8(ascii: "[")] + bytes + [UInt8(ascii: "]")]
    var scanner = JSONScanner(
      ByteWindow(MemorySource(list[...]), capacity: list.count + 1), from: 0,
      options: ReaderOptions())
    var text: [UInt8] = []
    var isText = false
    while true {
      switch scanner.next() {
      case .key: isText = scanner.value.elementsEqual("text".utf8)
      case .string: if isText { text += scanner.value }
      case .end: return text
      case .fault: return nil
      default: break
      }
    }
  }
}
