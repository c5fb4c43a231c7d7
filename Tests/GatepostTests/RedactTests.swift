import Foundation
import Testing

/// `gatepost redact`: what was found is out, everything else and the form stay.
struct RedactTests {
  @Test(
    arguments: [
      "newsletters/brackenholt-autumn-3.md", "newsletters/brackenholt-autumn-3.html",
      "newsletters/saltmarrow-bulletin-9.html",
      "comments/page-comments.jsonl", "facebook/facebook-export.zip", "documents/letter.docx",
      "documents/slides.pptx", "documents/list.xlsx", "documents/plan.odt", "documents/mail.eml",
      "documents/box.mbox", "documents/real-libreoffice.docx", "documents/real-libreoffice.odt",
      "documents/real-libreoffice.odp", "documents/real-libreoffice.ods",
      "documents/real-libreoffice.xlsx", "documents/real-pandoc.pptx",
      "documents/real-libreoffice.rtf", "documents/real-pandoc.rtf", "documents/places.md",
      "documents/places.html", "documents/places-letter.docx", "documents/places-letter.odt",
      "documents/places-letter.rtf", "documents/places-list.xlsx", "documents/places-list.ods",
      "documents/places-slides.pptx", "documents/places-slides.odp",
      "documents/places-pandoc.epub", "documents/places-python.eml", "documents/wordpress.xml",
      "documents/disqus.xml", "documents/places-mutt.mbox",
      "drafts/01-awards-post.txt", "hostile/utf16-le-bom.txt", "hostile/utf16-be.txt",
      "hostile/windows-1252.txt", "hostile/right-to-left.txt", "comments/page-comments.csv",
    ])
  func `a second scan finds nothing, whatever stands in the place of what was found`(
    name: String
  ) throws {
    let sandbox = try Sandbox()
    let file = Built.fixture(name)
    let before = try JSONObject(sandbox.gatepost(file).output)
    #expect(!before.findings.isEmpty)
    let output = "out." + (name as NSString).pathExtension
    for style in ["label", "mask", "initials", "pseudonym", "advice"] {
      let ended = try sandbox.gatepost("redact", file, "--with", style, "--output", output)
      #expect(ended.status == 0, "\(style): \(ended.errors)")
      let after = try sandbox.gatepost(output)
      #expect(after.status == 0, "\(style)")
      let kinds = [before, try JSONObject(after.output)].map { report in
        report[list: "documents"].map { $0[text: "kind"] }
      }
      #expect(kinds[0] == kinds[1])
    }
  }

  @Test func `a mail keeps its parts, encodings and letters`() throws {
    let sandbox = try Sandbox()
    let mail = """
      From: Dilys Farrant <dilys@example.org>\r
      Subject: =?iso-8859-1?Q?Caf=E9_for_Oliver_Smith_in_Year_4?=\r
      MIME-Version: 1.0\r
      Content-Type: text/plain; charset=iso-8859-1\r
      Content-Transfer-Encoding: quoted-printable\r
      \r
      The caf=E9 is open. Ring 07700 900123, says \r
      =93Mrs Pike=94=\r
      .\r

      """
    let ended = try sandbox.gatepost("redact", "--input", "eml", input: mail)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(!ended.text.contains("900123"))
    #expect(ended.text.contains("The caf=E9 is open. Ring [removed: personal]"))
    #expect(ended.text.contains("=93Mrs Pike=94"))
    #expect(ended.text.contains("Subject: =?UTF-8?B?Q2Fmw6kgZm9yI"))
  }

  @Test func `marks of emphasis go together, and quotation marks do not hide a name`() throws {
    let sandbox = try Sandbox()
    for (text, expected) in [
      ("Well done Oliver **Smith** in Year 4!\n", "Well done [removed: pupil] in Year 4!\n"),
      ("“Oliver Smith” in Year 4!\n", "“[removed: pupil]” in Year 4!\n"),
    ] {
      try sandbox.write(text, to: "a.md")
      #expect(try sandbox.gatepost("redact", "a.md").text == expected)
    }
  }

  @Test func `only what was found changes, and comments that allow stay`() throws {
    let text = """
      ---
      title: "News"
      ---

      Well done *Oliver Smith* in Year 4! Ring 07700 900123.

      <!-- gatepost: allow pupil.full-name: consent -->

      Megan Prosser in Year 3.

      """
    let ended = try Sandbox().gatepost("redact", "-", input: text)
    #expect(ended.status == 0)
    let expected =
      text.replacing("Oliver Smith", with: "[removed: pupil]")
      .replacing("07700 900123", with: "[removed: personal]")
    #expect(ended.text == expected)
  }

  @Test(arguments: [
    ("initials", "O. S."), ("pseudonym", "Person 1"), ("advice", "one of our pupils"),
    ("label", "[removed: pupil]"),
  ])
  func `what stands in its place can be chosen`(style: String, replacement: String) throws {
    let ended = try Sandbox().gatepost(
      "redact", "--with", style, input: "Thank you to Oliver Smith in Year 4.\n")
    #expect(ended.status == 0)
    #expect(ended.text == "Thank you to \(replacement) in Year 4.\n")
  }

  @Test func `escapes and tags round a found text stay right`() throws {
    let sandbox = try Sandbox()
    let page = try sandbox.gatepost(
      "redact", "--input", "html",
      input: "<p>Well done to <b>Oliver</b> Smith in Year&nbsp;4 &amp; Co</p>")
    #expect(page.text == "<p>Well done to <b>[removed: pupil]</b> in Year&nbsp;4 &amp; Co</p>")
    let json = try sandbox.gatepost(
      "redact", input: #"{"text":"Well done to \u004fliver Smith in Year 4 \"now\""}"#)
    #expect(json.text == #"{"text":"Well done to [removed: pupil] in Year 4 \"now\""}"#)
  }

  @Test func `what cannot be written anew, or read whole, is refused`() throws {
    let sandbox = try Sandbox()
    let pdf = try sandbox.gatepost("redact", Built.fixture("documents/real-libreoffice.pdf"))
    #expect(pdf.status == 2 || pdf.status == 3)
    #expect(pdf.output.isEmpty)
    let broken = try sandbox.gatepost("redact", Built.fixture("documents/broken.docx"))
    #expect(broken.status == 3)
    #expect(broken.output.isEmpty)
    #expect(try sandbox.gatepost("redact", "--with", "ink").status == 2)
  }
}
