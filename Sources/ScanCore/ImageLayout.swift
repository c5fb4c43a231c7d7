/// The layout of a compiled lexicon: one file, mapped into memory and used as it lies.
///
/// A header, a table of sections, and the sections, each aligned to 16 bytes. All numbers are
/// little-endian 32-bit words unless said otherwise. The writer is in `LexiconCompiler`.
package enum ImageLayout {
  /// "GPLX".
  package static let magic: UInt32 = 0x584C_5047
  /// Changes with every change of the layout, so that an old image is rebuilt and never misread.
  package static let version: UInt32 = 12
  /// Bytes before the table of sections: magic, version, content hash (8), number of sections, 0.
  package static let headerSize = 24

  /// The sections, in the order of their table.
  package enum Section: Int, CaseIterable {
    /// `IndexSlot`s; a power of two of them.
    case index
    /// `PostingRecord`s: for each word with terms a row of them, the last one marked.
    case postings
    /// Words of a `PairFilter`; a power of two of them.
    case pairFilter
    /// `PairSlot`s; a power of two of them.
    case pairSlots
    /// `PairPosting`s: for each pair of words a row of them, the last one marked.
    case pairPostings
    /// `PhraseRecord`s.
    case phrases
    /// `ElementRecord`s.
    case elements
    /// Words of alternatives: slot numbers plus 1, ascending within each list.
    case wordLists
    /// `BranchRecord`s: the alternatives of groups.
    case branches
    /// `PatternRecord`s.
    case patterns
    /// `SignalRecord`s.
    case signals
    /// Rules, as `RuleTable` reads them: `RuleRecord`s.
    case rules
    /// `WayRecord`s of the rules.
    case ways
    /// `ConditionRecord`s of the ways.
    case conditions
    /// `KindSet`s of the ways and conditions.
    case kindSets
    /// `BeginningRecord`s: for each kind of signal, what it begins.
    case beginnings
    /// Numbers of ways, by the kind that begins them.
    case begunWays
    /// Policies, as `PolicyReader` reads them.
    case policies
    /// Scalars of `Letters`, ascending.
    case letterScalars
    /// The plain forms of `Letters`.
    case letterPlain
    /// Words that are looked for under a disguise: `DisguisedWordRecord`s, by first letter.
    case disguisedWords
    /// The files and folders that the image was made from.
    case manifest
    /// UTF-8 of all strings.
    case strings
  }
}

/// Where a string of an image lies.
package struct StringRecord: BitwiseCopyable {
  /// Its first byte in `strings`.
  package var start: UInt32
  /// Its length in bytes.
  package var count: UInt32

  /// A string that lies there.
  package init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }
}

/// One entry of the word index, 16 bytes, so that four fill a cache line.
@usableFromInline package struct IndexSlot: BitwiseCopyable {
  /// The upper half of the word's hash; 0 with `attributes` 0 marks a free slot.
  package var tag: UInt32
  /// What the name and word lists say of it.
  @usableFromInline package var attributes: WordAttributes
  /// Where its postings are.
  package var postings: PostingRow
  /// If it is another spelling: the slot of the word it stands for, plus 1; else 0.
  package var canonical: UInt32

  /// A slot.
  package init(tag: UInt32, attributes: WordAttributes, postings: PostingRow, canonical: UInt32) {
    self.tag = tag
    self.attributes = attributes
    self.postings = postings
    self.canonical = canonical
  }
}

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

