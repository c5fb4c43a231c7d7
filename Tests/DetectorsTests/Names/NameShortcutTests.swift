import ScanCore
import TestSupport
import Testing
import TextModel

@testable import Detectors

/// What is ruled out by a glance at a word and the next is no name the long way either.
struct NameShortcutTests {
  private static let words = [
    "Oliver", "oliver", "Ellie", "may", "May", "Will", "will", "Grace", "grace", "Smith", "smith",
    "SMITH", "Kowalska", "Khan", "van", "de", "O'Brien", "McC", "T", "J", "I", "A", "The", "the",
    "We",
    "Well", "Mrs", "mrs", "St", "Mary's", "Queen", "King", "Postlethwaite", "Zorblax", "zorblax",
    "TF",
    "Hall", "Green", "York", "class", "Year", "4", "4B", "and", "scored", "was", "jpg", "wulfran",
  ]
  private static let joins = [
    " ", " ", " ", " ", " ", "  ", "-", "\u{2010}", ", ", ". ", ".", "_", " '", "' ", " (", ") ",
    "\n",
    ": ", " #", " @", "! ",
  ]

  private static func text(_ random: inout SplitMix) -> [UInt8] {
    let count = 1 + random.below(10)
    return Array((0..<count).map { _ in random.pick(words) + random.pick(joins) }.joined().utf8)
  }

  @Test(arguments: 0..<20)
  func `no name begins with a word that may begin none`(seed: Int) throws {
    try look(seed: seed) { scan, tokens, index, tables in
      let token = tokens[index]
      let isLooked =
        token.shape.contains(.capitalised)
        || token.word != 0 && scan.isOfNames(tables.attributes(of: token))
      guard isLooked, !scan.mayBegin(token, at: index, tables) else { return true }
      return scan.person(at: index) == nil
    }
  }

  @Test(arguments: 0..<20)
  func `a name of several words needs what may go on with one`(seed: Int) throws {
    try look(seed: seed) { scan, tokens, index, _ in
      let word = scan[index]
      if word.isCapitalised, !word.isFunctionWord, !scan.mayGoOn(after: index) {
        return scan.fullName(at: index) == nil && scan.surnameFirst(at: index) == nil
          && scan.initialAndSurname(at: index) == nil
      }
      if !word.isCapitalised, !scan.isInFileName(index), !scan.mayHaveSurname(behindSmall: index) {
        return scan.smallName(at: index, isInFile: false) == nil
      }
      return true
    }
  }

  /// Asks something of each token of some texts.
  private func look(
    seed: Int,
    _ holds: (NameScan, UnsafeBufferPointer<Token>, Int, LexiconTables) -> Bool
  ) throws {
    let lexicon = try #require(DisguiseLexicon.repository).lexicon
    let (tokeniser, terms) = (Tokeniser(lexicon: lexicon), TermFinder(lexicon: lexicon))
    var random = SplitMix(UInt64(seed))
    for _ in 0..<150 {
      let bytes = Self.text(&random)
      let padded = bytes + Array(repeating: 0, count: PassageBatch.padding)
      padded.withUnsafeBufferPointer { padded in
        let text = UnsafeBufferPointer(rebasing: padded[..<bytes.count])
        var scratch = ScanScratch()
        tokeniser.tokenise(text, into: &scratch.tokens)
        terms.findSentences(text, &scratch)
        let tokens = scratch.tokens.all
        var look = NameLook(text: text, tokens: tokens, kind: .comment, tables: lexicon.tables)
        withUnsafeMutablePointer(to: &look) { look in
          for index in tokens.indices {
            look.pointee.position = index
            let isTrue = holds(NameScan(look), tokens, index, lexicon.tables)
            #expect(isTrue, "\(index) in \(String(decoding: bytes, as: UTF8.self))")
          }
        }
      }
    }
  }
}
