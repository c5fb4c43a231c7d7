import ArgumentParser
import GatepostKit
import Glibc
import Reports
import ScanCommand

struct ReportVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Work with reports written earlier.",
    subcommands: [ReportMergeVerb.self])
}

struct ReportMergeVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Join JSON reports of several runs into one.",
    discussion: "Their documents come one after another, their counts are added.")

  @Argument(help: "Reports written with --format json.")
  var reports: [String]
  @Option(help: ArgumentHelp("Write the joined report to a file.", valueName: "file"))
  var output: String?

  func run() throws {
    do {
      var merge = ReportMerge()
      for path in reports { try merge.add(InputFile.bytes(of: path), name: path) }
      try OutputFile(path: output).write(merge.merged())
    } catch let failure as OutputFile.Failure {
      complain("\(failure)")
      throw Status.incomplete
    } catch {
      complain("\(error)")
      throw Status.usage
    }
  }
}
