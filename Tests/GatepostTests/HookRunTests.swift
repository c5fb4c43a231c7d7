import Foundation
import Testing

struct HookRunTests {
  private let breach = "Well done to Oliver Smith in Year 4!\n"
  private let harmless = "The hall smelled of paint and custard.\n"

  /// What is said when a staged text stops a commit.
  private let stopped =
    "gatepost: a commit stops here; change the text and 'git add' it, or, once somebody has "
    + "looked, commit with --no-verify\n"

  private func scanned(_ amount: String) -> String {
    "gatepost: scanned \(amount), as they are staged\n"
  }

  @Test func `what is staged counts, not what lies in the folder`() throws {
    let repository = try Repository()
    try repository.stage(breach, as: "news.md")
    try repository.sandbox.write(harmless, to: "news.md")
    #expect(try repository.sandbox.gatepost("hook", "run").status == 1)
    try repository.stage(harmless, as: "news.md")
    try repository.sandbox.write(breach, to: "news.md")
    let ended = try repository.sandbox.gatepost("hook", "run")
    #expect(ended.status == 0)
    #expect(ended.errors == scanned("1 file, 1 passage"))
  }

  @Test func `the report is readable, masked, and says what was scanned`() throws {
    let repository = try Repository()
    try repository.stage(harmless + "\n" + breach, as: "news.md")
    try repository.stage("<p>\(harmless)</p>", as: "page.HTML")
    let ended = try repository.sandbox.gatepost("hook", "run")
    #expect(ended.status == 1)
    #expect(ended.errors == scanned("2 files, 3 passages") + stopped)
    #expect(ended.text.hasPrefix("news.md:3  newsletter\n"))
    #expect(!ended.text.contains("Oliver") && !ended.text.contains("Smith"))
  }

  @Test func `other forms of report and other limits are taken`() throws {
    let repository = try Repository()
    try repository.stage(breach, as: "news.md")
    let json = try repository.sandbox.gatepost("hook", "run", "--format", "json")
    #expect(json.status == 1)
    let passage = try #require(try JSONObject(json.output).passages.first)
    #expect(passage[text: "kind"] == "newsletter")
    #expect(passage[text: "audience"] == "official")
    #expect(try repository.sandbox.gatepost("hook", "run", "--fail-on", "never").status == 0)
    let quiet = try repository.sandbox.gatepost("hook", "run", "--quiet")
    #expect(quiet.status == 1)
    #expect(quiet.errors == "")
  }

  @Test func `only passages with an added or changed line are judged`() throws {
    let repository = try Repository()
    try repository.commit("\(breach)\nOne.\n\nTwo.\n", as: "news.txt")
    try repository.stage("\(breach)\nOne and a half.\n\nTwo.\n", as: "news.txt")
    let changed = try repository.sandbox.gatepost("hook", "run")
    #expect(changed.status == 0)
    #expect(changed.errors == scanned("1 file, 1 passage"))
    let whole = try repository.sandbox.gatepost("hook", "run", "--all")
    #expect(whole.status == 1)
    #expect(whole.errors == scanned("1 file, 3 passages") + stopped)
  }

  @Test func `a line taken out of a paragraph makes it a changed one`() throws {
    let repository = try Repository()
    let parts = breach.split(separator: "Smith")
    try repository.commit("\(parts[0])Smith\nnot\n\(parts[1])\nTwo.\n", as: "news.txt")
    try repository.stage("\(parts[0])Smith\n\(parts[1])\nTwo.\n", as: "news.txt")
    let ended = try repository.sandbox.gatepost("hook", "run")
    #expect(ended.status == 1)
    #expect(ended.errors == scanned("1 file, 1 passage") + stopped)
  }

  @Test func `a block of HTML is judged whichever of its lines changed`() throws {
    let repository = try Repository()
    let page = "<p>\nWell done\n<b>to\nOliver</b>\nSmith in\nYear 4!\n</p>\n\n<p>Two.</p>\n"
    try repository.commit(page, as: "page.html")
    try repository.stage(page.replacing("Year 4", with: "Year 5"), as: "page.html")
    #expect(try repository.sandbox.gatepost("hook", "run").status == 1)
  }

