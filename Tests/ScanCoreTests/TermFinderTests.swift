import LexiconCompiler
import ScanCore
import TestSupport
import TextModel
import Testing

/// A term, and texts with `⟦ ⟧` round what it must find in them.
struct TermCase: Sendable, CustomTestStringConvertible {
  let term: String
  let texts: [String]

  init(_ term: String, _ texts: String...) {
    self.term = term
    self.texts = texts
  }

  var testDescription: String { term }
}

struct TermFinderTests {
  static let names = [
    "given-names": """
    name\tbirths\trecent\tword\tplace
    Oliver\t9\t9\t0\t0
    Freya\t9\t9\t0\t0
    """,
    "surnames": """
    surname\tweight\tuk\tword\tplace
    Fenwick\t5\t1\t0\t0
    """,
    "words": """
    word\tclass
    the\t9
    school\t9
    said\t9
    """,
  ]

  /// A rule that finds what a signal finds.
  static let rule = """
    - {id: entity.test, title: t, find: [matter], severity: note, advice: a}
    - {id: entity.people, title: t, find: [person], severity: note, advice: a}
    """

  /// Marks what the signal `matter` with those lines finds in a text.
  static func marked(
    _ lines: String, in text: String, spellings: String = "", lists: String = ""
  ) throws -> String {
    var files = [LexiconText("signals/a.yml", "signals:\n- signal: matter\n  \(lines)")]
    files.append(LexiconText("rules/a.yml", rule))
    files += names.sorted { $0.key < $1.key }.map { LexiconText("names/\($0.key).tsv", $0.value) }
    if !spellings.isEmpty { files.append(LexiconText("spellings.tsv", spellings)) }
    if !lists.isEmpty { files.append(LexiconText("lists/a.yml", lists)) }
    let test = try TestLexicon(files)
    let found = test.findings(in: text) { $0 == "entity.test" }
    return TextMarks.put(found.map(\.range.indices), into: text)
  }

  @Test(arguments: [
    TermCase("liar", "a ⟦liar⟧", "⟦LIAR⟧!", "a liars", "⟦liar⟧'s", "⟦li\u{AD}ar⟧ ⟦liaaaar⟧"),
    TermCase("fiddle~ the money", "he ⟦fiddled the money⟧", "fiddling money", "fiddle the, money"),
    TermCase("liar~", "⟦liars⟧ and ⟦liar⟧"),
    TermCase("(he|she) lies", "⟦he lies⟧ ⟦She lies⟧", "it lies"),
    TermCase("the (trip fund|money) box", "⟦the trip fund box⟧", "⟦the money box⟧", "the trip box"),
    TermCase("took (the|our)? money", "⟦took money⟧, ⟦took our money⟧", "took your money"),
    TermCase("took ..3 home", "⟦took home⟧", "⟦took it all right home⟧", "took a b c d home"),
    TermCase("took ..3 home", "took it. Home", "took it\n\nhome", "took it? home"),
    TermCase("not fit * * run", "⟦not fit to ever run⟧", "not fit to run", "not fit a b c run"),
    TermCase("fit to *", "⟦fit to run⟧ it", "fit to. Run"),
    TermCase("* liar", "⟦a liar⟧", "liar", "So. Liar"),
    TermCase("year #", "⟦Year 4⟧ and ⟦year 06⟧", "year four", "year 4b"),
    TermCase("# boys", "⟦12 boys⟧"),
    TermCase("=LAC", "a ⟦LAC⟧ review", "lac of", "Lac", "LACs", "⟦LAC⟧'s"),
    TermCase("=Head of (=Year|=KS2)", "⟦Head of Year⟧", "head of year", "⟦Head of KS2⟧"),
    TermCase("=O'Brien said", "⟦O'Brien said⟧", "OBrien said"),
    TermCase("thick as @cap", "⟦thick as Mince⟧", "thick as mince"),
    TermCase("sack @name", "⟦sack Oliver⟧", "sack oliver", "sack Fenwick", "sack School"),
    TermCase("sack @surname", "⟦sack Fenwick⟧", "sack School", "sack fenwick"),
    TermCase("@person is thick", "⟦Oliver Fenwick is thick⟧", "⟦Freya is thick⟧", "it is thick"),
    TermCase("thick like @person", "⟦thick like Oliver Fenwick⟧ is"),
    TermCase("well-known liar", "⟦well known liar⟧", "⟦well-known liar⟧", "⟦well - known liar⟧"),
    TermCase("don't care", "⟦don’t care⟧ ⟦dont care⟧"),
    TermCase("a mum", "⟦a mum⟧'s job"),
    TermCase("liar? liar pants", "⟦liar liar pants⟧", "⟦liar pants⟧", "pants"),
    TermCase("a rat", "a, a, ⟦a rat⟧", "a\nrat", "a\nRat"),
  ])
  func `a term finds what it says and nothing else`(test: TermCase) throws {
    for marked in test.texts where marked != "fiddle the, money" && marked != "a\nrat" {
      let text = TextMarks.removed(from: marked)
      #expect(try Self.marked("terms: ['\(test.term.doubledQuotes)']", in: text) == marked)
    }
  }

