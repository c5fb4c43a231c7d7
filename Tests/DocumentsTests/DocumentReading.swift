import Glibc
import TextModel

@testable import Documents
@testable import Readers

/// What reading a fixture document in this process gave.
struct DocumentReading {
  struct Read {
    var text: String
    var place: String
    var passage: Passage
    var author: String?
    var time: String?
    var member: String?
  }

  private(set) var passages: [Read] = []
  let notExamined: [NotExamined]
  let warnings: [String]
  let kinds: [String]

  init(_ name: String) { self.init(path: Self.path(name)) }

  init(path: String) {
    var options = ReaderOptions()
    options.forms = DocumentForms()
    let stream = DocumentStream(paths: [path], options: options)
    while let batch = stream.nextBatch() {
      for passage in batch.passages {
        passages.append(
          Read(
            text: batch.string(passage.text) ?? "", place: batch.string(passage.place) ?? "",
            passage: passage, author: batch.string(passage.author),
            time: batch.string(passage.time), member: batch.string(passage.member)))
      }
    }
    notExamined = stream.notExamined
    warnings = stream.warnings.map(\.message)
    kinds = stream.documents.map(\.kind)
  }

  static func path(_ name: String) -> String {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/Fixtures/documents/" + name
  }

  var texts: [String] { passages.map(\.text) }
  var causes: [String] { notExamined.map(\.cause) }

  /// The text at a place.
  subscript(_ place: String) -> String? { passages.first { $0.place == place }?.text }
}
