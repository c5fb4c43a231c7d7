import ArgumentParser
import Foundation
import LexiconCompiler
import ScanCore
import TextModel

/// What `gatepost policy` does: it reads YAML, so the companion does it.
struct PolicyVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Say what the policies hold, check a pack of your own, or begin one.",
    subcommands: [
      PolicyList.self, PolicyShow.self, PolicyCoverage.self, PolicyCheck.self, PolicyNew.self,
    ],
    defaultSubcommand: PolicyList.self)
}

struct PolicyList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The policies that findings can cite.")

  @OptionGroup var places: LexiconPlaces

  func run() throws {
    let packs = try places.source().policies
    for pack in packs.filter({ !$0.isLaw }).sorted(by: { $0.name < $1.name }) {
      let clauses =
        pack.unionOf.isEmpty
        ? "\(pack.clauses.count) clauses" : "all of " + pack.unionOf.joined(separator: ", ")
      print("\(padded(pack.name, 18))\(padded(pack.version, 10))\(pack.title) (\(clauses))")
    }
  }
}

struct PolicyShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "The clauses of a policy, and what each asks for.")

  @OptionGroup var places: LexiconPlaces
  @Argument(help: "The policy's name, or the id of one clause.")
  var name: String

  func run() throws {
    let packs = try places.source().policies
    if let pack = packs.first(where: { $0.name == name }) {
      print("\(pack.title), version \(pack.version)")
      if !pack.unionOf.isEmpty {
        print("Holds the clauses of \(pack.unionOf.joined(separator: ", ")).")
      }
      for clause in pack.clauses { print("\n" + described(clause)) }
      return
    }
    guard let clause = packs.flatMap(\.clauses).first(where: { $0.id == name }) else {
      complain(
        "no policy or clause is called '\(name)'; there are: "
          + packs.map(\.name).sorted().joined(separator: ", "))
      throw ExitCode(2)
    }
    print(described(clause))
  }

  private func described(_ clause: ClauseSource) -> String {
    var lines = ["\(clause.id)  \(clause.heading)", "  " + clause.paraphrase]
    func add(_ label: String, _ words: [String]) {
      if !words.isEmpty {
        lines.append("  \(padded(label + ":", 13))\(words.joined(separator: ", "))")
      }
    }
    add(
      "binds", Audience.allCases.filter { clause.audiences.contains(AudienceSet($0)) }.map(\.name))
    if let speakers = clause.speakers {
      add(
        "in words of", Audience.allCases.filter { speakers.contains(AudienceSet($0)) }.map(\.name))
    }
    add("rules", clause.rules.map { clause.names.contains($0) ? $0 + "*" : $0 })
    add("duty after", clause.dutyFor)
    add("action", clause.action.map { [$0.name] } ?? [])
    add("tell", clause.route)
    add("within", clause.within.map { [$0] } ?? [])
    add("handling", clause.handling)
    add("keep", clause.evidence)
    add("not in text", clause.notInText.map { [$0] } ?? [])
    return lines.joined(separator: "\n")
  }
}

