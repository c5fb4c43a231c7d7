import ArgumentParser
import Glibc
import ScanCommand

/// The command line: arguments in, exit status out; all else is the library's.
@main
struct GatepostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gatepost",
    abstract: "Says what is wrong with a school's text before it is posted.",
    discussion: """
      Reads standard input, files, folders and exports; nothing leaves this machine.

      Exit status: 0 nothing found, 1 somebody should look first, 2 wrong usage or a faulty rule \
      file, 3 something could not be examined.
      """,
    subcommands: [
      Scan.self, Rules.self, Policies.self, LexiconVerb.self, Hook.self, ReportVerb.self,
      BaselineVerb.self, RedactVerb.self, RollVerb.self,
    ],
    defaultSubcommand: Scan.self)

  @Flag(name: .customLong("version"), help: "Print the version and the lexicon's hash.")
  var showsVersion = false

  /// Parses and runs, turning every way of ending into the contract's exit statuses.
  static func main() {
    // A reader that goes away (`| head`) is told by the write that fails, not by a signal.
    signal(SIGPIPE, SIG_IGN)
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      var command = try parseAsRoot(arguments)
      if let scan = command as? any ScanningCommand {
        leave(with: scan.outcome())
      }
      try command.run()
      leave(with: .clean)
    } catch let status as Status {
      leave(with: status)
    } catch {
      leaveUsage(error)
    }
  }

  private static func leaveUsage(_ error: any Error) -> Never {
    let text = fullMessage(for: error)
    guard exitCode(for: error) != .success else {
      print(text)
      leave(with: .clean)
    }
    // Of all that is said the fault itself, and the one place that tells the rest.
    let fault = message(for: error).prefix { $0 != "\n" }
    let help = text.split(separator: "'").last { $0.hasPrefix("gatepost") } ?? "gatepost --help"
    complain("\(fault.prefix(1).lowercased())\(fault.dropFirst()); see '\(help)'")
    leave(with: .usage)
  }
}

/// A command that scans, on as many threads as it is given.
protocol ScanningCommand: ParsableCommand {
  /// Scans and reports.
  func outcome() -> Status
}
