import Glibc

/// How a program ended, and what it wrote.
struct Ended: Sendable {
  /// The exit status; below zero the signal that killed it.
  var status: Int32
  /// Standard output.
  var output: [UInt8]
  /// Standard error.
  var errors: String

  /// Standard output as text.
  var text: String { String(decoding: output, as: UTF8.self) }
}

/// Programs run to their end, their streams in files, so that no pipe can fill up.
enum Child {
  /// Where a program's streams lead.
  struct Streams {
    var input = "/dev/null"
    var output: String
    var errors: String
  }

  /// What no test should take: a program that hangs is killed, and the test fails.
  private static let patience = 120.0

  /// Runs a program in a folder with that environment and no other.
  ///
  /// - Returns: Its exit status; below zero the signal that killed it; 127 if there is no such
  ///   program.
  static func run(
    _ program: String, _ arguments: [String], in folder: String, _ environment: [String: String],
    _ streams: Streams
  ) -> Int32? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, streams.input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, streams.output, writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, streams.errors, writing, 0o600)
    // `env` goes into the folder and becomes the program.
    var words = (["env", "-C", folder, program] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var child = pid_t()
    guard posix_spawnp(&child, "env", &actions, nil, &words, &variables) == 0 else { return nil }
    return wait(for: child)
  }

  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    var waited = 0.0
    while waitpid(child, &status, WNOHANG) == 0 {
      usleep(2000)
      waited += 0.002
      if waited > patience { kill(child, SIGKILL) }
    }
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : -signal
  }
}
