import Testing

struct ThreadsTests {
  /// A report without what differs from run to run.
  private func comparable(_ ended: Ended) -> String {
    ended.text.replacing(/"seconds":[0-9.]+/, with: "")
  }

  @Test func `the number of threads changes no byte of a report but the seconds`() throws {
    let sandbox = try Sandbox()
    let arguments = ["--format", "jsonl", "--all", Built.fixture("facebook/facebook-export.zip")]
    let one = try sandbox.run(Built.gatepost, arguments + ["--jobs", "1"])
    let four = try sandbox.run(Built.gatepost, arguments + ["--jobs", "4"])
    #expect(one.status == 1)
    #expect(one.output.count > 100_000)
    #expect(comparable(one) == comparable(four))
    #expect(one.errors == four.errors)
  }

  @Test func `an export gives the same findings as a folder and as a zip`() throws {
    let sandbox = try Sandbox()
    let reports = try ["facebook/export", "facebook/facebook-export.zip"].map {
      try sandbox.gatepost("--format", "jsonl", Built.fixture($0))
    }
    let findings = reports.map { report in
      report.text.split(separator: "\n").map {
        $0.replacing(/"source":"[^"]*",/, with: "").replacing(/"(seconds|bytes)":[0-9.]+/, with: "")
      }
    }
    #expect(reports.map(\.status) == [1, 1])
    #expect(findings[0] == findings[1])
  }
}
