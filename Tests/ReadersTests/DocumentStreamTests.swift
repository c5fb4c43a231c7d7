import Glibc
import Testing
import TextModel

@testable import Readers

struct DocumentStreamTests {
  @Test func `a missing file is not examined and the next one is read`() {
    let read = Reading(
      DocumentStream(paths: ["/nowhere/x.txt", fixturePath("fb-g4/your_facebook_activity/nope")]))
    #expect(read.causes == ["missing", "missing"])
    #expect(read.documents.count == 2)
  }

  @Test func `a folder is walked in the order of names and loops end`() throws {
    try withFolder { folder in
      mkdir(folder + "/b", 0o700)
      write("Two", to: folder + "/b/two.txt")
      write("One", to: folder + "/a.txt")
      write("hidden", to: folder + "/.secret")
      symlink("..", folder + "/b/up")
      let read = Reading(DocumentStream(paths: [folder]))
      #expect(read.texts == ["One", "Two"])
      #expect(read.documents.map(\.source) == [folder + "/a.txt", folder + "/b/two.txt"])
      #expect(read.warnings.contains("1 hidden file(s) or folder(s) were left out"))
      #expect(
        read.warnings.contains("the folder leads back into itself; it was read once"))
      for path in ["/b/up", "/b/two.txt", "/b", "/a.txt", "/.secret"] { remove(folder + path) }
    }
  }

  @Test(arguments: [InputFormat.pdf, .rtf, .eml, .mbox])
  func `where nobody reads documents, they are not examined`(format: InputFormat) {
    let read = Reading("some words", options: ReaderOptions(input: format))
    #expect(read.causes == ["unsupported"])
    #expect(read.kinds == [format.rawValue])
  }

  @Test(
    arguments: [
      ([1, 2, 3, 4], "a.txt", true), (Array("caf".utf8) + [0xE9, 0x20, 0x31], "a.txt", false),
      (Array("caf".utf8) + [0xE9, 0x20, 0x01], "a.txt", true),
      (Array("café \u{1} au lait".utf8), "a.docx", false),
      (Array("plain words".utf8), "a.docx", false),
    ] as [([UInt8], String, Bool)])
  func `noise is not examined`(bytes: [UInt8], name: String, isNoise: Bool) {
    let read = Reading(DocumentStream(bytes: bytes, name: name, options: ReaderOptions()))
    #expect(read.causes == (isNoise ? ["binary"] : []))
  }

  @Test func `a few control characters are left to a text in an old encoding`() {
    let bytes = Array(String(repeating: "words of a text ", count: 20).utf8) + [0xE9, 0x01]
    let read = { (name: String) in
      Reading(DocumentStream(bytes: bytes, name: name, options: ReaderOptions())).causes
    }
    #expect(read("a.txt") == [])
    #expect(read("a.docx") == ["binary"])
  }

  @Test(arguments: [InputFormat.docx, .xlsx, .odt, .csv, .x, .youtube])
  func `a text under a wrong name is read as what it is`(format: InputFormat) {
    let read = Reading("some words", options: ReaderOptions(input: format))
    #expect(read.texts == ["some words"])
    #expect(read.notExamined.isEmpty)
  }

  @Test(arguments: [
    ("%PDF-1.7 x", "pdf"), ("{\\rtf1 x}", "rtf"), ("Rar!x", "archive"),
  ])
  func `known forms without a reader never pass as text`(start: String, kind: String) {
    #expect(Reading(start).kinds == [kind])
  }

  @Test func `the input is counted for progress`() {
    let stream = DocumentStream(paths: [fixturePath("mojibake.json")])
    let total = stream.totalBytes
    while stream.nextBatch() != nil {}
    #expect(total == stream.bytesRead)
  }
}