struct PolicyCoverage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract:
      "Which clauses a text can break, by which rules, and whether their texts come out right.",
    discussion: """
      Texts stand in Fixtures/clauses beside Lexicons, and for a school's own pack in .gatepost/clauses. \
      Exit status 1 if a clause that a text can break is not covered.
      """)

  @OptionGroup var places: LexiconPlaces
  @Argument(help: "Only this policy.")
  var name: String?
  @Option(help: "Another folder of clause texts.")
  var texts: String?
  @Flag(help: "Only the totals.")
  var totals = false

  func run() throws {
    let compilation = try places.compilation()
    guard let image = compilation.image else { throw ExitCode(2) }
    let lexicon = try Lexicon(bytes: image)
    var packs = compilation.source.policies.filter { !$0.isLaw && $0.unionOf.isEmpty }
    if let name {
      packs = packs.filter { $0.name == name }
      guard !packs.isEmpty else {
        complain(
          "no policy with clauses of its own is called '\(name)'; 'gatepost policy list' names them"
        )
        throw ExitCode(2)
      }
    }
    var isWhole = true
    for pack in packs {
      let cases = try clauseTexts(of: pack.name)
      let coverage = try ClauseCoverage(of: pack, cases: cases) { words in
        guard words.hash != 0 else { return lexicon }
        return try Lexicon(bytes: places.compilation(adding: words).image ?? [])
      }
      for error in coverage.strays + coverage.rows.flatMap(\.failures) { complain("\(error)") }
      show(pack, coverage)
      isWhole = isWhole && coverage.rows.allSatisfy(\.isCovered) && coverage.strays.isEmpty
    }
    guard isWhole else { throw ExitCode(1) }
  }

  private func show(_ pack: PolicySource, _ coverage: ClauseCoverage) {
    if !totals {
      print("\(padded("clause", 42))\(padded("in text", 9))\(padded("texts", 15))rules, or why not")
      for row in coverage.rows {
        let texts =
          row.isVisible
          ? "\(row.breaks.right)/\(row.breaks.count) \(row.paraphrases.right)/\(row.paraphrases.count) "
            + "\(row.passes.right)/\(row.passes.count)" : ""
        let mark = row.isCovered ? "" : "  NOT COVERED"
        let rules = row.clause.rules.joined(separator: " ")
        print(
          padded(row.clause.id, 42) + padded(row.isVisible ? "yes" : "no", 9) + padded(texts, 15)
            + (row.clause.notInText ?? rules) + mark)
      }
    }
    let visible = coverage.rows.filter(\.isVisible)
    let covered = visible.filter(\.isCovered).count
    let paraphrases = visible.reduce(into: ClauseCoverage.Share()) {
      $0.count += $1.paraphrases.count
      $0.right += $1.paraphrases.right
    }
    print(
      "\(pack.name): \(coverage.rows.count) clauses; \(covered) of \(visible.count) that a text can "
        + "break are covered by rules and texts; \(coverage.rows.count - visible.count) say why no text "
        + "can; \(paraphrases.right) of \(paraphrases.count) paraphrases found")
  }

  private func clauseTexts(of policy: String) throws -> ClauseCases {
    for folder in (texts.map { [$0] } ?? places.clauseFolders) {
      let file = "\(folder)/\(policy).yml"
      guard let data = FileManager.default.contents(atPath: file) else { continue }
      let (cases, errors) = readClauseCases(String(decoding: data, as: UTF8.self), file: file)
      for error in errors { complain("\(error)") }
      guard errors.isEmpty else { throw ExitCode(2) }
      return cases
    }
    return ClauseCases(policy: policy, cases: [])
  }
}

struct PolicyCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check a pack of your own.",
    discussion: "It counts once it stands in the folder .gatepost/policies beside what is scanned.")

  @OptionGroup var places: LexiconPlaces
  @Argument(help: "The pack's file.")
  var file: String

  func run() throws {
    guard let data = FileManager.default.contents(atPath: file),
      let text = String(data: data, encoding: .utf8)
    else {
      complain("\(file): no such file, or not UTF-8; name the pack's YAML file")
      throw ExitCode(2)
    }
    let rules = Set(try places.source().rules.map(\.id))
    let (policy, errors) = checkPolicy(text, file: file, rules: rules)
    for error in errors { complain("\(error)") }
    guard errors.isEmpty, let policy else { throw ExitCode(2) }
    let visible = policy.clauses.filter { $0.notInText == nil }.count
    print(
      "\(file): nothing is wrong; policy '\(policy.name)', \(policy.clauses.count) clauses, "
        + "\(visible) of them with rules")
  }
}

struct PolicyNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Begin a pack of your own, with a comment at every line.")

  @Argument(help: "The pack's name, in small letters, digits and hyphens.")
  var name: String = "our-school"
  @Option(help: "The file to write; standard output if left out.")
  var output: String?

  func run() throws {
    let text = PolicyStarter.text(name: name)
    let (_, errors) = checkPolicy(text, file: "\(name).yml", rules: nil)
    guard errors.isEmpty else {
      for error in errors { complain("\(error)") }
      throw ExitCode(2)
    }
    guard let output else { return print(text, terminator: "") }
    guard !FileManager.default.fileExists(atPath: output) else {
      complain("\(output): is there already; name another file")
      throw ExitCode(2)
    }
    do {
      try text.write(toFile: output, atomically: true, encoding: .utf8)
    } catch {
      complain("\(output): cannot be written: \(error.localizedDescription)")
      throw ExitCode(2)
    }
  }
}

/// A text with blanks up to a width, and one at least.
func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(1, width - text.count))
}
