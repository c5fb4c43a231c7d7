import Detectors
import LexiconCompiler
import ScanCore
import TextModel

/// The repository's own lexicon, compiled once, with a detector of its disguised words.
struct DisguiseLexicon {
  let lexicon: Lexicon
  let detector: DisguiseDetector
  private let tokeniser: Tokeniser

  static let repository: DisguiseLexicon? = {
    let compilation = Compilation(roots: [root + "Lexicons"])
    guard let image = compilation.image, let lexicon = try? Lexicon(bytes: image) else {
      print(compilation.errors.map(\.description).joined(separator: "\n"))
      return nil
    }
    return DisguiseLexicon(lexicon: lexicon)
  }()

  /// The folder of the package, with a slash at its end.
  static let root = String(
    #filePath.dropLast("Tests/DetectorsTests/Disguise/DisguiseLexicon.swift".count))

  private init(lexicon: Lexicon) {
    self.lexicon = lexicon
    detector = DisguiseDetector(lexicon: lexicon)
    tokeniser = Tokeniser(lexicon: lexicon)
  }

  /// The words that are looked for under a disguise, with their signals.
  func words() -> [(word: String, signal: String)] {
    let names = lexicon.signalNames()
    return lexicon.records(.disguisedWords, as: DisguisedWordRecord.self).filter {
      names[Int($0.signal)] != "hidden.word"
    }.map {
      (lexicon.string(at: $0.word, count: UInt32($0.count)), names[Int($0.signal)])
    }
  }

  /// What the detector finds, with what the terms of the lexicon find of the same signals.
  func matches(in bytes: [UInt8], terms: Bool = true) -> [Found] {
    let names = lexicon.signalNames()
    var scratch = ScanScratch()
    var matches: [DisguiseMatch] = []
    let padded = bytes + Array(repeating: 0, count: PassageBatch.padding)
    padded.withUnsafeBufferPointer { padded in
      let text = UnsafeBufferPointer(rebasing: padded[..<bytes.count])
      tokeniser.tokenise(text, into: &scratch.tokens)
      if terms {
        let terms = TermFinder(lexicon: lexicon)
        _ = terms.collect(detector.signals, in: text, &scratch)
        terms.find(detector.signals, in: text, &scratch)
        detector.mark(&scratch.signals, in: text, tokens: scratch.tokens.all)
      }
      detector.find(
        in: text, tokens: scratch.tokens.all, odd: scratch.tokens.odd, seen: scratch.tokens.seen,
        into: &matches)
    }
    let terms = scratch.signals.map {
      Found(
        signal: names[Int($0.kind)], range: $0.range, disguise: nil, isDisguised: $0.disguise != nil
      )
    }
    return terms
      + matches.map {
        Found(
          signal: names[Int($0.signal)], range: $0.range, disguise: $0.disguise, isDisguised: true)
      }
  }

  /// One find.
  struct Found {
    var signal: String
    var range: ByteRange
    /// Nil if the terms of the lexicon found it.
    var disguise: Disguise?
    var isDisguised: Bool
  }

  /// What the detector alone finds, each as "disguise: found text".
  func disguises(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    return matches(in: bytes, terms: false).map { found in
      let kind = found.disguise.map { "\($0)" } ?? "term"
      return kind + ": " + String(decoding: bytes[found.range.indices], as: UTF8.self)
    }
  }
}
