import ArgumentParser
import Readers
import ScanCommand

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

  func validate() throws { try validated(request.check) }

  func outcome() -> Status { request.outcome() }

  private var request: ScanRequest {
    var request = ScanRequest()
    request.paths = paths
    request.input = input.request
    request.choice = choice.request
    request.report = report.request
    request.all = all
    request.interactive = interactive
    return request
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

  var request: InputRequest {
    var request = InputRequest()
    request.input = input
    request.textField = textField
    request.idField = idField
    request.audienceField = audienceField
    request.kindField = kindField
    request.messages = messages
    return request
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

  var request: ChoiceRequest {
    var request = ChoiceRequest()
    request.policy = policy
    request.audience = audience
    request.rules = rules
    request.skip = skip
    request.minConfidence = minConfidence
    request.minSeverity = minSeverity
    return request
  }
}

/// Tells the parser of a mistake in its own words.
func validated(_ checks: () throws(Mistake) -> Void...) throws {
  for check in checks {
    do {
      try check()
    } catch {
      throw ValidationError(error.description)
    }
  }
}
