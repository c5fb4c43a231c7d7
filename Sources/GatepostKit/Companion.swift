import Glibc

/// Runs a companion program of the same installation, as git does with its parts.
public enum Companion {
  /// Where the running program stands, links followed; nil if the system does not say.
  public static var programFolder: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
    guard count > 0 else { return nil }
    let path = String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return Files.folder(of: path)
  }

  /// The companion of that name, beside the program or in the installation's libexec, or nil.
  public static func path(of name: String) -> String? {
    guard let folder = programFolder else { return nil }
    return ["\(folder)/\(name)", "\(folder)/../libexec/gatepost/\(name)"].first(where: Files.canRun)
  }

  /// Runs a program to its end, its output and errors going where ours go.
  ///
  /// - Returns: Its exit status, or nil if it could not be started or was killed.
  public static func run(_ program: String, _ arguments: [String]) -> Int32? {
    run(program, arguments, output: nil)
  }

  /// Runs a program to its end and gathers what it prints.
  static func output(of program: String, _ arguments: [String]) -> (status: Int32, bytes: [UInt8])? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    guard let child = start(program, arguments, output: ends[1]) else {
      close(ends[0])
      close(ends[1])
      return nil
    }
    close(ends[1])
    let bytes = Files.readAll(from: ends[0])
    close(ends[0])
    return wait(for: child).map { ($0, bytes) }
  }

  private static func run(_ program: String, _ arguments: [String], output: Int32?) -> Int32? {
    guard let child = start(program, arguments, output: output) else { return nil }
    return wait(for: child)
  }

  private static func start(_ program: String, _ arguments: [String], output: Int32?) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let output { posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    guard posix_spawn(&child, program, &actions, nil, &words, environ) == 0 else { return nil }
    return child
  }

  private static func wait(for child: pid_t) -> Int32? {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return nil }
    }
    // The low seven bits hold the signal that killed it; the next byte its exit status: wait(2).
    return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
  }
}
