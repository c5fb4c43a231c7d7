package import TextModel

/// Where the postings of a word, or of two side by side, are.
@usableFromInline package struct PostingRow: BitwiseCopyable {
  @usableFromInline let bits: UInt32

  @inlinable
  init(bits: UInt32) { self.bits = bits }

  /// There are none.
  @inlinable package static var none: PostingRow { PostingRow(bits: 0) }

  /// The most postings that one section can hold.
  package static let mostPostings = 1 << 25

  /// Postings that begin at a place in that section.
  ///
  /// - Parameters:
  ///   - first: The place of the first.
  ///   - marks: The marks of all of them.
  package init(first: Int, _ marks: [PostingMarks]) {
    precondition(first < Self.mostPostings, "posting \(first) does not fit a row")
    let leading = marks.reduce(0) { $0 | $1.leading }
    bits = marks.isEmpty ? 0 : UInt32(first) << 7 | UInt32(leading) << 1 | 1
  }

  /// Whether there are none.
  @inline(__always)
  package var isEmpty: Bool { bits == 0 }
  /// Its first record.
  @inline(__always)
  var first: Int { Int(bits >> 7) }
  /// Whether one of them is for one of some uses.
  @inline(__always)
  func leads(_ uses: SignalUses) -> Bool {
    UInt16(truncatingIfNeeded: bits) >> 1 & 0x3F & uses.rawValue != 0
  }
}

/// In whose words a kind of signal counts, and for what.
///
/// A parent's post needs none of what only staff are asked, and what would excuse a finding is not
/// worth looking for before there is one: a posting says both, next to what it leads to.
package struct SignalUses: OptionSet, Hashable, Sendable, BitwiseCopyable {
  /// Six bits for the audiences in whose words it begins or supports a finding, and six for those
  /// in whose words it may forbid or change one.
  package let rawValue: UInt16

  /// Uses with those bits.
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Everything, in anybody's words.
  package static let all = SignalUses(rawValue: 0xFFF)
  /// Beginning and supporting findings, in anybody's words.
  package static let leading = SignalUses(rawValue: 0x3F)

  /// Beginning and supporting findings in the words of some audiences.
  package static func leading(_ audiences: AudienceSet) -> SignalUses {
    SignalUses(rawValue: UInt16(audiences.rawValue & 0x3F))
  }

  /// Forbidding or changing findings in the words of some audiences.
  package static func context(_ audiences: AudienceSet) -> SignalUses {
    SignalUses(rawValue: UInt16(audiences.rawValue & 0x3F) << 6)
  }
}

/// The uses of a posting, and what comes after it in its row.
package struct PostingMarks: BitwiseCopyable {
  /// Its uses in the lower twelve bits.
  private var bits: UInt16
  /// In whose words something behind it in its row begins or supports findings, and whether
  /// anything comes behind it at all.
  private var rest: UInt8 = 0

  private static let anchorRight: UInt16 = 1 << 15
  private static let more: UInt8 = 1 << 7

  /// Marks of a posting.
  package init(_ uses: SignalUses, isAnchorRight: Bool = false) {
    bits = uses.rawValue | (isAnchorRight ? Self.anchorRight : 0)
  }

  /// Marks as they lie in the head of a posting.
  @inline(__always)
  init(packed: UInt32) {
    bits = UInt16(truncatingIfNeeded: packed)
    rest = UInt8(truncatingIfNeeded: packed >> 16)
  }

  /// Its 24 bits.
  var packed: UInt32 { UInt32(bits) | UInt32(rest) << 16 }

  /// In whose words it begins or supports findings.
  package var leading: UInt16 { bits & SignalUses.leading.rawValue }

  /// Whether one of some uses is among its own.
  @inline(__always)
  func serves(_ uses: SignalUses) -> Bool { bits & uses.rawValue != 0 }

  /// Whether the anchor is the right one of two words side by side.
  @inline(__always)
  package var isAnchorRight: Bool { bits & Self.anchorRight != 0 }

  /// Whether nothing comes behind it in its row.
  @inline(__always)
  var isLast: Bool { rest == 0 }

  /// Whether nothing that leads, in the words of some audiences, comes behind it in its row.
  @inline(__always)
  func isLast(thatLeads uses: SignalUses) -> Bool {
    rest & UInt8(truncatingIfNeeded: uses.rawValue & 0x3F) == 0
  }

  /// Where it belongs in its row: what leads in most audiences' words comes first, so that a look
  /// can stop early; those of the school come before all others, because most texts are its own.
  package var rank: Int {
    let isSchools = leading & SignalUses.leading(.init(.official)).rawValue != 0
    return (isSchools ? 0 : 16) - leading.nonzeroBitCount
  }

  /// The marks of a row, each with what comes behind it.
  package static func row(_ marks: [PostingMarks]) -> [PostingMarks] {
    var row = marks
    var behind: UInt8 = 0
    for index in row.indices.reversed() {
      row[index].rest = behind
      behind |= UInt8(row[index].leading) | more
    }
    return row
  }
}

