import Reports
import TextModel
import Testing

struct TableReportTests {
  @Test func `the standard run as a table reads as its expected file`() throws {
    try expectFile("standard.csv", holds: try report(.csv, StandardRun.documents))
  }

  @Test func `the standard run as annotations reads as its expected file`() throws {
    let text = try report(
      .github, StandardRun.documents, notExamined: StandardRun.notExamined)
    try expectFile("standard.github", holds: text)
  }

  @Test func `a cell that a spreadsheet would run is made text`() throws {
    var batch = SampleBatch()
    let text = "=1+2 Oliver Smith"
    batch.add(text, [Sample.finding("=1+2", in: text)])
    var run = Sample.run
    run.quoting = .shown
    let table = try report(.csv, [("@sum,a\"b.txt", "text", [batch.scanned()])], run: run)
    #expect(table.contains("\r\n\"'@sum,a\"\"b.txt\",,1,1,"))
    #expect(table.contains(",\"'=1+2\","))
  }

  @Test func `an annotation cannot be broken out of`() throws {
    var batch = SampleBatch()
    let text = "Oliver\n::error::x% Smith"
    batch.add(text, [Sample.finding(text, in: text)])
    var run = Sample.run
    run.quoting = .shown
    let lines = try report(.github, [("a,b:c%\n.md", "text", [batch.scanned()])], run: run)
    #expect(lines.split(separator: "\n").count == 1)
    #expect(lines.hasPrefix("::error file=a%2Cb%3Ac%25 .md,line=1,"))
    #expect(lines.contains("::Oliver ::error::x%25 Smith: "))
  }
}
