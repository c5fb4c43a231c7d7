import LexiconCompiler
import TestSupport

@testable import Detectors
import ScanCore

/// A lexicon that holds the shipped lists of words for identifiers, and nothing else.
let identifierLexicon: TestLexicon = {
  do {
    return try TestLexicon(
      ["identifiers/words.yml", "postcode-areas.tsv", "la-codes.tsv"].map {
        LexiconText($0, try Repository.text("Lexicons/" + $0))
      })
  } catch {
    fatalError("the lists of words for identifiers do not compile: \(error)")
  }
}()

/// A detector that knows them.
let identifierDetector = IdentifierDetector(lexicon: identifierLexicon.lexicon)
