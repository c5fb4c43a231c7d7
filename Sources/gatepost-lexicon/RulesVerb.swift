import ArgumentParser
import Foundation
import LexiconCompiler
import TextModel

/// What `gatepost rules show` does.
struct RulesVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule", abstract: "Explain a rule: what it finds, why, and what to write instead.")

  @OptionGroup var places: LexiconPlaces
  @Argument(help: "The rule's id.")
  var id: String

  func run() throws {
    let source = try places.source()
    guard let rule = source.rules.first(where: { $0.id == id }) else {
      let near = nearest(to: id, among: source.rules.map(\.id)).map { "; did you mean '\($0)'?" }
      complain("no rule is called '\(id)'" + (near ?? "; 'gatepost rules list' names them"))
      throw ExitCode(2)
    }
    print(RuleExplanation(rule, in: source).text)
  }
}

/// A rule in words for somebody who has never seen its file.
struct RuleExplanation {
  private let rule: RuleSource
  private let source: LexiconSource

  init(_ rule: RuleSource, in source: LexiconSource) {
    self.rule = rule
    self.source = source
  }

  /// Some paragraphs, each with its heading.
  var text: String {
    let parts = [
      ["\(rule.id): \(rule.title)"],
      section("What it finds", rule.ways.enumerated().flatMap(way)),
      section("How bad it is", [weight]),
      section("Why", reasons),
      section("Found", rule.examples.flag.map(marked)),
      section("Not found", rule.examples.clean.map { "“\($0.text)”" }),
      section("What to do", [rule.advice]),
      section("What to write instead", rule.replacement.map { [$0] } ?? []),
      section("Whom to tell", rule.route.isEmpty ? [] : [tell]),
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [title] + lines.map { "  " + $0 }
  }

  private func way(_ number: Int, _ way: WaySource) -> [String] {
    var words = number == 0 ? [] : ["Or:"]
    words.append("words for: " + about(way.find))
    for condition in way.conditions {
      words.append("  together with: " + about(condition.signals))
    }
    let unless = way.unless.flatMap(\.signals)
    if !unless.isEmpty { words.append("  but not beside: " + about(unless)) }
    return words
  }

  /// What signals mean, in the words of their files.
  private func about(_ names: [String]) -> String {
    names.map { name in
      let own = source.signals.filter { $0.name == name || $0.name.hasPrefix(name + ".") }
      let text = own.count == 1 ? own[0].about : ""
      return text.isEmpty ? name : "\(name) (\(text))"
    }.joined(separator: "; ")
  }

  private var weight: String {
    "\(rule.severity.name); asks for \(rule.action.name); right about "
      + "\(Int((rule.confidence * 100).rounded())) times in 100"
  }

  private var reasons: [String] {
    source.policies.flatMap(\.clauses).filter { $0.rules.contains(rule.id) }.map { clause in
      let named = clause.names.contains(rule.id) ? "" : " (drawn from its wider words)"
      return "\(clause.id), \(clause.heading): \(clause.paraphrase)\(named)"
    }
  }

  private var tell: String {
    rule.route.joined(separator: ", ") + (rule.within.map { ", within \($0)" } ?? "")
  }

  private func marked(_ example: ExampleSource) -> String {
    var bytes: [UInt8] = []
    for (place, byte) in example.text.utf8.enumerated() {
      if example.spans.contains(where: { $0.lowerBound == place }) { bytes += "[".utf8 }
      bytes.append(byte)
      if example.spans.contains(where: { $0.upperBound == place + 1 }) { bytes += "]".utf8 }
    }
    return
      "“\(String(decoding: bytes, as: UTF8.self))” (\(example.audience.name), \(example.kind.name))"
  }
}
