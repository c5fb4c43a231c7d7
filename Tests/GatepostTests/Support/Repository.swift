import Testing

/// A git repository of a test's own.
struct Repository {
  /// The folder that it is in.
  let sandbox: Sandbox

  /// A new repository without a commit.
  init(named name: String = "school") throws {
    sandbox = try Sandbox(named: name)
    try git("init", "--quiet")
  }

  /// Runs git, which has to succeed.
  ///
  /// - Returns: What it prints.
  @discardableResult
  func git(_ arguments: String..., in place: String = "") throws -> String {
    let ended = try sandbox.run("git", arguments, in: place)
    #expect(ended.status == 0, "git \(arguments): \(ended.errors)")
    return ended.text
  }

  /// Writes a file and stages it.
  func stage(_ text: String, as name: String) throws {
    try sandbox.write(text, to: name)
    try git("add", "--", name)
  }

  /// Writes a file and commits it, past any hook.
  func commit(_ text: String, as name: String) throws {
    try stage(text, as: name)
    try git("commit", "--quiet", "--no-verify", "--message", "a commit")
  }

  /// How many commits there are.
  func commitCount() throws -> Int {
    let ended = try sandbox.run("git", ["rev-list", "--count", "HEAD"])
    return ended.text.split(separator: "\n").first.flatMap { Int($0) } ?? 0
  }
}
