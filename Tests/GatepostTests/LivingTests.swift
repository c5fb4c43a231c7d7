import Foundation
import Testing

/// Comments, baselines and what they leave out, with the built program.
struct LivingTests {
  private let letter = """
    # News

    Huge well done to Oliver Smith in Year 4! Ring 07700 900123.

    <!-- gatepost: allow pupil.full-name: consent of 12 May -->

    Megan Prosser in Year 3 won a prize.

    """

  /// The findings that count.
  private func findings(_ ended: Ended) throws -> [JSONObject] {
    try JSONObject(ended.output).countingFindings
  }

  private func rules(_ ended: Ended) throws -> [String] {
    try findings(ended).compactMap { $0[text: "rule"] }
  }

  @Test func `a comment allows one rule in the passage after it, and is no text itself`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(letter, to: "news.md")
    let ended = try sandbox.gatepost("news.md")
    #expect(try rules(ended).sorted() == ["personal.phone", "pupil.full-name"])
    #expect(
      try JSONObject(ended.output).passages.map { $0[text: "verdict"] } == ["review", "allow"])
    let all = try sandbox.gatepost("news.md", "--no-suppress")
    #expect(try rules(all).count == 3)
  }

  @Test func `a comment without a reason, or that nothing needs, is said`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "Call 07700 900123 <!-- gatepost: allow personal.phone -->\n\n"
        + "Fine. <!-- gatepost: allow pupil.*: why not -->\n", to: "a.md")
    let ended = try sandbox.gatepost("a.md")
    #expect(try rules(ended) == ["personal.phone"])
    let warnings = try JSONObject(ended.output)[list: "warnings"].compactMap {
      $0[text: "message"]
    }
    #expect(warnings.contains { $0.contains("gives no reason") })
    #expect(warnings.contains { $0.contains("'pupil.*' allows nothing") })
  }

  @Test func `comments count in HTML, and readers of the page never see them`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "<p>Megan Prosser in Year 3. <!-- gatepost: allow pupil.full-name: consent --></p>"
        + "<p>Oliver Smith in Year 4.</p>", to: "a.html")
    let ended = try sandbox.gatepost("a.html")
    #expect(try findings(ended).map { $0[text: "masked"] } == ["O***** S****"])
  }

  /// The text with one of fifty edits that change nothing which was found: lines before, between and
  /// after, other headings, other line ends, and the same passages in another order.
  private func edited(_ text: String, _ number: Int) -> String {
    let cakes = String(repeating: "A line about cakes.\n\n", count: number)
    let parts = text.split(separator: "\n\n").map(String.init)
    switch number % 5 {
    case 0: return cakes + text
    case 1: return text + cakes
    case 2: return text.replacing("# News", with: "# Notes of week \(number)")
    case 3: return text.replacing("\n", with: "\r\n") + String(repeating: "\r\n", count: number)
    default: return (parts[2...] + [cakes] + parts[..<2]).joined(separator: "\n\n")
    }
  }

  @Test func `a baseline leaves out what was there, whatever is edited around it`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(letter, to: "news.md")
    #expect(try sandbox.gatepost("baseline", "write", "news.md").status == 2)
    #expect(try sandbox.gatepost("baseline", "key").status == 0)
    #expect(try sandbox.gatepost("baseline", "write", "news.md").status == 0)
    let first = try sandbox.read(".gatepost-baseline")
    #expect(!first.lowercased().contains("oliver") && !first.contains("900123"))
    #expect(try sandbox.gatepost("news.md").status == 0)
    for edit in 1...50 {
      try sandbox.write(edited(letter, edit), to: "news.md")
      #expect(try sandbox.gatepost("baseline", "write", "news.md").status == 0)
      #expect(try sandbox.read(".gatepost-baseline") == first, "edit \(edit)")
    }
    try sandbox.write(letter + "\nCallum Wren in Year 5 too.\n", to: "news.md")
    #expect(try rules(sandbox.gatepost("news.md")) == ["pupil.full-name"])
    #expect(try sandbox.gatepost("baseline", "check", "news.md").status == 1)
    try sandbox.write("Nothing here.\n", to: "news.md")
    let pruned = try sandbox.gatepost("baseline", "prune", "news.md")
    #expect(pruned.status == 0)
    #expect(pruned.text.contains("2 taken out, 0 left"))
  }

  @Test func `the allow-list of a school's settings counts, until it expires`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      """
      allow:
        - {term: oliver  SMITH, rule: pupil.full-name, who: Head, why: consent}
        - {rule: personal.phone, path: "*.txt", until: 2020-01-01, who: Office, why: fair}
        - {rule: pupil.full-name, path: "notes/**", who: Head, why: never needed}

      """, to: ".gatepost.yml")
    try sandbox.write("Well done to Oliver Smith in Year 4. Ring 07700 900123.\n", to: "a.txt")
    try sandbox.write("Megan Prosser in Year 3.\n", to: "notes/b.txt")
    let ended = try sandbox.gatepost("a.txt", "notes/b.txt")
    #expect(try rules(ended) == ["personal.phone"])
    let warnings = try JSONObject(ended.output)[list: "warnings"].compactMap {
      $0[text: "message"]
    }
    #expect(warnings.contains { $0.contains("line 3: has expired") })
    #expect(warnings.contains("2 findings are left out: 2 by the allow-list"))
  }

  @Test func `JSON and SARIF show what may stay, why, and until when; the rest leave it out`()
    throws
  {
    let sandbox = try Sandbox()
    try sandbox.write(
      """
      allow:
        - {term: Oliver Smith, rule: pupil.full-name, until: 2099-07-31, who: Head,
           why: Oliver's family agreed}

      """, to: ".gatepost.yml")
    try sandbox.write(letter, to: "news.md")
    let json = try sandbox.gatepost("news.md")
    let findings = try JSONObject(json.output).findings
    let allowed = findings.filter { $0.keys.contains("suppressed") }.map {
      $0[object: "suppressed"]
    }
    #expect(allowed.map { $0[text: "by"] } == ["allow-list", "comment"])
    #expect(
      allowed.map { $0[text: "reason"] } == ["O*****'s family agreed, Head", "consent of 12 May"])
    #expect(allowed.map { $0[text: "until"] } == ["2099-07-31", nil])
    #expect(findings.count == 3)
    // What may stay counts for nothing.
    #expect(try JSONObject(json.output)[object: "summary"][text: "findings"] == "1")
    let lines = try sandbox.gatepost("news.md", "--format", "jsonl").text
    #expect(lines.split(separator: "\n").count { $0.contains("\"suppressed\":{") } == 2)
    let sarif = try JSONObject(sandbox.gatepost("news.md", "--format", "sarif").output)
    let results = sarif[list: "runs"].flatMap { $0[list: "results"] }
    #expect(
      results.map { $0[list: "suppressions"].first?[text: "kind"] } == [
        nil, "external", "inSource",
      ])
    for form in ["text", "csv", "github", "codequality", "html"] {
      let text = try sandbox.gatepost("news.md", "--format", form).text
      #expect(!text.contains("M**** P******"), "\(form)")
      #expect(text.contains("***** ******"), "\(form)")
    }
  }

  @Test(arguments: ["text", "json", "jsonl", "sarif", "html", "csv", "github", "codequality"])
  func `what has expired, or allows nothing, is said in the report or beside it`(form: String)
    throws
  {
    let sandbox = try Sandbox()
    try sandbox.write(
      """
      allow:
        - {rule: personal.phone, until: 2020-01-01, who: Office, why: fair}
        - {rule: pupil.full-name, path: "*.md", who: Head, why: never needed}

      """, to: ".gatepost.yml")
    try sandbox.write(
      "Ring 07700 900123. <!-- gatepost: allow pupil.full-name: consent -->\n", to: "a.md")
    let ended = try sandbox.gatepost("a.md", "--format", form)
    // Lines of text may be broken anywhere between words.
    let said = (ended.text + ended.errors).split { $0.isWhitespace || $0 == "\"" }
      .joined(separator: " ")
    #expect(said.contains("line 2: has expired"))
    #expect(said.contains("line 3: allows nothing"))
    #expect(
      said.replacing("&#39;", with: "'").contains("that allows 'pupil.full-name' allows nothing"))
    #expect(try sandbox.gatepost("a.md", "--format", form, "--quiet").errors.isEmpty)
  }

  @Test func `the settings say where the baseline is kept`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("baseline: {file: .gatepost/known}\n", to: ".gatepost.yml")
    try sandbox.write("", to: ".gatepost/README")
    try sandbox.write(letter, to: "news.md")
    #expect(try sandbox.gatepost("baseline", "key").status == 0)
    #expect(try sandbox.gatepost("news.md").status == 1)
    #expect(try sandbox.gatepost("baseline", "write", "news.md").status == 0)
    #expect(try sandbox.read(".gatepost/known").contains("personal.phone"))
    #expect(try sandbox.gatepost("news.md").status == 0)
  }

  @Test func `a key that others may read is refused`() throws {
    let sandbox = try Sandbox()
    let made = try sandbox.gatepost("baseline", "key")
    let path = String(made.text.prefix { $0 != ":" })
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try sandbox.write("Nothing here.\n", to: "a.txt")
    let ended = try sandbox.gatepost("a.txt")
    #expect(ended.status == 2)
    #expect(ended.errors.contains("chmod 600"))
  }

  @Test func `reports carry fingerprints where there is a key, the same masked or shown`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(letter, to: "news.md")
    let without = try JSONObject(sandbox.gatepost("news.md").output).findings
    #expect(without.allSatisfy { !$0.keys.contains("fingerprint") })
    _ = try sandbox.gatepost("baseline", "key")
    let masked = try JSONObject(sandbox.gatepost("news.md").output).findings
    let shown = try JSONObject(sandbox.gatepost("news.md", "--show-match").output).findings
    #expect(masked.map { $0[text: "fingerprint"] } == shown.map { $0[text: "fingerprint"] })
    #expect(masked.allSatisfy { $0[text: "fingerprint"]?.count == 32 })
  }
}
