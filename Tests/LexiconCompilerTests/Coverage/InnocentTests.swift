import Foundation
import LexiconCompiler
import Rules
import ScanCore
import TestSupport
import TextModel
import Testing

/// Honest words, names and places that hold an offensive string.
struct InnocentTests {
  @Test func `no innocent is offensive, alone or in an ordinary sentence`() throws {
    let file = Repository.root + "/Fixtures/innocents.tsv"
    let rows = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.dropFirst()
    let innocents = rows.map { String($0.split(separator: "\t")[1]) }
    #expect(innocents.count > 7_700)
    let lexicon = try Shipped.lexicon.get()
    let ids = RuleSet.ids(in: lexicon)
    let scanner = PassageScanner(lexicon: lexicon) { ids[$0].hasPrefix("offensive.") }
    let texts = innocents + innocents.map { "We talked about \($0) with Year 5 on Tuesday." }
    let scanned = scanner.scan(.of(texts, kind: .post))
    let flagged = zip(texts, scanned.ranges).filter { !$1.isEmpty }.map(\.0)
    #expect(flagged == [])
  }
}
