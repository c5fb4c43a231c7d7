import Foundation

/// What was built beside the tests, and where the repository is.
enum Built {
  /// The folder that the tests were built into.
  static let folder: String = {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return program.deletingLastPathComponent().path
  }()

  /// The built `gatepost`.
  static let gatepost = folder + "/gatepost"

  /// The top of the repository.
  static let repository: String = {
    var file = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { file.deleteLastPathComponent() }
    return file.path
  }()

  /// Whether the system has a program of that name.
  static func hasProgram(_ name: String) -> Bool {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
  }

  /// A path below Fixtures/.
  static func fixture(_ name: String) -> String { "\(repository)/Fixtures/\(name)" }

  /// The folder that compiled lexicons are kept in: compiled once for all tests, before the first.
  static let cache: String = {
    let cache = folder + "/gatepost-tests-cache"
    var environment = ProcessInfo.processInfo.environment
    environment["XDG_CACHE_HOME"] = cache
    environment["GATEPOST_LEXICONS"] = repository + "/Lexicons"
    let silent = Child.Streams(output: "/dev/null", errors: "/dev/null")
    // What goes wrong here, the first test that scans says.
    _ = Child.run(gatepost, ["rules"], in: repository, environment, silent)
    return cache
  }()
}
