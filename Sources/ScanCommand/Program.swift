import GatepostKit
import Glibc
package import ScanCore

/// The version of the program; the lexicon has its own hash.
package let version = "0.1.0"

/// Prints the version and the lexicon's hash.
package func printVersion() -> Status {
  do {
    let lexicon = try LexiconStore().open()
    print("gatepost \(version) lexicon \(lexicon.hashName)")
    return .clean
  } catch {
    complain("\(error)")
    return .usage
  }
}

/// How the program ends; the numbers are the contract with scripts.
package enum Status: Int32, Error {
  /// Nothing at or above `--fail-on`.
  case clean = 0
  /// Findings at or above it.
  case found = 1
  /// Wrong usage, bad configuration or a bad rule file: nothing was scanned.
  case usage = 2
  /// Something could not be examined.
  case incomplete = 3
}

package func leave(with status: Status) -> Never {
  // What was printed and cannot be written is no success; whoever stopped reading knows.
  if fflush(nil) != 0, errno != EPIPE, status == .clean {
    complain("standard output cannot be written (\(String(cString: strerror(errno)))); make room")
    exit(Status.incomplete.rawValue)
  }
  exit(status.rawValue)
}

/// Says something on standard error.
package func complain(_ message: String) {
  let line = "gatepost: " + message + "\n"
  _ = line.utf8.withContiguousStorageIfAvailable { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

/// A name from outside as it may stand in a message: without line breaks and terminal commands.
package func onOneLine(_ name: String) -> String {
  String(
    String.UnicodeScalarView(
      name.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
}

extension Lexicon {
  /// The content hash as people compare it.
  package var hashName: String { ScanCommand.hashName(contentHash) }
}

/// A hash as people compare it: sixteen digits.
package func hashName(_ hash: UInt64) -> String {
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
