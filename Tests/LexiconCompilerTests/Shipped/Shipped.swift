import LexiconCompiler
import ScanCore
import Synchronization
import TestSupport
import Testing

/// The repository's own lexicon, compiled once for all tests.
enum Shipped {
  static let compilation = Compilation(roots: [Repository.root + "/Lexicons"])

  static let lexicon = Result { try Lexicon(bytes: compilation.image ?? []) }

  /// The lexicon with what a school's settings add, compiled once for each.
  static func lexicon(with words: SettingsWords) throws -> Lexicon {
    guard words.hash != 0 else { return try lexicon.get() }
    return try withSettings.withLock { known in
      if let lexicon = known[words.hash] { return lexicon }
      let compilation = Compilation(roots: [Repository.root + "/Lexicons"], words: words)
      let lexicon = try Lexicon(bytes: compilation.image ?? [])
      known[words.hash] = lexicon
      return lexicon
    }
  }

  private static let withSettings = Mutex<[UInt32: Lexicon]>([:])

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
