/// The words of a passage, for asking whether a phrase can stand round one of them.
struct Neighbourhood {
  let signatures: UnsafeBufferPointer<WordSignature>

  /// Whether the words that a phrase needs near its anchor may be there.
  ///
  /// - Parameter record: A posting as it lies in the image, behind its head the sets of words.
  @inline(__always)
  func mayHold(_ head: PostingHead, _ record: UnsafePointer<UInt64>, at index: Int) -> Bool {
    guard head.bits >> 56 != 0 else { return true }
    if head.afterSpan > 0 {
      let words = record + 1
      let after = WordSignature(low: words[0], high: words[1])
      guard mayHold(after, within: head.afterSpan, after: index) else { return false }
    }
    guard head.beforeSpan > 0 else { return true }
    let words = record + head.beforePlace
    let before = WordSignature(low: words[0], high: words[1])
    return mayHold(before, within: head.beforeSpan, before: index)
  }

  /// Whether one of some words may stand at most so many words behind a token; true for 0.
  @inline(__always)
  func mayHold(_ words: WordSignature, within span: Int, after index: Int) -> Bool {
    guard span > 0 else { return true }
    var position = index &+ 1
    let end = min(index &+ span, signatures.count &- 1)
    while position <= end, !words.mayHold(signatures[position]) { position &+= 1 }
    return position <= end
  }

  /// Whether one of some words may stand at most so many words before a token; true for 0.
  @inline(__always)
  func mayHold(_ words: WordSignature, within span: Int, before index: Int) -> Bool {
    guard span > 0 else { return true }
    var position = index &- 1
    let end = max(index &- span, 0)
    while position >= end, !words.mayHold(signatures[position]) { position &-= 1 }
    return position >= end
  }

  /// The anchor of a phrase that two words side by side lead to, if the words may be there that it
  /// needs on the anchor's other side.
  @inline(__always)
  func anchor(of record: UnsafePointer<PairPosting>, _ left: Int) -> Int? {
    let span = Int(record.pointee.span)
    if record.pointee.marks.isAnchorRight {
      let right = left &+ 1
      return mayHold(record.pointee.others, within: span, after: right) ? right : nil
    }
    return mayHold(record.pointee.others, within: span, before: left) ? left : nil
  }
}
