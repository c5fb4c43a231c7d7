import Foundation
import Testing
import TextModel

@testable import Reports

struct HTMLReportTests {
  private func page(_ quoting: Quoting = .masked) throws -> String {
    var run = Sample.run
    run.quoting = quoting
    return try report(
      .html, StandardRun.documents, run: run, notExamined: StandardRun.notExamined,
      warnings: StandardRun.warnings)
  }

  @Test func `the page asks for nothing else and holds no found text`() throws {
    let page = try page()
    for word in ["Oliver Smith", "07700 900123", "Zoë", "<link", "src=", "@import", "url("] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("O***** S****"))
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("id=\"reveal\""))
    #expect(page.contains("minutes.pdf"))
  }

  @Test func `what was found is there to be shown only if it was asked for`() throws {
    let page = try page(.shown)
    #expect(page.contains("id=\"reveal\""))
    #expect(page.contains("data-match=\"Oliver Smith\">O***** S****</mark>"))
  }

  @Test func `hostile words cannot leave their place`() throws {
    var batch = SampleBatch()
    let text = "\"><script>alert(1)</script> Oliver Smith"
    batch.add(text, [Sample.finding("<script>alert(1)</script>", in: text)])
    var run = Sample.run
    run.quoting = .shown
    let page = try report(.html, [("<b>.md", "text", [batch.scanned()])], run: run)
    #expect(page.components(separatedBy: "<script>").count == 2)
    #expect(!page.contains("<b>"))
  }
}

struct CodeReportTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `SARIF names rules, places and clauses, and nothing that was found`() throws {
    let text = try report(.sarif, StandardRun.documents, notExamined: StandardRun.notExamined)
    #expect(!text.contains("Oliver Smith"))
    let log = try object(text)
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect(["note", "warning", "error"].contains(result["level"] as? String ?? ""))
    }
    let taxonomies = try #require(run["taxonomies"] as? [[String: Any]])
    #expect(taxonomies.allSatisfy { $0["name"] != nil && $0["taxa"] != nil })
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == false)
  }

  @Test(arguments: [
    ("a b/ü.md", "a%20b/%C3%BC.md"), ("/x/y.md", "file:///x/y.md"), ("-", "stdin"),
  ])
  func `a path is written as a URI`(path: String, address: String) {
    #expect(SARIFReport.address(path) == address)
  }

  @Test func `Code Quality names each issue once`() throws {
    let text = try report(
      .codequality, StandardRun.documents + StandardRun.documents,
      notExamined: StandardRun.notExamined)
    let issues = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    let names = issues.compactMap { $0["fingerprint"] as? String }
    #expect(Set(names).count == issues.count)
    #expect(issues.contains { $0["check_name"] as? String == "not-examined" })
    #expect(!text.contains("Oliver Smith"))
  }
}

struct CellPlaceTests {
  @Test(arguments: [
    ("Trips!A2", 2, "Trips!C2"), ("Trips!Z9", 1, "Trips!AA9"),
    ("table 1, row 2, column 1", 2, "table 1, row 2, column 3"),
  ])
  func `a tab is one cell to the right`(place: String, cells: Int, moved: String) {
    #expect(CellPlace.shifted(place, by: cells) == moved)
  }

  @Test func `a place that is no cell stays`() {
    #expect(CellPlace.shifted("page 3, line 12", by: 1) == nil)
    #expect(CellPlace.shifted("slide 2", by: 1) == nil)
  }
}

struct ReportMergeTests {
  @Test func `documents come one after another and counts are added`() throws {
    let one = try report(.json, StandardRun.documents, notExamined: StandardRun.notExamined)
    let two = try report(.json, [StandardRun.documents[0]], warnings: StandardRun.warnings)
    var merge = ReportMerge()
    try merge.add(Array(one.utf8), name: "one.json")
    try merge.add(Array(two.utf8), name: "two.json")
    let merged = String(decoding: merge.merged(), as: UTF8.self)
    #expect(try SchemaCheck.shipped().faults(in: JSONValue(merged)).isEmpty)
    let log = try #require(
      JSONSerialization.jsonObject(with: Data(merged.utf8)) as? [String: Any])
    #expect((log["documents"] as? [Any])?.count == 4)
    let first = try #require(
      JSONSerialization.jsonObject(with: Data(one.utf8)) as? [String: Any])
    let second = try #require(
      JSONSerialization.jsonObject(with: Data(two.utf8)) as? [String: Any])
    func count(_ report: [String: Any]) -> Int {
      (report["summary"] as? [String: Any])?["findings"] as? Int ?? -1
    }
    #expect(count(log) == count(first) + count(second))
  }

  @Test(arguments: ["", "{}", "[1]", "{\"schema\":\"gatepost.report/1\"", "not JSON"])
  func `what is no whole report is refused`(text: String) {
    var merge = ReportMerge()
    #expect(throws: ReportMerge.Failure.noReport("x")) {
      try merge.add(Array(text.utf8), name: "x")
    }
  }
}
