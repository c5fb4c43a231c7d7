import Testing
import TextModel

@testable import Readers

struct PlainTextReaderTests {
  @Test func `paragraphs are passages that know where they begin`() {
    let read = Reading("One line\nand another\n\n\n  \nSecond é para\n")
    #expect(read.texts == ["One line\nand another", "Second é para"])
    #expect(read.places == ["1:1", "6:1"])
    #expect(read.passages.map(\.passage.paragraph) == [1, 2])
    #expect(read.passages.map(\.passage.isLiteral) == [true, true])
    #expect(read.kinds == ["text"])
    #expect(read.notExamined.isEmpty)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `every kind of line break counts as one line`(lineBreak: String) {
    let read = Reading(["a", "b", "", "c", "", "", "d"].joined(separator: lineBreak))
    #expect(read.texts == ["a" + lineBreak + "b", "c", "d"])
    #expect(read.places == ["1:1", "4:1", "7:1"])
  }

  @Test func `an empty input is a document without passages`() {
    let read = Reading("")
    #expect(read.kinds == ["empty"])
    #expect(read.texts.isEmpty)
    #expect(read.batches == 1)
    #expect(read.warnings == ["empty: there is nothing to read"])
  }

  @Test func `a long paragraph is cut after a sentence and says so once`() {
    let sentence = "Seven short words stand in this sentence. "
    let text = String(repeating: sentence, count: 8000)
    let read = Reading(text)
    #expect(read.texts.joined() == text)
    #expect(read.texts.allSatisfy { $0.utf8.count <= 65536 })
    #expect(read.texts.dropLast().allSatisfy { $0.hasSuffix(". ") })
    #expect(read.warnings.count == 1)
    #expect(read.passages[1].passage.line == 1)
    #expect(Int(read.passages[1].passage.column) == read.texts[0].count + 1)
  }

  @Test func `a cut never goes through a character`() {
    let text = String(repeating: "🎉é", count: 40_000)
    let read = Reading(text)
    #expect(read.texts.joined() == text)
    #expect(read.texts.count > 3)
  }

  @Test func `UTF-16 and a byte order mark are seen through`() {
    let text = "Café\n\nnext"
    let little = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    for bytes in [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little, big] {
      #expect(Reading(bytes: bytes).texts == ["Café", "next"])
    }
    #expect(Reading(bytes: [0xEF, 0xBB, 0xBF] + Array(text.utf8)).texts == ["Café", "next"])
  }

  @Test func `Windows-1252 is read as such and said`() {
    let read = Reading(bytes: Array("Caf".utf8) + [0xE9, 0x20, 0x93, 0x61, 0x94, 0x20, 0xA3, 0x35])
    #expect(read.texts == ["Café “a” £5"])
    #expect(
      read.warnings == [
        "not valid UTF-8: read as Windows-1252; save it as UTF-8 if letters look wrong"
      ])
  }

  @Test func `one bad byte in a UTF-8 text becomes U+FFFD`() {
    let text = Array(String(repeating: "é", count: 200).utf8) + [0xFF] + Array("x".utf8)
    let read = Reading(bytes: text)
    #expect(read.texts == [String(repeating: "é", count: 200) + "\u{FFFD}x"])
    #expect(
      read.warnings == ["some bytes are not valid UTF-8; U+FFFD stands in their place"])
  }

  @Test func `binary is not examined`() {
    #expect(Reading(bytes: [1, 2, 3, 0, 5, 6]).causes == ["binary"])
  }

  @Test func `batches close at about their target and lose nothing`() {
    let paragraphs = (0..<500).map { "Paragraph number \($0)" }
    let read = Reading(
      paragraphs.joined(separator: "\n\n"), options: options { $0.batchTarget = 1000 })
    #expect(read.texts == paragraphs)
    #expect(read.batches > 5)
  }

  @Test func `Markdown keeps lists and tables together and headings apart`() {
    let text = """
      ---
      title: News

      author: PTA
      ---

      # Class 4B
      - Mia
      - Jac

      Some words
      ## Next
      | a | b |
      | - | - |
      ```
      code

      more
      ```
      end
      """
    let read = Reading(text, name: "news.md")
    #expect(
      read.texts == [
        "---\ntitle: News\n\nauthor: PTA\n---", "# Class 4B", "- Mia\n- Jac", "Some words",
        "## Next", "| a | b |\n| - | - |", "```\ncode\n\nmore\n```", "end",
      ])
    #expect(read.places == ["1:1", "7:1", "8:1", "11:1", "12:1", "13:1", "15:1", "20:1"])
    #expect(read.passages.allSatisfy { $0.passage.kind == .newsletter })
    #expect(read.kinds == ["markdown"])
  }
}