/// A term, phrase or pattern that a word may begin, packed into 32 bits.
package struct Posting: BitwiseCopyable {
  /// The bits: kind 2, signal 10, number 20.
  package var bits: UInt32

  /// A posting with those bits.
  @inline(__always)
  init(bits: UInt32) { self.bits = bits }

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
  package var signal: Int { Int(bits >> 20 & 1023) }
  /// Which phrase or pattern.
  package var number: Int { Int(bits & 0xF_FFFF) }
}

/// A posting with what must stand near the anchor for its phrase to be worth a try.
///
/// Most phrases fail at the word next to their anchor. Testing that word against a set of bits
/// here, where postings lie in a row, spares a call and a walk through memory for each of them.
package struct PostingRecord {
  /// What the word leads to.
  package var posting: Posting
  /// What it is for, and what comes behind it in its row.
  package var marks: PostingMarks
  /// How many words behind the anchor one of `after` must stand at the most, up to 15; 0 if it need
  /// not.
  package var afterSpan = 0
  /// Words of which one must follow.
  package var after = WordSignature.all
  /// How many words before the anchor one of `before` must stand at the most, up to 15; 0 if it need
  /// not.
  package var beforeSpan = 0
  /// Words of which one must stand before.
  package var before = WordSignature.all

  /// A posting that is always worth a try.
  package init(_ posting: Posting, _ uses: SignalUses) {
    self.posting = posting
    marks = PostingMarks(uses)
  }

  /// As it lies in an image: its head, and those of the two sets of words that it has; first the one
  /// that is the less likely to be met.
  ///
  /// Rows of postings are what a scan reads most, all over the image: the shorter, the fewer lines of
  /// the caches they take.
  package var packed: [UInt64] {
    var needs = [Need(after, afterSpan, isBefore: false), Need(before, beforeSpan, isBefore: true)]
      .filter { $0.span > 0 }
    needs.sort { $0.weight < $1.weight }
    return [PostingHead(posting, marks, needs).bits]
      + needs.flatMap { [$0.words.low, $0.words.high] }
  }

  /// Words of which one must stand on one side of an anchor.
  struct Need {
    var words: WordSignature
    var span: Int
    var isBefore: Bool

    init(_ words: WordSignature, _ span: Int, isBefore: Bool) {
      (self.words, self.span, self.isBefore) = (words, span, isBefore)
    }

    /// The more, the likelier it is to be met.
    var weight: Int { words.low.nonzeroBitCount * words.high.nonzeroBitCount * span }
  }
}

/// The first word of a posting in an image.
struct PostingHead: BitwiseCopyable {
  /// The posting in 32 bits; its marks in 24 with, in a gap of theirs, the number of its sets of words
  /// and the side of the first; and the spans of the two in four each.
  let bits: UInt64

  @inline(__always)
  init(bits: UInt64) { self.bits = bits }

  init(_ posting: Posting, _ marks: PostingMarks, _ needs: [PostingRecord.Need]) {
    precondition(needs.count < 3 && needs.allSatisfy { $0.span < 16 }, "needs do not fit a posting")
    var bits = UInt64(posting.bits) | UInt64(marks.packed) << 32 | UInt64(needs.count) << 44
    for (place, need) in needs.enumerated() { bits |= UInt64(need.span) << (56 + 4 * place) }
    if let first = needs.first, first.isBefore { bits |= 1 << 46 }
    self.bits = bits
  }

  /// What the word leads to.
  @inline(__always)
  var posting: Posting { Posting(bits: UInt32(truncatingIfNeeded: bits)) }
  /// What it is for, and what comes behind it in its row.
  @inline(__always)
  var marks: PostingMarks { PostingMarks(packed: UInt32(truncatingIfNeeded: bits >> 32)) }
  /// How many words the first set may be away from the anchor; 0 if there is none.
  @inline(__always)
  var span: Int { Int(bits >> 56 & 15) }
  /// The same for the second set, on the anchor's other side.
  @inline(__always)
  var secondSpan: Int { Int(bits >> 60) }
  /// 1 if the first set is of words before the anchor, else 0.
  @inline(__always)
  private var before: Int { Int(bits >> 46 & 1) }
  /// Where the words of the first set begin, counted from the anchor.
  @inline(__always)
  var start: Int { 1 &- ((0 &- before) & (span &+ 1)) }
  /// Where the words of the second set begin, counted from the anchor.
  @inline(__always)
  var secondStart: Int { before == 0 ? 0 &- secondSpan : 1 }
  /// How many words of 64 bits the posting takes.
  @inline(__always)
  var count: Int { 1 &+ Int(bits >> 43 & 6) }
}
