import CScan

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
  /// Set for words that call for a look for names in small letters too: given names that are hardly
  /// ever another word, and surnames that are none.
  @inlinable package static var wakesNamesUncapitalised: UInt32 { 1 << 30 }
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

  /// The set of those words.
  @inlinable
  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The set of one word, by the number of its slot plus 1.
  @inline(__always)
  init(of word: UInt32) {
    self = .empty
    insert(word)
  }

  /// Adds a word by the number of its slot plus 1.
  @inline(__always)
  package mutating func insert(_ word: UInt32) {
    low |= Self.bit(of: word)
    high |= gp_high_sign(word)
  }

  /// The one bit of 64 that stands for a word.
  @inline(__always)
  package static func bit(of word: UInt32) -> UInt64 {
    gp_low_sign(word)
  }

  /// Whether a word may be in it.
  @inline(__always)
  package func mayHold(_ word: WordSignature) -> Bool {
    low & word.low != 0 && high & word.high != 0
  }

  /// 1 if a word of one may be in the other, else 0, without a branch.
  @inline(__always)
  func meets(_ other: WordSignature) -> UInt32 {
    let low = self.low & other.low
    let high = self.high & other.high
    // The top bit is set if neither is 0.
    return UInt32(truncatingIfNeeded: ((low | (0 &- low)) & (high | (0 &- high))) >> 63)
  }

  /// The set of both.
  package func union(_ other: WordSignature) -> WordSignature {
    WordSignature(low: low | other.low, high: high | other.high)
  }
}
