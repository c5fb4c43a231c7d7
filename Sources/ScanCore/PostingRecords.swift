package import TextModel

/// Where the postings of a word, or of two side by side, are, and how many of them to look at.
@usableFromInline package struct PostingRow: BitwiseCopyable {
  /// From the top: the first record in 21 bits, two counts in five each, and 1 if there is context.
  @usableFromInline let bits: UInt32

  @inlinable
  init(bits: UInt32) { self.bits = bits }

  /// There are none.
  @inlinable package static var none: PostingRow { PostingRow(bits: 0) }

  /// The most records that one section can hold.
  package static let mostRecords = 1 << 21
  /// Stands for counts of which one is as large: the first record is a `PostingRecord.counts`.
  static let longCount = 31

  /// A row of records.
  ///
  /// - Parameters:
  ///   - first: The first of them.
  ///   - counts: How many of them to look at.
  ///   - hasContext: Whether one of them is for forbidding or changing findings.
  package init(first: Int, _ counts: Counts, hasContext: Bool) {
    precondition(first < Self.mostRecords, "posting \(first) does not fit a row")
    let isLong = counts.isLong
    let schools = isLong ? Self.longCount : counts.schools
    let all = isLong ? Self.longCount : counts.all
    bits = UInt32(first) << 11 | UInt32(schools) << 6 | UInt32(all) << 1 | (hasContext ? 1 : 0)
  }

  /// How many records there are.
  package struct Counts: BitwiseCopyable {
    /// Up to the last of those that begin or support findings in the words of the school itself, which
    /// come first.
    package var schools: Int
    /// All of them.
    package var all: Int

    package init(schools: Int, all: Int) { (self.schools, self.all) = (schools, all) }

    /// Whether they do not fit the row itself.
    package var isLong: Bool { max(schools, all) >= PostingRow.longCount }
  }

  /// Whether there are none.
  @inline(__always)
  package var isEmpty: Bool { bits == 0 }
  /// Its first record.
  @inline(__always)
  var first: Int { Int(bits >> 11) }
  /// Whether one of them is for forbidding or changing findings.
  @inline(__always)
  var hasContext: Bool { bits & 1 != 0 }

  /// One of its counts.
  @inline(__always)
  func count(_ which: WhichCount) -> Int { Int(bits >> which.rawValue & 31) }

  /// The count that is meant, as where it lies in the bits.
  enum WhichCount: UInt32 {
    case schools = 6
    case all = 1
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

/// A term, phrase or pattern that a word of the passage may begin, packed into 32 bits.
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

/// A posting with what must stand near the anchor for its phrase to be worth a try, in an image.
///
/// Most phrases fail at the word next to their anchor. Testing that word against a set of bits
/// here, where postings lie in a row, spares a call and a walk through memory for each of them.
///
/// All records are of one size and are tested by the same few steps without a branch, in
/// near_words.h: how many a row has, and what each asks for, nobody could guess. A posting that
/// asks for words on both sides takes two, the second of which counts only if the first is met.
package struct PostingRecord: BitwiseCopyable {
  /// The posting in 32 bits, its uses in 12, its marks in 4, in 8 where the words begin, counted from
  /// `Neighbourhood.reach` before the word that led here, and in 8 how many there are: up to four as a
  /// bit each, more as a number with the top bit set.
  let head: UInt64
  /// Words of which one must stand in one of the places.
  package let words: WordSignature

  /// Words of which one must stand near an anchor.
  package struct Need {
    /// The words.
    package var words: WordSignature
    /// Where the first of the places is in which one of them must stand, counted in words from the
    /// anchor.
    package var from: Int
    /// How many places there are, up to 15.
    package var span: Int

    package init(_ words: WordSignature, from: Int, span: Int) {
      (self.words, self.from, self.span) = (words, from, span)
    }

    /// Nothing is needed: any word in the place of the anchor itself.
    package static var none: Need { Need(.all, from: 0, span: 1) }

    /// Whether all places lie so near that signatures are there, up to the end of a four.
    package var fits: Bool {
      let read = (span + 3) / 4 * 4
      return (1..<16) ~= span && from >= -Neighbourhood.reach
        && from + read <= Neighbourhood.reach + 1
    }
  }

  /// Marks of a record.
  package struct Marks: OptionSet {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }

    /// It counts only if the one before is met.
    package static var goesOn: Marks { Marks(rawValue: 1 << 44) }
    /// The next one goes on with it: only then something comes of it.
    package static var isPart: Marks { Marks(rawValue: 1 << 45) }
    /// The anchor is the right one of two words side by side.
    package static var isAnchorRight: Marks { Marks(rawValue: 1 << 46) }
  }

  /// A record.
  package init(_ posting: Posting, _ uses: SignalUses, _ need: Need, _ marks: Marks) {
    precondition(need.fits, "\(need.span) words from \(need.from) on do not fit a posting")
    let start = Neighbourhood.reach + need.from + (marks.contains(.isAnchorRight) ? 1 : 0)
    let places = need.span <= 4 ? (1 << need.span) - 1 : 0x80 | need.span
    head =
      UInt64(posting.bits) | UInt64(uses.rawValue & 0xFFF) << 32 | marks.rawValue
      | UInt64(start) << 48 | UInt64(places) << 56
    words = need.words
  }

  /// The first record of a long row, which says how many there are behind it and is never met.
  package static func counts(_ counts: PostingRow.Counts) -> PostingRecord {
    var words = WordSignature.empty
    (words.low, words.high) = (UInt64(counts.schools), UInt64(counts.all))
    return PostingRecord(
      Posting(bits: 0), [], Need(words, from: 0, span: 1), [])
  }

  /// One of the counts that the first record of a long row gives.
  func count(_ which: PostingRow.WhichCount) -> Int {
    Int(truncatingIfNeeded: which == .schools ? words.low : words.high)
  }
}
