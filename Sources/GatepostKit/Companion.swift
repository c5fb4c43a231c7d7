import Glibc
import Processes

/// Runs a companion program of the same installation, as git does with its parts.
public enum Companion {
  /// The folder of `gatepost` itself, links followed, whichever of its parts is running; nil if the
  /// system does not say.
  public static var programFolder: String? {
    guard let folder = running.map(Files.folder) else { return nil }
    let parts = "/libexec/gatepost"
    return folder.hasSuffix(parts) ? folder.dropLast(parts.count) + "/bin" : folder
  }

  /// The path of `gatepost` itself; nil if the system does not say.
  public static var program: String? { programFolder.map { $0 + "/gatepost" } }

  /// The path of the running program, links followed; nil if the system does not say.
  private static var running: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
    guard count > 0 else { return nil }
    return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The companion of that name, beside the program or in the installation's libexec, or nil.
  public static func path(of name: String) -> String? {
    guard let folder = programFolder else { return nil }
    return ["\(folder)/\(name)", "\(folder)/../libexec/gatepost/\(name)"].first(where: Files.canRun)
  }

  /// Puts a program in this one's place; returns only if it cannot be run.
  ///
  /// - Parameters:
  ///   - program: Its path.
  ///   - name: What it is called in its own messages.
  ///   - arguments: The rest of its command line.
  public static func become(_ program: String, as name: String, _ arguments: [String]) {
    var words = ([name] + arguments).map { strdup($0) } + [nil]
    execv(program, &words)
    words.forEach { free($0) }
  }

  /// Runs a program to its end, its output and errors going where ours go.
  ///
  /// - Returns: Its exit status, or nil if it could not be started or was killed.
  public static func run(_ program: String, _ arguments: [String]) -> Int32? {
    Subprocess(program, arguments)?.wait()
  }

  /// Runs a program to its end and gathers what it prints; what it says on standard error goes
  /// where ours goes.
  static func output(of program: String, _ arguments: [String]) -> (status: Int32, bytes: [UInt8])?
  {
    guard let pipe = Pipe() else { return nil }
    defer { close(pipe.reading) }
    let child = Subprocess(program, arguments, Subprocess.Streams(output: pipe.writing))
    close(pipe.writing)
    guard let child else { return nil }
    let bytes = Files.readAll(from: pipe.reading)
    return child.wait().map { ($0, bytes) }
  }
}
