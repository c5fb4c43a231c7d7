import Processes
import Readers
import TextModel

/// Reads RTF, through the `unrtf` program, as the HTML that it makes of it.
final class RichTextReader: FormReader {
  private let input: FormInput
  private let options: ReaderOptions
  private var isRead = false

  /// A reader of a document.
  init(_ input: FormInput, options: ReaderOptions, log: ReadLog) {
    self.input = input
    self.options = options
    super.init(origin: input.origin, log: log)
  }

  override func more() -> Bool {
    guard !isRead else { return false }
    isRead = true
    guard let file = DocumentFile(input.content),
      let result = Subprocess.result(
        of: "unrtf", ["--html", "--nopict", "--quiet"], input: file.descriptor)
    else {
      log.refuse(
        origin.name, cause: "no-program",
        "unrtf, which reads RTF, is not installed; install unrtf, or save the file as docx")
      return false
    }
    guard result.status == 0, !result.output.isEmpty else {
      log.refuse(
        origin.name, cause: "damaged", "the RTF cannot be read to its end; save it as docx")
      return false
    }
    queue += HTMLText.passages(in: result.output, options: options, log: log, origin: origin)
    return true
  }
}

/// The passages of a page that is part of something else.
enum HTMLText {
  /// The passages, whose places are paragraphs: their lines are nobody's.
  static func passages(
    in html: [UInt8], options: ReaderOptions, log: ReadLog, origin: Origin, label: String = ""
  ) -> [FormPassage] {
    var options = options
    options.input = .html
    let stream = DocumentStream(bytes: html, name: origin.name, options: options)
    var passages: [FormPassage] = []
    while let batch = stream.nextBatch() {
      for passage in batch.passages {
        let text = SourcedText(batch.string(passage.text) ?? "")
        passages.append(
          FormPassage(
            text, place: "\(label)paragraph \(passages.count + 1)", kind: passage.kind))
        passages[passages.count - 1].paragraph = passages.count
      }
    }
    for part in stream.notExamined { log.refuse(origin.name, cause: part.cause, part.detail) }
    return passages
  }
}
