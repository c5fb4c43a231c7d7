import LexiconCompiler
import ScanCore
import TestSupport
import Testing

struct PhraseReferenceTests {
  private static func text(_ random: inout SplitMix) -> String {
    (0..<(4 + random.below(24))).map { _ in
      let word = random.once(in: 8) ? "\(random.below(100))" : random.pick(NaiveTerm.vocabulary)
      return word + random.pick([" ", " ", " ", " ", " ", ", ", "-", "\n", ". ", "\n\n"])
    }.joined()
  }

  /// Lists of how common words are: each makes another word of a phrase its anchor.
  private static func frequencies(_ random: inout SplitMix) -> String {
    "word\tper_10000\n"
      + NaiveTerm.vocabulary.map { "\($0)\t\(random.below(1_000))" }.joined(separator: "\n")
  }

  /// The spans of words that the lexicon finds, one past the last word.
  private static func spans(_ lexicon: Lexicon, _ text: String) -> Set<Range<Int>> {
    Set(lexicon.signals(in: text).map { Int($0.firstToken)..<Int($0.lastToken) + 1 })
  }

  @Test(arguments: 0..<150)
  func `the matcher finds what a naive one finds, whichever word is the anchor`(seed: Int) throws {
    var random = SplitMix(UInt64(seed))
    let term = NaiveTerm.random(&random)
    let texts = (0..<12).map { _ in Self.text(&random) }
    for _ in 0..<3 {
      let compilation = Compilation(texts: [
        LexiconText("names/frequency.tsv", Self.frequencies(&random)),
        LexiconText("signals/a.yml", "signals: [{signal: matter, terms: ['\(term.written)']}]"),
      ])
      // A term without a word that must be there, or of too many phrases, is refused.
      guard let image = compilation.image else { return }
      let lexicon = try Lexicon(bytes: image)
      for text in texts { Self.compare(term, lexicon, text) }
    }
  }

  /// What is found must be right, and nothing that is right may lie wholly unfound.
  private static func compare(_ term: NaiveTerm, _ lexicon: Lexicon, _ text: String) {
    let right = term.spans(in: lexicon.words(of: text))
    let found = spans(lexicon, text)
    let wrong = found.subtracting(right)
    #expect(wrong.isEmpty, "\(term.written) in \(text.debugDescription)")
    let missed = right.filter { span in !found.contains { $0.overlaps(span) } }
    #expect(missed.isEmpty, "\(term.written) in \(text.debugDescription)")
  }

  @Test func `most terms made at random compile, so the comparison means something`() {
    let compiled = (0..<300).count { seed in
      var random = SplitMix(UInt64(seed))
      let term = NaiveTerm.random(&random)
      let text = "signals: [{signal: matter, terms: ['\(term.written)']}]"
      return Compilation(texts: [LexiconText("signals/a.yml", text)]).image != nil
    }
    #expect(compiled > 150)
  }
}
