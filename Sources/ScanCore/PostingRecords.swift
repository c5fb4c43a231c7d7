/// Where the postings of a word are.
@usableFromInline package struct PostingRow: BitwiseCopyable {
  private var bits: UInt32

  /// The word has no postings.
  package static var none: PostingRow { PostingRow(first: 0, hasOwn: false, hasPairs: false) }

  /// Postings that begin at a place in that section.
  package init(first: Int, hasOwn: Bool, hasPairs: Bool) {
    bits = UInt32(first) | (hasOwn ? 1 << 31 : 0) | (hasPairs ? 1 << 30 : 0)
  }

  /// Whether there are none.
  @inline(__always)
  package var isEmpty: Bool { bits == 0 }
  /// Its first record.
  @inline(__always)
  var first: Int { Int(bits & 0x3FFF_FFFF) }
  /// Whether it has records of its own, looked at wherever the word stands.
  @inline(__always)
  var hasOwn: Bool { bits & 1 << 31 != 0 }
  /// Whether some phrase needs another word right beside it.
  @inline(__always)
  var hasPairs: Bool { bits & 1 << 30 != 0 }
}

/// A term, phrase or pattern that a word may begin, packed into 32 bits.
package struct Posting: BitwiseCopyable {
  /// The bits: kind 2, signal 10, number 20.
  package var bits: UInt32

  /// What the word leads to.
  package enum Kind: UInt32 {
    /// The word alone is a term.
    case word = 0
    /// It is the anchor of a phrase: `number` is the phrase.
    case phrase = 1
    /// It is an anchor of a pattern: `number` is the pattern.
    case pattern = 2
  }

  /// How many kinds of signals a posting can tell apart.
  package static let mostSignals = KindSet.capacity

  /// A posting.
  package init(kind: Kind, signal: Int, number: Int) {
    precondition(signal < Self.mostSignals, "signal \(signal) does not fit a posting")
    precondition(number < 1 << 20, "number \(number) does not fit a posting")
    bits = kind.rawValue << 30 | UInt32(signal) << 20 | UInt32(number)
  }

  /// What the word leads to; nil in a broken image.
  package var kind: Kind? { Kind(rawValue: bits >> 30) }
  /// The signal that comes of it.
  var signal: Int { Int(bits >> 20 & 1023) }
  /// Which phrase or pattern.
  package var number: Int { Int(bits & 0xF_FFFF) }
}

/// A posting with what must stand near the anchor for its phrase to be worth a try.
///
/// Most phrases fail at the word next to their anchor. Testing that word against a set of bits
/// here, where postings lie in a row, spares a call and a walk through memory for each of them.
package struct PostingRecord: BitwiseCopyable {
  /// What the word leads to.
  package var posting: Posting
  /// How many words behind the anchor one of `after` must stand at the most; 0 if it need not.
  package var afterSpan: UInt8
  /// How many words before it one of `before` must stand at the most; 0 if it need not.
  package var beforeSpan: UInt8
  /// 1 for the last of a word's row.
  package var isLast: UInt8
  private var unused: UInt8 = 0
  /// Words of which one must follow.
  package var after: WordSignature
  /// Words of which one must stand before.
  package var before: WordSignature

  /// A posting that is always worth a try.
  package init(_ posting: Posting) {
    self.posting = posting
    afterSpan = 0
    beforeSpan = 0
    isLast = 0
    after = .all
    before = .all
  }
}
