import Testing

struct HookInstallTests {
  private let breach = "Well done to Oliver Smith in Year 4!\n"
  private let harmless = "The hall smelled of paint and custard.\n"
  private let hook = ".git/hooks/pre-commit"
  private let before = ".git/hooks/pre-commit.before-gatepost"

  private func repository(named name: String = "school") throws -> Repository {
    let repository = try Repository(named: name)
    let ended = try repository.sandbox.gatepost("hook", "install")
    #expect(ended.status == 0)
    #expect(ended.text.hasSuffix("installed; it scans what is staged before each commit\n"))
    return repository
  }

  /// Writes the hook, by a program of its own: what this process holds open for writing while another
  /// test starts a program cannot be run ("text file busy").
  private func writeHook(_ script: String, in repository: Repository) throws {
    try repository.sandbox.write(script, to: "hook.txt")
    _ = try repository.sandbox.shell("cat hook.txt >\(hook) && chmod +x \(hook) && rm hook.txt")
  }

  private func commit(_ repository: Repository, _ paths: String...) throws -> Ended {
    try repository.sandbox.run("git", ["commit", "--message", "a commit"] + paths)
  }

  @Test(arguments: ["school", "it's a \"school\" $HOME"])
  func `a commit is stopped, and no found value reaches the terminal`(name: String) throws {
    let repository = try repository(named: name)
    try repository.stage(breach, as: "news.md")
    let ended = try commit(repository)
    #expect(ended.status == 1)
    #expect(try repository.commitCount() == 0)
    let said = ended.text + ended.errors
    #expect(said.contains("gatepost: scanned 1 file, 1 passage"))
    #expect(!said.contains("Oliver") && !said.contains("Smith"))
  }

  @Test func `a harmless commit passes, and so does one of code`() throws {
    let repository = try repository()
    try repository.stage(harmless, as: "news.md")
    #expect(try commit(repository).status == 0)
    try repository.stage("let x = 1\n", as: "code.swift")
    let ended = try commit(repository)
    #expect(ended.status == 0)
    #expect(ended.errors.contains("gatepost: nothing was scanned"))
    #expect(try repository.commitCount() == 2)
  }

  @Test func `a commit of some paths alone is judged by them alone`() throws {
    let repository = try repository()
    try repository.commit(harmless, as: "one.md")
    try repository.commit(harmless, as: "two.md")
    try repository.stage(breach, as: "one.md")
    try repository.sandbox.write("\(harmless)\nMore.\n", to: "two.md")
    let passed = try commit(repository, "two.md")
    #expect(passed.status == 0)
    #expect(passed.errors.contains("scanned 1 file, 1 passage"))
    #expect(try commit(repository, "one.md").status == 1)
  }

  @Test func `a part of a file that is staged alone is judged alone`() throws {
    let repository = try repository()
    let lines = (1...20).map { "Line \($0).\n\n" }
    try repository.commit(lines.joined(), as: "news.md")
    let first = ["\(harmless)\n"] + lines[1...]
    try repository.sandbox.write((first.dropLast() + [breach]).joined(), to: "news.md")
    _ = try repository.sandbox.run("git", ["add", "--patch", "news.md"], input: "y\nn\n")
    let ended = try commit(repository)
    #expect(ended.status == 0)
    #expect(ended.errors.contains("scanned 1 file, 1 passage"))
    try repository.git("add", "news.md")
    #expect(try commit(repository).status == 1)
  }

  @Test func `a hook that was there is called first, and its refusal counts`() throws {
    let repository = try Repository()
    let script = "#!/bin/sh\necho first >&2\nexit ${ANSWER:-0}\n"
    try writeHook(script, in: repository)
    let ended = try repository.sandbox.gatepost("hook", "install")
    #expect(ended.status == 0)
    #expect(ended.text.contains("pre-commit.before-gatepost and is called first"))
    #expect(try repository.sandbox.read(before) == script)
    try repository.stage(harmless, as: "news.md")
    let refused = try repository.sandbox.shell("ANSWER=7 git commit -m refused")
    #expect(refused.status == 1)
    #expect(refused.errors == "first\n")
    #expect(try commit(repository).errors.hasPrefix("first\nNothing was found in 1 passage"))
    try repository.stage(breach, as: "news.md")
    #expect(try commit(repository).status == 1)
  }

