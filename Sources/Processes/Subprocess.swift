import Glibc

/// Another program that runs beside this one: started without a shell, found on the `PATH` unless
/// its name holds a slash.
package struct Subprocess {
  /// Where the program's standard streams lead; nil leaves one as ours is.
  package struct Streams {
    package var input: Int32?
    package var output: Int32?
    package var errors: Int32?

    /// Streams that lead there.
    package init(input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil) {
      self.input = input
      self.output = output
      self.errors = errors
    }
  }

  /// What a program gave that ran to its end.
  package struct Result {
    /// Its exit status.
    package var status: Int32
    /// What it printed.
    package var output: [UInt8]
    /// What it said on standard error.
    package var errors: [UInt8]
  }

  private let child: pid_t

  /// Ends the program at once; `wait` is still to be called.
  package func kill() { _ = Glibc.kill(child, SIGKILL) }

  /// Starts a program, or gives nil if that cannot be done.
  package init?(_ program: String, _ arguments: [String], _ streams: Streams = Streams()) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let ends = [streams.input, streams.output, streams.errors]
    for (standard, end) in zip([STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO], ends) {
      if let end { posix_spawn_file_actions_adddup2(&actions, end, standard) }
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The command ignores this signal; another program may count on it.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    guard posix_spawnp(&child, program, &actions, &attributes, &words, environ) == 0 else {
      return nil
    }
    self.child = child
  }

  /// Waits for the program's end.
  ///
  /// - Returns: Its exit status, or nil if it was killed.
  package func wait() -> Int32? {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return nil }
    }
    // The low seven bits hold the signal that killed it; the next byte its exit status: wait(2).
    return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
  }

  /// Waits until a descriptor has something to read, or that many milliseconds have passed.
  ///
  /// - Returns: Whether there is something.
  package static func waitForInput(_ descriptor: Int32, milliseconds: Int32) -> Bool {
    var ends = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    while true {
      let count = poll(&ends, 1, milliseconds)
      if count < 0 && errno == EINTR { continue }
      return count > 0
    }
  }

  /// Runs a program to its end and hands on what it prints, piece by piece.
  ///
  /// - Returns: How it ended, without its output; nil if it could not be started or was killed.
  package static func run(
    _ program: String, _ arguments: [String], input: Int32? = nil,
    output: (ArraySlice<UInt8>) -> Void
  ) -> Result? {
    guard let printed = Pipe() else { return nil }
    guard let said = Pipe() else {
      printed.close()
      return nil
    }
    let streams = Streams(input: input, output: printed.writing, errors: said.writing)
    let started = Subprocess(program, arguments, streams)
    for file in [printed.writing, said.writing] { close(file) }
    var errors: [UInt8] = []
    if started != nil { drain(printed.reading, said.reading, output) { errors += $0 } }
    for file in [printed.reading, said.reading] { close(file) }
    return started?.wait().map { Result(status: $0, output: [], errors: errors) }
  }

  /// Reads two pipes to their ends, as their bytes come, so that neither fills up unread.
  private static func drain(
    _ first: Int32, _ second: Int32, _ takeFirst: (ArraySlice<UInt8>) -> Void,
    _ takeSecond: (ArraySlice<UInt8>) -> Void
  ) {
    let wanted = Int16(POLLIN)
    var ends = [first, second].map { pollfd(fd: $0, events: wanted, revents: 0) }
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while ends.contains(where: { $0.fd >= 0 }) {
      guard poll(&ends, 2, -1) >= 0 || errno == EINTR else { return }
      for index in 0..<2 where ends[index].fd >= 0 && ends[index].revents != 0 {
        ends[index].revents = 0
        let count = read(ends[index].fd, &block, block.count)
        if count < 0 && errno == EINTR { continue }
        // A negative descriptor is left out: poll(2).
        if count <= 0 { ends[index].fd = -1 }
        if count > 0 { (index == 0 ? takeFirst : takeSecond)(block[..<count]) }
      }
    }
  }

  /// Runs a program to its end and gathers what it prints.
  package static func result(
    of program: String, _ arguments: [String], input: Int32? = nil
  ) -> Result? {
    var output: [UInt8] = []
    var result = run(program, arguments, input: input) { output += $0 }
    result?.output = output
    return result
  }
}

/// A pipe whose ends other programs do not inherit by themselves.
package struct Pipe {
  /// The end to read from.
  package let reading: Int32
  /// The end to write to.
  package let writing: Int32

  /// A new pipe, or nil if the system has none left.
  package init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }

  /// Closes both ends.
  package func close() {
    for end in [reading, writing] { Glibc.close(end) }
  }
}
