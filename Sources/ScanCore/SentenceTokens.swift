extension UnsafeBufferPointer<Token> {
  /// The tokens of a sentence, by its number; empty if there is none.
  ///
  /// - Complexity: O(log *n*): sentence numbers never fall.
  package func tokens(ofSentence sentence: UInt16) -> Range<Int> {
    firstIndex(from: sentence)..<(sentence == .max ? count : firstIndex(from: sentence + 1))
  }

  private func firstIndex(from sentence: UInt16) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].sentence < sentence { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first token that ends behind a byte, or `count`.
  ///
  /// - Complexity: O(log *n*).
  package func firstIndex(endingAfter byte: UInt32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].end <= byte { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
