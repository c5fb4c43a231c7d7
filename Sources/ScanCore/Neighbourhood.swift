/// The words of a passage, for asking whether a phrase can stand round one of them.
struct Neighbourhood {
  let signatures: UnsafeBufferPointer<WordSignature>

  /// Whether the words that a phrase needs near its anchor may be there.
  @inline(__always)
  func mayHold(_ record: UnsafePointer<PostingRecord>, at index: Int) -> Bool {
    mayHold(record.pointee.after, within: record.pointee.afterSpan, after: index)
      && mayHold(record.pointee.before, within: record.pointee.beforeSpan, before: index)
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
