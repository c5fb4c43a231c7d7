package import ScanCore

/// A word that the tokeniser cut, with its text.
package struct CutWord: Equatable, CustomStringConvertible {
  /// As it stands in the text.
  package var text: String
  /// Its first byte.
  package var start: Int
  /// One past its last byte.
  package var end: Int
  /// Its slot in the lexicon plus 1, or 0.
  package var word: UInt32
  /// How it is written.
  package var shape: TokenShape
  /// The sentence it stands in.
  package var sentence: UInt16

  /// The word, and its shape where it has one.
  package var description: String { shape.rawValue == 0 ? text : "\(text)/\(shape.rawValue)" }
}

extension Lexicon {
  /// The words of a text, sentences numbered.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - before: What lies before it in the same memory.
  ///   - after: What follows it in memory, up to the padding.
  ///   - routines: Which form of the loop cuts.
  package func words(
    of text: String, before: [UInt8] = [], after: [UInt8] = [], routines: Routines = .fastest
  ) -> [CutWord] {
    let bytes = Array(text.utf8)
    let padding = Array(after.prefix(64)) + [UInt8](repeating: 0, count: 64)
    let memory = before + bytes + padding
    return memory.withUnsafeBufferPointer { memory in
      let place = UnsafeBufferPointer(rebasing: memory[before.count..<(before.count + bytes.count)])
      return cut(place, routines)
    }
  }

  private func cut(
    _ text: UnsafeBufferPointer<UInt8>, _ routines: Routines
  ) -> [CutWord] {
    var scratch = ScanScratch()
    Tokeniser(lexicon: self, routines: routines).tokenise(text, into: &scratch.tokens)
    Sentences.number(&scratch.tokens, of: text, lexicon: self)
    return scratch.tokens.all.map { token in
      let bytes = text[Int(token.start)..<Int(token.end)]
      return CutWord(
        text: String(decoding: bytes, as: UTF8.self), start: Int(token.start), end: Int(token.end),
        word: token.word, shape: token.shape, sentence: token.sentence)
    }
  }
}
