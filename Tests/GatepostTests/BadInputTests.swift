import Foundation
import Testing

struct BadInputTests {
  private let breach = "Call Oliver Smith in Year 4 on 07700 900123.\n"

  /// The line that says that a file was not examined, without what follows the cause.
  private func refusal(_ path: String, _ cause: String) -> String {
    "gatepost: \(path): not examined (\(cause)): "
  }

  @Test func `a missing file is named, and the others are scanned`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(breach, to: "draft.txt")
    try sandbox.write("A quiet week.\n", to: "quiet.txt")
    let message = refusal("nowhere.txt", "missing") + "there is no such file; check the path\n"
    let found = try sandbox.gatepost("nowhere.txt", "draft.txt")
    #expect(found.status == 1)
    #expect(found.errors == message)
    #expect(try JSONObject(found.output).findings.count >= 1)
    let quiet = try sandbox.gatepost("nowhere.txt", "quiet.txt")
    #expect(quiet.status == 3)
    #expect(quiet.errors == message)
  }

  @Test(.enabled(if: getuid() != 0, "the superuser can read everything"))
  func `a file without permission is named`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(breach, to: "locked.txt")
    _ = try sandbox.shell("chmod 0 locked.txt")
    let ended = try sandbox.gatepost("locked.txt")
    #expect(ended.status == 3)
    #expect(ended.errors.hasPrefix(refusal("locked.txt", "unreadable")))
  }

  @Test func `a file that opens but cannot be read is named`() throws {
    // Nothing is mapped at the start of a process's memory, so that reading there fails.
    let ended = try Sandbox().gatepost("/proc/self/mem")
    #expect(ended.status == 3)
    #expect(ended.errors.hasPrefix(refusal("/proc/self/mem", "unreadable")))
  }

  @Test(arguments: ["", " \n\t\n"])
  func `empty input is no pass`(input: String) throws {
    let ended = try Sandbox().gatepost(input: input)
    #expect(ended.status == 3)
    #expect(
      ended.errors
        == "gatepost: nothing was examined: the input holds no text; "
        + "check what was piped or named\n")
    let text = try Sandbox().gatepost("--format", "text", input: input).text
    #expect(!text.contains("Nothing was found"))
  }

  @Test func `what was found before a fault is written`() throws {
    let sandbox = try Sandbox()
    let row = #"{"text": "\#(breach.dropLast())"}"#
    try sandbox.write("[\(row), \(row), {\"text\": \"Half a", to: "rows.json")
    let ended = try sandbox.gatepost("rows.json")
    #expect(ended.status == 1)
    #expect(ended.errors.hasPrefix(refusal("rows.json", "truncated")))
    #expect(try JSONObject(ended.output).passages.count == 2)
  }

  @Test func `a zip that unpacks without end is given up, in bounded memory`() throws {
    let bomb = Built.fixture("readers/bomb.zip")
    let ended = try Sandbox().shell("ulimit -v 500000; exec \"$GATEPOST\" '\(bomb)'")
    #expect(ended.status == 3)
    #expect(ended.errors.hasPrefix(refusal(bomb + "!a.txt", "too-large")))
  }

  @Test(arguments: ["[", "{\"a\":"])
  func `a hundred thousand levels of JSON are refused`(opening: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write(String(repeating: opening, count: 100_000), to: "deep.json")
    let ended = try sandbox.gatepost("deep.json")
    #expect(ended.status == 3)
    #expect(ended.errors.hasPrefix(refusal("deep.json", "too-deep")))
  }

  @Test func `one endless line is judged to its end`() throws {
    let sandbox = try Sandbox()
    let line = String(repeating: "The cake was good and the sun came out. ", count: 10_000)
    try sandbox.write(line + breach, to: "line.txt")
    let ended = try sandbox.gatepost("--rules", "personal.phone", "--output", "-", "line.txt")
    #expect(ended.status == 1)
    let finding = try #require(try JSONObject(ended.output).findings.first)
    #expect(finding[text: "line"] == "1")
    #expect(finding[text: "column"].flatMap(Int.init) == line.count + 32)
  }

  @Test func `links in a circle are followed once`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(breach, to: "tree/inner/draft.txt")
    _ = try sandbox.shell("ln -s ../.. tree/inner/loop; ln -s ring-b ring-a; ln -s ring-a ring-b")
    let tree = try sandbox.gatepost("tree")
    #expect(tree.status == 1)
    let sources = try JSONObject(tree.output)[list: "documents"].map { $0[text: "source"] }
    #expect(sources.first == "tree/inner/draft.txt")
    let ring = try sandbox.gatepost("ring-a")
    #expect(ring.status == 3)
    #expect(ring.errors.hasPrefix(refusal("ring-a", "unreadable")))
  }

  @Test func `a name that is not UTF-8 is said to be one`() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.shell("mkdir names; echo A quiet week. > \"names/caf$(printf '\\351').txt\"")
    let ended = try sandbox.gatepost("names")
    #expect(ended.status == 3)
    #expect(ended.errors.contains("its name is not UTF-8; rename it"))
  }

  @Test func `a reader that goes away ends the run without a pass`() throws {
    let sandbox = try Sandbox()
    let row = #"{"text": "\#(breach.dropLast())"}"# + "\n"
    try sandbox.write(String(repeating: row, count: 2_000), to: "rows.jsonl")
    let ended = try sandbox.shell(
      "{ \"$GATEPOST\" --format jsonl rows.jsonl; echo $? >status; } | head -1")
    #expect(try JSONObject(ended.output)[text: "type"] == "begin")
    #expect(try sandbox.read("status") == "1\n")
    #expect(
      ended.errors
        == "gatepost: the report's reader went away, and the rest was not scanned; "
        + "give it all of the output\n")
  }

  @Test(arguments: ["--output /dev/full", ">/dev/full"])
  func `a full disk is said`(where place: String) throws {
    let ended = try Sandbox().shell("echo A quiet week. | \"$GATEPOST\" \(place)")
    #expect(ended.status == 3)
    #expect(ended.errors.contains("the report cannot be written (No space left on device)"))
    #expect(ended.errors.count { $0 == "\n" } == 1)
  }

  @Test(arguments: ["policy list", "rules list", "redact", "baseline key"])
  func `a full disk is no success of any verb`(verb: String) throws {
    let ended = try Sandbox().shell("echo A quiet week. | \"$GATEPOST\" \(verb) >/dev/full")
    #expect(ended.status >= 2)
    #expect(ended.errors.contains("cannot be written (No space left on device)"))
  }

  @Test func `a file that goes away while others are scanned is named, and the rest is scanned`()
    throws
  {
    let sandbox = try Sandbox()
    // Whoever reads the pipe waits; meanwhile the file behind it goes away.
    let ended = try sandbox.shell(
      """
      mkfifo a.txt; echo A quiet week. >b.txt; echo Another. >c.txt
      "$GATEPOST" a.txt b.txt c.txt & scan=$!
      sleep 0.5; rm b.txt; echo '\(breach.dropLast())' >a.txt; wait $scan
      """)
    #expect(ended.status == 1)
    let report = try JSONObject(ended.output)
    #expect(report[list: "notExamined"].map { $0[text: "source"] } == ["b.txt"])
    #expect(report[list: "documents"].map { $0[text: "source"] }.contains("c.txt"))
    #expect(!report.findings.isEmpty)
  }

  @Test func `invalid UTF-8 is repaired and said`() throws {
    let ended = try Sandbox().gatepost(Built.fixture("hostile/invalid-utf8.txt"))
    #expect(ended.status == 1)
    #expect(try !JSONObject(ended.output)[list: "warnings"].isEmpty)
  }
}
