import Foundation
import Testing

struct DraftTests {
  private let draft =
    "Huge well done to Oliver Smith in Year 4! Call his mum on 07700 900123.\n"
  private let harmless = "The hall smelled of paint and custard.\n"

  @Test func `a draft on standard input gives the contract's JSON and exit status 1`() throws {
    let ended = try Sandbox().gatepost(input: draft)
    #expect(ended.status == 1)
    #expect(ended.errors == "")
    let report = try JSONObject(ended.output)
    #expect(
      report.keys.isSuperset(of: [
        "schema", "tool", "policies", "audience", "verdict", "summary", "documents", "notExamined",
        "warnings",
      ]))
    #expect(report[text: "schema"] == "gatepost.report/1")
    #expect(report[object: "tool"].keys == ["name", "version", "lexiconHash", "configHash"])
    #expect(
      report[object: "summary"].keys == [
        "documents", "passages", "bytes", "findings", "byFamily", "bySeverity", "byAction",
        "seconds",
      ])
    #expect(report.passages.map { $0[text: "verdict"] } == [report[text: "verdict"]])
  }

  @Test func `a finding has the contract's keys and no match`() throws {
    let findings = try JSONObject(Sandbox().gatepost(input: draft).output).findings
    let rules = Set(findings.map { $0[text: "rule"] })
    #expect(rules.isSuperset(of: ["pupil.full-name", "personal.phone"]))
    for finding in findings {
      #expect(
        finding.keys.isSuperset(of: [
          "rule", "family", "title", "severity", "confidence", "action", "byte", "codepoint",
          "utf16", "line", "column", "endLine", "endColumn", "masked", "evidence", "clauses",
          "route", "advice",
        ]))
      #expect(!finding.keys.contains("match"))
    }
  }

  @Test func `a harmless draft leaves with exit status 0`() throws {
    let ended = try Sandbox().gatepost(input: harmless)
    #expect(ended.status == 0)
    #expect(try JSONObject(ended.output)[text: "verdict"] == "allow")
  }

  @Test func `clean passages are reported with --all alone`() throws {
    let sandbox = try Sandbox()
    #expect(try JSONObject(sandbox.gatepost(input: harmless).output).passages.isEmpty)
    #expect(try JSONObject(sandbox.gatepost("--all", input: harmless).output).passages.count == 1)
  }

  @Test func `jsonl is a stream of begin, passage, end and summary`() throws {
    let ended = try Sandbox().gatepost("--format", "jsonl", input: draft)
    #expect(ended.status == 1)
    let types = try ended.output.split(separator: 0x0A).map { try JSONObject($0)[text: "type"] }
    #expect(types == ["begin", "passage", "end", "summary"])
  }

  @Test(arguments: ["text", "json", "jsonl", "csv", "github"])
  func `no form of report holds a found value`(format: String) throws {
    let ended = try Sandbox().gatepost("--format", format, input: draft)
    #expect(ended.status == 1)
    for value in ["Oliver", "Smith", "07700", "900123"] {
      #expect(!(ended.text + ended.errors).contains(value))
    }
  }

  @Test(arguments: ["text", "json", "jsonl"])
  func `found values stand in a report that is asked for them`(format: String) throws {
    let ended = try Sandbox().gatepost("--show-match", "--format", format, input: draft)
    #expect(ended.text.contains("Oliver Smith"))
    #expect(ended.text.contains("07700 900123"))
  }

  @Test func `--fail-on decides what is worth an exit status of 1`() throws {
    let sandbox = try Sandbox()
    #expect(try sandbox.gatepost("--fail-on", "never", input: draft).status == 0)
    #expect(try sandbox.gatepost("--fail-on", "block", input: draft).status == 0)
    #expect(try sandbox.gatepost("--fail-on", "note", input: draft).status == 1)
  }

  @Test func `rules can be chosen and skipped`() throws {
    let sandbox = try Sandbox()
    let chosen = try JSONObject(sandbox.gatepost("--rules", "personal", input: draft).output)
    #expect(Set(chosen.findings.map { $0[text: "family"] }) == ["personal"])
    let rest = try JSONObject(
      sandbox.gatepost("--skip", "personal.*", "pupil", input: draft).output)
    #expect(rest.findings.isEmpty)
  }

  @Test func `a file is scanned from any folder`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(draft, to: "news/a draft.txt")
    try sandbox.write(harmless, to: "other/b.txt")
    #expect(try sandbox.gatepost("news/a draft.txt").status == 1)
    #expect(try sandbox.gatepost("../news", in: "other").status == 1)
    #expect(try sandbox.gatepost(".", in: "other").status == 0)
    #expect(try sandbox.gatepost(sandbox.path("news/a draft.txt"), in: "other").status == 1)
  }

  @Test func `colours come when they are asked for, and never into a file`() throws {
    let sandbox = try Sandbox()
    let plain = try sandbox.gatepost("--format", "text", input: draft)
    #expect(!plain.output.contains(0x1B))
    let coloured = try sandbox.gatepost("--format", "text", "--color", "always", input: draft)
    #expect(coloured.output.contains(0x1B))
    #expect(coloured.output.filter { $0 != 0x1B }.count > plain.output.count)
  }

  @Test(.enabled(if: Built.hasProgram("script"), "a terminal is made by script(1)"))
  func `on a terminal colours are on, and NO_COLOR turns them off`() throws {
    let sandbox = try Sandbox()
    let line = "script -qec '$GATEPOST --no-progress draft.txt' /dev/null"
    try sandbox.write(draft, to: "draft.txt")
    #expect(try sandbox.shell(line).output.contains(0x1B))
    #expect(try !sandbox.shell(line, with: ["NO_COLOR": "1"]).output.contains(0x1B))
  }

  @Test func `a draft's audience changes what is said of it`() throws {
    let sandbox = try Sandbox()
    let ended = try sandbox.gatepost("--audience", "parent", input: draft)
    #expect(try JSONObject(ended.output)[text: "audience"] == "parent")
  }

  @Test func `--output writes the report to a file that the user alone can read`() throws {
    let sandbox = try Sandbox()
    let ended = try sandbox.gatepost("--output", "report.json", input: draft)
    #expect(ended.status == 1)
    #expect(ended.text == "")
    #expect(try JSONObject(sandbox.read("report.json").utf8).findings.count >= 2)
    let mode = try sandbox.shell("stat -c %a report.json").text
    #expect(mode == "600\n")
  }

  @Test func `--version names the program and the hash of its lexicon`() throws {
    let ended = try Sandbox().gatepost("--version")
    #expect(ended.status == 0)
    #expect(ended.text.wholeMatch(of: /gatepost \d+\.\d+\.\d+ lexicon [0-9a-f]{16}\n/) != nil)
  }
}
