import TextModel

/// A part of a document that is paragraphs and tables: what Word, slides and OpenDocument share.
///
/// Text boxes, notes and comments stand inside the paragraph that they hang on, and are handed on
/// after it. The cells of a row of short cells become one passage, parted by tabs, because a name
/// in one and a class in the next combine; long cells are passages by themselves.
class FlowPart: XMLPart {
  /// A paragraph being put together, and what is in it besides what readers see.
  struct Flow {
    var text = SourcedText()
    var deleted = SourcedText()
    var hidden = SourcedText()
    var isOpen = false
    var number = 0
    /// What the passages are, in a comment or note.
    var label: String?
    var kind: PassageKind?
    var author = ""
    var time = ""
  }

  private struct Row {
    var table: Int
    var number = 0
    var column = 0
    var cells: [(column: Int, paragraphs: [FormPassage])] = []
  }

  /// The name of the part in the package.
  let part: String
  /// What stands before the number of a paragraph: "" in the body, "header, " in a header.
  var label: String
  /// The sort of text.
  let kind: PassageKind
  /// The passages that are done.
  private(set) var passages: [FormPassage] = []
  /// The paragraphs that are open, the innermost last.
  private(set) var flows = [Flow()]
  private var deferred: [FormPassage] = []
  private var rows: [Row] = []
  private var tables = 0
  private var number = 0
  private var seen: Set<String> = []
  /// How deep inside something that is left out.
  var skipped = 0
  /// How cells are named: "table 1, row 2, column 3".
  var namesCells = true

  private static let longestJoinedCell = 120

  /// A part of that name.
  init(part: String, label: String = "", kind: PassageKind = .newsletter) {
    self.part = part
    self.label = label
    self.kind = kind
  }

  /// Takes what is done.
  func take() -> [FormPassage] {
    defer { passages.removeAll(keepingCapacity: true) }
    return passages
  }

  /// Where text goes.
  enum Target {
    case shown, deleted, hidden
  }

  /// Adds text to the open paragraph.
  func add(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>, to target: Target = .shown) {
    let last = flows.count - 1
    // A soft hyphen is no letter of its word.
    if let soft = bytes.indices.first(where: {
      bytes[$0] == 0xC2 && $0 + 1 < bytes.count && bytes[$0 + 1] == 0xAD
    }) {
      let isDirect = source.count == bytes.count
      let middle = isDirect ? source.lowerBound + soft : source.upperBound
      let rest = isDirect ? middle + 2 : source.upperBound
      add(
        UnsafeBufferPointer(rebasing: bytes[..<soft]), source: source.lowerBound..<middle,
        to: target)
      return add(
        UnsafeBufferPointer(rebasing: bytes[(soft + 2)...]), source: rest..<source.upperBound,
        to: target)
    }
    switch target {
    case .shown: flows[last].text.append(bytes, part: part, source: source)
    case .deleted: flows[last].deleted.append(bytes, part: part, source: source)
    case .hidden: flows[last].hidden.append(bytes, part: part, source: source)
    }
  }

  /// Adds what an element stands for.
  func add(_ words: StaticString) { flows[flows.count - 1].text.append(words) }

  /// Begins a paragraph.
  func openParagraph() {
    closeParagraph()
    number += 1
    flows[flows.count - 1].isOpen = true
    flows[flows.count - 1].number = number
  }

  /// Ends the open paragraph.
  func closeParagraph() {
    let last = flows.count - 1
    guard flows[last].isOpen || !flows[last].text.isBlank else { return }
    let flow = flows[last]
    let opened = number
    // The number of the paragraph, whatever hangs on it came after.
    number = flow.number > 0 ? flow.number : number
    defer { number = opened }
    var next = Flow()
    (next.label, next.kind, next.author, next.time) = (
      flow.label, flow.kind, flow.author, flow.time
    )
    flows[last] = next
    emit(flow.text, "", flow)
    emit(flow.deleted, "deleted text", flow)
    emit(flow.hidden, "hidden text", flow)
    if last == 0 {
      for passage in deferred { put(passage) }
      deferred.removeAll(keepingCapacity: true)
    }
  }

  /// Begins something that hangs on the open paragraph and is read after it.
  func openAside(_ label: String?, kind: PassageKind? = nil, author: String = "", time: String = "")
  {
    var flow = Flow()
    flow.label = label ?? flows.last?.label
    (flow.kind, flow.author, flow.time) = (kind ?? flows.last?.kind, author, time)
    flows.append(flow)
  }

  /// Ends it.
  func closeAside() {
    guard flows.count > 1 else { return }
    closeParagraph()
    flows.removeLast()
  }

  /// Says who wrote the innermost comment.
  func setAuthor(_ author: String) { flows[flows.count - 1].author = author }
  /// Says when it was written.
  func setTime(_ time: String) { flows[flows.count - 1].time = time }

