import Reports
import TextModel
import Testing

/// Reports of made-up text of the worst sort, and of findings at any byte of it.
struct HostileTextTests {
  private static let pieces = [
    "Ann", " ", "\r\n", "\n", "\r", "é", "e\u{301}", "🎉", "👩‍👧", "\u{202E}", "\u{1B}[2J", "\u{9B}",
    "\"",
    "\\", "\0", "⟦", "</script>", "李", "\u{2028}", ". ", "07700 900123", "\u{FEFF}",
    "z\u{300}\u{301}",
  ]

  private func text(_ random: inout SplitMix) -> String {
    (0..<Int.random(in: 0...30, using: &random))
      .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
  }

  private func findings(in text: String, _ random: inout SplitMix) -> [Finding] {
    let count = text.utf8.count
    return (0..<Int.random(in: 0...4, using: &random)).map { _ in
      let start = Int.random(in: 0...count, using: &random)
      let end = Int.random(in: start...count, using: &random)
      return Finding(
        rule: Int.random(in: 0...2, using: &random), range: ByteRange(start, end), severity: .low,
        confidence: 50, action: .review,
        evidence: [Evidence(signal: 0, range: ByteRange(start, end))])
    }
  }

  private func batch(seed: UInt64) -> ScannedBatch {
    var random = SplitMix(state: seed)
    var batch = SampleBatch()
    for _ in 0..<5 {
      let text = text(&random)
      let author = self.text(&random)
      batch.add(text, findings(in: text, &random)) { passage, batch in
        passage.isLiteral = random.next() & 1 == 0
        passage.author = batch.store(author)
        passage.id = batch.store(text)
      }
    }
    return batch.scanned()
  }

  @Test(arguments: UInt64(0)..<60)
  func `a report keeps the schema and its offsets agree whatever the text`(seed: UInt64) throws {
    var run = Sample.run
    run.quoting = .shown
    run.showsClean = true
    let documents: [SampleDocument] = [("a\u{1B}\"\n", "text", [batch(seed: seed)])]
    let report = try JSONValue(report(.json, documents, run: run))
    #expect(try SchemaCheck.shipped().faults(in: report) == [])
    for passage in report["documents"]?[0]?["passages"]?.elements ?? [] {
      let text = passage["id"]?.string ?? ""
      for finding in passage["findings"]?.elements ?? [] { try check(finding, in: text) }
    }
  }

  /// Expects the three kinds of offset to cut the same text out, and that to be the match.
  private func check(_ finding: JSONValue, in text: String) throws {
    func range(_ unit: String) throws -> Range<Int> {
      let start = try #require(finding[unit]?["start"]?.integer)
      return start..<(try #require(finding[unit]?["end"]?.integer))
    }
    let match = try #require(finding["match"]?.string)
    let scalars = Array(text.unicodeScalars)[try range("codepoint")]
    let units = Array(text.utf16)[try range("utf16")]
    #expect(Array(text.utf8)[try range("byte")].elementsEqual(match.utf8))
    #expect(scalars.elementsEqual(match.unicodeScalars))
    #expect(units.elementsEqual(match.utf16))
  }

  @Test(arguments: UInt64(0)..<60)
  func `no format lets a control character through to a terminal`(seed: UInt64) throws {
    let documents: [SampleDocument] = [("a\u{1B}[2J", "text", [batch(seed: seed)])]
    let dangerous: Set<UInt32> = [0, 0x1B, 0x9B, 0x202E]
    for format in [ReportFormat.json, .jsonl, .text, .github] {
      let report = try report(format, documents)
      #expect(report.unicodeScalars.allSatisfy { !dangerous.contains($0.value) }, "\(format)")
    }
  }
}

/// Numbers that look random and are the same in every run.
struct SplitMix: RandomNumberGenerator {
  /// Where the sequence stands.
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
