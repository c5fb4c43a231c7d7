import Reports
import TextModel
import Testing

struct TextReportTests {
  private func standard(_ run: RunDescription = Sample.run) throws -> String {
    try report(
      .text, StandardRun.documents, run: run, notExamined: StandardRun.notExamined,
      warnings: StandardRun.warnings)
  }

  /// The report of one passage.
  private func words(
    of passage: String, _ findings: [Finding] = [], run: RunDescription = Sample.run,
    describe: (inout Passage, inout PassageBatch) -> Void = { _, _ in }
  ) throws -> String {
    var batch = SampleBatch()
    batch.add(passage, findings, describe: describe)
    return try report(.text, [("-", "text", [batch.scanned()])], run: run)
  }

  @Test func `the standard run reads as its expected file`() throws {
    try expectFile("standard.txt", holds: try standard())
  }

  @Test func `the standard run in colour reads as its expected file`() throws {
    var run = Sample.run
    run.hasColour = true
    try expectFile("standard-colour.txt", holds: try standard(run))
  }

  @Test func `the standard run with matches and clean passages reads as its expected file`() throws
  {
    var run = Sample.run
    run.quoting = .shown
    run.showsClean = true
    try expectFile("standard-shown.txt", holds: try standard(run))
  }

  @Test func `a clean run says what was scanned and that nothing was found`() throws {
    #expect(
      try words(of: "Term ends on Friday.")
        == "Nothing was found in 1 passage of 1 document.\n"
        + "Scanned 1 document, 1 passage, 20 bytes in 0.25 s.\n")
  }

  @Test func `a run that read nothing is no all-clear`() throws {
    let words = try report(.text, [], notExamined: StandardRun.notExamined)
    #expect(words.hasPrefix("Nothing was examined: there was no text to read"))
    #expect(words.contains("minutes.pdf: it is locked with a password"))
  }

  @Test(arguments: [60, 72, 100])
  func `no line is wider than the report`(columns: Int) throws {
    var run = Sample.run
    run.columns = columns
    let widths = try standard(run).split(separator: "\n").map(\.count)
    #expect(widths.allSatisfy { $0 <= columns })
  }

  @Test func `a word longer than a line is cut at the line's end`() throws {
    let long = String(repeating: "w", count: 300)
    let words = try self.words(of: long, [Sample.finding("www", in: long)])
    #expect(words.split(separator: "\n").allSatisfy { $0.count <= 88 })
  }

  @Test func `hostile text cannot drive the terminal`() throws {
    let hostile = "\u{1B}]0;x\u{7}\u{9B}2J \u{202E}evil\u{2066} Oliver Smith \u{1B}[2J"
    var run = Sample.run
    for quoting in [Quoting.masked, .shown] {
      run.quoting = quoting
      let words = try self.words(
        of: hostile,
        [
          Sample.finding("Oliver Smith", in: hostile),
          Sample.finding("\u{1B}[2J", in: hostile, rule: 1),
        ], run: run
      ) { passage, batch in
        passage.author = batch.store("A\u{1B}[31mnn \u{202E}Lee")
        passage.time = batch.store("\u{1B}[5m")
        passage.member = batch.store("a\r\u{1B}[1A\u{2028}b")
      }
      let controls: Set<UInt32> = [0x1B, 0x07, 0x0D, 0x9B, 0x202E, 0x2066, 0x2028]
      #expect(words.unicodeScalars.allSatisfy { !controls.contains($0.value) })
      #expect(words.contains("<U+202E>evil<U+2066>"))
    }
  }

  @Test func `only the sentence of a finding is shown`() throws {
    let text = "Before it. Call Oliver Smith today! After it.\nNext line"
    let words = try self.words(of: text, [Sample.finding("Oliver Smith", in: text)])
    #expect(words.contains("│ Call ⟦O***** S****⟧ today!\n"))
    #expect(!words.contains("Before") && !words.contains("After"))
  }

  @Test func `a long sentence is cut where its reader would not mind`() throws {
    let filler = String(repeating: "wörd ", count: 200)
    let text = filler + "Oliver Smith " + filler
    let words = try self.words(of: text, [Sample.finding("Oliver Smith", in: text)])
    #expect(words.contains("│ … "))
    #expect(words.contains(" …\n"))
    #expect(words.utf8.count < 1500)
    #expect(!words.contains("\u{FFFD}"))
  }

  @Test func `overlapping findings are marked as one and told apart below`() throws {
    let text = "Call Oliver Smith now"
    let words = try self.words(
      of: text,
      [Sample.finding("Oliver Smith", in: text), Sample.finding("Smith now", in: text, rule: 1)])
    #expect(words.contains("│ Call ⟦O***** S**** n**⟧\n"))
    #expect(words.contains("“O***** S****”") && words.contains("“S**** n**”"))
  }

  @Test func `what must change is said first`() throws {
    let text = "07700 900123 Oliver Smith"
    let words = try self.words(
      of: text,
      [
        Sample.finding("07700 900123", in: text, rule: 1, action: .note),
        Sample.finding("Oliver Smith", in: text),
      ])
    let order = words.split(separator: "\n").compactMap { line in
      ["Must change", "For information"].first { line.hasPrefix("  " + $0) }
    }
    #expect(order == ["Must change", "For information"])
  }
}
