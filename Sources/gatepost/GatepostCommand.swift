import ArgumentParser
import GatepostKit
import Glibc
import ScanCore

/// The version of the program; the lexicon has its own hash.
let version = "0.1.0"

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
    if arguments == ["--version"] {
      leave(with: printVersion())
    }
    if let scan = ScanRequest(plain: arguments) { leave(with: scan.outcome()) }
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

  private static func printVersion() -> Status {
    do {
      let lexicon = try LexiconStore().open()
      print("gatepost \(version) lexicon \(lexicon.hashName)")
      return .clean
    } catch {
      complain("\(error)")
      return .usage
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

/// How the program ends; the numbers are the contract with scripts.
enum Status: Int32, Error {
  /// Nothing at or above `--fail-on`.
  case clean = 0
  /// Findings at or above it.
  case found = 1
  /// Wrong usage, bad configuration or a bad rule file: nothing was scanned.
  case usage = 2
  /// Something could not be examined.
  case incomplete = 3
}

func leave(with status: Status) -> Never {
  fflush(nil)
  exit(status.rawValue)
}

/// Says something on standard error.
func complain(_ message: String) {
  let line = "gatepost: " + message + "\n"
  _ = line.utf8.withContiguousStorageIfAvailable { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

/// A name from outside as it may stand in a message: without line breaks and terminal commands.
func onOneLine(_ name: String) -> String {
  String(
    String.UnicodeScalarView(
      name.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
}

extension Lexicon {
  /// The content hash as people compare it.
  var hashName: String { gatepost.hashName(contentHash) }
}

/// A hash as people compare it: sixteen digits.
func hashName(_ hash: UInt64) -> String {
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
