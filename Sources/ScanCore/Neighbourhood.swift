/// The words of a passage, for asking whether a phrase can stand round one of them.
struct Neighbourhood {
  // SAFETY: made by `TokenBuffer`, which keeps room of `reach` empty signatures on both sides of
  // those of its tokens; valid until the buffer changes.
  /// The signature of the first word.
  let signatures: UnsafePointer<WordSignature>
  /// How far off a word can be asked for, and how many empty signatures stand before the first word
  /// and behind the last.
  static let reach = 16

  /// Whether the words that a phrase needs near its anchor may be there; some are needed.
  ///
  /// - Parameter record: A posting as it lies in the image, behind its head the sets of words.
  @inline(__always)
  func mayHold(_ head: PostingHead, _ record: UnsafePointer<UInt64>, at index: Int) -> Bool {
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

  /// Whether one of some words may stand at most so many words, up to 15, behind a token.
  @inline(__always)
  func mayHold(_ words: WordSignature, within span: Int, after index: Int) -> Bool {
    isAny(of: words, among: span, from: index &+ 1)
  }

  /// Whether one of some words may stand at most so many words, up to 15, before a token.
  @inline(__always)
  func mayHold(_ words: WordSignature, within span: Int, before index: Int) -> Bool {
    isAny(of: words, among: span, from: index &- span)
  }

  /// Four at a time and to the end of the four: few of the answers are yes, and nobody can guess
  /// where a walk of one to four steps ends.
  @inline(__always)
  private func isAny(of words: WordSignature, among count: Int, from first: Int) -> Bool {
    var found: UInt64 = 0
    var offset = 0
    repeat {
      for place in offset..<(offset &+ 4) {
        let word = signatures[first &+ place]
        let low = word.low & words.low
        let high = word.high & words.high
        // The top bit is set if neither is 0 and the place is one of `count`.
        let isOne = (low | (0 &- low)) & (high | (0 &- high))
        found |= isOne & UInt64(bitPattern: Int64(place &- count))
      }
      offset &+= 4
    } while offset < count
    return found >> 63 != 0
  }

  /// Whether the words may be there that a phrase, which two words side by side lead to, needs on its
  /// anchor's other side.
  @inline(__always)
  func mayHold(_ record: UnsafePointer<PairPosting>, at anchor: Int) -> Bool {
    let span = Int(record.pointee.span)
    guard span > 0 else { return true }
    let first = record.pointee.marks.isAnchorRight ? anchor &+ 1 : anchor &- span
    return isAny(of: record.pointee.others, among: span, from: first)
  }
}