/// Two words side by side in a phrase, one of which is its anchor.
///
/// Most phrases need some word right beside their anchor, and most words of a text have no such
/// word beside them: a filter that lies in the nearest cache says so.
package struct PairKey {
  /// A mixture of both words.
  package let hash: UInt64
  /// Whether the anchor is the left one.
  package let isAnchorLeft: Bool

  /// The key of two words, by the numbers of their slots plus 1.
  @inline(__always)
  package init(_ left: UInt32, _ right: UInt32, isAnchorLeft: Bool) {
    // Odd constants of xxHash; the upper bits of the product depend on all lower ones.
    hash =
      (UInt64(left) &* 0x9E37_79B1_85EB_CA87 ^ UInt64(right) &* 0xC2B2_AE3D_27D4_EB4F)
      &* 0x1656_67B1_9E37_79F9
    self.isAnchorLeft = isAnchorLeft
  }

  /// Its bits in one word of the filter, a Bloom filter of which each pair needs one word: the
  /// lower half for anchors on the left, the upper half for those on the right.
  @inline(__always)
  package var filterBits: UInt64 {
    let bits: UInt64 = 1 &<< (hash >> 54 & 31) | 1 &<< (hash >> 59)
    return isAnchorLeft ? bits : bits << 32
  }

  /// Which word of the filter, and which slot, before it is cut to their number.
  @inline(__always)
  package var place: Int { Int(truncatingIfNeeded: hash >> 28 & 0xFFFF_FFFF) }

  /// What tells pairs of one slot apart; never 0.
  @inline(__always)
  package var tag: UInt32 { UInt32(truncatingIfNeeded: hash) & ~1 | (isAnchorLeft ? 1 : 0) | 2 }
}

/// One entry of the index of pairs.
package struct PairSlot: BitwiseCopyable {
  /// The `PairKey.tag`; 0 marks a free slot.
  package var tag: UInt32
  /// The first of its postings.
  package var first: UInt32

  /// A slot.
  package init(tag: UInt32, first: UInt32) {
    self.tag = tag
    self.first = first
  }
}

/// A phrase that a pair of words leads to, with what must stand on the anchor's other side.
package struct PairPosting: BitwiseCopyable {
  /// What the pair leads to.
  package var posting: Posting
  /// How many words off the anchor one of `others` must stand at the most; 0 if it need not.
  package var span: UInt8
  /// 1 for the last of a pair's row.
  package var isLast: UInt8 = 0
  private var unused: UInt16 = 0
  /// Words of which one must stand on the side of the anchor that is away from the pair.
  package var others: WordSignature

  /// A posting.
  package init(_ posting: Posting, span: UInt8, others: WordSignature) {
    self.posting = posting
    self.span = span
    self.others = others
  }
}

