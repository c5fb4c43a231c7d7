import ArgumentParser
import Foundation
import LexiconCompiler
import ScanCore

/// The companion that reads YAML, so that the scanner need not.
@main
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gatepost-lexicon",
    abstract: "Compiles and checks the words, rules and policies that Gatepost scans with.",
    subcommands: [
      Compile.self, Check.self, Profile.self, Words.self, PolicyVerb.self, RulesVerb.self,
      ReadSettings.self,
    ])

  static func main() {
    // What was printed and cannot be written is no success; whoever stopped reading knows.
    atexit {
      guard fflush(nil) != 0, errno != EPIPE else { return }
      let reason = String(cString: strerror(errno))
      let line = "gatepost: standard output cannot be written (\(reason)); make room\n"
      FileHandle.standardError.write(Data(line.utf8))
      _exit(3)
    }
    main(nil)
  }
}

/// Where the lexicon's files stand.
struct Roots: ParsableArguments {
  @Argument(help: "Lexicons folders; what stands in later ones wins.")
  var folders: [String] = ["Lexicons"]

  /// Compiles them; says what is wrong and stops with exit status 2 if anything is.
  func compile(recordedAs: String? = nil, words: SettingsWords? = nil) throws -> Compilation {
    for folder in folders where !FileManager.default.fileExists(atPath: folder) {
      complain("\(folder): no such folder; name the Lexicons folder")
      throw ExitCode(2)
    }
    let paths = folders.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
    let compilation = Compilation(roots: paths, recordedAs: recordedAs, words: words)
    for error in compilation.errors {
      complain("\(error)")
      if let excerpt = error.excerpt { complain("\(excerpt)") }
    }
    guard compilation.errors.isEmpty else { throw ExitCode(2) }
    return compilation
  }
}

/// Says something on standard error.
func complain(_ message: String) {
  FileHandle.standardError.write(Data(("gatepost: " + message + "\n").utf8))
}

struct Compile: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compile Lexicons folders into one file that opens at once.")

  @OptionGroup var roots: Roots
  @Option(help: "The file to write; - writes to standard output.")
  var output: String
  @Option(help: "Where the first folder will stand when the file is used.")
  var rootAs: String?
  @Option(help: "A school's .gatepost.yml, whose words are added.")
  var settings: String?

  func run() throws {
    let words = try settings.map { SettingsWords(try readSettings(at: $0)) }
    guard let image = try roots.compile(recordedAs: rootAs, words: words).image else {
      throw ExitCode(2)
    }
    if output == "-" {
      FileHandle.standardOutput.write(Data(image))
      return
    }
    // Written beside and renamed, so that nobody ever opens half a file.
    do {
      try Data(image).write(to: URL(fileURLWithPath: output), options: .atomic)
    } catch {
      complain("\(output): cannot be written: \(error.localizedDescription)")
      throw ExitCode(2)
    }
  }
}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compile everything and run every rule's examples.")

  @OptionGroup var roots: Roots
  @Option(help: "Only rules whose id begins so.")
  var rules: String = ""
  @Flag(help: "Say also what is worth knowing and stops nothing.")
  var warnings = false
  @Flag(
    help: "Show the ten lines of the lexicon that are tried most often, on the examples' texts.")
  var profile = false

  func run() throws {
    let compilation = try roots.compile()
    guard let image = compilation.image else { throw ExitCode(2) }
    let runner = ExampleRunner(lexicon: try Lexicon(bytes: image))
    let chosen = compilation.source.rules.filter { $0.id.hasPrefix(rules) }
    let failures =
      compilation.source.exampleErrors().filter { $0.message.contains("'\(rules)") }
      + chosen.flatMap { runner.failures(of: $0) }
    for failure in failures { complain("\(failure)") }
    if warnings { for warning in compilation.warnings { complain("warning: \(warning)") } }
    let examples = chosen.reduce(0) { $0 + $1.examples.flag.count + $1.examples.clean.count }
    print(
      "\(compilation.source.signals.count) signals, \(chosen.count) rules, \(examples) examples, "
        + "\(failures.count) failed; image \(image.count / 1024) KiB")
    if profile { try showProfile(compilation, image) }
    guard failures.isEmpty else { throw ExitCode(2) }
  }

  private func showProfile(_ compilation: Compilation, _ image: [UInt8]) throws {
    let examples = compilation.source.rules.flatMap { $0.examples.flag + $0.examples.clean }
    let text = examples.map { $0.text.split(whereSeparator: \.isNewline).joined(separator: " ") }
      .joined(separator: "\n")
    let trials = PhraseProfile(lexicon: try Lexicon(bytes: image), compilation).trials(in: text)
    let all = max(1, trials.reduce(0) { $0 + $1.count })
    print("the ten dearest of \(trials.count) lines, by their share of all that was tried:")
    for line in trials.prefix(10) {
      let tenths = line.count * 1000 / all
      print("\(padded("\(tenths / 10).\(tenths % 10) %", 8))\(line.place)")
    }
  }
}

struct Words: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the single words that the lexicon's terms are made of, one a line.")

  @OptionGroup var roots: Roots
  @Flag(help: "Print every word that a term, phrase or pattern is looked for from, names left out.")
  var anchors = false
  @Flag(help: "Print every given name and surname of the index.")
  var names = false

  func run() throws {
    let compilation = try roots.compile()
    var words: Set<String> = []
    if anchors { words.formUnion(compilation.anchors) }
    if names { words.formUnion(compilation.names) }
    if !anchors && !names { words.formUnion(compilation.source.singleWordTerms) }
    for word in words.sorted() { print(word) }
  }
}

struct Profile: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say which lines of the lexicon cost most on a text of yours.",
    discussion: "A line whose words are all common is tried at every turn: give it a rarer word.")

  @OptionGroup var roots: Roots
  @Option(help: "A text file, one passage a line.")
  var text: String
  @Option(help: "How many lines of the lexicon to show.")
  var most = 20

  func run() throws {
    let compilation = try roots.compile()
    guard let image = compilation.image,
      let text = try? String(contentsOfFile: text, encoding: .utf8)
    else {
      complain("\(self.text): cannot be read as UTF-8 text")
      throw ExitCode(2)
    }
    let trials = PhraseProfile(lexicon: try Lexicon(bytes: image), compilation).trials(in: text)
    for line in trials.prefix(most) { print("\(line.count)\t\(line.place)") }
  }
}