  @Test func `punctuation and a wrapped line between the words of a phrase do not matter`() throws {
    for text in ["a, rat", "a - rat", "a\nrat", "a \"rat", "a (rat"] {
      let marked = try Self.marked("terms: [a rat]", in: text)
      #expect(marked == "⟦\(text)⟧")
    }
  }

  @Test(arguments: [1, 4, 5, 8, 9, 15, 16, 60])
  func `a word that any number of phrases are looked for from is found in each`(
    count: Int
  ) throws {
    let letters = "abcdefghjklmnopqrstuvwxyz".map(String.init)
    let names = (0..<count).map { letters[$0 / 25] + letters[$0 % 25] }
    let terms = names.map { "left\($0) * box * right\($0)" }
    for (place, name) in names.enumerated() {
      let other = count > 1 ? names[(place + 1) % count] : "zz"
      for marked in ["⟦left\(name) a box b right\(name)⟧", "left\(name) a box b right\(other)"] {
        let text = TextMarks.removed(from: marked)
        #expect(try Self.marked("terms: [\(terms.joined(separator: ", "))]", in: text) == marked)
      }
    }
  }

  @Test func `a long passage is gone through to its end`() throws {
    let marked = Array(repeating: "⟦liar⟧ said ⟦a rat⟧", count: 2_000).joined(separator: ", ")
    let text = TextMarks.removed(from: marked)
    #expect(try Self.marked("terms: [liar, a rat]", in: text) == marked)
  }

  @Test func `a large product of alternatives is found in every combination`() throws {
    let groups = ["(he|she|they all|that lot)", "(is|was|were never)", "(a|the big|no)?", "$bad"]
    let term = groups.joined(separator: " ")
    let lists = "lists: {bad: [liar, fat cheat, 'thief of (hours|money)', crook in a suit]}"
    for who in ["he", "she", "they all", "that lot"] {
      for verb in ["is", "was", "were never"] {
        for article in ["", " a", " the big", " no"] {
          for what in ["liar", "fat cheat", "thief of money", "crook in a suit"] {
            let text = "\(who) \(verb)\(article) \(what)"
            #expect(try Self.marked("terms: ['\(term)']", in: text, lists: lists) == "⟦\(text)⟧")
          }
        }
      }
    }
  }

  @Test(arguments: [
    ("(a? b?|c) liar (d|e f|g h|i j|k l|m n) (o|p q|r s|t u)? (x? y?|z)", "⟦liar d⟧"),
    ("liar (d|e f|g h|i j|k l|m n) (o|p q|r s|t u|v w) (x? y?|z)", "⟦liar e f t u⟧"),
    ("liar (d|e f|g h|i j|k l|m n) (o|p q|r s|t u|v w) (..2|z)", "⟦liar e f t u⟧"),
    ("liar (d|e f|g h|i j|k l|m n) (o|p q|r s|t u|v w) (x (y|z)?)?", "⟦liar e f o x⟧"),
  ])
  func `a group all of whose words may be missing may be missing`(
    term: String, marked: String
  ) throws {
    let text = TextMarks.removed(from: marked)
    #expect(try Self.marked("terms: ['\(term)']", in: text) == marked)
  }

  @Test(arguments: [
    TermCase("pants", "liar pants, ⟦liar⟧", "⟦liar⟧. Liar pants"),
    TermCase("no ..2", "no big liar, ⟦liar⟧"),
    TermCase("..2 show", "liar big show, ⟦liar⟧", "liar show"),
    TermCase("* show", "liar show", "⟦liar⟧ big show"),
  ])
  func `a term inside a not-in phrase does not count`(test: TermCase) throws {
    let cover = test.term == "pants" ? "liar pants" : test.term
    for marked in test.texts {
      let text = TextMarks.removed(from: marked)
      #expect(try Self.marked("terms: [liar]\n  not-in: ['\(cover)']", in: text) == marked)
    }
  }

  @Test func `another spelling stands for the word, through a chain of spellings too`() throws {
    for spellings in ["yor\tur\nur\tyour", "ur\tyour\nyor\tur"] {
      for text in ["your fault", "ur fault", "yor fault", "Ur FAULT"] {
        let marked = try Self.marked("terms: [your fault]", in: text, spellings: spellings)
        #expect(marked == "⟦\(text)⟧")
      }
    }
  }

  @Test func `spellings that stand for each other in a ring do no harm`() throws {
    let ring = "aa\tbb\nbb\tcc\ncc\taa"
    for text in ["aa", "bb", "cc"] {
      #expect(try Self.marked("terms: [bb]", in: text, spellings: ring) == "⟦\(text)⟧")
    }
  }

  @Test func `an -ing word is also found without its g, unless that is a word itself`() throws {
    let marked = try Self.marked("terms: [fiddling, robing]", in: "fiddlin robin fiddling")
    #expect(marked == "⟦fiddlin⟧ ⟦robin⟧ ⟦fiddling⟧")
    let known = try Self.marked("terms: [saiding, said]", in: "saidin said")
    #expect(known == "⟦saidin⟧ ⟦said⟧")
  }
}

extension String {
  /// As it stands inside the single quotes of YAML.
  var doubledQuotes: String {
    split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
  }
}
