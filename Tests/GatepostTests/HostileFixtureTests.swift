import Foundation
import Testing

/// A row of Fixtures/hostile/expected.tsv.
struct HostileCase: Sendable, CustomTestStringConvertible {
  let file: String
  let statuses: [Int32]

  var testDescription: String { file }

  /// The small files that are scanned; rule files have a test of their own.
  static let all: [HostileCase] = {
    let table = try? String(contentsOfFile: Built.fixture("hostile/expected.tsv"), encoding: .utf8)
    return (table ?? "").split(separator: "\n").compactMap { line in
      let columns = line.split(separator: "\t").map(String.init)
      guard columns.count == 5, columns[1] == "small", columns[3] != "2" else { return nil }
      let statuses = columns[3].split(separator: " ").compactMap { Int32($0) }
      // Where something was examined after all, a finding wins over what was not.
      let canFind = columns[2].contains("all") && statuses == [3]
      return HostileCase(file: columns[0], statuses: statuses + (canFind ? [1] : []))
    }
  }()
}

struct HostileFixtureTests {
  @Test(arguments: HostileCase.all)
  func `a hostile file ends with the exit status and one clear line`(_ test: HostileCase) throws {
    let path = Built.fixture("hostile/" + test.file)
    let ended = try Sandbox().gatepost(path)
    #expect(test.statuses.contains(ended.status))
    #expect(try JSONObject(ended.output)[text: "schema"] == "gatepost.report/1")
    if ended.status == 3 { #expect(ended.errors.hasPrefix("gatepost: ")) }
    #expect(ended.errors.count { $0 == "\n" } <= 1)
  }

  @Test func `the table of hostile files is read`() {
    #expect(HostileCase.all.count > 30)
  }
}
