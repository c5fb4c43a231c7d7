import ArgumentParser
import GatepostKit
import Readers
import ScanCommand
import TextModel

struct BaselineVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Keep a list of findings that a person has looked at and that may stay.",
    discussion: """
      The list holds keyed hashes, sorted, and no found text. The key is GATEPOST_KEY or a file \
      that 'gatepost baseline key' makes; it never belongs into a repository.
      """,
    subcommands: [BaselineKey.self, BaselineWrite.self, BaselineCheck.self, BaselinePrune.self])
}

struct BaselineKey: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Make the key that fingerprints are made with.")

  func run() throws {
    do {
      print(
        "\(try FingerprintKey.make()): made; give it to those who share the baseline, as "
          + "GATEPOST_KEY, and to nobody else")
    } catch {
      complain("\(error)")
      throw Status.usage
    }
  }
}

/// What the verbs about baselines have in common.
struct BaselineOptions: ParsableArguments {
  @Argument(help: "Files or folders.")
  var paths: [String]
  @Option(help: ArgumentHelp("The baseline.", valueName: "file"))
  var baseline: String?
  @OptionGroup var input: InputOptions
  @OptionGroup var choice: ChoiceOptions

  func check() throws {
    try validated(input.request.check, choice.request.check)
  }

  /// What a scan for a baseline brings.
  struct Gathered {
    /// The rules of all fingerprints.
    var found: [String: String]
    /// Whether everything was examined.
    var isWhole: Bool
    /// The baseline's file: the one given, the one that the school's settings name, the one in
    /// force, or a new one in the current folder.
    var file: String
  }

  /// Scans, and gives the rules of all fingerprints.
  func scan() throws -> Gathered {
    guard let key = try FingerprintKey.existing() else { throw FingerprintKey.Failure.none }
    let (scanner, _) = try choice.request.scanner(near: paths[0])
    let gatherer = FingerprintGatherer(key, scanner.catalogue)
    var run = Run(
      scanner: scanner, stream: DocumentStream(paths: paths, options: input.request.options),
      writer: gatherer)
    run.suppressions = Suppressions(settings: scanner.options.settings)
    let outcome = try run.runOnOneThread()
    for part in outcome.notExamined {
      complain("\(onOneLine(part.source)): not examined (\(part.cause)): \(part.detail)")
    }
    return Gathered(
      found: gatherer.rules, isWhole: outcome.notExamined.isEmpty,
      file: baseline ?? scanner.options.settings.baselinePath ?? Baseline.path(near: paths[0])
        ?? Baseline.usualName)
  }

  /// Runs `body`, turning what goes wrong into the contract's status.
  func run(_ body: (Gathered) throws -> Status) throws {
    do {
      let gathered = try scan()
      let status = try body(gathered)
      throw status == .clean && !gathered.isWhole ? .incomplete : status
    } catch let status as Status {
      throw status
    } catch {
      complain("\(error)")
      throw Status.usage
    }
  }
}

struct BaselineWrite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write", abstract: "Write down everything that is found now.")

  @OptionGroup var options: BaselineOptions

  func validate() throws { try options.check() }

  func run() throws {
    try options.run { gathered in
      var baseline = Baseline()
      for (fingerprint, rule) in gathered.found { baseline.add(fingerprint, rule: rule) }
      try baseline.write(to: gathered.file)
      print("\(gathered.file): \(gathered.found.count) written")
      return .clean
    }
  }
}

struct BaselineCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say how many findings are new, and how many of the baseline are gone.",
    discussion: "Exit status 1 if there is a new one.")

  @OptionGroup var options: BaselineOptions

  func validate() throws { try options.check() }

  func run() throws {
    try options.run { gathered in
      let found = gathered.found
      let baseline = try Baseline(path: gathered.file)
      let new = found.filter { baseline.entries[$0.key] == nil }
      let gone = baseline.entries.filter { found[$0.key] == nil }
      print("\(found.count) found, \(new.count) new, \(gone.count) gone")
      for (rule, count) in Self.counts(new.values) { print("  new: \(rule) \(count)") }
      for (rule, count) in Self.counts(gone.values) { print("  gone: \(rule) \(count)") }
      if !gone.isEmpty { print("'gatepost baseline prune' takes out what is gone") }
      return new.isEmpty ? .clean : .found
    }
  }

  private static func counts(_ rules: some Sequence<String>) -> [(String, Int)] {
    var counts: [String: Int] = [:]
    for rule in rules { counts[rule, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

struct BaselinePrune: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Take out of the baseline what is found no more.")

  @OptionGroup var options: BaselineOptions

  func validate() throws { try options.check() }

  func run() throws {
    try options.run { gathered in
      var baseline = try Baseline(path: gathered.file)
      // What was not read may still be there.
      guard gathered.isWhole else {
        complain("nothing was taken out, because not everything could be examined")
        return .incomplete
      }
      let count = baseline.prune(keeping: Set(gathered.found.keys))
      if count > 0 { try baseline.write(to: gathered.file) }
      print("\(gathered.file): \(count) taken out, \(baseline.entries.count) left")
      return .clean
    }
  }
}
