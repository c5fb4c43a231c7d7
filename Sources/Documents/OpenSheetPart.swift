import Readers
import TextModel

/// The sheets of an OpenDocument spreadsheet.
///
/// Source: OASIS OpenDocument 1.2, part 1, 9 (tables).
final class OpenSheetPart: XMLPart {
  private let part: String
  private var passages: [FormPassage] = []
  private var rows = SheetRows(sheet: "")
  private var cells: [SheetRows.Cell] = []
  private var row = 0
  private var repeatedRows = 1
  private var column = 0
  private var repeatedColumns = 1
  private var text = SourcedText()
  private var paragraphs = 0
  private var annotation: SourcedText?
  private var isIgnored = false

  /// The content in that part.
  init(part: String) { self.part = part }

  /// Takes what is done.
  func take() -> [FormPassage] {
    defer { passages.removeAll(keepingCapacity: true) }
    return passages
  }

  override func begin(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "table":
      rows = SheetRows(sheet: attributes["name"] ?? "sheet")
      row = 0
    case "table-row":
      row += 1
      repeatedRows = Int(attributes["number-rows-repeated"] ?? "1") ?? 1
      column = 0
      cells = []
    case "table-cell", "covered-table-cell":
      // A million empty cells may be said in one: what is repeated is read once.
      repeatedColumns = Int(attributes["number-columns-repeated"] ?? "1") ?? 1
      text = SourcedText()
    case "annotation": annotation = SourcedText()
    case "a":
      if let link = attributes["href"], HTMLLink.isRead(link.utf8) {
        passages.append(
          FormPassage(SourcedText(link), place: rows.place(column, row) + ", link", kind: .link))
      }
    case "p":
      paragraphs += 1
      if annotation != nil {
        if annotation?.isBlank == false { annotation?.append("\n") }
      } else if !text.isBlank {
        text.append("\n")
      }
    case "s": text.append(" ")
    case "creator", "date": isIgnored = true
    case "title", "desc": break
    default: break
    }
  }

  override func end(_ name: String) {
    switch name {
    case "table-row":
      passages += rows.passages(cells, row: row)
      row += max(0, repeatedRows - 1)
    case "table-cell", "covered-table-cell":
      if !text.isBlank { cells.append(SheetRows.Cell(column: column, text: text)) }
      column += max(1, repeatedColumns)
    case "annotation":
      if let note = annotation, !note.isBlank {
        passages.append(
          FormPassage(note, place: "comment at " + rows.place(column, row), kind: .comment))
      }
      annotation = nil
    case "p": paragraphs -= 1
    case "creator", "date": isIgnored = false
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>) {
    guard paragraphs > 0, !isIgnored else { return }
    if annotation != nil {
      annotation?.append(bytes, part: part, source: source)
    } else {
      text.append(bytes, part: part, source: source)
    }
  }
}
