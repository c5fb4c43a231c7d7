import Testing
import TextModel

@testable import Readers

struct JSONLReaderTests {
  @Test func `a row gives its text and what is known of it`() {
    let read = Reading(
      """
      {"id": 12345678901234567890, "text": "Well \\u00e9 \\ud83c\\udf89 done", "author": "M"}
      {"audience": "parent", "kind": "comment", "text": "Two", "created_at": "2026-01-02", "url": "u"}

      """)
    #expect(read.texts == ["Well é 🎉 done", "Two"])
    #expect(read.passages[0].id == "12345678901234567890")
    #expect(read.passages[0].author == "M")
    #expect(read.passages[1].passage.audience == .parent)
    #expect(read.passages[1].passage.kind == .comment)
    #expect(read.passages[1].time == "2026-01-02")
    #expect(read.passages[1].url == "u")
    #expect(read.places == ["1:1", "2:1"])
    #expect(read.pointers == ["/text", "/text"])
    #expect(read.passages.map(\.passage.paragraph) == [1, 2])
    #expect(read.kinds == ["jsonl"])
    #expect(read.warnings.isEmpty && read.notExamined.isEmpty)
  }

  @Test func `a broken line is not examined and the others are read`() {
    let read = Reading("{\"text\":\"a\"}\n{\"text\":\n\n{\"text\":\"c\"}\n")
    #expect(read.texts == ["a", "c"])
    #expect(
      read.notExamined == [
        NotExamined(
          source: "-", cause: "truncated",
          detail: "line 2 is not one whole JSON value (at byte 21); the other lines were read")
      ])
    #expect(read.places == ["1:1", "4:1"])
  }

  @Test func `dotted fields lead into objects`() {
    let read = Reading(
      "{\"d\":{\"t\":\"deep\"},\"n\":{\"id\":7}}\n{\"d\":{\"t\":\"two\"}}",
      options: options {
        $0.textField = "d.t"
        $0.idField = "n.id"
      })
    #expect(read.texts == ["deep", "two"])
    #expect(read.pointers == ["/d/t", "/d/t"])
    #expect(read.passages[0].id == "7")
  }

  @Test func `rows without the text field are counted or refused`() {
    let some = Reading("{\"text\":\"a\"}\n{\"n\":1}\n{\"n\":2}")
    #expect(some.warnings == ["2 of 3 rows have no text field"])
    #expect(some.notExamined.isEmpty)
    let none = Reading("{\"n\":1}\n{\"m\":2}")
    #expect(
      none.notExamined.map(\.detail) == [
        "no row has a text field \"text\" (fields seen: n, m); name it with --text-field"
      ])
    #expect(none.causes == ["no-text-field"])
  }

  @Test func `unknown voices and kinds are said once`() {
    let read = Reading("{\"text\":\"a\",\"audience\":\"dog\",\"kind\":\"x\"}\n{\"text\":\"b\"}")
    #expect(read.passages[0].passage.audience == nil)
    #expect(
      read.warnings == [
        "audience \"dog\" is not known; --audience was used", "kind \"x\" is not known; ignored",
      ])
  }

  @Test func `a JSON array of rows gives pointers into the file`() {
    let read = Reading("[{\"text\":\"a\",\"id\":1},\n {\"text\":\"b\"}]")
    #expect(read.texts == ["a", "b"])
    #expect(read.pointers == ["/0/text", "/1/text"])
    #expect(read.kinds == ["json"])
  }

  @Test func `a line over the limit is not examined and the rest is`() {
    let long = "{\"text\":\"" + String(repeating: "x", count: 600_000) + "\"}"
    let read = Reading(
      "{\"text\":\"a\"}\n" + long + "\n{\"text\":\"c\"}\n",
      options: options { $0.maximumItem = 100_000 })
    #expect(read.texts == ["a", "c"])
    #expect(read.causes == ["too-large"])
    #expect(read.places == ["1:1", "3:1"])
  }

  @Test func `the name says that there are rows where the first is too long to show it`() {
    let rows = "{\"text\":\"\(String(repeating: "a ", count: 50_000))\"}\n{\"text\":\"b\"}\n"
    for name in ["dump.jsonl", "DUMP.NDJSON"] {
      let read = Reading(rows, name: name)
      #expect(read.passages.count == 2 && read.causes.isEmpty)
    }
    // One value, however long, is what any other name says.
    #expect(Reading(rows, name: "dump.json").passages.count == 1)
    #expect(Reading("[" + rows.dropLast(14) + "]", name: "dump.jsonl").passages.count == 1)
  }

  @Test func `a text that is judged in parts is said once`() {
    let long = String(repeating: "a ", count: LongText.most)
    let read = Reading(
      "{\"text\":\"\(long)\"}\n{\"text\":\"\(long)\"}\n", options: options { $0.input = .jsonl })
    #expect(read.texts.map(\.utf8.count) == [long.utf8.count, long.utf8.count])
    #expect(
      read.warnings == ["a text is longer than 65536 bytes; it was judged in parts"])
    #expect(Reading("{\"text\":\"\(long.dropLast(long.count / 2))\"}").warnings.isEmpty)
  }
}
