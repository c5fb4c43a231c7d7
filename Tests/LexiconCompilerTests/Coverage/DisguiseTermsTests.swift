import Foundation
import LexiconCompiler
import Rules
import ScanCore
import TestSupport
import TextModel
import Testing

/// The words of two public tables in twenty disguises.
struct DisguiseTermsTests {
  @Test func `of words in twenty disguises ninety-five in a hundred are found`() throws {
    let terms = try Self.rows("/Fixtures/disguised-terms.tsv").map { $0[0] }
    #expect(terms.count > 190)
    let honest = try honestWords()
    let found = try Self.findings(in: terms.map { "you \($0)" })
    // Words with honest uses are found only when hidden; those in no lexicon at all not even then.
    let isOffensive = Dictionary(zip(terms, found), uniquingKeysWith: { one, _ in one })
    var tried: [(kind: String, form: String)] = []
    var leftOut: [String] = []
    for term in terms {
      for (kind, form) in DisguiseForms.all {
        guard let hidden = form(Array(term)) else { continue }
        // What every reader sees at once as the word itself is no disguise of one with honest uses.
        let reads = ["styled", "marks", "mixed-case", "repeats"].contains(kind)
        let isHonest =
          reads && isOffensive[term] == false && honest.contains(term)
          || honest.contains(hidden.lowercased())
          || hidden.split(separator: " ").allSatisfy { honest.contains(String($0)) }
          || hidden.allSatisfy(\.isNumber)
        if isHonest { leftOut.append(hidden) } else { tried.append((kind, hidden)) }
      }
    }
    let texts = tried.map { $0.kind == "run-together" ? $0.form : "you \($0.form)" }
    let hits = try Self.findings(in: texts)
    let missed = zip(tried, hits).filter { !$1 }.map(\.0)
    print("left out, because they read as words: \(leftOut.joined(separator: ", "))")
    print("\(tried.count - missed.count) of \(tried.count) found; missed:")
    for (kind, forms) in Dictionary(grouping: missed, by: \.kind).sorted(by: { $0.key < $1.key }) {
      print("  \(kind): \(forms.map(\.form).joined(separator: ", "))")
    }
    #expect(tried.count > 3_000)
    #expect(100 * (tried.count - missed.count) >= 95 * tried.count)
  }

  @Test func `slips of the pen in common words are no disguise`() throws {
    let words = try Self.rows("/Lexicons/names/words.tsv")
      .filter { $0.count > 1 && Int($0[1]) ?? 0 >= 7 && $0[0].count >= 4 }.map { Array($0[0]) }
      .filter { $0.allSatisfy { $0.isLetter && $0.isASCII } }
    #expect(words.count > 1_000)
    let slips = words.flatMap { word -> [String] in
      let place = 1 + word.count % (word.count - 2)
      var swapped = word
      swapped.swapAt(place, place + 1)
      let dropped = word[..<place] + word[(place + 1)...]
      let doubled = word[...place] + word[place...]
      return [String(swapped), String(dropped), String(doubled)]
    }
    let hits = try Self.findings(in: slips.map { "we had the \($0) on Friday" })
    let flagged = zip(slips, hits).filter(\.1).map(\.0)
    #expect(1_000 * flagged.count <= 3 * slips.count, "\(flagged)")
  }

  private func honestWords() throws -> Set<String> {
    var words: Set<String> = []
    for name in ["words", "given-names", "surnames", "places"] {
      for row in try Self.rows("/Lexicons/names/\(name).tsv") { words.insert(row[0].lowercased()) }
    }
    for row in try Self.rows("/Fixtures/innocents.tsv") { words.insert(row[1].lowercased()) }
    return words
  }

  /// For each text whether something offensive is found in it.
  private static func findings(in texts: [String]) throws -> [Bool] {
    let lexicon = try Shipped.lexicon.get()
    let ids = RuleSet.ids(in: lexicon)
    let scanner = PassageScanner(lexicon: lexicon) { ids[$0].hasPrefix("offensive.") }
    return scanner.scan(.of(texts, kind: .comment)).ranges.map { !$0.isEmpty }
  }

  private static func rows(_ path: String) throws -> [[String]] {
    try String(contentsOfFile: Repository.root + path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.dropFirst()
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }
}
