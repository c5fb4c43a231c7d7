import Detectors
import Testing
import TextModel

/// Offensive words of the lexicon in every disguise of the list.
struct DisguiseRecallTests {
  @Test(arguments: DisguiseKind.all)
  func `nine in ten words are found in each disguise`(_ kind: DisguiseKind) throws {
    let lexicon = try #require(DisguiseLexicon.repository)
    // Every other word: the lists are long.
    let tried = words(of: kind.scope, in: lexicon).enumerated().filter { $0.offset % 2 == 0 }
      .compactMap { kind.hide(Array($0.element)) }
    let missed = tried.filter { !isFound($0, lexicon) }
    #expect(tried.count >= 30 || kind.testDescription.contains("dash"))
    let share = 100 * (tried.count - missed.count) / max(tried.count, 1)
    #expect(share >= 90, "\(share) in 100 of \(tried.count); missed \(missed.prefix(40))")
  }

  @Test func `a disguised word that the terms find is marked as disguised`() throws {
    let lexicon = try #require(DisguiseLexicon.repository)
    let swearWord = try #require(
      lexicon.words().first { $0.signal == "profanity.strongest" && $0.word.contains("u") }?.word)
    for hidden in ["ú", "uuuu", "\u{200B}u"] {
      let text = "what a " + swearWord.replacing("u", with: hidden)
      let found = lexicon.matches(in: Array(text.utf8))
      #expect(found.map(\.isDisguised) == [true], "\(hidden)")
    }
    #expect(lexicon.matches(in: Array("what a \(swearWord)".utf8)).map(\.isDisguised) == [false])
  }

  @Test func `the range covers the whole stretch and no more`() throws {
    let lexicon = try #require(DisguiseLexicon.repository)
    let hidden: [(String, String)] = [
      ("what a w*nker!!", "masked: w*nker"), ("(f**k)", "masked: f**k"),
      ("**sh*t**", "masked: sh*t"), ("oh \"sh!t\", he said", "lookAlike: sh!t"),
      ("you @rsehole.", "lookAlike: @rsehole"), ("f***ing hell", "masked: f***ing"),
      ("f**ing hell", "masked: f**ing"), ("w a n k e r s", "spaced: w a n k e r s"),
      ("a f u c k i n g joke", "spaced: f u c k i n g"), ("what a b i t c h", "spaced: b i t c h"),
      ("f.u.c.k.", "spaced: f.u.c.k"),
      ("fu*k/sh*t", "masked: fu*k"), ("who the f*** did it", "initialOnly: f***"),
      ("#whatashitshow", "runTogether: shitshow"), ("ɯɥo ƃ wan.ker 🙄", "parted: wan.ker"),
      ("total $hitshow", "lookAlike: $hitshow"), ("tihs happens", "reversed: tihs"),
      ("f@#%ing", "masked: f@#%ing"), ("ur a tw@t m8", "lookAlike: tw@t"),
    ]
    for (text, expected) in hidden {
      #expect(lexicon.disguises(in: text).first == expected, "\(text)")
    }
  }

  private func words(of scope: DisguiseKind.Scope, in lexicon: DisguiseLexicon) -> [String] {
    lexicon.words().filter { word, signal in
      guard word.count >= 4, word.allSatisfy(\.isLetter),
        word.contains(where: { "aeiou".contains($0) })
      else { return false }
      if signal.hasPrefix("slur.") { return scope == .all || word.count >= 6 }
      return ["profanity.medium", "profanity.strong", "profanity.strongest"].contains(signal)
    }.map(\.word)
  }

  /// Whether something is found on exactly the disguised stretch; inside it, if it is joined to
  /// other words or one half of it is an offensive word itself.
  private func isFound(_ hidden: String, _ lexicon: DisguiseLexicon) -> Bool {
    let before = "We saw the "
    let bytes = Array((before + hidden + " again today.").utf8)
    let range = ByteRange(
      UInt32(before.utf8.count), UInt32(before.utf8.count + hidden.utf8.count))
    return lexicon.matches(in: bytes).contains { found in
      found.range == range || found.disguise == .runTogether && range.contains(found.range)
        || found.disguise == nil && range.contains(found.range)
    }
  }
}
