/// The words of a passage, for asking whether a phrase can stand round one of them.
struct Neighbourhood {
  let tokens: UnsafeBufferPointer<Token>
  let signatures: UnsafeBufferPointer<WordSignature>
  let tables: LexiconTables

  /// The phrases that need a token and the one behind it side by side.
  @inline(__always)
  func pairsAfter(_ index: Int) -> UnsafePointer<PairPosting>? {
    guard index &+ 1 < tokens.count else { return nil }
    return tables.postings(
      of: PairKey(tokens[index].word, tokens[index &+ 1].word, isAnchorLeft: true))
  }

  /// The phrases that need a token and the one before it side by side.
  @inline(__always)
  func pairsBefore(_ index: Int) -> UnsafePointer<PairPosting>? {
    guard index > 0 else { return nil }
    return tables.postings(
      of: PairKey(tokens[index &- 1].word, tokens[index].word, isAnchorLeft: false))
  }

  /// Whether the words that a phrase needs near its anchor may be there.
  @inline(__always)
  func mayHold(_ record: UnsafePointer<PostingRecord>, at index: Int) -> Bool {
    mayHold(record.pointee.after, within: Int(record.pointee.afterSpan), after: index)
      && mayHold(record.pointee.before, within: Int(record.pointee.beforeSpan), before: index)
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
}
