package import Rules
package import ScanCore
package import TextModel

extension PassageScanner {
  /// Scans a batch with memory of its own.
  package func scan(_ batch: PassageBatch, as audience: Audience = .official) -> ScannedBatch {
    var memory = ScanMemory()
    return scan(batch, audience: audience, &memory)
  }
}

extension Lexicon {
  /// The signals that terms and patterns make in a text, before any of them is set aside.
  package func signals(in text: String) -> [Signal] {
    var scratch = ScanScratch()
    let kinds = KindSet(Array(0..<signalCount))
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: PassageBatch.padding)
    bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes.dropLast(PassageBatch.padding))
      Tokeniser(lexicon: self).tokenise(text, into: &scratch.tokens)
      let terms = TermFinder(lexicon: self)
      _ = terms.collect(kinds, in: text, &scratch)
      terms.find(kinds, in: text, &scratch)
    }
    return scratch.signals
  }
}
