import ScanCore
import TestSupport
import TextModel
import Testing

struct PatternTests {
  /// The first match of a pattern, as text.
  private static func match(
    _ pattern: String, in text: String, from start: Int = 0, to end: Int? = nil
  ) throws -> String? {
    let pattern = try Pattern(pattern)
    let scratch = MatchScratch()
    let bytes = Array(text.utf8)
    let range = try bytes.withUnsafeBufferPointer {
      try pattern.firstMatch(in: $0, from: start, to: end ?? bytes.count, using: scratch)
    }
    return range.map { String(decoding: bytes[$0.indices], as: UTF8.self) }
  }

  @Test(
    arguments: [
      ("liar", "You LIAR", "LIAR"),
      ("(?-i)liar", "You LIAR", nil),
      ("ÉCOLE", "une école", "école"),
      (#"\w+"#, "Siân!", "Siân"),
      (#"\bé\b"#, "a é b", "é"),
      (#"^b"#, "a\nb", nil),
      (#"(?m)^b"#, "a\nb", "b"),
      (#"a.b"#, "a\nb", nil),
      (#"(?x) a  b # note"#, "ab", "ab"),
      (#"a\Kb"#, "ab", "b"),
      (#"."#, "🎉", "🎉"),
    ] as [(String, String, String?)])
  func `patterns are caseless, know Unicode and may say otherwise`(
    pattern: String, text: String, expected: String?
  ) throws {
    #expect(try Self.match(pattern, in: text) == expected)
  }

  @Test func `look-behind sees what stands before the start, and nothing is seen behind the end`()
    throws
  {
    #expect(try Self.match("(?<=£)5", in: "£5", from: 2) == "5")
    #expect(try Self.match("(?<!£)5", in: "£5", from: 2) == nil)
    #expect(try Self.match("a(?=b)", in: "ab", to: 1) == nil)
    #expect(try Self.match(#"a\b"#, in: "ab", to: 1) == "a")
    #expect(try Self.match("b", in: "ab", to: 1) == nil)
  }

  @Test func `captures are found by their name`() throws {
    let pattern = try Pattern(#"(?<day>\d+)/(?<month>\d+)(?<year>/\d+)?"#)
    let scratch = MatchScratch()
    let bytes = Array("on 12/03".utf8)
    _ = try bytes.withUnsafeBufferPointer {
      try pattern.firstMatch(in: $0, from: 0, to: $0.count, using: scratch)
    }
    let day = try #require(pattern.capture(named: "day"))
    let month = try #require(pattern.capture(named: "month"))
    let year = try #require(pattern.capture(named: "year"))
    #expect(pattern.capture(day, in: scratch) == ByteRange(3, 5))
    #expect(pattern.capture(month, in: scratch) == ByteRange(6, 8))
    #expect(pattern.capture(year, in: scratch) == nil)
    #expect(pattern.capture(named: "hour") == nil)
    #expect(pattern.capture(99, in: scratch) == nil)
    #expect(try Pattern("a").capture(named: "day") == nil)
  }

  @Test(arguments: [
    ("(ab", 3, "missing closing parenthesis"),
    ("a[b", 3, "missing terminating ] for character class"),
    ("é(?<=a+)", 2, "lookbehind assertion is not fixed length"),
    ("a**+?{1", 2, "quantifier does not follow a repeatable item"),
    (#"\p{Nonsense}"#, 12, "unknown property after \\P or \\p"),
  ])
  func `a pattern that does not compile is refused with the byte of the fault`(
    source: String, offset: Int, reason: String
  ) {
    let error = #expect(throws: PatternError.self) { try Pattern(source) }
    #expect(error?.pattern == source)
    #expect(error?.offset == offset)
    #expect(error?.reason == reason)
    let caret = String(repeating: " ", count: offset) + "^"
    #expect(error?.description == "\(reason) at byte \(offset)\n  \(source)\n  \(caret)")
  }

  @Test(arguments: ["(?:a+)+$", "(?:a|aa)+$"])
  func `a pattern that takes too many steps is an error, not "no match"`(source: String) {
    let text = String(repeating: "a", count: 200) + String(repeating: ",", count: 200) + "!"
    let error = #expect(throws: SearchError.self) { try Self.match(source, in: text) }
    #expect(error?.pattern == source)
    #expect(error?.description.contains("needed more steps than allowed") == true)
  }

  @Test(arguments: [
    #"\bcode\b\W*(?:is|:)?\s*\d{4}"#, #"(?-i)[A-Z][a-z]+[’']s (?:son|girl)"#,
    #"(?<=£)\d+|é+"#,
  ])
  func `machine code finds what the interpreter finds`(source: String) throws {
    let patterns = try [true, false].map { try Pattern(source, isForOftenUse: $0) }
    let scratch = MatchScratch()
    let pieces = ["code", " ", "is", ":", "1234", "Ada", "’s", "'s", " son", "£", "é", "🎉", "\n"]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let text = (0..<12).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let found = try patterns.map { pattern in
        try Array(text.utf8).withUnsafeBufferPointer {
          try pattern.firstMatch(in: $0, from: 0, to: $0.count, using: scratch)
        }
      }
      #expect(found[0] == found[1], "\(text)")
    }
  }
}
