import Processes

/// The git repository that the program runs in, asked through the `git` program.
///
/// The environment is handed on as it is: in a hook git says with `GIT_DIR` and `GIT_INDEX_FILE`
/// which repository and which index are meant, and the index of `git commit PATH` is a temporary
/// one.
public struct GitRepository: Sendable {
  /// Why git did not answer.
  public enum Failure: Error, Hashable, CustomStringConvertible {
    /// There is no git program.
    case noGit
    /// The program runs outside a work tree; holds what git says.
    case noWorkTree(String)
    /// A command of git's failed; holds the command and what git says.
    case failed(String, String)

    /// What is wrong and what to do.
    public var description: String {
      switch self {
      case .noGit: "git cannot be started; install it, or put it on the PATH"
      case .noWorkTree(let reason): "\(reason); run this inside the folder of a git repository"
      case .failed(let command, let reason):
        "git \(command) failed: \(reason); mend that and run this again"
      }
    }
  }

  /// The folder that the work tree begins at.
  public let top: String

  /// The repository that the current folder lies in.
  public init() throws(Failure) {
    guard let result = Subprocess.result(of: "git", ["rev-parse", "--show-toplevel"]) else {
      throw .noGit
    }
    guard result.status == 0 else { throw .noWorkTree(Self.reason(result)) }
    top = Self.line(result.output)
  }

  /// The folder that git looks for hooks in; `core.hooksPath` may name any.
  func hooksFolder() throws(Failure) -> String {
    // A relative core.hooksPath counts from the top of the work tree.
    let folder = Self.line(try output(["-C", top, "rev-parse", "--git-path", "hooks"]))
    return folder.hasPrefix("/") ? folder : "\(top)/\(folder)"
  }

  /// What a command prints.
  func output(_ arguments: [String]) throws(Failure) -> [UInt8] {
    var output: [UInt8] = []
    try read(arguments) { output += $0 }
    return output
  }

  /// Runs a command and hands on what it prints, piece by piece.
  func read(_ arguments: [String], _ take: (ArraySlice<UInt8>) -> Void) throws(Failure) {
    guard let result = Subprocess.run("git", arguments, output: take) else { throw .noGit }
    guard result.status == 0 else {
      let command = arguments.first { !$0.hasPrefix("-") && !$0.contains("=") } ?? ""
      throw .failed(command, Self.reason(result))
    }
  }

  /// The first line of what git says, without its "fatal:".
  private static func reason(_ result: Subprocess.Result) -> String {
    let said = line(result.errors).prefix { $0 != "\n" }
    let reason = said.hasPrefix("fatal: ") ? said.dropFirst(7) : said
    return reason.isEmpty ? "exit status \(result.status)" : String(reason)
  }

  /// Printed text without the line break at its end; a path may hold others.
  private static func line(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.last == 0x0A ? bytes.dropLast() : bytes[...], as: UTF8.self)
  }
}
