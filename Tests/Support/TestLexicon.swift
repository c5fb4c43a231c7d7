package import LexiconCompiler
import Rules
package import ScanCore
package import TextModel

/// A small lexicon, compiled from text that a test writes.
package struct TestLexicon {
  /// What the compiler made of the text.
  package let compilation: Compilation
  /// The lexicon.
  package let lexicon: Lexicon
  /// The ids of its rules, by their number.
  package let rules: [String]

  /// Compiles some files.
  ///
  /// - Throws: The first fault, or `LexiconError`.
  package init(_ files: [LexiconText]) throws {
    compilation = Compilation(texts: files)
    if let fault = compilation.errors.first { throw fault }
    lexicon = try Lexicon(bytes: compilation.image ?? [])
    rules = RuleSet.ids(in: lexicon)
  }

  /// Compiles signals, rules and lists of names, each given as the text of its file.
  package init(
    signals: String = "", rules: String = "", policies: [String] = [], names: [String: String] = [:]
  ) throws {
    var files = names.map { LexiconText("names/\($0.key).tsv", $0.value) }
    files.sort { $0.path < $1.path }
    if !signals.isEmpty { files.append(LexiconText("signals/a.yml", signals)) }
    if !rules.isEmpty { files.append(LexiconText("rules/a.yml", rules)) }
    for (number, policy) in policies.enumerated() {
      files.append(LexiconText("policies/\(number).yml", policy))
    }
    try self.init(files)
  }

  /// The findings in one text.
  package func findings(
    in text: String, as audience: Audience = .official, kind: PassageKind = .post,
    routines: Routines = .fastest, isActive: (String) -> Bool = { _ in true }
  ) -> [Finding] {
    let scanner = PassageScanner(lexicon: lexicon, routines: routines) { isActive(rules[$0]) }
    let batch = PassageBatch.of([text], kind: kind)
    return scanner.scan(batch, as: audience).findings
  }

  /// The text with `⟦ ⟧` round each finding, as rules' examples are written.
  package func marked(
    _ text: String, as audience: Audience = .official, kind: PassageKind = .post
  ) -> String {
    let ranges = findings(in: text, as: audience, kind: kind).map(\.range.indices)
    return TextMarks.put(ranges, into: text)
  }

  /// Each finding as `rule: text`.
  package func found(
    in text: String, as audience: Audience = .official, kind: PassageKind = .post
  ) -> [String] {
    let bytes = Array(text.utf8)
    return findings(in: text, as: audience, kind: kind).map {
      "\(rules[$0.rule]): " + String(decoding: bytes[$0.range.indices], as: UTF8.self)
    }
  }
}

extension PassageBatch {
  /// A sealed batch of passages of one kind.
  package static func of(_ texts: [String], kind: PassageKind = .text) -> PassageBatch {
    var batch = PassageBatch()
    for text in texts {
      var passage = Passage(text: batch.store(text))
      passage.kind = kind
      batch.append(passage)
    }
    batch.seal()
    return batch
  }
}
