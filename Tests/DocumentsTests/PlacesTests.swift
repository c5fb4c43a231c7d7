import Foundation
import Testing
import TextModel

@testable import Documents

/// Files as real programs write them, with a telephone number of its own in each place that can hold
/// words: `scripts/forms/forms.py` has them made, and says which place has which number.
struct PlacesTests {
  /// A file and the last three digits of the numbers in it, by place.
  struct File: CustomTestStringConvertible, Sendable {
    var name: String
    var numbers: String

    var testDescription: String { name }
  }

  @Test(arguments: [
    File(
      name: "places-letter.docx",
      numbers: "101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 118"),
    File(
      name: "places-letter.odt",
      numbers: "101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 118"),
    File(
      name: "places-letter.rtf",
      numbers: "101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 118"),
    File(
      name: "places-list.xlsx", numbers: "201 202 203 204 205 206 207 208 209 210 213"),
    File(name: "places-list.ods", numbers: "201 202 203 204 205 206 207 208 209 210 213"),
    File(name: "places-slides.pptx", numbers: "301 302 303 304 305 306 307 308 313"),
    File(name: "places-slides.odp", numbers: "301 302 303 304 305 306 307 308 313"),
    File(name: "places-python.eml", numbers: "501 502 503 504 505 506 507 508 509"),
    File(name: "places-mutt.mbox", numbers: "521 522 523"),
    File(
      name: "places-pandoc.epub",
      numbers: "401 402 403 404 409 410 413 414 415 416 417 419 420 421"),
    File(
      name: "places.html", numbers: "401 402 403 409 410 411 413 414 415 416 417 418 420 421 422"),
    File(
      name: "places.md", numbers: "401 402 404 409 410 413 414 415 416 417 419 420 421"),
  ])
  func `every place of a form is read`(file: File) {
    let read = DocumentReading(file.name)
    let text = read.texts.joined(separator: "\n").filter { !" -".contains($0) }
    let missed = file.numbers.split(separator: " ").filter { !text.contains("7700900\($0)") }
    #expect(missed == [])
    #expect(read.notExamined == [])
    // Neither a style sheet nor a script is text.
    #expect(!text.contains("900491") && !text.contains("900492"))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/catdoc")))
  func `old Office files are read as far as their program goes, and that is said`() {
    let letter = DocumentReading("places-letter.doc")
    #expect(letter.kinds == ["doc"])
    #expect(letter["paragraph 2"] == "Ring her mum on 07700 900101 after school.")
    #expect(letter.texts.contains { $0.contains("900107") })
    #expect(letter.warnings.contains { $0.contains("alternative texts and properties") })
    let list = DocumentReading("places-list.xls")
    #expect(list["sheet 1, row 2"]?.contains("900201") == true)
    #expect(list["sheet 3, row 1"]?.contains("900203") == true)
    #expect(list.causes == ["unsupported"])
  }

  @Test func `a blog's export is posts and comments with their writers, times and addresses`() {
    let blog = DocumentReading("wordpress.xml")
    #expect(blog.kinds == ["wordpress"])
    #expect(blog["post 12, title"] == "Awards")
    #expect(blog["post 12, text"] == "Well done to Oliver Smith in Year 4!")
    #expect(!blog.texts.contains { $0.contains("wp:") })
    let comment = blog.passages.first { $0.place == "comment 7, text" }
    #expect(comment?.author == "Megan Prosser")
    #expect(comment?.time == "2025-03-11T08:00:00")
    #expect(comment?.passage.audience == .parent)
    let disqus = DocumentReading("disqus.xml")
    #expect(disqus.kinds == ["disqus"])
    #expect(disqus["comment 20, text"] == "Ring me on 07700 900123")
    #expect(disqus.passages.last?.author == "Megan Prosser")
  }
}
