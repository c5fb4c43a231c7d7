import Foundation
import Testing

/// The folder of the repository, found from this file.
private let repository = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// Reads a file of the repository.
func repositoryFile(_ path: String) throws -> Data {
  try Data(contentsOf: repository.appending(path: path))
}

/// Expects text to be byte for byte what a file of Fixtures/reports holds.
///
/// With `RECORD_REPORTS=1` in the environment the file is written anew, to be read before it is
/// committed.
func expectFile(
  _ name: String, holds text: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let path = "Fixtures/reports/" + name
  if ProcessInfo.processInfo.environment["RECORD_REPORTS"] == "1" {
    try Data(text.utf8).write(to: repository.appending(path: path))
  }
  let expected = try repositoryFile(path)
  guard !expected.elementsEqual(text.utf8) else { return }
  // Only the first line that differs: the whole of both would bury it.
  let expectedLines = String(decoding: expected, as: UTF8.self).split(separator: "\n")
  let pairs = zip(text.split(separator: "\n"), expectedLines)
  let difference = pairs.first { !$0.utf8.elementsEqual($1.utf8) }
  Issue.record(
    "\(path) holds «\(difference?.1 ?? "its end")», the report «\(difference?.0 ?? "its end")»",
    sourceLocation: sourceLocation)
}
