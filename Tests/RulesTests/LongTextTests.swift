import Rules
import TestSupport
import Testing
import TextModel

/// A text that is too long to be judged at once is judged in parts, and still one passage.
struct LongTextTests {
  private static let lexicon = Result {
    try TestLexicon(
      signals: "signals:\n- {signal: bad, terms: [bad ..2 boy]}",
      rules: """
        - id: conduct.bad
          title: t
          advice: a
          severity: medium
          find: bad
        """)
  }

  private static func parts(_ text: String) -> [String] {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      LongText.parts(of: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    }
  }

  @Test(arguments: [
    "One word after another. ", "no sentence ends here ", "nothingbutletters", "字", "e\u{301}", "🎉",
  ])
  func `parts make up the text and are cut between characters`(piece: String) {
    for length in [LongText.most - 1, LongText.most, LongText.most + 1, 3 * LongText.most] {
      let text = String(repeating: piece, count: length / piece.utf8.count + 1)
      let parts = Self.parts(text)
      #expect(parts.joined() == text)
      #expect(parts.allSatisfy { !$0.isEmpty && $0.utf8.count <= LongText.most })
      #expect(parts.allSatisfy { !$0.unicodeScalars.contains("\u{FFFD}") })
    }
  }

  @Test func `a sentence is cut from the next, else a word`() {
    #expect(
      Self.parts(String(repeating: "Yes, it is. ", count: 9_000)).dropLast().allSatisfy {
        $0.hasSuffix("is. ")
      })
    #expect(
      Self.parts(String(repeating: "and so on ", count: 9_000)).dropLast().allSatisfy {
        $0.hasSuffix(" ")
      })
  }

  @Test func `findings of all parts count from the beginning of the text`() throws {
    let lexicon = try Self.lexicon.get()
    let text = String(repeating: "Nothing is here. What a bad old boy. ", count: 6_000)
    let findings = lexicon.findings(in: text)
    #expect(findings.count == 6_000)
    let bytes = Array(text.utf8)
    let found = findings.map { String(decoding: bytes[$0.range.indices], as: UTF8.self) }
    #expect(Set(found) == ["bad old boy"])
    #expect(findings.allSatisfy { $0.evidence.map(\.range) == [$0.range] })
    #expect(findings.map(\.range.start) == findings.map(\.range.start).sorted())
  }

  @Test func `the passages round a long one keep their findings`() throws {
    let lexicon = try Self.lexicon.get()
    let long = String(repeating: "A bad boy. ", count: 9_000)
    let batch = PassageBatch.of(["bad boy", long, "", "a bad boy", "good boy"], kind: .comment)
    let scanned = PassageScanner(lexicon: lexicon.lexicon).scan(batch, as: .official)
    #expect(scanned.ranges.map(\.count) == [1, 9_000, 0, 1, 0])
  }
}
