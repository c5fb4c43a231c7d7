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

  /// 1 if the words that a phrase needs near its anchor may be there, else 0.
  ///
  /// - Parameter record: A posting as it lies in the image, behind its head the sets of words; of one
  ///   without any, 16 bytes behind the head are read and do not matter.
  @inline(__always)
  func mayHold(_ head: PostingHead, _ record: UnsafePointer<UInt64>, at index: Int) -> UInt32 {
    let first = signatures + (index &+ head.start)
    let met = gp_meets(first, record + 1, head.span) | (head.span == 0 ? 1 : 0)
    guard head.secondSpan > 0, met != 0 else { return met }
    return gp_meets(signatures + (index &+ head.secondStart), record + 3, head.secondSpan)
  }

  /// 1 if the words may be there that a phrase, which two words side by side lead to, needs on its
  /// anchor's other side, else 0.
  ///
  /// - Parameter left: The left one of the two words.
  @inline(__always)
  func mayHold(_ record: UnsafePointer<PairPosting>, besides left: Int) -> UInt32 {
    let span = Int(record.pointee.span)
    let start = record.pointee.marks.isAnchorRight ? 2 : 0 &- span
    let others = UnsafeRawPointer(record) + PairPosting.placeOfOthers
    return gp_meets(signatures + (left &+ start), others, span) | (span == 0 ? 1 : 0)
  }
}
