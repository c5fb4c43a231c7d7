import Readers
import TextModel

/// The content of an OpenDocument text or presentation, or the headers and footers in its styles.
///
/// Source: OASIS OpenDocument 1.2, part 1.
final class OpenDocumentPart: FlowPart {
  private let isStyles: Bool
  private var headers = 0
  private var bodies = 0
  private var paragraphs = 0
  private var slide = 0
  /// The element whose text is a value of a comment or picture: "creator", "date", "title", "desc".
  private var field: String?
  private var value: [UInt8] = []
  private var annotations = 0

  /// The content, or with `isStyles` only the headers and footers.
  init(part: String, isStyles: Bool = false) {
    self.isStyles = isStyles
    super.init(part: part)
  }

  private var isRead: Bool { isStyles ? headers > 0 : bodies > 0 }

  override func open(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "body": bodies += 1
    case "header", "footer", "header-left", "footer-left", "header-first", "footer-first":
      headers += 1
      label = name.hasPrefix("header") ? "header, " : "footer, "
    default: if isRead { beginInside(name, attributes) }
    }
  }

  private func beginInside(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "p", "h":
      openParagraph()
      paragraphs += 1
    case "s":
      for _ in 0..<min(Int(attributes["c"] ?? "1") ?? 1, 100) { add(" ") }
    case "tab": add("\t")
    case "line-break": add("\n")
    case "note": openAside(attributes["note-class"] ?? "footnote")
    case "note-citation", "rt", "ruby-text", "placeholder": skipped = 1
    case "annotation":
      annotations += 1
      openAside("comment", kind: .comment)
    case "deletion": openAside("deleted text")
    case "changed-region", "tracked-changes": break
    case "text-box": openAside(nil)
    case "a":
      if let link = attributes["href"], HTMLLink.isRead(link.utf8) {
        addCaption(link, "link", kind: .link)
      }
    case "title", "desc":
      (field, value) = (name, [])
    case "creator" where annotations > 0, "date" where annotations > 0:
      (field, value) = (name, [])
    case "table": openTable()
    case "table-row": openRow()
    case "table-cell", "covered-table-cell":
      openCell(repeated: min(Int(attributes["number-columns-repeated"] ?? "1") ?? 1, 16384))
    case "page":
      slide += 1
      label = "slide \(slide), "
    case "notes": label = "slide \(slide), notes, "
    default: break
    }
  }

  override func close(_ name: String) {
    switch name {
    case "body": bodies -= 1
    case "header", "footer", "header-left", "footer-left", "header-first", "footer-first":
      headers -= 1
    default: if isRead { endInside(name) }
    }
  }

  private func endInside(_ name: String) {
    switch name {
    case "p", "h":
      closeParagraph()
      paragraphs -= 1
    case "note", "deletion", "text-box": closeAside()
    case "annotation":
      annotations -= 1
      closeAside()
    case "table-row": closeRow()
    case "table": closeTable()
    case "notes": label = "slide \(slide), "
    case "title", "desc", "creator", "date": endField(name)
    default: break
    }
  }

  private func endField(_ name: String) {
    guard field == name else { return }
    let words = String(decoding: value, as: UTF8.self)
    field = nil
    switch name {
    case "creator": setAuthor(words)
    case "date": setTime(words)
    default: addCaption(words, name == "desc" ? "alternative text" : "title of a picture")
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>) {
    guard skipped == 0, isRead else { return }
    if field != nil {
      value += bytes
      return
    }
    guard paragraphs > 0 else { return }
    addCollapsed(bytes, source: source)
  }

  /// Adds text with its runs of white space made one space.
  private func addCollapsed(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>) {
    let isDirect = source.count == bytes.count
    var start = 0
    var endsInSpace = flows.last?.text.endsInSpace ?? true
    for index in bytes.indices {
      let isSpace = bytes[index] <= 0x20
      if isSpace, endsInSpace || bytes[index] != 0x20 {
        addPiece(bytes, start..<index, source, isDirect)
        start = index + 1
        if !endsInSpace { add(" ") }
      }
      endsInSpace = isSpace
    }
    addPiece(bytes, start..<bytes.count, source, isDirect)
  }

  private func addPiece(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ source: Range<Int>, _ isDirect: Bool
  ) {
    guard !range.isEmpty else { return }
    let piece = UnsafeBufferPointer(rebasing: bytes[range])
    // A character that an entity stands for comes by itself, so that its source is all of it.
    let from = isDirect ? source.lowerBound + range.lowerBound : source.lowerBound
    let to = isDirect ? source.lowerBound + range.upperBound : source.upperBound
    add(piece, source: from..<to)
  }
}
