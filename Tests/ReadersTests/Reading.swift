import Glibc
import Testing
import TextModel

@testable import Readers

/// Everything that reading some documents gave, as strings.
struct Reading {
  struct Read: Equatable {
    var text: String
    var passage: Passage
    var pointer: String?
    var author: String?
    var time: String?
    var title: String?
    var member: String?
    var id: String?
    var url: String?
    var document: Int

    static func == (left: Self, right: Self) -> Bool {
      left.text == right.text && left.pointer == right.pointer && left.member == right.member
    }
  }

  var passages: [Read] = []
  var batches = 0
  let documents: [DocumentDescription]
  let notExamined: [NotExamined]
  let warnings: [String]

  init(_ stream: DocumentStream) {
    while let batch = stream.nextBatch() {
      batches += 1
      for passage in batch.passages {
        passages.append(
          Read(
            text: batch.string(passage.text) ?? "", passage: passage,
            pointer: batch.string(passage.pointer), author: batch.string(passage.author),
            time: batch.string(passage.time), title: batch.string(passage.title),
            member: batch.string(passage.member), id: batch.string(passage.id),
            url: batch.string(passage.url), document: batch.document))
      }
    }
    documents = stream.documents
    notExamined = stream.notExamined
    warnings = stream.warnings.map(\.message)
  }

  init(_ text: String, name: String = "-", options: ReaderOptions = ReaderOptions()) {
    self.init(bytes: Array(text.utf8), name: name, options: options)
  }

  init(bytes: [UInt8], name: String = "-", options: ReaderOptions = ReaderOptions()) {
    self.init(DocumentStream(bytes: bytes, name: name, options: options))
  }

  init(fixture: String, options: ReaderOptions = ReaderOptions()) {
    self.init(DocumentStream(paths: [fixturePath(fixture)], options: options))
  }

  var texts: [String] { passages.map(\.text) }
  var places: [String] { passages.map { "\($0.passage.line):\($0.passage.column)" } }
  var pointers: [String] { passages.map { $0.pointer ?? "" } }
  var causes: [String] { notExamined.map(\.cause) }
  var kinds: [String] { documents.map(\.kind) }
}

/// The path of a fixture of this module.
func fixturePath(_ name: String) -> String {
  let parts = #filePath.split(separator: "/").dropLast(3)
  return "/" + parts.joined(separator: "/") + "/Fixtures/readers/" + name
}

/// Options changed in place.
func options(_ change: (inout ReaderOptions) -> Void) -> ReaderOptions {
  var options = ReaderOptions()
  change(&options)
  return options
}

/// Runs `body` with the path of an empty folder, which is removed afterwards.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  var template = Array("/tmp/gatepost-readers-XXXXXX".utf8CString)
  let path = String(cString: try #require(mkdtemp(&template)))
  defer { remove(path) }
  return try body(path)
}

/// Writes a file.
func write(_ text: String, to path: String) {
  guard let file = fopen(path, "w") else { return }
  fputs(text, file)
  fclose(file)
}

extension Reading {
  /// The bytes of a file.
  static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(byte)) }
    return bytes
  }

  /// The lines of a text file.
  static func lines(of path: String) -> [String] {
    String(decoding: bytes(of: path), as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

/// Makes folders in a folder, in their order.
func makeFolders(_ folder: String, _ names: [String]) -> Bool {
  names.allSatisfy { mkdir("\(folder)/\($0)", 0o700) == 0 }
}

/// Removes files and empty folders from a folder, in their order.
func removeFiles(_ folder: String, _ names: [String]) {
  for name in names { remove("\(folder)/\(name)") }
}
