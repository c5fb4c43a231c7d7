import ArgumentParser
import GatepostKit
import Glibc
import Readers
import Reports
import ScanCore
import SchoolSettings
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
      let place = paths.first { $0 != "-" } ?? "."
      let (scanner, lexicon) = try choice.scanner(near: place)
      if interactive { return try walk(scanner, lexicon) }
      let stream = DocumentStream(paths: paths, options: input.options)
      let outcome = try report.run(
        scanner, over: stream, lexicon: lexicon, showsClean: all, near: place)
      return conclude(outcome, scanner)
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
      try report.suppressions(scanner, near: paths[0]))
    guard let walk else {
      complain("--interactive needs a terminal; run it in one, or leave it out")
      return .usage
    }
    return report.stops(try walk.walk(paths), scanner) ? .found : .clean
  }

  private func conclude(_ outcome: Run.Outcome, _ scanner: Scanner) -> Status {
    report.sayNotExamined(outcome)
    let status = report.status(of: outcome, scanner)
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
    help: "Policies whose rules count, uk-schools if not said; 'gatepost policy' lists them.")
  var policy: [String] = []
  @Option(
    help: "Who is speaking: official (unless said), staff, governor, volunteer, parent or pupil.")
  var audience: String?
  @Option(parsing: .upToNextOption, help: "Only these rules: an id, a family, or a pattern with *.")
  var rules: [String] = []
  @Option(parsing: .upToNextOption, help: "Not these rules.")
  var skip: [String] = []
  @Option(help: "Leave out what is less sure than this, 0 to 1.")
  var minConfidence: Double?
  @Option(help: "Leave out what is milder: note, low, medium, high or critical.")
  var minSeverity: String?

  func check() throws {
    if let audience, Audience(name: audience) == nil {
      let known = Audience.allCases.map(\.name).joined(separator: ", ")
      throw ValidationError("'\(audience)' is no audience; there are: \(known)")
    }
    if let minSeverity, Severity(name: minSeverity) == nil {
      let known = Severity.allCases.map(\.name).joined(separator: ", ")
      throw ValidationError("'\(minSeverity)' is no severity; there are: \(known)")
    }
    if let minConfidence, !(0...1).contains(minConfidence) {
      throw ValidationError("--min-confidence is a number from 0 to 1, not \(minConfidence)")
    }
  }

  /// A scanner that knows the school's words, settings and roll.
  ///
  /// - Parameter place: A file or folder that is scanned; what the school says is looked for there
  ///   and in the folders above it.
  func scanner(near place: String) throws -> (Scanner, Lexicon) {
    let settings = try SettingsStore(near: place).open()
    let lexicon = try LexiconStore(near: place, settings: settings).open()
    let scanner = try Scanner(
      lexicon: lexicon, options: options(settings), roll: RollStore(settings).open())
    return (scanner, lexicon)
  }

  /// What the command line says, and where it is silent the school's settings.
  private func options(_ settings: Settings) -> ScanOptions {
    var options = ScanOptions(settings)
    if !policy.isEmpty { options.policies = policy }
    if let audience = audience.flatMap(Audience.init(name:)) { options.audience = audience }
    options.rules = rules
    options.skip += skip
    if let minConfidence { options.minimumConfidence = minConfidence }
    if let severity = minSeverity.flatMap(Severity.init(name:)) {
      options.minimumSeverity = severity
    }
    return options
  }
}

func names<T: CaseIterable & RawRepresentable>(_ type: T.Type) -> String
where T.RawValue == String {
  T.allCases.map(\.rawValue).joined(separator: ", ")
}
