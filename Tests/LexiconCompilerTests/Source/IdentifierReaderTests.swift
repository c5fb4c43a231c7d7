import Detectors
import ScanCore
import TestSupport
import Testing

@testable import LexiconCompiler

struct IdentifierReaderTests {
  private func read(_ texts: [String]) -> (lists: [IdentifierListSource], faults: [String]) {
    let files = texts.enumerated().map { number, text in
      LexiconText((number > 0 ? ".gatepost/" : "") + "identifiers/a.yml", "identifiers:\n" + text)
    }
    let (source, faults) = readLexicon(texts: files)
    return (source.identifiers, faults.map(\.description))
  }

  @Test func `the shipped file has every list that the program asks for`() throws {
    let (source, _) = readLexicon(roots: [Repository.root + "/Lexicons"])
    let filled = Set(source.identifiers.filter { !$0.words.isEmpty }.map(\.name))
    #expect(filled == Set(IdentifierList.allCases.map(\.name)))
  }

  @Test func `a later folder adds to a list, or takes its place`() {
    let first = "  month: {words: [june, july]}\n"
    #expect(
      read([first, "  month: {words: [may]}\n"]).lists.first?.words.map(\.text)
        == ["june", "july", "may"])
    #expect(
      read([first, "  month: {words: [may], replace: true}\n"]).lists.first?.words.map(\.text)
        == ["may"])
  }

  @Test(
    arguments: [
      (
        "  months: {words: [june]}\n",
        "identifiers/a.yml:2: unknown key 'months'; did you mean 'month'?"
      ),
      (
        "  month: {words: [the end]}\n",
        "identifiers/a.yml:2: 'the end' is not one word of plain letters, digits and . - _, of at "
          + "most 24 letters"
      ),
      (
        "  spoken: {values: {seven: x1}}\n",
        "identifiers/a.yml:2: 'x1' is not a number below 100, x2 to x9, or noughts in quotes"
      ),
      (
        "  iban: {values: {gb: 5}}\n", "identifiers/a.yml:2: '5' is not a length from 15 to 34"
      ),
      (
        "  spoken: {values: [seven]}\n",
        "identifiers/a.yml:2: 'values' gives each word its number, as 'seven: 7', not a list"
      ),
    ])
  func `a mistake is named with its line`(text: String, message: String) {
    #expect(read([text]).faults == [message])
  }

  @Test(arguments: [
    ("0", 0x100), ("7", 0x107), ("12", 0x10C), ("30", 0x21E), ("x2", 0x302), ("00", 0x402),
  ])
  func `what a spoken word stands for is packed as the detector reads it`(text: String, packed: Int)
  {
    #expect(SpokenValue.packed(text).map(Int.init) == packed)
  }
}