  @Test func `lines that end otherwise than git thinks are all judged`() throws {
    let repository = try Repository()
    try repository.commit("One.\r\r\(breach)", as: "news.txt")
    try repository.stage("One more.\r\r\(breach)", as: "news.txt")
    #expect(try repository.sandbox.gatepost("hook", "run").status == 1)
  }

  @Test func `an attribute that has git take a text for binary hides nothing`() throws {
    let repository = try Repository()
    try repository.commit("*.md -diff\n", as: ".gitattributes")
    try repository.commit("One.\n", as: "news.md")
    try repository.stage("One.\n\n\(breach)", as: "news.md")
    let ended = try repository.sandbox.gatepost("hook", "run")
    #expect(ended.status == 1)
    #expect(ended.errors == scanned("1 file, 1 passage") + stopped)
  }

  @Test func `nobody's git configuration changes what is judged`() throws {
    let repository = try Repository()
    for setting in [
      "diff.noprefix=true", "diff.interHunkContext=9", "diff.context=9", "color.ui=always",
      "diff.external=true", "diff.relative=true", "diff.renames=false", "core.quotePath=false",
    ] {
      let parts = setting.split(separator: "=").map(String.init)
      try repository.git("config", parts[0], parts[1])
    }
    try repository.commit("\(breach)\nOne.\n", as: "a/news.txt")
    try repository.stage("\(breach)\nOne and a half.\n", as: "a/news.txt")
    try repository.git("mv", "a/news.txt", "a/old news.txt")
    try repository.sandbox.write("", to: "b/keep")
    let ended = try repository.sandbox.gatepost("hook", "run", in: "b")
    #expect(ended.status == 0)
    #expect(ended.errors == scanned("1 file, 1 passage"))
  }

  @Test func `a text renamed from a form that is not read is new`() throws {
    let repository = try Repository()
    try repository.commit(breach, as: "draft.bak")
    try repository.git("mv", "draft.bak", "draft.md")
    #expect(try repository.sandbox.gatepost("hook", "run").status == 1)
  }

