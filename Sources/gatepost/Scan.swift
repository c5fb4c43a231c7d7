import ArgumentParser
import GatepostKit
import Glibc
import Readers
import Reports
import ScanCore
import TextModel

struct Scan: ScanningCommand {
  static let configuration = CommandConfiguration(
    abstract: "Scan standard input, files, folders or exports (the default verb).")

  @Argument(help: "Files or folders; none, or -, is standard input.")
  var paths: [String] = []

  @OptionGroup var input: InputOptions
  @OptionGroup var choice: ChoiceOptions
  @OptionGroup var report: ReportOptions
  @Flag(help: "Report clean passages too.")
  var all = false
  @Flag(help: "Walk the findings on the terminal: replace, allow with a reason, or leave each.")
  var interactive = false

  func validate() throws {
    try input.check()
    try choice.check()
    try report.check()
  }

  func outcome() -> Status {
    do {
      let lexicon = try LexiconStore(near: paths.first { $0 != "-" } ?? ".").open()
      let scanner = try Scanner(lexicon: lexicon, options: choice.options)
      if interactive { return try walk(scanner, lexicon) }
      let stream = DocumentStream(paths: paths, options: input.options)
      let outcome = try report.run(
        scanner, over: stream, lexicon: lexicon, showsClean: all,
        near: paths.first { $0 != "-" } ?? ".")
      return conclude(outcome)
    } catch let status as Status {
      return status
    } catch {
      complain("\(error)")
      return .usage
    }
  }

  /// Walks the findings of files on the terminal.
  private func walk(_ scanner: Scanner, _ lexicon: Lexicon) throws -> Status {
    guard !paths.isEmpty, !paths.contains("-") else {
      complain("--interactive changes files; name them")
      return .usage
    }
    let walk = Interactive(
      scanner, report.description(scanner, lexicon), input.options,
      try report.suppressions(near: paths[0]))
    guard let walk else {
      complain("--interactive needs a terminal; run it in one, or leave it out")
      return .usage
    }
    return report.stops(try walk.walk(paths)) ? .found : .clean
  }

  private func conclude(_ outcome: Run.Outcome) -> Status {
    report.sayNotExamined(outcome)
    let status = report.status(of: outcome)
    guard outcome.summary.passages == 0 && outcome.notExamined.isEmpty else { return status }
    complain("nothing was examined: the input holds no text; check what was piped or named")
    return .incomplete
  }
}

/// How inputs are read.
struct InputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("What the input is: \(names(InputFormat.self)).", valueName: "form"))
  var input = "auto"
  @Option(help: "The field of a row that holds its text; dots go deeper.")
  var textField = "text"
  @Option(help: "The field that names a row.")
  var idField = "id"
  @Option(help: "The field that says whose words a row is.")
  var audienceField = "audience"
  @Option(help: "The field that says what sort of text a row is.")
  var kindField = "kind"
  @Flag(help: "Scan the private messages of an export too.")
  var messages = false

  func check() throws {
    guard InputFormat(rawValue: input) != nil else {
      throw ValidationError("'\(input)' is no input form; there are: \(names(InputFormat.self))")
    }
  }

  var options: ReaderOptions {
    var options = ReaderOptions(input: InputFormat(rawValue: input) ?? .auto)
    options.textField = textField
    options.idField = idField
    options.audienceField = audienceField
    options.kindField = kindField
    options.includeMessages = messages
    return options.withDocuments
  }
}

/// What is looked for.
struct ChoiceOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: "Policies whose rules count; 'gatepost policy' lists them.")
  var policy = ["uk-schools"]
  @Option(help: "Who is speaking: official, staff, governor, volunteer, parent or pupil.")
  var audience = "official"
  @Option(parsing: .upToNextOption, help: "Only these rules: an id, a family, or a pattern with *.")
  var rules: [String] = []
  @Option(parsing: .upToNextOption, help: "Not these rules.")
  var skip: [String] = []
  @Option(help: "Leave out what is less sure than this, 0 to 1.")
  var minConfidence = 0.0
  @Option(help: "Leave out what is milder: note, low, medium, high or critical.")
  var minSeverity = "note"

  func check() throws {
    guard Audience(name: audience) != nil else {
      let known = Audience.allCases.map(\.name).joined(separator: ", ")
      throw ValidationError("'\(audience)' is no audience; there are: \(known)")
    }
    guard Severity(name: minSeverity) != nil else {
      let known = Severity.allCases.map(\.name).joined(separator: ", ")
      throw ValidationError("'\(minSeverity)' is no severity; there are: \(known)")
    }
    guard (0...1).contains(minConfidence) else {
      throw ValidationError("--min-confidence is a number from 0 to 1, not \(minConfidence)")
    }
  }

  var options: ScanOptions {
    var options = ScanOptions()
    options.policies = policy
    options.audience = Audience(name: audience) ?? .official
    options.rules = rules
    options.skip = skip
    options.minimumConfidence = minConfidence
    options.minimumSeverity = Severity(name: minSeverity) ?? .note
    return options
  }
}

func names<T: CaseIterable & RawRepresentable>(_ type: T.Type) -> String
where T.RawValue == String {
  T.allCases.map(\.rawValue).joined(separator: ", ")
}
