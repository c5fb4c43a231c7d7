import CScan

/// The words of a passage, for asking whether a phrase can stand round one of them.
struct Neighbourhood {
  // SAFETY: made by `TokenBuffer`, which keeps room of `reach` empty signatures on both sides of
  // those of its tokens; valid until the buffer changes.
  /// The signatures from `reach` places before the first word on.
  let words: gp_words
  /// How far off a word can be asked for, and how many empty signatures stand before the first word
  /// and behind the last.
  static let reach = gp_reach

  /// 1 if one of the words that a phrase needs farther off than its posting says may be there, else 0.
  @inline(__always)
  func mayHold(_ phrase: UnsafePointer<PhraseRecord>, at anchor: Int) -> UInt32 {
    let set = (UnsafeRawPointer(phrase) + PhraseRecord.placeOfFarWords)
      .assumingMemoryBound(to: UInt64.self)
    let place = anchor &+ Int(phrase.pointee.farStart) &+ Self.reach
    return gp_meets(words, place, set, Int(phrase.pointee.farSpan))
  }

  /// Whether one of the words may be in a set.
  ///
  /// - Parameter count: How many there are.
  func mayHold(_ set: WordSignature, among count: Int) -> Bool {
    withUnsafeBytes(of: set) { set in
      // SAFETY: a signature is two words of 64 bits.
      set.bindMemory(to: UInt64.self).baseAddress.map {
        gp_meets(words, Self.reach, $0, count) != 0
      } ?? false
    }
  }

  /// The set of all words.
  ///
  /// - Parameter count: How many there are.
  func all(_ count: Int) -> WordSignature {
    var all = WordSignature.empty
    for place in Self.reach..<(Self.reach + count) {
      all.low |= words.low[place]
      all.high |= words.high[place]
    }
    return all
  }
}
