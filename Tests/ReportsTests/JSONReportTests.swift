import Reports
import TextModel
import Testing

struct JSONReportTests {
  private func standard(_ format: ReportFormat, _ run: RunDescription = Sample.run) throws -> String
  {
    try report(
      format, StandardRun.documents, run: run, notExamined: StandardRun.notExamined,
      warnings: StandardRun.warnings)
  }

  private func events(_ text: String) throws -> [JSONValue] {
    try text.split(separator: "\n").map { try JSONValue(String($0)) }
  }

  @Test func `the standard run reads as its expected file`() throws {
    try expectFile("standard.json", holds: try standard(.json))
    try expectFile("standard.jsonl", holds: try standard(.jsonl))
  }

  @Test func `the standard run with matches and clean passages reads as its expected file`() throws
  {
    var run = Sample.run
    run.quoting = .shown
    run.showsClean = true
    try expectFile("standard-shown.json", holds: try standard(.json, run))
    try expectFile("standard-shown.jsonl", holds: try standard(.jsonl, run))
  }

  @Test(arguments: [Quoting.masked, .shown], [false, true])
  func `every report and every event keeps the schema`(quoting: Quoting, showsClean: Bool) throws {
    var run = Sample.run
    run.quoting = quoting
    run.showsClean = showsClean
    let schema = try SchemaCheck.shipped()
    #expect(schema.faults(in: try JSONValue(standard(.json, run)), definition: "report") == [])
    #expect(schema.faults(in: try JSONValue(standard(.json, run))) == [])
    for event in try events(standard(.jsonl, run)) { #expect(schema.faults(in: event) == []) }
  }

  @Test func `an empty run keeps the schema and is no all-clear`() throws {
    let schema = try SchemaCheck.shipped()
    let report = try JSONValue(report(.json, []))
    #expect(schema.faults(in: report) == [])
    #expect(report["verdict"] == .string("review"))
    #expect(report["documents"] == .array([]))
  }

  @Test func `the schema refuses a member that the contract does not name`() throws {
    let schema = try SchemaCheck.shipped()
    let plain = #"{"type":"end","source":"a","verdict":"allow","passages":1,"findings":0}"#
    #expect(schema.faults(in: try JSONValue(plain)) == [])
    let more = try JSONValue(plain.replacing("}", with: #","text":"b"}"#))
    #expect(schema.faults(in: more, definition: "endEvent") == ["/text: is not allowed"])
    #expect(!schema.faults(in: more).isEmpty)
  }

  @Test func `a masked report holds no found text and no author`() throws {
    for format in [ReportFormat.json, .jsonl, .text, .csv, .github] {
      let text = try standard(format)
      let secrets = [
        "Oliver", "Smith", "07700", "Iqbal", "Zoë", "Odette", "Fairweather", "fiddling",
      ]
      for secret in secrets {
        #expect(!text.contains(secret), "\(format) shows \(secret)")
      }
    }
  }

  @Test func `clauses are those that bind the passage's audience`() throws {
    func clauses(_ audience: Audience?) throws -> [String?] {
      var batch = SampleBatch()
      batch.add("Oliver Smith", [Sample.finding("Oliver Smith", in: "Oliver Smith")]) {
        passage, _ in passage.audience = audience
      }
      let report = try JSONValue(report(.json, [("-", "text", [batch.scanned()])]))
      let finding = report["documents"]?[0]?["passages"]?[0]?["findings"]?[0]
      return finding?["clauses"]?.elements.map { $0["clause"]?.string } ?? []
    }
    #expect(try clauses(nil) == ["3.2", "4.1", "7"])
    #expect(try clauses(.parent) == ["4.1", "7", "9"])
  }

  @Test func `a fingerprint stands in the report only where there is one`() throws {
    let text = try report(.json, StandardRun.documents) { finding, _, _ in
      finding.rule == 1 ? "f00d" : nil
    }
    #expect(text.split(separator: #""fingerprint":"f00d""#).count == 2)
    #expect(try SchemaCheck.shipped().faults(in: try JSONValue(text)) == [])
  }

  @Test func `events come as begin, passages and end of each document, and one summary`() throws {
    let types = try events(standard(.jsonl)).map { $0["type"]?.string }
    #expect(
      types == [
        "begin", "passage", "end", "begin", "passage", "passage", "end", "begin", "end", "summary",
      ])
  }

  @Test func `the verdict is that of the worst action`() throws {
    let text = "Oliver Smith"
    func verdict(_ actions: [Action]) throws -> JSONValue? {
      var batch = SampleBatch()
      batch.add(text, actions.map { Sample.finding(text, in: text, action: $0) })
      return try JSONValue(report(.json, [("-", "text", [batch.scanned()])]))["verdict"]
    }
    #expect(try verdict([.note]) == .string("allow"))
    #expect(try verdict([.note, .review, .note]) == .string("review"))
    #expect(try verdict([.review, .block]) == .string("block"))
  }

  @Test func `memory stays flat: pieces are small however long the report`() throws {
    var batch = SampleBatch()
    let text = "Well done to Oliver Smith"
    for _ in 0..<2000 { batch.add(text, [Sample.finding("Oliver Smith", in: text)]) }
    let gathered = Gathered()
    var writer = makeReportWriter(
      format: .jsonl, run: Sample.run, catalogue: Sample.catalogue, sink: gathered.take)
    try writer.begin()
    try writer.document(DocumentDescription(source: "-", kind: "text"))
    try writer.write(batch.scanned())
    try writer.finish(RunEnding(summary: RunSummary()))
    #expect(gathered.pieces > 10)
    #expect(gathered.largestPiece < 70_000)
  }

  @Test(arguments: ReportFormat.allCases.filter(\.isWritten))
  func `an error of the sink reaches the caller`(format: ReportFormat) throws {
    struct DiskFull: Error {}
    var writer = makeReportWriter(
      format: format, run: Sample.run, catalogue: Sample.catalogue, sink: { _ in throw DiskFull() })
    try writer.begin()
    try writer.document(DocumentDescription(source: "-", kind: "text"))
    try writer.write(StandardRun.documents[0].batches[0])
    #expect(throws: DiskFull.self) { try writer.finish(RunEnding(summary: RunSummary())) }
  }
}
