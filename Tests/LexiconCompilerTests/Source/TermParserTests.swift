import LexiconCompiler
import Testing

struct TermParserTests {
  private static let lists = """
    lists:
      - list: child
        about: A child
        words: [boy, girl~, little one, "year # child"]
      - list: adult
        terms: [mum, childminder, "@name"]
      - list: anyone
        terms: ["$child", "$adult", head teacher]
    """

  @Test(arguments: [
    ("liar", ["liar"]),
    ("LiaR", ["liar"]),
    ("rob~", ["rob|robs|robbed|robbing"]),
    ("(steal~|stole)", ["steal|steals|stealed|stealing|stole"]),
    ("fiddle the money", ["fiddle the money"]),
    ("the? money", ["the? money"]),
    ("(the|our)? money", ["the|our? money"]),
    ("(the|our|the) money", ["the|our money"]),
    ("(money|trip fund|books)", ["money|books", "trip fund"]),
    ("the (money|trip fund)?", ["the money?", "the trip fund"]),
    ("take (the old)? books", ["take the old books", "take books"]),
    ("((a|b) c|d)", ["a|b c", "d"]),
    ("(a|(b|c d)) e", ["a|b e", "c d e"]),
    ("(a?|b c) d", ["a? d", "b c d"]),
    ("not fit * *  run", ["not fit <2-2> run"]),
    ("* run *", ["<1-1> run <1-1>"]),
    ("took ..3 home", ["took <0-3> home"]),
    ("took ..3 * home", ["took <1-4> home"]),
    ("took *? home", ["took <0-1> home"]),
    ("took (*)? home", ["took <0-1> home"]),
    ("(the old)? ..3 home", ["the old <0-3> home", "home"]),
    ("=LAC", ["=LAC"]),
    ("(=LAC|=SEN) child", ["=LAC|SEN child"]),
    ("(=LAC|looked after) child", ["=LAC child", "looked after child"]),
    ("Year #", ["year #"]),
    ("Mr @cap", ["mr @cap"]),
    ("@name @surname cheats", ["@name @surname cheats"]),
    ("@person? lied", ["@person? lied"]),
    ("(#|@cap) lied", ["# lied", "@cap lied"]),
    ("co-head", ["co head"]),
    ("x-ray~", ["x ray|rays|rayed|raying"]),
    ("(co-head|cohead)", ["co head", "cohead"]),
    ("don't", ["don't"]),
    ("DON’T", ["don’t"]),
    ("he's lied", ["he|hes lied"]),
    ("MUM’S", ["mum|mums"]),
    ("=it's on", ["=it on"]),
    ("café 4B 🖕", ["café 4b 🖕"]),
    ("(  a  |  b  )", ["a|b"]),
    (
      "$child runs",
      [
        "boy|girl|girls|girled|girling runs", "little one runs", "year # child runs",
      ]
    ),
    ("no $adult?", ["no mum|childminder?", "no @name"]),
    (
      "no $anyone",
      [
        "no boy|girl|girls|girled|girling|mum|childminder", "no little one", "no year # child",
        "no @name", "no head teacher",
      ]
    ),
  ])
  func `a term stands for these phrases`(term: String, phrases: [String]) throws {
    let signal = "signals: [{signal: matter, terms: ['\(term.replacing("'", with: "''"))']}]"
    let (source, errors) = readLexicon(texts: [
      LexiconText("lists/a.yml", Self.lists), LexiconText("signals/a.yml", signal),
    ])
    #expect(errors.map(\.description) == [])
    let read = try #require(source.signals.first?.terms.first)
    #expect(read.text == term)
    #expect(read.phrases.map(written) == phrases)
  }

  @Test(arguments: [
    ("", "empty", 0),
    ("(a|b", "'(' is never closed", 0),
    ("x (a (b)", "'(' is never closed", 2),
    ("a)", "')' without a '(' before it", 1),
    ("a|b", "'|' stands only inside brackets; write (a|b)", 1),
    ("(a|)", "nothing here; write (a|b)? for what may be missing", 3),
    ("()", "nothing here; write (a|b)? for what may be missing", 1),
    ("a ?", "'?' must follow a word or a bracket", 2),
    ("a??", "a second '?'", 2),
    ("a ~", "'~' must follow a word", 2),
    ("(ab|c)~", "'~' must follow a word", 6),
    ("4b~ x", "'~' must follow a word of two letters or more", 2),
    ("=LAC~", "'~' cannot follow '=' and a word; write the forms out", 4),
    ("=", "a word is missing here", 1),
    ("co-", "a word is missing beside the hyphen", 3),
    ("colour(s)", "put a space before '('", 6),
    ("steal*", "put a space before '*'", 5),
    ("*ing", "'*' stands for a whole word; a part of a word cannot be left open", 0),
    ("e.g", "put a space before '.'", 1),
    ("a .3 b", "'.' is no part of a word; leave it out", 2),
    ("a .. b", "'..' needs a number from 1 to 20 after it: ..3", 2),
    ("a ..99 b", "'..' needs a number from 1 to 20 after it: ..3", 2),
    ("a ..3? b", "'..3' may be nothing already; leave out the '?'", 5),
    ("a & b", "'&' is no part of a word; words are parted by spaces", 2),
    ("$", "'$' needs the name of a list after it", 0),
    ("x $kid", "no list is called '$kid'", 2),
    ("x $chidl", "no list is called '$chidl'; did you mean '$child'?", 2),
    ("@nme x", "unknown '@nme'; did you mean '@name'?", 0),
    ("@wibble x", "unknown '@wibble'; there are @cap, @name, @surname and @person", 0),
    ("#", "needs at least one literal word that cannot be missing", 0),
    ("@name *", "needs at least one literal word that cannot be missing", 0),
    ("the?", "needs at least one literal word that cannot be missing", 0),
    ("(liar|#)", "needs at least one literal word that cannot be missing", 0),
  ])
  func `a bad term is refused with a caret under the place`(
    term: String, reason: String, offset: Int
  ) throws {
    let lists = "lists: {child: [boy]}"
    let signal = "signals:\n- signal: matter\n  terms:\n  - good\n  - '\(term)'"
    let (source, errors) = readLexicon(texts: [
      LexiconText("lists/a.yml", lists), LexiconText("signals/a.yml", signal),
    ])
    let error = try #require(errors.first)
    #expect(errors.count == 1)
    #expect(error.description == "signals/a.yml:5: term '\(term)': \(reason)")
    #expect(error.column == 6 + offset)
    #expect(error.excerpt?.description == term + "\n" + String(repeating: " ", count: offset) + "^")
    #expect(source.signals.first?.terms.map(\.text) == ["good"])
  }

  @Test(arguments: [
    ("(you are|u are|ur) mean", ["you|u are mean", "ur mean"]),
    ("(he is|she was|he was|she is|they are) mean", ["he|she is|was mean", "they are mean"]),
    ("in charge", ["in charge"]),
    ("(in charge|in charge of)", ["in charge of?"]),
    ("(teach|teach for|teaching|teaching for) them", ["teach|teaching for? them"]),
    ("(=TA|=HLTA) (x|x y)", ["=TA|HLTA x y?"]),
    ("(# of|@cap of) them", ["# of them", "@cap of them"]),
    ("(very|very very)? rude", ["very? very rude", "rude"]),
  ])
  func `alternatives that differ in one word are one phrase`(
    term: String, phrases: [String]
  ) throws {
    let text = "signals: [{signal: matter, terms: ['\(term)']}]"
    let read = try #require(lexicon("signals/a.yml", text).signals.first?.terms.first)
    #expect(read.phrases.map(written) == phrases)
  }

  @Test(arguments: 0..<200)
  func `the phrases of a term match what its alternatives say, nothing else`(seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let groups = (0..<2).map { _ in alternatives(&random) }
    let term = groups.map { "(" + $0.joined(separator: "|") + ")" }.joined(separator: " x ")
    let expected = groups[0].flatMap { head in groups[1].map { head + " x " + $0 } }
    let text = "signals: [{signal: matter, terms: ['\(term)']}]"
    let read = try #require(lexicon("signals/a.yml", text).signals.first?.terms.first)
    #expect(Set(read.phrases.flatMap(texts)) == Set(expected))
  }

  private func alternatives(_ random: inout SplitMix) -> [String] {
    (0...random.next(upTo: 6)).map { _ in
      (0...random.next(upTo: 3)).map { _ in ["a", "b", "c"][random.next(upTo: 3)] }
        .joined(separator: " ")
    }
  }

  /// Every text that a phrase of plain words matches.
  private func texts(of phrase: [PhraseElement]) -> [String] {
    words(of: phrase).map { $0.joined(separator: " ") }
  }

  private func words(of phrase: [PhraseElement]) -> [[String]] {
    phrase.reduce(into: [[String]()]) { all, element in
      let next =
        switch element.kind {
        case .words(let words): words.map { [$0] }
        case .group(let branches): branches.flatMap(words)
        default: [[String]]()
        }
      let longer = all.flatMap { head in next.map { head + $0 } }
      all = element.optional ? all + longer : longer
    }
  }

  @Test func `a gap at the edge of a not-in phrase stays, since it covers words`() {
    let source = lexicon(
      "signals/a.yml", "signals: [{signal: matter, terms: [liar], not-in: [no ..2, ..1 pants]}]")
    let phrases = source.signals.flatMap(\.notIn).flatMap(\.phrases).map(written)
    #expect(phrases == ["no <0-2>", "<0-1> pants"])
  }

  @Test func `many alternatives are one group inside a phrase, and refused as phrases`() {
    let entries = (0..<600).map { "a\($0) b\($0)" }.joined(separator: ", ")
    let signal = "signals:\n- signal: matter\n  terms:\n  - $many x\n  - $many"
    let (source, errors) = readLexicon(texts: [
      LexiconText("lists/a.yml", "lists: {many: [\(entries)]}"),
      LexiconText("signals/a.yml", signal),
    ])
    #expect(source.signals.first?.terms.map(\.phrases.count) == [1])
    #expect(
      errors.map(\.description) == [
        "signals/a.yml:5: term '$many': stands for more than 512 phrases; make it several terms"
      ])
  }

  @Test func `brackets too deep and terms too long are refused, not followed`() {
    let deep = String(repeating: "(", count: 100) + "a" + String(repeating: ")", count: 100)
    let long = String(repeating: "a ", count: 3_000)
    let signal = "signals: [{signal: matter, terms: ['\(deep)', '\(long)']}]"
    let (_, errors) = readLexicon(texts: [LexiconText("signals/a.yml", signal)])
    let reasons = errors.compactMap { $0.message.split(separator: "': ").last }
    #expect(reasons == ["brackets more than 16 deep", "longer than 4000 characters"])
  }
}
