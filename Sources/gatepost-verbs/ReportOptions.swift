import ArgumentParser
import Reports
import ScanCommand

/// How results are given.
struct ReportOptions: ParsableArguments {
  @Option(help: "\(names(ReportFormat.self)); text on a terminal, else json.")
  var format: String?
  @Option(help: ArgumentHelp("Write the report to a file.", valueName: "file"))
  var output: String?
  @Option(help: "Exit with 1 from this action on: note, review (unless said), block or never.")
  var failOn: String?
  @Flag(help: "Write the found text itself, not only its masked form.")
  var showMatch = false
  @Option(help: "How many threads; all cores if left out.")
  var jobs: Int?
  @Flag(help: "Say nothing but the report.")
  var quiet = false
  @Flag(help: "No progress bar.")
  var noProgress = false
  @Option(
    help: ArgumentHelp(
      "Leave out what a baseline holds; .gatepost-baseline is found from the file upwards.",
      valueName: "file"))
  var baseline: String?
  @Flag(help: "Report what comments, allow-list and baseline would leave out.")
  var noSuppress = false
  @Option(help: "Colours: auto, always or never.")
  var color = "auto"

  var request: ReportRequest {
    var request = ReportRequest()
    request.format = format
    request.output = output
    request.failOn = failOn
    request.showMatch = showMatch
    request.jobs = jobs
    request.quiet = quiet
    request.noProgress = noProgress
    request.baseline = baseline
    request.noSuppress = noSuppress
    request.color = color
    return request
  }
}
