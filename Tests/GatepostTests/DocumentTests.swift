import Foundation
import Testing

/// Documents read by way of the companion program, with the built programs.
struct DocumentTests {
  private func causes(_ ended: Ended) throws -> [String] {
    try JSONObject(ended.output)[list: "notExamined"].compactMap { $0[text: "cause"] }
  }

  @Test func `a finding names the paragraph, the cell, the slide`() throws {
    let sandbox = try Sandbox()
    for (name, place) in [
      ("letter.docx", "table 1, row 2, column 3"), ("list.xlsx", "Old (hidden)!C5"),
      ("slides.pptx", "slide 1, notes, paragraph 1"), ("mail.eml", "message, part 1.1, line 1"),
    ] {
      let ended = try sandbox.gatepost(Built.fixture("documents/" + name))
      #expect(ended.status == 1)
      let places = try JSONObject(ended.output).findings.compactMap { $0[text: "place"] }
      #expect(places.contains(place), "\(name): \(places)")
    }
  }

  @Test func `documents are read from standard input and out of archives`() throws {
    let sandbox = try Sandbox()
    let letter = Built.fixture("documents/letter.docx")
    let piped = try sandbox.shell("cat '\(letter)' | \"$GATEPOST\"")
    #expect(piped.status == 1)
    #expect(try JSONObject(piped.output)[list: "documents"].first?[text: "kind"] == "docx")
    let made = try sandbox.run(
      "python3",
      [
        "-c",
        "import zipfile,sys; a=zipfile.ZipFile('in.zip','w'); a.write(sys.argv[1],'a b/lëtter.docx'); "
          + "a.close(); b=zipfile.ZipFile('out.zip','w'); b.write('in.zip'); b.close()", letter,
      ])
    #expect(made.status == 0)
    let nested = try sandbox.gatepost("out.zip")
    #expect(nested.status == 1)
    let members = try JSONObject(nested.output).passages.compactMap {
      $0[object: "locator"][text: "member"]
    }
    #expect(members.allSatisfy { $0 == "in.zip!a b/lëtter.docx" } && !members.isEmpty)
  }

  @Test func `what cannot be read is said in one line and the rest is read`() throws {
    let sandbox = try Sandbox()
    try FileManager.default.copyItem(
      atPath: Built.fixture("documents/cut.docx"), toPath: sandbox.folder + "/a\nb 🎉.docx")
    // Office keeps a file with a password so.
    let ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1].map { UInt8($0) }
    let name = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    try sandbox.write(ole + [UInt8](repeating: 0, count: 600) + name, to: "locked.docx")
    try sandbox.write("Well done to Oliver Smith in Year 4!\n", to: "text.docx")
    try sandbox.write("{\\rtf1\\ansi Well done to Oliver Smith in Year 4!}", to: "wrong.txt")
    let ended = try sandbox.gatepost(".")
    #expect(ended.status == 1)
    #expect(try causes(ended).sorted().prefix(2) == ["encrypted", "truncated"])
    #expect(ended.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("gatepost: ") })
    #expect(try !JSONObject(ended.output).findings.isEmpty)
  }

  @Test func `a hostile document ends its reader and nothing else`() throws {
    let sandbox = try Sandbox()
    let made = try sandbox.run(
      "python3",
      [
        "-c",
        "import zipfile; z=zipfile.ZipFile('bomb.docx','w',zipfile.ZIP_DEFLATED); "
          + "z.writestr('[Content_Types].xml','<T/>'); "
          + "z.writestr('word/document.xml','<d>'+' '*60000000+'</d>'); z.close(); "
          + "z=zipfile.ZipFile('deep.docx','w',zipfile.ZIP_DEFLATED); "
          + "z.writestr('[Content_Types].xml','<T/>'); "
          + "z.writestr('word/document.xml','<p>'*200000); z.close()",
      ])
    #expect(made.status == 0)
    try sandbox.write("Well done to Oliver Smith in Year 4!\n", to: "text.txt")
    let ended = try sandbox.gatepost("bomb.docx", "deep.docx", "text.txt")
    #expect(ended.status == 1)
    #expect(try causes(ended) == ["too-large", "damaged"])
    #expect(try JSONObject(ended.output).findings.count == 1)
  }

  @Test func `a page that is only a picture, and a locked PDF, are not clean`() throws {
    let sandbox = try Sandbox()
    guard Built.hasProgram("pdftotext") else { return }
    let ended = try sandbox.gatepost(
      Built.fixture("documents/scan.pdf"), Built.fixture("documents/locked.pdf"))
    #expect(ended.status == 3)
    #expect(try causes(ended) == ["no-text", "encrypted"])
  }
}
