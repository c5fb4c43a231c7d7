import Testing
import TextModel

@testable import Readers

struct CSVReaderTests {
  @Test func `a table of comments gives each text with its writer and its place`() {
    let read = Reading(
      "Name,Date,Comment\nMegan,2025-03-10,\"Shame, \"\"sir\"\"\nreally\"\nTom,2025-03-11,Fine\n")
    #expect(read.kinds == ["csv"])
    #expect(read.texts == ["Shame, \"sir\"\nreally", "Fine"])
    #expect(read.passages.map(\.author) == ["Megan", "Tom"])
    #expect(read.passages.map(\.time) == ["2025-03-10", "2025-03-11"])
    #expect(read.places == ["2:19", "4:16"])
    #expect(read.passages[1].passage.isLiteral)
  }

  @Test func `any other table gives a row at a time, because its cells belong together`() {
    let read = Reading("Name;Class;Notes\nOliver Smith;Year 4;SEN\n", name: "list.csv")
    #expect(read.texts == ["Name\tClass\tNotes", "Oliver Smith\tYear 4\tSEN"])
    #expect(read.passages.map(\.passage.line) == [1, 2])
  }

  @Test func `a title over the table is read and its header found`() {
    let read = Reading(
      "Report for Ashmere Vale,,\n,,\nName,Date,Comment\nTom,2025-03-11,Fine\n", name: "x.csv")
    #expect(read.texts == ["Report for Ashmere Vale\t\t", "Fine"])
  }

  @Test func `YouTube's segments are joined without a gap`() {
    let cell = "\"{\"\"text\"\":\"\"Lovely from \"\"},{\"\"text\"\":\"\"Jac in 3P\"\"}\""
    let read = Reading(
      "Comment ID,Channel ID,Comment Create Timestamp,Comment Text\nA,B,2025-03-10,\(cell)\n")
    #expect(read.texts == ["Lovely from Jac in 3P"])
    #expect(read.passages[0].id == "A")
  }

  @Test func `each cell of a row has its own place, however many there are`() {
    // In time that grows with the row and not with its square.
    let cells = (0..<12_000).map { $0 % 3 == 0 ? "é \($0)" : $0 % 3 == 1 ? "" : "\"a\r\nb\"" }
    let read = Reading(
      "Name,Date,Comment\nTom,1," + cells.joined(separator: ",") + "\n", name: "x.csv")
    #expect(read.passages.count == 8_000)
    #expect(read.places.prefix(5) == ["2:7", "2:13", "3:4", "3:10", "4:4"])
    #expect(read.passages.last?.passage.line == 4_001)
  }

  @Test func `a quotation mark that is never closed loses no text`() {
    let read = Reading("Name,Date,Comment\nTom,1,\"open\nMegan,2,Fine\n", name: "x.csv")
    #expect(read.texts.joined().contains("open"))
    #expect(read.texts.joined().contains("Fine"))
    #expect(read.warnings.count == 1)
  }

  @Test(arguments: [
    "Dear all,\nthe trip, as you know, is on Friday\n",
    "Name, class and date of each child, please\nThank you, all\n",
  ])
  func `a letter with commas is no table`(text: String) {
    #expect(Reading(text).kinds == ["text"])
  }

  @Test func `findings do not depend on where the buffer ends`() {
    var text = "Name,Date,Comment\n"
    for row in 0..<20_000 { text += "N,\(row),\"words of row \(row), quoted\"\n" }
    let read = Reading(text)
    #expect(read.passages.count == 20_000)
    #expect(read.passages[19_999].passage.line == 20_001)
    #expect(read.passages[12_345].text == "words of row 12345, quoted")
  }
}
