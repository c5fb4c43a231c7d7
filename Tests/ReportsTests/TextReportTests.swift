import Reports
import TextModel
import Testing

struct TextReportTests {
  private func standard(_ run: RunDescription = Sample.run) throws -> String {
    try report(
      .text, StandardRun.documents, run: run, notExamined: StandardRun.notExamined,
      warnings: StandardRun.warnings)
  }

  private func text(_ passage: String, _ findings: [Finding] = []) throws -> String {
    var batch = SampleBatch()
    batch.add(passage, findings)
    return try report(.text, [("-", "text", [batch.scanned()])])
  }

  @Test func `the standard run reads as its expected file`() throws {
    try expectFile("standard.txt", holds: try standard())
  }

  @Test func `the standard run in colour reads as its expected file`() throws {
    var run = Sample.run
    run.hasColour = true
    try expectFile("standard-colour.txt", holds: try standard(run))
  }

  @Test func `the standard run with matches and clean passages reads as its expected file`() throws {
    var run = Sample.run
    run.quoting = .shown
    run.showsClean = true
    try expectFile("standard-shown.txt", holds: try standard(run))
  }
}
