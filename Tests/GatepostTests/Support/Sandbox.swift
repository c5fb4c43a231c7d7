import Foundation

/// A folder of a test's own, with a home of its own, in which the built program is run.
final class Sandbox: Sendable {
  /// The folder that programs run in.
  let folder: String
  private let root: String
  private let environment: [String: String]

  /// A new, empty folder.
  ///
  /// - Parameters:
  ///   - name: What the folder is called.
  ///   - hasOwnLexicons: Whether words and rules are in `../Lexicons`, where the test writes them;
  ///     else they are the repository's.
  init(named name: String = "work", hasOwnLexicons: Bool = false) throws {
    let temporary = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    root = "\(temporary)/gatepost-test-\(UUID().uuidString)"
    folder = "\(root)/\(name)"
    for path in [folder, root + "/home"] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    var environment = ProcessInfo.processInfo.environment.filter { inherited.contains($0.key) }
    environment["HOME"] = root + "/home"
    environment["XDG_CACHE_HOME"] = hasOwnLexicons ? root + "/cache" : Built.cache
    environment["GATEPOST_LEXICONS"] = (hasOwnLexicons ? root : Built.repository) + "/Lexicons"
    for variable in ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"] { environment[variable] = "A Tester" }
    for variable in ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"] {
      environment[variable] = "tester@example.org"
    }
    environment["GIT_CONFIG_NOSYSTEM"] = "1"
    self.environment = environment
  }

  deinit {
    // What is left in the temporary folder is no fault of the program's.
    try? FileManager.default.removeItem(atPath: root)
  }

  /// The path of a file of the sandbox.
  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Writes a file, and the folders that it lies in.
  ///
  /// - Returns: Its path.
  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let file = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file.path
  }

  /// Writes a text file.
  ///
  /// - Returns: Its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try write(text.utf8, to: name) }

  /// What a file of the sandbox holds.
  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path(name))), as: UTF8.self)
  }

  /// Whether there is a file of that name.
  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// Runs the built `gatepost`.
  ///
  /// - Parameters:
  ///   - input: What it reads from standard input.
  ///   - place: The folder it runs in, from the sandbox's.
  ///   - variables: What its environment has besides.
  func gatepost(
    _ arguments: String..., input: String = "", in place: String = "",
    with variables: [String: String] = [:]
  ) throws -> Ended {
    try run(Built.gatepost, arguments, input: input, in: place, with: variables)
  }

  /// Runs a line of the shell, in which `$GATEPOST` is the built program.
  func shell(_ line: String, with variables: [String: String] = [:]) throws -> Ended {
    try run("sh", ["-c", line], with: variables)
  }

  /// Runs a program.
  func run(
    _ program: String, _ arguments: [String], input: String = "", in place: String = "",
    with variables: [String: String] = [:]
  ) throws -> Ended {
    let streams = "\(root)/\(UUID().uuidString)"
    let files = ["in", "out", "err"].map { URL(fileURLWithPath: "\(streams).\($0)") }
    try Data(input.utf8).write(to: files[0])
    var environment = environment.merging(variables) { $1 }
    environment["GATEPOST"] = Built.gatepost
    let status = Child.run(
      program, arguments, in: place.isEmpty ? folder : path(place), environment,
      Child.Streams(input: files[0].path, output: files[1].path, errors: files[2].path))
    guard let status else { throw NotStarted(program: program) }
    return Ended(
      status: status, output: Array(try Data(contentsOf: files[1])),
      errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }

  /// A program could not be started at all.
  struct NotStarted: Error {
    /// The program.
    let program: String
  }
}

/// What a test's programs need of the environment that the tests run in.
private let inherited: Set<String> = ["PATH", "LD_LIBRARY_PATH", "TMPDIR", "SWIFT_BACKTRACE"]
