import ArgumentParser
import GatepostKit
import Glibc
import ScanCommand
import ScanCore
import TextModel

struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the rules, or explain one.", subcommands: [RulesList.self, RulesShow.self],
    defaultSubcommand: RulesList.self)
}

struct RulesList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the rules: id, and what each finds.")

  @Argument(help: "Only these: an id, a family, or a pattern with *.")
  var rules: [String] = []

  func run() throws {
    try withScanner { scanner in
      let chosen = rules.map(RuleChoice.init)
      for (name, choice) in zip(rules, chosen)
      where !scanner.catalogue.rules.contains(where: { choice.matches($0.id) }) {
        throw ScannerError.unknownRule(name)
      }
      for rule in scanner.catalogue.rules.sorted(by: { $0.id < $1.id })
      where chosen.isEmpty || chosen.contains(where: { $0.matches(rule.id) }) {
        print(rule.id + String(repeating: " ", count: max(1, 36 - rule.id.count)) + rule.title)
      }
    }
  }
}

struct RulesShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Explain a rule: what it finds, under which clauses, right and wrong examples.")

  @Argument(help: "The rule's id; 'gatepost rules list' names them.")
  var id: String

  func run() throws { try runCompanion(["rule", id] + lexiconArguments()) }
}

struct Policies: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Policies: list, show NAME, coverage [NAME], check FILE, new [NAME].")

  @Argument(parsing: .captureForPassthrough, help: "list, show, coverage, check or new.")
  var arguments: [String] = []

  func run() throws {
    let verb = arguments.first ?? "list"
    let folders =
      ["list", "show", "coverage", "check"].contains(verb) ? try lexiconArguments() : []
    try runCompanion(["policy", verb] + arguments.dropFirst() + folders)
  }
}

struct LexiconVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon",
    abstract: "Check words and rules ('lexicon check FOLDER'), or compile them.")

  @Argument(parsing: .captureForPassthrough, help: "check, compile or words, and their arguments.")
  var arguments: [String] = []

  func run() throws {
    guard let verb = arguments.first else { return try runCompanion(["--help"]) }
    let namesFolder = arguments.dropFirst().contains { !$0.hasPrefix("-") }
    // What counts here: what came with the program, and the school's own words and rules.
    let folders = verb == "check" && !namesFolder ? try foldersInForce() : []
    try runCompanion(arguments + folders)
  }
}

/// The folders of words and rules that count in this folder.
private func foldersInForce() throws -> [String] {
  do {
    let settings = try SettingsStore(near: ".").open()
    return try LexiconStore(near: ".", settings: settings).folders()
  } catch {
    complain("\(error)")
    throw Status.usage
  }
}

/// The folders of words and rules, as the companion takes them.
private func lexiconArguments() throws -> [String] {
  do {
    return try LexiconStore().folders().flatMap { ["--lexicon", $0] }
  } catch {
    complain("\(error)")
    throw Status.usage
  }
}

/// Has the companion that reads YAML do something, and leaves with its status.
private func runCompanion(_ arguments: [String]) throws {
  guard let companion = Companion.path(of: "gatepost-lexicon") else {
    complain("gatepost-lexicon is not beside the program; reinstall Gatepost")
    throw Status.usage
  }
  let status = Companion.run(companion, arguments)
  guard status == 0 else { throw status == 1 ? Status.found : Status.usage }
}

/// Calls `body` with a scanner over the lexicon; ends the program with status 2 if there is none.
private func withScanner(_ body: (Scanner) throws -> Void) throws {
  do {
    try body(Scanner(lexicon: LexiconStore().open()))
  } catch {
    complain("\(error)")
    throw Status.usage
  }
}
