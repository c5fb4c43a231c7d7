import ScanCore
import TestSupport
import Testing

struct TokeniserTests {
  /// Knows how letters fold, and the words that the tables ask for.
  private static let words = """
    word\tclass
    obrien\t1
    dont\t9
    sian\t1
    wisniewski\t1
    strasse\t1
    paypal\t1
    liar\t5
    cool\t5
    school\t9
    """

  private static let compiled = Result {
    let letters = try Repository.text("Lexicons/names/letters.tsv")
    return try TestLexicon(names: ["letters": letters, "words": words]).lexicon
  }

  static func lexicon() throws -> Lexicon { try compiled.get() }

  @Test(arguments: [
    TextCase("one two", "one", "two"),
    TextCase("co-head, on-line", "co", "head", "on", "line"),
    TextCase("Year 4, 4B and Y6s", "Year", "4", "4B", "and", "Y6s"),
    TextCase("07700 900123", "07700", "900123"),
    TextCase("'so' he said, \"no\"", "so", "he", "said", "no"),
    TextCase("‘so’ he said, “no”", "so", "he", "said", "no"),
    TextCase("the parents' evening", "the", "parents", "evening"),
    TextCase("Sam's, Sam’s, SAM'S, Sam`s", "Sam", "Sam", "SAM", "Sam", "s"),
    TextCase("boys'll", "boys'll"),
    TextCase("O'Brien-Łęcki", "O'Brien", "Łęcki"),
    TextCase("well🎉done", "well", "done"),
    TextCase("a 👨‍👩‍👧 b", "a", "b"),
    TextCase("a👨‍👩‍👧b ❤️c", "a", "b", "c"),
    TextCase("so\u{AD}ft zero\u{200B}width", "so\u{AD}ft", "zero\u{200B}width"),
    TextCase("\u{FEFF}bom \u{200E}mark\u{200F}", "bom", "mark"),
    TextCase("naïve Zoë’s", "naïve", "Zoë"),
    TextCase("no-break\u{A0}space\u{2003}em", "no", "break", "space", "em"),
    TextCase("a—b…c“d”e·f", "a", "b", "c", "d", "e", "f"),
    TextCase("name@example.com", "name", "example", "com"),
    TextCase("$£€ !?;: ()"),
    TextCase("' '' ’ ’’"),
    TextCase("\u{0}a\u{0}b\u{7F}", "a", "b"),
    TextCase("Ünïcödé", "Ünïcödé"),
    TextCase("Привет, мир", "Привет", "мир"),
  ])
  func `a text is cut into its words`(test: TextCase) throws {
    #expect(try Self.lexicon().words(of: test.text).map(\.text) == test.expected)
  }

  @Test(arguments: [
    ["O'Brien", "o’brien", "OBRIEN", "O‘Brien", "O'Brien's", "O´Brien"],
    ["don't", "don’t", "dont", "DON'T", "Donʼt"],
    ["Siân", "sian", "SIÂN", "Sia\u{302}n", "Siân’s"],
    ["Wiśniewski", "wisniewski", "WIŚNIEWSKI"],
    ["Straße", "strasse"],
    ["liar", "LIAR", "li\u{AD}ar", "l\u{200B}i\u{200D}ar", "ｌｉａｒ", "liаr", "ⅼiar", "𝐥𝐢𝐚𝐫"],
    ["school", "schoool", "schoooool", "SCHOOOL", "schoоl"],
  ])
  func `ways to write a word are one word`(ways: [String]) throws {
    let lexicon = try Self.lexicon()
    let found = ways.map { lexicon.words(of: $0).map(\.word) }
    #expect(found.allSatisfy { $0.count == 1 && $0[0] != 0 && $0 == found[0] }, "\(found)")
  }

  @Test(
    arguments: [
      ("word", []), ("Word", [.capitalised]), ("WORD", [.capitalised, .allCapitals]),
      ("I", [.capitalised]), ("McKay", [.capitalised, .innerCapital]), ("iPhone", []),
      ("4", [.hasDigit, .allDigits]), ("4B", [.hasDigit]),
      ("Y6", [.capitalised, .hasDigit]), ("KS2", [.capitalised, .allCapitals, .hasDigit]),
      ("Siân", [.capitalised, .nonASCII]), ("ÉCOLE", [.capitalised, .allCapitals, .nonASCII]),
      ("Sia\u{302}n", [.capitalised]),
      ("O'Brien", [.capitalised, .hasApostrophe, .innerCapital]), ("don't", [.hasApostrophe]),
      ("Sam's", [.capitalised, .possessive]), ("SAM’S", [.capitalised, .allCapitals, .possessive]),
      ("liаr", [.nonASCII, .disguised]), ("li\u{200B}ar", [.disguised]),
      ("Привет", [.capitalised, .nonASCII]), ("мир", [.nonASCII]),
    ] as [(String, TokenShape)])
  func `a word's shape says how it is written`(word: String, shape: TokenShape) throws {
    #expect(try Self.lexicon().words(of: word).map(\.shape) == [shape])
  }

  @Test(arguments: [
    "word", "Word", "WORD", "McKay", "iPhone", "iPHONE", "abCD", "KS2", "4B", "2015", "aB1C", "A",
  ])
  func `quotes round a word do not change its shape`(word: String) throws {
    let lexicon = try Self.lexicon()
    let plain = lexicon.words(of: word).map(\.shape)
    for (open, close) in [("'", "'"), ("‘", "’"), ("", "'"), ("'", "")] {
      #expect(lexicon.words(of: "a \(open)\(word)\(close) b")[1].shape == plain[0], "\(open)")
    }
  }

  @Test(arguments: [1, 2, 15, 16, 17, 63, 64, 65, 127, 128, 129, 300])
  func `a word of any length is one word wherever a block of 64 bytes ends`(length: Int) throws {
    let lexicon = try Self.lexicon()
    for before in 0..<66 {
      let text = String(repeating: " ", count: before) + String(repeating: "x", count: length)
      for tail in ["", " ", ".", "é", "'"] {
        let end = before + length + (tail == "é" ? 2 : 0)
        let places = lexicon.words(of: text + tail).map { [$0.start, $0.end] }
        #expect(places == [[before, end]], "\(before) \(tail)")
      }
    }
  }

  @Test func `an empty text has no words`() throws {
    #expect(try Self.lexicon().words(of: "").isEmpty)
  }
}
