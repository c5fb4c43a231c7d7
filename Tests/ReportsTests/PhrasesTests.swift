import TextModel
import Testing

@testable import Reports

struct PhrasesTests {
  private func verdict(block: Int = 0, review: Int = 0, note: Int = 0) -> String {
    var summary = RunSummary()
    summary.documents = 1
    summary.passages = 2
    summary.byAction = [
      NamedCount("note", note), NamedCount("review", review), NamedCount("block", block),
    ]
    summary.verdict = block > 0 ? .block : review > 0 ? .review : .allow
    return Phrases.verdict(RunEnding(summary: summary))
  }

  @Test func `the verdict is one plain sentence with its plurals right`() {
    #expect(
      verdict(block: 2, review: 1)
        == "Do not post this as it stands: 2 things must change, 1 needs a look.")
    #expect(verdict(block: 1) == "Do not post this as it stands: 1 thing must change.")
    #expect(
      verdict(review: 3, note: 1)
        == "Have somebody look before you post this: 3 things need a look.")
    #expect(verdict(review: 1) == "Have somebody look before you post this: 1 thing needs a look.")
    #expect(
      verdict(note: 2) == "Nothing here stops you posting; 2 things are for your information.")
    #expect(verdict(note: 1) == "Nothing here stops you posting; 1 thing is for your information.")
    #expect(verdict() == "Nothing was found in 2 passages of 1 document.")
  }

  @Test(arguments: [
    (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (45_249, "45.2 kB"),
    (999_950, "1.0 MB"), (67_000_000, "67.0 MB"), (3_200_000_000, "3.2 GB"),
  ])
  func `a size is given in the unit that suits it`(bytes: Int, words: String) {
    #expect(Phrases.size(bytes) == words)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")])
  func `thousands are parted by commas`(number: Int, words: String) {
    #expect(Phrases.grouped(number) == words)
  }

  @Test(arguments: [
    (["headteacher"], "the headteacher"), (["dsl"], "the designated safeguarding lead"),
    (["headteacher", "police"], "the headteacher and the police"),
    (
      ["line-manager", "hr-service", "dsl"],
      "the line manager, the HR service and the designated safeguarding lead"
    ),
    (["the author, if known"], "the author, if known"), ([], ""),
  ])
  func `a route is said in words`(names: [String], words: String) {
    #expect(Phrases.route(names) == words)
  }

  @Test(arguments: [
    ("immediately", "at once"), ("24h", "within 24 hours"), ("1h", "within 1 hour"),
    ("3d", "within 3 days"), ("2wd", "within 2 working days"),
    ("5 school days", "within 5 school days"),
    ("as soon as possible", "as soon as possible"),
  ])
  func `a time limit is said in words`(limit: String, words: String) {
    #expect(Phrases.within(limit) == words)
  }

  @Test(arguments: [
    ("2026-03-12T09:30:00Z", "12 March 2026"), ("2026-12-01", "1 December 2026"),
    ("12/03/2026", "12/03/2026"), ("2026-13-01", "2026-13-01"), ("", ""),
  ])
  func `a day is said in words where its form is known`(time: String, words: String) {
    #expect(Phrases.day(time) == words)
  }

  @Test func `text from outside keeps its letters and loses its controls`() {
    #expect(Printable.text("Zoë 🎉 👩‍👧") == "Zoë 🎉 👩‍👧")
    #expect(Printable.text("a\tb\r\nc") == "a b  c")
    #expect(Printable.text("\u{1B}[1m\u{9B}\u{0}") == "<U+001B>[1m<U+009B><U+0000>")
    let tower = "a" + String(repeating: "\u{301}", count: 50)
    #expect(Printable.text(tower).unicodeScalars.count == 5)
  }
}
