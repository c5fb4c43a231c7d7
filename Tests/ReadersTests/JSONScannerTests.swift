import Testing
import TextModel

@testable import Readers

struct JSONScannerTests {
  @Test func `generic JSON gives every string that may be words`() {
    let read = Reading(
      """
      {"a/b": {"c~d": ["Hello there", "https://example.com/x", "2026-01-02T03:04:05Z", 7, true]},
       "z": "07700 900123", "e": "d41d8cd98f00b204e9800998ecf8427e"}
      """)
    #expect(read.texts == ["Hello there", "07700 900123"])
    #expect(read.pointers == ["/a~1b/c~0d/0", "/z"])
  }

  @Test func `broken JSON keeps what came before and names the place`() {
    let read = Reading("[\n\"One two\",\n\"Three four\",\n\"Fi", name: "x.json")
    #expect(read.texts == ["One two", "Three four"])
    #expect(
      read.notExamined == [
        NotExamined(
          source: "x.json", cause: "truncated",
          detail: "the JSON ends in the middle, at byte 30, line 4; get the file again")
      ])
  }

  @Test func `deep nesting is refused, not followed`() {
    let read = Reading(
      String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000))
    #expect(read.causes == ["too-deep"])
    #expect(read.notExamined[0].detail.contains("byte 512"))
  }

  @Test func `escapes are decoded and lone surrogates replaced`() {
    let read = Reading(#"["x \"\\\/\n\t \ud83d y \ude00 z \u00e9 \uD83C\uDF89 \u12"]"#)
    #expect(read.texts == ["x \"\\/\n\t \u{FFFD} y \u{FFFD} z é 🎉 \u{FFFD}12"])
  }

  @Test func `a very long string is cut with a warning`() {
    let text = "[\"" + String(repeating: "aé ", count: 1000) + "\"]"
    let read = Reading(text, options: options { $0.maximumString = 1001 })
    #expect(read.texts.count == 1)
    #expect(read.texts[0].utf8.count <= 1001 && read.texts[0].utf8.count > 990)
    #expect(read.warnings == ["1 very long string(s) were cut"])
  }

  @Test func `tokens do not depend on where the input is cut`() {
    let items = (0..<20_000).map { "{\"n\": [\($0), null], \"text\": \"Row \($0) \\u00e9 done\"}" }
    let read = Reading("[" + items.joined(separator: ", ") + "]")
    #expect(read.texts == (0..<20_000).map { "Row \($0) é done" })
    #expect(read.notExamined.isEmpty)
  }
}
