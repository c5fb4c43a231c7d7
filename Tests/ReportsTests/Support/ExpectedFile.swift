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
  let expected = String(decoding: try repositoryFile(path), as: UTF8.self)
  #expect(text == expected, sourceLocation: sourceLocation)
  #expect(text.utf8.elementsEqual(expected.utf8), sourceLocation: sourceLocation)
}
