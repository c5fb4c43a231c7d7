import Foundation
import Testing

/// `scan --interactive`, on a terminal that script(1) makes.
@Suite(.enabled(if: Built.hasProgram("script"), "a terminal is made by script(1)"))
struct InteractiveTests {
  private func walk(_ file: String, answers: [String], in sandbox: Sandbox) throws -> Ended {
    let input = answers.map { "sleep 1; echo '\($0)'" }.joined(separator: "; ")
    return try sandbox.shell(
      "(sleep 2; \(input)) | script -qec '\"$GATEPOST\" scan --interactive \(file)' /dev/null")
  }

  @Test func `a finding is replaced, allowed with a reason, or left`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "Well done to Oliver Smith in Year 4!\n\nRing 07700 900123.\n\nMegan Prosser in Year 3.\n",
      to: "a.md")
    let ended = try walk("a.md", answers: ["r", "a", "the office asked", "l", "y"], in: sandbox)
    let text = try sandbox.read("a.md")
    #expect(text.contains("Well done to one of our pupils in Year 4!"), "\(ended.text)")
    #expect(text.contains("<!-- gatepost: allow personal.phone: the office asked -->\n\nRing"))
    #expect(text.contains("Megan Prosser in Year 3."))
    let after = try JSONObject(sandbox.gatepost("a.md").output).countingFindings
    #expect(after.map { $0[text: "masked"] } == ["M**** P******"])
  }

  @Test func `it needs files and a terminal`() throws {
    let sandbox = try Sandbox()
    #expect(try sandbox.gatepost("scan", "--interactive", input: "x").status == 2)
  }
}

/// The HTML report in a real browser.
@Suite(.enabled(if: Built.hasProgram("chromium"), "chromium is not installed"))
struct PageTests {
  @Test func `its script runs under its own policy, and its filters count`() throws {
    let sandbox = try Sandbox()
    let page = try sandbox.gatepost(
      Built.fixture("drafts/01-awards-post.txt"), "--format", "html", "--output", "report.html")
    #expect(page.status == 1)
    let ended = try sandbox.run(
      "chromium",
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(sandbox.folder)/c",
        "--dump-dom", "file://\(sandbox.folder)/report.html",
      ])
    let count = try JSONObject(
      sandbox.gatepost(Built.fixture("drafts/01-awards-post.txt")).output
    ).passages.count
    #expect(ended.text.contains("\(count) of \(count) shown"))
    #expect(!ended.text.contains("<form id=\"filters\" class=\"filters\" hidden"))
  }
}