  @Test func `installing again changes nothing but the program's path`() throws {
    let repository = try repository()
    let script = try repository.sandbox.read(hook)
    try repository.sandbox.write(script.replacing("program='", with: "program='/gone"), to: hook)
    let ended = try repository.sandbox.gatepost("hook", "install")
    #expect(ended.status == 0)
    #expect(ended.text.hasSuffix("was installed already; brought up to date\n"))
    #expect(try repository.sandbox.read(hook) == script)
    #expect(!repository.sandbox.has(before))
  }

  @Test func `uninstalling puts back what was there`() throws {
    let repository = try Repository()
    let script = "#!/bin/sh\nexit 0\n"
    try writeHook(script, in: repository)
    #expect(try repository.sandbox.gatepost("hook", "install").status == 0)
    let ended = try repository.sandbox.gatepost("hook", "uninstall")
    #expect(ended.status == 0)
    #expect(ended.text.hasSuffix("removed, and the hook that was there before put back\n"))
    #expect(try repository.sandbox.read(hook) == script)
    #expect(try repository.sandbox.shell("test -x \(hook)").status == 0)
    let again = try repository.sandbox.gatepost("hook", "uninstall")
    #expect(again.status == 0)
    #expect(again.text.hasSuffix("is no hook of Gatepost's; nothing was changed\n"))
    #expect(try repository.sandbox.read(hook) == script)
  }

  @Test func `uninstalling leaves nothing behind`() throws {
    let repository = try repository()
    #expect(try repository.sandbox.gatepost("hook", "uninstall").text.hasSuffix(": removed\n"))
    #expect(!repository.sandbox.has(hook))
  }

  @Test func `a hook kept from before is never overwritten`() throws {
    let repository = try Repository()
    try repository.sandbox.write("older\n", to: before)
    try repository.sandbox.write("newer\n", to: hook)
    let ended = try repository.sandbox.gatepost("hook", "install")
    #expect(ended.status == 2)
    #expect(ended.errors.contains("remove one of them, or use --force"))
    #expect(try repository.sandbox.read(hook) == "newer\n")
    #expect(try repository.sandbox.gatepost("hook", "install", "--force").status == 0)
    #expect(try repository.sandbox.read(before) == "newer\n")
    #expect(try repository.sandbox.read(before + ".1") == "older\n")
  }

  @Test func `a hook that calls ours in turn runs each once`() throws {
    let repository = try repository()
    // What pre-commit's own installer does: it moves ours aside and calls it.
    _ = try repository.sandbox.shell(
      """
      cd .git/hooks && mv pre-commit pre-commit.legacy
      printf '#!/bin/sh\\necho outer >&2\\nexec "$(dirname "$0")/pre-commit.legacy"\\n' >pre-commit
      chmod +x pre-commit
      """)
    #expect(try repository.sandbox.gatepost("hook", "install").status == 0)
    try repository.stage(harmless, as: "news.md")
    let ended = try commit(repository)
    #expect(ended.status == 0)
    #expect(ended.errors.hasPrefix("outer\nNothing was found in 1 passage"))
    #expect(ended.errors.split(separator: "outer").count == 1)
    #expect(ended.errors.split(separator: "gatepost: scanned").count == 2)
  }

  @Test func `the folder that core.hooksPath names is used, from anywhere`() throws {
    let repository = try Repository()
    try repository.git("config", "core.hooksPath", "tools/hooks")
    try repository.sandbox.write("", to: "deep/down/keep")
    #expect(try repository.sandbox.gatepost("hook", "install", in: "deep/down").status == 0)
    #expect(repository.sandbox.has("tools/hooks/pre-commit"))
    try repository.stage(breach, as: "news.md")
    #expect(try commit(repository).status == 1)
  }

  @Test func `a hook whose program is gone stops the commit and says so`() throws {
    let repository = try repository()
    let script = try repository.sandbox.read(hook)
    let gone = script.replacing(Built.gatepost, with: "/gone/gatepost")
    try #require(gone != script)
    try writeHook(gone, in: repository)
    try repository.stage(harmless, as: "news.md")
    let ended = try repository.sandbox.run(
      "git", ["commit", "-m", "x"], with: ["PATH": "/usr/bin:/bin"])
    #expect(ended.status == 1)
    #expect(ended.errors.contains("gatepost: the program is not where it was"))
  }
}
