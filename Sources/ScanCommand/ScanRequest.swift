package import GatepostKit
package import Readers
import Reports
package import ScanCore
import SchoolSettings
import TextModel

/// A scan as a command line asks for it.
///
/// The parser's own wrappers of these values take longer to make than a draft takes to scan: the
/// commonest command lines are read without them.
package struct ScanRequest {
  package var paths: [String] = []
  package var input = InputRequest()
  package var choice = ChoiceRequest()
  package var report = ReportRequest()
  package var all = false
  package var interactive = false

  /// What is usual.
  package init() {}

  package func check() throws(Mistake) {
    try input.check()
    try choice.check()
    try report.check()
  }

  package func outcome() -> Status {
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

/// What is wrong with a command line.
package struct Mistake: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// How inputs are read.
package struct InputRequest {
  package var input = "auto"
  package var textField = "text"
  package var idField = "id"
  package var audienceField = "audience"
  package var kindField = "kind"
  package var messages = false

  /// What is usual.
  package init() {}

  package func check() throws(Mistake) {
    guard named(input, in: InputFormat.self) != nil else {
      throw Mistake("'\(input)' is no input form; there are: \(names(InputFormat.self))")
    }
  }

  package var options: ReaderOptions {
    var options = ReaderOptions(input: named(input, in: InputFormat.self) ?? .auto)
    options.textField = textField
    options.idField = idField
    options.audienceField = audienceField
    options.kindField = kindField
    options.includeMessages = messages
    return options.withDocuments
  }
}

/// What is looked for.
package struct ChoiceRequest {
  package var policy: [String] = []
  package var audience: String?
  package var rules: [String] = []
  package var skip: [String] = []
  package var minConfidence: Double?
  package var minSeverity: String?

  /// What is usual.
  package init() {}

  package func check() throws(Mistake) {
    if let audience, Audience(name: audience) == nil {
      let known = Audience.allCases.map(\.name).joined(separator: ", ")
      throw Mistake("'\(audience)' is no audience; there are: \(known)")
    }
    if let minSeverity, Severity(name: minSeverity) == nil {
      let known = Severity.allCases.map(\.name).joined(separator: ", ")
      throw Mistake("'\(minSeverity)' is no severity; there are: \(known)")
    }
    if let minConfidence, !(0...1).contains(minConfidence) {
      throw Mistake("--min-confidence is a number from 0 to 1, not \(minConfidence)")
    }
  }

  /// A scanner that knows the school's words, settings and roll.
  ///
  /// - Parameter place: A file or folder that is scanned; what the school says is looked for there
  ///   and in the folders above it.
  package func scanner(near place: String) throws -> (Scanner, Lexicon) {
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

/// The case of a name. (`init(rawValue:)` of a long enumeration fills a dictionary first.)
package func named<T: CaseIterable & RawRepresentable>(_ name: String, in type: T.Type) -> T?
where T.RawValue == String {
  T.allCases.first { $0.rawValue == name }
}

package func names<T: CaseIterable & RawRepresentable>(_ type: T.Type) -> String
where T.RawValue == String {
  T.allCases.map(\.rawValue).joined(separator: ", ")
}
