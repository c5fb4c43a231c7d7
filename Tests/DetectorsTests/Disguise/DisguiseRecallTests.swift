import Detectors
import Testing
import TextModel

/// Offensive words of the lexicon in every disguise of the list.
struct DisguiseRecallTests {
  /// Words of four letters or more, medium or stronger: what a disguise is worth the trouble for.
  private static let words: [(word: String, signal: String)] = {
    guard let lexicon = DisguiseLexicon.repository else { return [] }
    let strong = lexicon.words().filter {
      $0.word.count >= 4 && $0.word.allSatisfy(\.isLetter) && $0.word.contains { "aeiou".contains($0) }
        && ($0.signal.hasPrefix("profanity.") && $0.signal != "profanity.mild"
          || $0.signal.hasPrefix("slur."))
    }
    return strong
  }()

  @Test(arguments: DisguiseKind.allCases)
  func `nineteen in twenty words are found in each disguise`(_ kind: DisguiseKind) throws {
    _ = try #require(DisguiseLexicon.repository)
    let tried = Self.words.compactMap { word in kind.hide(word.word).map { (word.word, $0) } }
    let missed = tried.filter { !Self.isFound($0.1) }
    let share = 1 - Double(missed.count) / Double(tried.count)
    print(
      "\(kind): \(tried.count - missed.count) of \(tried.count),",
      missed.map(\.1).prefix(60).joined(separator: "  "))
    #expect(tried.count >= 30)
    #expect(share >= 0.95, "\(kind)")
  }

  /// Whether something is found in a sentence on exactly the disguised stretch, as disguised.
  private static func isFound(_ hidden: String) -> Bool {
    guard let lexicon = DisguiseLexicon.repository else { return false }
    let before = "We saw the "
    let bytes = Array((before + hidden + " again today.").utf8)
    let start = UInt32(before.utf8.count)
    let end = start + UInt32(hidden.utf8.count)
    return lexicon.matches(in: bytes).contains { found in
      found.range.end == end && (found.range.start == start || hidden.hasPrefix("#") || hidden.hasPrefix("you"))
    }
  }
}