  /// Adds words of an attribute: an alternative text, a tooltip.
  func addCaption(_ words: String?, _ what: String, kind: PassageKind = .caption) {
    guard let words, words.utf8.contains(where: { $0 > 0x20 }), seen.insert(words).inserted else {
      return
    }
    var passage = FormPassage(SourcedText(words), place: place + ", " + what, kind: kind)
    passage.paragraph = number
    if flows[0].isOpen { deferred.append(passage) } else { put(passage) }
  }

  /// Adds a passage as it is.
  func put(_ passage: FormPassage) {
    guard let row = rows.indices.last, !rows[row].cells.isEmpty else {
      passages.append(passage)
      return
    }
    rows[row].cells[rows[row].cells.count - 1].paragraphs.append(passage)
  }

  /// Where the open paragraph stands.
  var place: String {
    let label = flows.last?.label.map { $0 + ", " } ?? self.label
    if let row = rows.last, namesCells {
      return "\(label)table \(row.table), row \(row.number), column \(row.column)"
    }
    return "\(label)paragraph \(number)"
  }

  private func emit(_ text: SourcedText, _ what: String, _ flow: Flow) {
    guard !text.isBlank else { return }
    let place = what.isEmpty ? place : place + ", " + what
    var passage = FormPassage(text, place: place, kind: flow.kind ?? kind)
    (passage.author, passage.time) = (flow.author, flow.time)
    passage.paragraph = number
    if flows.count > 1, flows[0].isOpen { deferred.append(passage) } else { put(passage) }
  }

  /// An element begins that is not left out.
  func open(_ name: String, _ attributes: XMLAttributes) {}
  /// An element ends that is not left out.
  func close(_ name: String) {}

  override func begin(_ name: String, _ attributes: XMLAttributes) {
    if skipped > 0 { skipped += 1 } else { open(name, attributes) }
  }

  override func end(_ name: String) {
    if skipped > 0 { skipped -= 1 } else { close(name) }
  }

  override func finish() {
    while flows.count > 1 { closeAside() }
    closeParagraph()
    for passage in deferred { put(passage) }
    deferred.removeAll()
    while !rows.isEmpty { closeTable() }
  }
}

extension FlowPart {
  /// Begins a table.
  func openTable() {
    if flows.count == 1, !flows[0].text.isBlank { closeParagraph() }
    tables += 1
    rows.append(Row(table: tables))
  }

  /// Begins a row.
  func openRow() {
    guard let row = rows.indices.last else { return }
    rows[row].number += 1
    rows[row].column = 0
    rows[row].cells = []
  }

  /// Begins a cell.
  func openCell(repeated: Int = 1) {
    guard let row = rows.indices.last else { return }
    rows[row].column += 1
    rows[row].cells.append((rows[row].column, []))
    rows[row].column += repeated - 1
  }

  /// Ends a row.
  func closeRow() {
    guard let index = rows.indices.last else { return }
    let row = rows[index]
    rows[index].cells = []
    let filled = row.cells.filter { !$0.paragraphs.isEmpty }
    let isShort = filled.allSatisfy { cell in
      cell.paragraphs.count == 1 && cell.paragraphs[0].kind == kind
        && cell.paragraphs[0].text.bytes.count <= Self.longestJoinedCell
        && !cell.paragraphs[0].place.hasSuffix("text")
    }
    // Nested tables are handed on into the cell around them.
    guard isShort, filled.count > 1, let first = filled.first, let last = filled.last else {
      for cell in filled { for passage in cell.paragraphs { putOutside(passage, index) } }
      return
    }
    var joined = first.paragraphs[0]
    var column = first.column
    for cell in filled.dropFirst() {
      while column < cell.column, column < last.column {
        joined.text.append("\t")
        column += 1
      }
      joined.text.append(Self.onOneLine(cell.paragraphs[0].text))
    }
    putOutside(joined, index)
  }

  /// Ends a table.
  func closeTable() {
    guard !rows.isEmpty else { return }
    closeRow()
    rows.removeLast()
  }

  private func putOutside(_ passage: FormPassage, _ row: Int) {
    guard row > 0, !rows[row - 1].cells.isEmpty else {
      passages.append(passage)
      return
    }
    rows[row - 1].cells[rows[row - 1].cells.count - 1].paragraphs.append(passage)
  }

  /// A tab inside a cell would look like a border of one; such a cell is rare enough to lose its
  /// tabs' sources.
  private static func onOneLine(_ text: SourcedText) -> SourcedText {
    guard text.bytes.contains(0x09) else { return text }
    return SourcedText(
      String(decoding: text.bytes.map { $0 == 0x09 ? 0x20 : $0 }, as: UTF8.self))
  }
}