/// What the lists say of a word, packed into 32 bits.
@usableFromInline package struct WordAttributes: Sendable, Equatable, BitwiseCopyable {
  /// The bits.
  @usableFromInline package var bits: UInt32

  /// No list knows the word.
  @inlinable package static var none: WordAttributes { WordAttributes(bits: 0) }
  /// Set for every word of the index, so that no used slot looks free.
  @inlinable package static var present: UInt32 { 1 << 31 }
  /// Set for words that no name list holds but that call for a look for names: titles.
  @inlinable package static var wakesNames: UInt32 { 1 << 28 }
  /// Set for words that call for a look for identifiers: "dot", "double".
  @inlinable package static var wakesIdentifiers: UInt32 { 1 << 29 }
  /// Any of the bits that say "given name".
  @inlinable package static var givenMask: UInt32 { 0xFF | 1 << 20 }

  /// Whether no list of names, words or cues holds the word, though a phrase may.
  @inlinable package var saysNothing: Bool { bits & 0x0FFF_FFFF == 0 }

  /// Attributes with those bits.
  @inlinable
  package init(bits: UInt32) { self.bits = bits }

  /// Births of all years as a class 0...9 (names/given-names.tsv).
  @inlinable package var births: Int { Int(bits & 15) }
  /// Births from 2006 on as a class 0...9.
  @inlinable package var recentBirths: Int { Int(bits >> 4 & 15) }
  /// How common it is as an English word, from 0 (no word) to 9.
  @inlinable package var wordClass: Int { Int(bits >> 8 & 15) }
  /// The size of the place of that name, from 0 (none) and 1 (hamlet) to 5 (city).
  @inlinable package var place: Int { Int(bits >> 12 & 7) }
  /// How common it is as a surname, from 0 (none) to 9.
  @inlinable package var surname: Int { Int(bits >> 15 & 15) }
  /// Whether a British source has the surname.
  @inlinable package var isBritishSurname: Bool { bits & (1 << 19) != 0 }
  /// Whether it is a short form of a given name (names/nicknames.tsv).
  @inlinable package var isNickname: Bool { bits & (1 << 20) != 0 }
  /// Whether a list holds it as a given name or a short form of one.
  @inlinable package var isGivenName: Bool { bits & Self.givenMask != 0 }
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

/// A phrase: a row of elements, one of which is its anchor.
package struct PhraseRecord: BitwiseCopyable {
  /// The signal that it makes.
  package var signal: UInt16
  /// 1 if it does not make the signal but forbids it where they overlap (`not-in`).
  package var forbids: UInt8
  /// Which element is the anchor.
  package var anchor: UInt8
  /// Its first element in that section.
  package var firstElement: UInt32
  /// How many elements it has.
  package var elementCount: UInt32

  /// A phrase.
  package init(
    signal: UInt16, forbids: Bool, anchor: UInt8, firstElement: UInt32, elementCount: UInt32
  ) {
    self.signal = signal
    self.forbids = forbids ? 1 : 0
    self.anchor = anchor
    self.firstElement = firstElement
    self.elementCount = elementCount
  }
}

/// A set of words, as two bits each: says quickly that no word of one set is in another.
package struct WordSignature: BitwiseCopyable, Hashable, Sendable {
  /// One of 64 bits for each word.
  package var low: UInt64
  /// Another of 64 bits for each word, chosen independently.
  package var high: UInt64

  /// The set of no words.
  @inlinable package static var empty: WordSignature { WordSignature(low: 0, high: 0) }
  /// A set that meets every other but the empty one.
  @inlinable package static var all: WordSignature { WordSignature(low: .max, high: .max) }

  /// Adds a word by the number of its slot plus 1.
  @inline(__always)
  package mutating func insert(_ word: UInt32) {
    low |= Self.bit(of: word)
    high |= 1 &<< UInt64(((word &* 0x9E37_79B1) >> 20) & 63)
  }

  /// The one bit of 64 that stands for a word.
  @inline(__always)
  package static func bit(of word: UInt32) -> UInt64 {
    // Fibonacci hashing: the top bits of the product are the well-mixed ones.
    1 &<< UInt64((word &* 0x9E37_79B1) >> 26)
  }

  /// Whether a word may be in it.
  @inline(__always)
  package func mayHold(_ word: WordSignature) -> Bool {
    low & word.low != 0 && high & word.high != 0
  }

  /// The set of both.
  package func union(_ other: WordSignature) -> WordSignature {
    WordSignature(low: low | other.low, high: high | other.high)
  }
}

/// One element of a phrase.
package struct ElementRecord: BitwiseCopyable {
  /// What it matches.
  package enum Kind: UInt8 {
    /// One word: `data` is its slot plus 1.
    case word
    /// One word of a list: `data` is the list's place in `wordLists`, `count` its length.
    case words
    /// A word in exactly this case: `data` and `count` are its bytes in `strings`.
    case exact
    case number, capitalised, givenName, surname, person
    /// Any words, at least `min`, at most `max`.
    case gap
    /// One of `count` rows of elements, which stand in `branches` from `data` on.
    case group
  }

  /// The raw value of its `Kind`.
  package var kind: UInt8
  /// 1 if it may be missing.
  package var optional: UInt8
  /// Fewest words of a gap.
  package var min: UInt8
  /// Most words of a gap.
  package var max: UInt8
  /// See `Kind`.
  package var data: UInt32
  /// See `Kind`.
  package var count: UInt32
  private var unused: UInt32 = 0
  /// Bits of the words that it can begin with (`WordSignature.bit`), to say quickly that a word is
  /// not on a list; all ones if it can begin with any word.
  package var firstWords: UInt64
  /// Bits of the words that it can end with.
  package var lastWords: UInt64

  /// An element.
  package init(
    kind: Kind, optional: Bool, min: UInt8 = 0, max: UInt8 = 0, data: UInt32 = 0,
    count: UInt32 = 0, firstWords: UInt64 = .max, lastWords: UInt64 = .max
  ) {
    self.kind = kind.rawValue
    self.optional = optional ? 1 : 0
    self.min = min
    self.max = max
    self.data = data
    self.count = count
    self.firstWords = firstWords
    self.lastWords = lastWords
  }
}

/// One alternative of a group.
package struct BranchRecord: BitwiseCopyable {
  /// Its first element in that section.
  package var first: UInt32
  /// How many elements it has.
  package var count: UInt32
  /// Bits of the words that it can begin with, all ones if it can begin with any: said here, where
  /// the branches of a group lie in a row, so that most of them are passed over unread.
  package var firstWords: UInt64
  /// Bits of the words that it can end with.
  package var lastWords: UInt64

  /// A branch.
  package init(first: UInt32, count: UInt32, firstWords: UInt64, lastWords: UInt64) {
    self.first = first
    self.count = count
    self.firstWords = firstWords
    self.lastWords = lastWords
  }
}

/// A PCRE2 pattern.
package struct PatternRecord: BitwiseCopyable {
  /// The signal that it makes.
  package var signal: UInt32
  /// When it is tried: see `Anchor`.
  package var anchor: UInt32
  /// Its source in `strings`.
  package var source: UInt32
  /// The length of its source in bytes.
  package var count: UInt32
  /// What else must be in the passage.
  package var needs: Needs
  private var unused: UInt32 = 0
  /// Words of which one must stand in the passage too; empty if none need.
  package var beside = WordSignature.empty

  /// What must be in a passage besides the anchor of a pattern.
  package struct Needs: OptionSet, Hashable, Sendable, BitwiseCopyable {
    /// The bits.
    package let rawValue: UInt32

    /// The needs with those bits.
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// A digit.
    package static var digit: Needs { Needs(rawValue: 1) }
    /// An apostrophe in a word or behind one.
    package static var apostrophe: Needs { Needs(rawValue: 2) }
    /// Sixteen letters and digits or more in one run, as keys for machines have.
    package static var code: Needs { Needs(rawValue: 4) }
  }

  /// What must be there before the pattern is tried.
  package enum Anchor: UInt32 {
    /// One of its words, which have postings.
    case words
    /// A digit in the sentence.
    case digits
    /// An `@` in the passage.
    case atSign
    /// A full stop between letters, as links have; the pattern sees the characters round it up to
    /// the blanks on both sides.
    case link
    /// Nothing.
    case everySentence
  }

  /// A pattern.
  package init(
    signal: UInt32, anchor: Anchor, source: UInt32, count: UInt32, needs: Needs = []
  ) {
    self.signal = signal
    self.anchor = anchor.rawValue
    self.source = source
    self.count = count
    self.needs = needs
  }
}

/// A kind of signal.
package struct SignalRecord: BitwiseCopyable {
  /// Its name in `strings`.
  package var name: UInt32
  /// The length of its name in bytes.
  package var count: UInt32
  /// How far it reaches under `unless` and `soften` if the rule does not say: see `Reach`.
  package var scope: UInt32
  /// 1 if its words are also found under a disguise.
  package var disguised: UInt16
  /// 1 if one of its phrases holds a person that the name detector must find.
  package var needsPeople: UInt16

  /// A signal.
  package init(name: UInt32, count: UInt32, scope: UInt32, disguised: Bool, needsPeople: Bool) {
    self.name = name
    self.count = count
    self.scope = scope
    self.disguised = disguised ? 1 : 0
    self.needsPeople = needsPeople ? 1 : 0
  }
}

/// A word that is also looked for under a disguise.
package struct DisguisedWordRecord: BitwiseCopyable {
  /// Its plain letters in `strings`.
  package var word: UInt32
  /// The number of its letters.
  package var count: UInt32
  /// The signal that it makes.
  package var signal: UInt32

  /// A word.
  package init(word: UInt32, count: UInt32, signal: UInt32) {
    self.word = word
    self.count = count
    self.signal = signal
  }
}