  @Test func `a text that was only renamed or deleted is not judged, and that is said`() throws {
    let repository = try Repository()
    try repository.commit(breach, as: "news.md")
    try repository.commit(breach, as: "old.md")
    try repository.git("mv", "news.md", "news 2.md")
    try repository.git("rm", "--quiet", "old.md")
    let ended = try repository.sandbox.gatepost("hook", "run")
    #expect(ended.status == 0)
    #expect(
      ended.errors
        == "gatepost: nothing was scanned: 1 file staged, but no passage was added or changed\n")
  }

  @Test func `a commit without texts passes, and nothing sounds like an all-clear`() throws {
    let repository = try Repository()
    try repository.stage("let x = \"Oliver Smith in Year 4\"\n", as: "code.swift")
    let ended = try repository.sandbox.gatepost("hook", "run")
    #expect(ended.status == 0)
    #expect(ended.text == "")
    #expect(
      ended.errors
        == "gatepost: nothing was scanned: no text, Markdown or HTML file is staged; "
        + "'git add' stages what is to be scanned\n")
  }

  @Test(arguments: ["two words.md", "\"a\" 'b'.md", "line\nbreak.txt", "café ☕.md", "-n.md"])
  func `a text of any name is read`(name: String) throws {
    let repository = try Repository()
    try repository.commit("One.\n", as: name)
    try repository.stage("One.\n\n\(breach)", as: name)
    let ended = try repository.sandbox.gatepost("hook", "run")
    #expect(ended.status == 1)
    #expect(ended.errors == scanned("1 file, 1 passage") + stopped)
  }

  @Test func `symbolic links and submodules are skipped, and that is said`() throws {
    let repository = try Repository()
    try repository.commit("One.\n", as: "one.swift")
    let head = try repository.git("rev-parse", "HEAD").split(separator: "\n")[0]
    try repository.git("update-index", "--add", "--cacheinfo", "160000,\(head),theme")
    _ = try repository.sandbox.shell("ln -s /etc/hostname link.md")
    try repository.git("add", "link.md")
    let ended = try repository.sandbox.gatepost("hook", "run")
    #expect(ended.status == 0)
    #expect(ended.errors.contains("gatepost: link.md: a symbolic link: skipped"))
    #expect(ended.errors.contains("gatepost: theme: a submodule: skipped"))
    #expect(ended.errors.contains("nothing was scanned"))
    try repository.stage(harmless, as: "news.md")
    let report = try repository.sandbox.gatepost("hook", "run")
    #expect(report.status == 0)
    #expect(report.text.contains("link.md: a symbolic link: skipped"))
  }

  @Test func `a staged text that cannot be read stops the commit`() throws {
    let repository = try Repository()
    try repository.sandbox.write([0, 1, 2, 0, 255], to: "news.md")
    try repository.git("add", "news.md")
    let ended = try repository.sandbox.gatepost("hook", "run")
    #expect(ended.status == 3)
    #expect(ended.errors.hasPrefix("gatepost: news.md: not examined (binary): "))
    #expect(
      ended.errors.hasSuffix(
        "nothing was scanned: 1 file staged, but none of it could be read\n" + stopped))
  }

  @Test func `a text in conflict stops the commit`() throws {
    let repository = try Repository()
    try repository.commit("One.\n", as: "news.md")
    try repository.git("checkout", "--quiet", "-b", "other")
    try repository.commit("Two.\n", as: "news.md")
    try repository.git("checkout", "--quiet", "-")
    try repository.commit("Three.\n", as: "news.md")
    _ = try repository.sandbox.run("git", ["merge", "other"])
    let ended = try repository.sandbox.gatepost("hook", "run")
    #expect(ended.status == 3)
    #expect(ended.errors.hasPrefix("gatepost: news.md: not examined (unmerged): "))
  }

  @Test func `wrong configuration stops the commit with exit status 2`() throws {
    let repository = try Repository()
    try repository.stage(harmless, as: "news.md")
    let ended = try repository.sandbox.gatepost("hook", "run", "--policy", "nosuch")
    #expect(ended.status == 2)
    #expect(ended.errors.hasPrefix("gatepost: no policy is called 'nosuch'"))
  }

  @Test(arguments: ["run", "install", "uninstall"])
  func `outside a repository that is said`(verb: String) throws {
    let ended = try Sandbox().gatepost("hook", verb)
    #expect(ended.status == 2)
    #expect(ended.errors.hasPrefix("gatepost: not a git repository"))
    #expect(ended.errors.hasSuffix("; run this inside the folder of a git repository\n"))
  }

  @Test func `without git that is said`() throws {
    let ended = try Sandbox().gatepost("hook", "run", with: ["PATH": "/nowhere"])
    #expect(ended.status == 2)
    #expect(
      ended.errors == "gatepost: git cannot be started; install it, or put it on the PATH\n")
  }
}

/// Documents in the hook.
struct HookDocumentTests {
  private func stage(_ fixture: String, as name: String, in repository: Repository) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Built.fixture(fixture)))
    try repository.sandbox.write(bytes, to: name)
    try repository.git("add", "--", name)
  }

  @Test func `documents are read if they are asked for`() throws {
    let repository = try Repository()
    try stage("documents/letter.docx", as: "letter.docx", in: repository)
    let texts = try repository.sandbox.gatepost("hook", "run")
    #expect(texts.status == 0)
    #expect(texts.errors.contains("nothing was scanned"))
    let documents = try repository.sandbox.gatepost("hook", "run", "--forms", "documents")
    #expect(documents.status == 1)
    #expect(documents.text.contains("letter.docx, paragraph 1"))
  }

  @Test func `of a document only passages that were not there before are judged`() throws {
    let repository = try Repository()
    try stage("documents/letter.docx", as: "a.docx", in: repository)
    try repository.git("commit", "--quiet", "--no-verify", "--message", "one")
    try stage("documents/real-pandoc.docx", as: "a.docx", in: repository)
    let changed = try repository.sandbox.gatepost(
      "hook", "run", "--forms", "all", "--format", "json")
    #expect(changed.status == 1)
    #expect(!changed.text.contains("C***** i*"))
    try stage("documents/letter.docx", as: "a.docx", in: repository)
    try repository.sandbox.write("Fine.\n", to: "b.txt")
    try repository.git("add", "b.txt")
    let same = try repository.sandbox.gatepost("hook", "run", "--forms", "all")
    #expect(same.status == 0)
  }
}
