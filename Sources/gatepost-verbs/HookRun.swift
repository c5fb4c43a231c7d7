import ArgumentParser
import GatepostKit
import Reports
import ScanCommand
import SchoolSettings
import TextModel

struct HookRun: ScanningCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Scan what is staged, from the index.",
    discussion: """
      Reads .txt, .text, .md, .markdown, .html and .htm as they will be committed, with --forms \
      also office files, PDF and mail, and judges the passages that the commit adds or changes. \
      Exit status 1 or 3 stops a commit.
      """)

  @Flag(help: "Judge every passage of the staged texts, not only those that changed.")
  var all = false
  @Option(help: "What is read: \(names(StagedForms.self)).")
  var forms = "texts"
  @OptionGroup var choice: ChoiceOptions
  @OptionGroup var report: ReportOptions

  func validate() throws {
    guard StagedForms(rawValue: forms) != nil else {
      throw ValidationError("--forms is \(names(StagedForms.self)), not '\(forms)'")
    }
    try validated(choice.request.check, report.request.check)
  }

  func outcome() -> Status {
    do {
      let repository = try GitRepository()
      let settings = try SettingsStore(near: repository.top).open()
      let stream = try StagedStream(
        repository, scope: all || settings.hook.judgesAll ? .wholeFiles : .changedPassages,
        forms: StagedForms(rawValue: forms) ?? .texts
      ) { settings.hook.scans(settings.pathFromFolder(repository.top + "/" + $0)) }
      guard !stream.isEmpty else {
        sayNothingStaged(stream)
        return .clean
      }
      var report = report.request
      report.failOn = report.failOn ?? settings.hook.failOn
      return try scan(stream, in: repository.top, report)
    } catch let status as Status {
      return status
    } catch {
      complain("\(error)")
      return .usage
    }
  }

  private func scan(
    _ stream: StagedStream, in top: String, _ report: ReportRequest
  ) throws -> Status {
    let (scanner, lexicon) = try choice.request.scanner(near: top)
    let outcome = try report.run(
      scanner, over: stream, lexicon: lexicon, default: .text, near: top, from: top)
    return conclude(outcome, of: stream, scanner, report)
  }

  private func sayNothingStaged(_ stream: StagedStream) {
    for part in stream.skipped { complain("\(onOneLine(part.source)): \(part.message)") }
    guard stream.unwantedCount == 0 else {
      complain("nothing was scanned: \(leftOut(stream))")
      return
    }
    complain(
      "nothing was scanned: \(wanted) is staged; "
        + "'git add' stages what is to be scanned")
  }

  private func leftOut(_ stream: StagedStream) -> String {
    "\(count(stream.unwantedCount, "staged file")) left out, as 'hook:' of .gatepost.yml says"
  }

  /// What is read, as a message names what is missing.
  private var wanted: String {
    switch StagedForms(rawValue: forms) ?? .texts {
    case .texts: "no text, Markdown or HTML file"
    case .documents: "no office file, PDF or mail"
    case .all: "no text or document"
    }
  }

  private func conclude(
    _ outcome: Run.Outcome, of stream: StagedStream, _ scanner: Scanner, _ report: ReportRequest
  ) -> Status {
    report.sayNotExamined(outcome)
    let files = count(stream.fileCount, "file")
    let passages = outcome.summary.passages
    if passages == 0 {
      let reason =
        outcome.notExamined.isEmpty
        ? "no passage was added or changed" : "none of it could be read"
      complain("nothing was scanned: \(files) staged, but \(reason)")
    } else if !report.quiet {
      let read = count(stream.documents.count, "file")
      let others = stream.unwantedCount == 0 ? "" : "; \(leftOut(stream))"
      complain("scanned \(read), \(count(passages, "passage")), as they are staged\(others)")
    }
    let status = report.status(of: outcome, scanner)
    if status != .clean && !report.quiet {
      complain(
        "a commit stops here; change the text and 'git add' it, or, once somebody has looked, "
          + "commit with --no-verify")
    }
    return status
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
