extension UnsafeBufferPointer<Token> {
  /// The tokens of a sentence, by its number; empty if there is none.
  ///
  /// - Complexity: O(log *n*): sentence numbers never fall.
  package func tokens(ofSentence sentence: UInt16) -> Range<Int> {
    // Most passages have one sentence or two: mostly it is the first or the last of them.
    guard count > 0, self[count - 1].sentence >= sentence else { return count..<count }
    let first = sentence == 0 ? 0 : firstIndex(from: sentence)
    let isLast = self[count - 1].sentence == sentence
    return first..<(isLast ? count : firstIndex(from: sentence + 1))
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
