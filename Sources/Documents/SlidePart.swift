import TextModel

/// A slide, its notes, or a drawing of a spreadsheet: paragraphs of DrawingML.
///
/// Source: ECMA-376 part 1, 19 (PresentationML) and 21 (DrawingML).
final class SlidePart: FlowPart {
  private var isText = false
  private(set) var isHiddenSlide = false
  /// Whether the shape is a placeholder for the slide's own number or picture.
  private var isSkippedShape = false

  override func open(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "sld": isHiddenSlide = attributes["show"] == "0"
    case "p": openParagraph()
    case "t": isText = true
    case "br": add("\n")
    case "tab": break
    case "tbl": openTable()
    case "tr": openRow()
    case "tc": openCell()
    case "cNvPr":
      addCaption(attributes["descr"], "alternative text")
      addCaption(attributes["title"], "title of a picture")
    case "ph":
      isSkippedShape = ["sldNum", "sldImg", "dt"].contains(attributes["type"] ?? "")
    case "sp": isSkippedShape = false
    case "Fallback": skipped = 1
    case "cm":
      openAside(
        label + "comment", kind: .comment, author: "", time: attributes["dt"] ?? "")
    case "text": isText = true
    default: break
    }
  }

  override func close(_ name: String) {
    switch name {
    case "p": closeParagraph()
    case "t", "text": isText = false
    case "tr": closeRow()
    case "tbl": closeTable()
    case "cm": closeAside()
    case "sp": isSkippedShape = false
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>) {
    guard skipped == 0, isText, !isSkippedShape else { return }
    add(bytes, source: source)
  }
}
