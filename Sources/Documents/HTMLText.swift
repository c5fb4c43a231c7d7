import Readers
import TextModel

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
