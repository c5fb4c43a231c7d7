import LexiconCompiler
import ScanCore
import TestSupport
import Testing

/// The repository's own lexicon, compiled once for all tests.
enum Shipped {
  static let compilation = Compilation(roots: [Repository.root + "/Lexicons"])

  static let lexicon = Result { try Lexicon(bytes: compilation.image ?? []) }

  static var source: LexiconSource { compilation.source }

  /// The rules, for tests that run once for each.
  static let rules = source.rules.map(RuleCase.init)

  /// Rules that no policy names, and why they are there all the same.
  static let unnamed: Set<String> = []
}

/// A rule, shown by its id when a test fails.
struct RuleCase: Sendable, CustomTestStringConvertible {
  let rule: RuleSource

  var testDescription: String { rule.id }
}
