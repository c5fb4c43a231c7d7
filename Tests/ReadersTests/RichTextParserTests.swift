import Testing

@testable import Readers

struct RichTextParserTests {
  /// Notes what the parser tells: text as it is, breaks and asides in brackets.
  private final class Notes: RichTextSink {
    var said = ""
    var sources: [Range<Int>] = []

    func text(_ bytes: [UInt8], source: Range<Int>, look: RichText.Look) {
      let text = String(decoding: bytes, as: UTF8.self)
      said += look == .shown ? text : "[\(look) \(text)]"
      sources.append(source)
    }
    func end(_ mark: RichText.Mark) { said += mark == .cell ? "|" : "/" }
    func open(_ aside: RichText.Aside) { said += "<\(aside) " }
    func closeAside() { said += ">" }
  }

  private func said(_ text: String) -> String {
    let notes = Notes()
    var parser = RichTextParser(Array(text.utf8), to: notes)
    parser.parse()
    return notes.said
  }

  @Test(arguments: [
    (#"{\rtf1\ansi Bea {\b Lock}yer\par Kit}"#, "Bea Lockyer/Kit"),
    (#"{\rtf1 caf\'e9 \u8364?5 \u-10179?\u-8704? \{x\}}"#, "café €5 😀 {x}"),
    (#"{\rtf1\uc2 \u233??\uc0\u233 }"#, "éé"),
    (
      #"{\rtf1{\fonttbl{\f0 Times;}}{\*\unknown no}{\info{\author no}{\title Trip}}a}"#,
      "<properties Trip>a"
    ),
    (
      #"{\rtf1{\header Head\par}a{\*\footnote Foot}{\footnote\ftnalt End}}"#,
      "<header Head/>a<footnote Foot><endnote End>"
    ),
    (
      #"{\rtf1 a{\v secret}{\deleted gone}b\~c\_d Lock\-yer}"#,
      "a[hidden secret][deleted gone]b c-d Lockyer"
    ),
    (#"{\rtf1{\*\atnauthor O}\chatn{\*\annotation{\*\atndate 1}Ask}}"#, "<comment Ask>"),
    (
      #"{\rtf1{\shp{\*\shpinst{\sp{\sn wzDescription}{\sv Bea}}{\sp{\sn x}{\sv 1}}{\shptxt Box}}}}"#,
      "<alternative Bea><textBox Box>"
    ),
    (
      #"{\rtf1{\field{\*\fldinst{HYPERLINK "tel:1"}}{\fldrslt here}}{\field{\*\fldinst PAGE}{\fldrslt 3}}}"#,
      "<link tel:1>here3"
    ),
    (#"{\rtf1\trowd\intbl Bea\cell 3L\cell\row}"#, "Bea|3L|/"),
    (#"{\rtf1{\pict\bin4 }}}}}a}"#, "a"),
  ])
  func `text, and what hangs on it, is told from what is none`(rtf: String, expected: String) {
    #expect(said(rtf) == expected)
  }

  @Test func `each letter knows the bytes that it stands for`() {
    let notes = Notes()
    let text = Array(#"{\rtf1 a\'e9\u8364?b}"#.utf8)
    var parser = RichTextParser(text, to: notes)
    parser.parse()
    #expect(
      notes.sources.map { String(decoding: text[$0], as: UTF8.self) } == [
        "a", #"\'e9"#, #"\u8364?"#, "b",
      ])
  }

  @Test(arguments: [
    "{\\rtf1 a", "{\\rtf1 a\\", "{\\rtf1\\'e", "{\\rtf1{\\*\\fldinst HYPERLINK",
    "{\\rtf1\\bin999 a",
  ])
  func `a file that breaks off is said to`(rtf: String) {
    var parser = RichTextParser(Array(rtf.utf8), to: Notes())
    parser.parse()
    #expect(parser.isCut)
  }

  @Test func `a hundred thousand groups in one another are refused`() {
    var parser = RichTextParser(Array(String(repeating: "{", count: 100_000).utf8), to: Notes())
    parser.parse()
    #expect(parser.isCut)
  }
}
