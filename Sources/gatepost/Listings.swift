import ArgumentParser
import GatepostKit
import Glibc
import ScanCore
import TextModel

struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the rules: id, and what each finds.")

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

struct Policies: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "List the policies that findings can cite.")

  func run() throws {
    try withScanner { scanner in
      for policy in scanner.catalogue.policies { print("\(policy.name) \(policy.version)") }
      print("uk-schools: all of these, and the default")
    }
  }
}

struct LexiconVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon",
    abstract: "Check words and rules ('lexicon check FOLDER'), or compile them.")

  @Argument(parsing: .captureForPassthrough, help: "check, compile or words, and their arguments.")
  var arguments: [String] = []

  func run() throws {
    guard let companion = Companion.path(of: "gatepost-lexicon") else {
      complain("gatepost-lexicon is not beside the program; reinstall Gatepost")
      throw Status.usage
    }
    let status = Companion.run(companion, arguments.isEmpty ? ["--help"] : arguments)
    guard status == 0 else { throw Status.usage }
  }
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
