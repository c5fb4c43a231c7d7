import Testing

/// Arguments that are wrong, and what is said of them.
struct UsageCase: Sendable, CustomTestStringConvertible {
  let arguments: [String]
  let message: String

  init(_ arguments: String, _ message: String) {
    self.arguments = arguments.split(separator: " ").map(String.init)
    self.message = message
  }

  var testDescription: String { arguments.joined(separator: " ") }

  private static let formats = "text, json, jsonl, sarif, html, csv, github, codequality"

  private static let unknownRule =
    "no rule or family is called 'nosuch'; 'gatepost rules' lists them"

  static let all = [
    UsageCase("--frobnicate", "unknown option '--frobnicate'; see 'gatepost scan --help'"),
    UsageCase(
      "--format frob",
      "'frob' is no report format; there are: \(formats); see 'gatepost scan --help'"),
    UsageCase(
      "--audience alien",
      "'alien' is no audience; there are: official, staff, governor, volunteer, parent, pupil; "
        + "see 'gatepost scan --help'"),
    UsageCase("--rules nosuch", unknownRule),
    UsageCase("--skip nosuch", unknownRule),
    UsageCase("rules nosuch", unknownRule),
    UsageCase(
      "--fail-on x",
      "--fail-on is note, review, block or never, not 'x'; see 'gatepost scan --help'"),
    UsageCase(
      "--min-severity x",
      "'x' is no severity; there are: note, low, medium, high, critical; "
        + "see 'gatepost scan --help'"),
    UsageCase(
      "--min-confidence 2",
      "--min-confidence is a number from 0 to 1, not 2.0; see 'gatepost scan --help'"),
    UsageCase("--jobs 0", "--jobs is a number from 1 on, not 0; see 'gatepost scan --help'"),
    UsageCase(
      "--color pink", "--color is auto, always or never, not 'pink'; see 'gatepost scan --help'"),
    UsageCase("hook", "say what to do: run, install or uninstall; see 'gatepost --help'"),
    UsageCase("hook frob", "unexpected argument 'frob'; see 'gatepost hook --help'"),
    UsageCase(
      "hook run --format frob",
      "'frob' is no report format; there are: \(formats); see 'gatepost hook run --help'"),
    UsageCase(
      "--output /no/such/folder/report",
      "/no/such/folder/report: the report cannot be written (No such file or directory); "
        + "make room or name another file with --output"),
  ]
}

struct UsageTests {
  @Test(arguments: UsageCase.all)
  func `wrong usage is said in one line and leaves with exit status 2`(_ test: UsageCase) throws {
    let ended = try Sandbox().run(Built.gatepost, test.arguments, input: "A draft.\n")
    #expect(ended.status == 2)
    #expect(ended.text == "")
    #expect(ended.errors == "gatepost: \(test.message)\n")
  }

  @Test func `an unknown policy is named beside those there are`() throws {
    let ended = try Sandbox().gatepost("--policy", "nosuch", input: "A draft.\n")
    #expect(ended.status == 2)
    #expect(ended.errors.hasPrefix("gatepost: no policy is called 'nosuch'; there are: "))
    #expect(ended.errors.contains("uk-schools"))
    #expect(ended.errors.count { $0 == "\n" } == 1)
  }

  @Test func `an unknown form of input is named`() throws {
    let ended = try Sandbox().gatepost("--input", "scroll", input: "A draft.\n")
    #expect(ended.status == 2)
    #expect(ended.errors.hasPrefix("gatepost: 'scroll' is no input form; there are: auto, text"))
  }

  @Test(arguments: ["--help", "scan --help", "hook --help", "hook run --help", "rules --help"])
  func `help is printed and leaves with exit status 0`(arguments: String) throws {
    let words = arguments.split(separator: " ").map(String.init)
    let ended = try Sandbox().run(Built.gatepost, words)
    #expect(ended.status == 0)
    #expect(ended.text.contains("USAGE: gatepost"))
    #expect(ended.errors == "")
  }

  @Test func `the rules and the policies can be listed`() throws {
    let sandbox = try Sandbox()
    #expect(try sandbox.gatepost("rules", "pupil").text.contains("pupil.full-name"))
    #expect(try sandbox.gatepost("policy").text.contains("uk-schools"))
  }
}
