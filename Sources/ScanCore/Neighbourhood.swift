import CScan

/// The words of a passage, for asking whether a phrase can stand round one of them.
struct Neighbourhood {
  // SAFETY: made by `TokenBuffer`, which keeps room of `reach` empty signatures on both sides of
  // those of its tokens, at a multiple of 16; valid until the buffer changes.
  /// The signature of the first word.
  let signatures: UnsafePointer<WordSignature>
  /// How far off a word can be asked for, and how many empty signatures stand before the first word
  /// and behind the last.
  static let reach = 16

  /// 1 if one of the words that a phrase needs farther off than its posting says may be there, else 0.
  @inline(__always)
  func mayHold(_ phrase: UnsafePointer<PhraseRecord>, at anchor: Int) -> UInt32 {
    let span = Int(phrase.pointee.farSpan)
    let words = UnsafeRawPointer(phrase) + PhraseRecord.placeOfFarWords
    return gp_meets(signatures + (anchor &+ Int(phrase.pointee.farStart)), words, span)
  }
}
