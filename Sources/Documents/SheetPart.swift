import TextModel

/// A sheet of a workbook.
///
/// Source: ECMA-376 part 1, 18.3 (worksheets).
final class SheetPart: XMLPart {
  private let part: String
  private let strings: [SourcedText]
  private let styles: SheetStyles?
  private let from1904: Bool
  private var rows: SheetRows
  private var passages: [FormPassage] = []
  private var cells: [SheetRows.Cell] = []
  private var row = 0
  private var column = -1
  private var type = ""
  private var style = 0
  private var value = SourcedText()
  private var isValue = false
  private var aside: String?

  /// A sheet under that name.
  init(
    part: String, sheet: String, strings: [SourcedText], styles: SheetStyles?, from1904: Bool
  ) {
    self.part = part
    self.strings = strings
    self.styles = styles
    self.from1904 = from1904
    rows = SheetRows(sheet: sheet)
  }

  /// Takes what is done.
  func take() -> [FormPassage] {
    defer { passages.removeAll(keepingCapacity: true) }
    return passages
  }

  override func begin(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "row":
      row = Int(attributes["r"] ?? "") ?? row + 1
      column = -1
      cells = []
    case "c":
      let place = attributes["r"].flatMap(SheetRows.reference)
      column = place?.column ?? column + 1
      type = attributes["t"] ?? "n"
      style = Int(attributes["s"] ?? "") ?? 0
      value = SourcedText()
    case "v", "t": isValue = true
    case "rPh": isValue = false
    case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
      (aside, value, isValue) = (name.contains("Header") ? "header" : "footer", SourcedText(), true)
    case "hyperlink": add(attributes["tooltip"], "tooltip at \(attributes["ref"] ?? "")")
    case "dataValidation":
      add(attributes["prompt"], "prompt at \(attributes["sqref"] ?? "")")
      add(attributes["error"], "message at \(attributes["sqref"] ?? "")")
    default: break
    }
  }

  override func end(_ name: String) {
    switch name {
    case "v", "t": isValue = false
    case "c":
      let shown = shownText()
      if !shown.isBlank { cells.append(SheetRows.Cell(column: column, text: shown)) }
    case "row": passages += rows.passages(cells, row: row)
    default:
      if let aside, name.hasSuffix("Header") || name.hasSuffix("Footer") {
        add(Self.withoutCodes(value), aside)
        self.aside = nil
        isValue = false
      }
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>) {
    if isValue { value.append(bytes, part: part, source: source) }
  }

  private func add(_ words: String?, _ what: String) {
    guard let words, words.utf8.contains(where: { $0 > 0x20 }) else { return }
    passages.append(
      FormPassage(SourcedText(words), place: "\(rows.sheet), \(what)", kind: .caption))
  }

  /// What a cell shows.
  private func shownText() -> SourcedText {
    switch type {
    case "s":
      let number = Int(String(decoding: value.bytes, as: UTF8.self)) ?? -1
      return strings.indices.contains(number) ? strings[number] : SourcedText()
    case "n":
      guard styles?.isDate(style) == true,
        let date = SheetDate.text(
          String(decoding: value.bytes, as: UTF8.self), from1904: from1904)
      else { return value }
      return SourcedText(date)
    case "b", "e": return SourcedText()
    default: return value
    }
  }

  /// A header without its codes for place and font: `&L&"Arial"&12Year 4` is "Year 4".
  private static func withoutCodes(_ text: SourcedText) -> String {
    var words = ""
    var characters = String(decoding: text.bytes, as: UTF8.self)[...]
    while let character = characters.popFirst() {
      guard character == "&", let code = characters.popFirst() else {
        words.append(character)
        continue
      }
      if code == "\"", let end = characters.firstIndex(of: "\"") {
        characters = characters[characters.index(after: end)...]
      } else if code.isNumber {
        characters = characters.drop { $0.isNumber }
      } else if code == "&" {
        words.append("&")
      } else {
        words.append(" ")
      }
    }
    return words
  }
}

/// The comments on the cells of a sheet, or the records that a pivot table keeps.
final class SheetNotes: XMLPart {
  /// The passages.
  private(set) var passages: [FormPassage] = []
  private let part: String
  private let label: String
  private var place = ""
  private var text = SourcedText()
  private var isText = false
  private var authors: [String] = []
  private var author = ""
  private var isAuthor = false
  private var number = 0

  /// The notes in a part, named so.
  init(part: String, label: String) {
    self.part = part
    self.label = label
  }

  override func begin(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "author":
      isAuthor = true
      author = ""
    case "comment", "threadedComment":
      text = SourcedText()
      place = "\(label) at \(attributes["ref"] ?? "")"
      author = authors[safely: Int(attributes["authorId"] ?? "") ?? -1] ?? ""
    case "t", "text": isText = true
    // A pivot table's own copy of a row, which may outlive the row.
    case "r":
      number += 1
      text = SourcedText()
    case "s":
      guard let value = attributes["v"] else { return }
      if !text.isBlank { text.append("\t") }
      text.append(SourcedText(value))
    default: break
    }
  }

  override func end(_ name: String) {
    switch name {
    case "author":
      isAuthor = false
      authors.append(author)
    case "t", "text": isText = false
    case "comment", "threadedComment":
      guard !text.isBlank else { return }
      var passage = FormPassage(text, place: place, kind: .comment)
      passage.author = author
      passages.append(passage)
    case "r" where !text.isBlank && label == "pivot table":
      passages.append(FormPassage(text, place: "\(label), record \(number)", kind: .text))
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>) {
    if isAuthor { author += String(decoding: bytes, as: UTF8.self) }
    if isText { text.append(bytes, part: part, source: source) }
  }
}

extension Array {
  subscript(safely index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
