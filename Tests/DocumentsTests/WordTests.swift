import Testing
import TextModel

@testable import Documents

struct WordTests {
  let letter = DocumentReading("letter.docx")

  @Test func `runs, insertions and hyphens are joined as they read`() {
    #expect(letter["paragraph 1"] == "Well done Callum in 4B-see p2")
    #expect(letter["paragraph 1, deleted text"] == "(looked after) ")
  }

  @Test func `a text box is read once, after the paragraph that it hangs on`() {
    #expect(letter["paragraph 2"] == "Before the box, after it")
    #expect(letter["paragraph 3"] == "In the box: Jac in 3P")
    #expect(letter.texts.count { $0.contains("In the box") } == 1)
  }

  @Test func `a field's code is no text, its result is; hidden text is said to be hidden`() {
    #expect(letter["paragraph 4"] == "Dear parent")
    #expect(letter["paragraph 4, hidden text"] == " not for the page")
    #expect(!letter.texts.contains { $0.contains("MERGEFIELD") })
    #expect(letter.warnings.contains { $0.contains("mail-merge") })
  }

  @Test func `pictures give their alternative text and name`() {
    #expect(letter["paragraph 4, alternative text"] == "Callum Wren-Hughes with his medal")
    #expect(letter["paragraph 4, name of a picture"] == "jac and callum")
  }

  @Test func `short cells of a row are one passage, long ones are their own`() {
    #expect(letter["table 1, row 2, column 1"] == "Megan Prosser\tYear 3\t07700 900456")
    #expect(letter["table 2, row 1, column 2"] == "Right column.")
  }

  @Test func `notes, headers, comments and the title are read`() {
    #expect(letter["footnote 2, paragraph 1"] == "Ring 07700 900123")
    #expect(letter["header, paragraph 1"] == "Ashmere Vale Primary")
    let comment = letter.passages.first { $0.passage.kind == .comment }
    #expect(comment?.text == "Is Oliver Smith in Year 4?")
    #expect(comment?.author == "D Farrant")
    #expect(comment?.time == "2026-03-10T10:00:00Z")
    #expect(letter["document properties (title)"] == "Trip letter")
    #expect(!letter.texts.contains("no"))
    #expect(letter.notExamined.isEmpty)
  }

  @Test func `a broken part is said and the others are read`() {
    let broken = DocumentReading("broken.docx")
    #expect(broken.causes == ["damaged"])
    #expect(broken["paragraph 1"] == "Well done Callum in 4B-see p2")
    #expect(broken["footnote 2, paragraph 1"] == "Ring 07700 900123")
    #expect(DocumentReading("cut.docx").causes == ["truncated"])
  }

  @Test func `entities are refused, not expanded`() {
    let bomb = DocumentReading("entities.docx")
    #expect(bomb.causes == ["malformed"])
    #expect(!bomb.texts.contains { $0.contains("aaaa") })
  }
}
