import Foundation
import Testing
import TextModel

@testable import Documents

private func hasProgram(_ name: String) -> Bool {
  ["/usr/bin/", "/usr/local/bin/"].contains {
    FileManager.default.isExecutableFile(atPath: $0 + name)
  }
}

struct FormsTests {
  @Test func `slides come in the order in which they are shown, with their notes`() {
    let slides = DocumentReading("slides.pptx")
    #expect(slides["slide 1, paragraph 1"] == "First\nslide: Oliver Smith in Year 4")
    #expect(slides["slide 1, notes, paragraph 1"] == "Say it was his mum on 07700 900123")
    #expect(slides["slide 2, paragraph 1"] == "Second slide")
    #expect(!slides.texts.contains("7"))
  }

  @Test func `a row of a sheet is one passage, with dates as days and hidden sheets named`() {
    let list = DocumentReading("list.xlsx")
    #expect(list["Trips!A1"] == "Name\tClass\t\tBorn")
    #expect(list["Trips!A2"] == "Megan Prosser\tYear 3\t\t15/04/2016")
    #expect(list["Old (hidden)!C5"] == "ring 07700 900123")
  }

  @Test func `an OpenDocument text collapses white space and keeps what hides in it`() {
    let plan = DocumentReading("plan.odt")
    #expect(plan.texts.contains("Well done Callum  in 4B & more"))
    #expect(plan.texts.contains("(looked after)"))
    #expect(plan.texts.contains("Ring 07700 900123"))
    #expect(plan.texts.contains("Jac with a medal"))
    let comment = plan.passages.first { $0.passage.kind == .comment }
    #expect(comment?.text == "Ask his mum")
    #expect(comment?.author == "D Farrant")
  }

  @Test func `a mail's words are decoded, of two forms one is read, attachments too`() {
    let mail = DocumentReading("mail.eml")
    #expect(mail["message, subject"] == "Trip – Jac's group")
    #expect(
      mail["message, part 1.1, line 1"]
        == "Dear parents, Jac’s group leaves at 9. Ring Mrs Farrant on 07700 900123.")
    #expect(mail["message, part 2, name of an attachment"] == "Oliver Smith plan")
    let attached = mail.passages.last
    #expect(attached?.text == "Oliver Smith in Year 4 has a plan.")
    #expect(attached?.member == "Oliver Smith plan.txt")
    #expect(mail.passages.count == 4)
    #expect(mail.passages[0].time == "2025-03-10T10:00:00+00:00")
  }

  @Test func `a box of mails gives each message its number`() {
    let box = DocumentReading("box.mbox")
    #expect(box["message 1, line 3"] == "From the school's gate, 07700 900123.")
    #expect(box["message 2, line 1"] == "Second message.")
  }

  @Test(.enabled(if: hasProgram("pdftotext")))
  func `a PDF gives page and line, and says what nobody could read`() {
    let pdf = DocumentReading("real-libreoffice.pdf")
    #expect(pdf.passages.contains { $0.place.hasPrefix("page 1, line ") })
    #expect(pdf.texts.contains { $0.contains("Huge well done to Oliver Smith in Year 4") })
    #expect(DocumentReading("locked.pdf").causes == ["encrypted"])
    #expect(DocumentReading("scan.pdf").causes == ["no-text"])
  }

  @Test(
    arguments: [
      "real-pandoc.docx", "real-pandoc.odt", "real-pandoc.pptx", "real-libreoffice.docx",
      "real-libreoffice.odt", "real-libreoffice.odp",
    ])
  func `what real programs write is read whole`(name: String) {
    let read = DocumentReading(name)
    #expect(read.texts.contains { $0.contains("Huge well done to Oliver Smith in Year 4") })
    #expect(read.texts.contains { $0.contains("Tobias Fenwick in Year 4") })
    #expect(read.texts.contains { $0.contains("Megan Prosser") })
    #expect(read.notExamined.isEmpty)
  }

  @Test(arguments: ["real-libreoffice.xlsx", "real-libreoffice.ods"])
  func `what a real spreadsheet holds is read by rows`(name: String) {
    #expect(DocumentReading(name).texts.contains("Megan Prosser\tYear 3\t07700 900456"))
  }

  @Test(arguments: ["real-pandoc.rtf", "real-libreoffice.rtf"])
  func `RTF is read as programs write it`(name: String) {
    let read = DocumentReading(name)
    #expect(read.texts.contains { $0.contains("Oliver Smith in Year 4") })
  }
}
