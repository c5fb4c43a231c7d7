import Readers
import TextModel

/// Reads RTF: the body, headers, footers, notes, comments, text boxes, alternative texts, links, what
/// is hidden and what tracked changes delete.
final class RichTextReader: FormReader {
  private let input: FormInput
  private var isRead = false

  /// More than any letter has; pictures are part of it.
  private static let largest = 256 << 20

  /// A reader of a document.
  init(_ input: FormInput, log: ReadLog) {
    self.input = input
    super.init(origin: input.origin, log: log)
  }

  override func more() -> Bool {
    guard !isRead else { return false }
    isRead = true
    guard let file = DocumentFile(input.content),
      let bytes = file.bytes(atMost: Self.largest)
    else {
      log.refuse(
        origin.name, cause: "too-large", "the RTF is longer than 256 MiB; save it as docx")
      return false
    }
    let part = RichTextPart(part: "rtf")
    var parser = RichTextParser(bytes, to: part)
    parser.parse()
    part.finish()
    queue += part.take()
    if parser.isCut {
      log.refuse(
        origin.name, cause: "damaged", "the RTF breaks off or is nested too deep; save it as docx")
    }
    if parser.hasOtherLetters {
      log.warn(origin.name, "says to hold other than Western letters; they were read as such")
    }
    if parser.hasEmbedded {
      log.refuse(
        origin.name, cause: "unsupported",
        "holds embedded files, which were not read; save them as files of their own")
    }
    return false
  }
}

/// The text of an RTF document.
private final class RichTextPart: FlowPart, RichTextSink {
  private var notes = 0
  private var comments = 0

  func text(_ bytes: [UInt8], source: Range<Int>, look: RichText.Look) {
    if flows.count == 1, !flows[0].isOpen { openParagraph() }
    let target: Target =
      switch look {
      case .shown: .shown
      case .hidden: .hidden
      case .deleted: .deleted
      }
    bytes.withUnsafeBufferPointer { add($0, source: source, to: target) }
  }

  func end(_ mark: RichText.Mark) {
    switch mark {
    case .paragraph, .row: closeParagraph()
    case .line: add("\n")
    case .cell: add("\t")
    }
  }

  func open(_ aside: RichText.Aside) {
    switch aside {
    case .header: openAside("header")
    case .footer: openAside("footer")
    case .footnote:
      notes += 1
      openAside("footnote \(notes)")
    case .endnote:
      notes += 1
      openAside("endnote \(notes)")
    case .comment:
      comments += 1
      openAside("comment \(comments)", kind: .comment)
    case .textBox: openAside(nil)
    case .alternative: openAside("alternative text", kind: .caption)
    case .link: openAside("link", kind: .link)
    case .properties: openAside("properties", kind: .caption)
    }
  }
}
