/// A word that is also looked for under a disguise.
///
/// The section holds them in the order of the alphabet.
package struct DisguisedWordRecord: BitwiseCopyable {
  /// Its plain letters in `strings`.
  package var word: UInt32
  /// The set of its sounds, as `WordSound` makes it.
  package var sounds: UInt32
  /// `DisguiseTraits`.
  package var traits: UInt32
  /// The signal that it makes.
  package var signal: UInt16
  /// The number of its letters.
  package var count: UInt8
  /// How strong it is, as `WordStrength` numbers it.
  package var strength: UInt8

  /// A word.
  package init(
    word: UInt32, count: UInt8, signal: UInt16, strength: UInt8, sounds: UInt32,
    traits: DisguiseTraits
  ) {
    self.word = word
    self.sounds = sounds
    self.traits = traits.rawValue
    self.signal = signal
    self.count = count
    self.strength = strength
  }
}

/// What the compiler found out about a hidden word, so that no scan has to.
package struct DisguiseTraits: OptionSet, Sendable {
  /// The bits.
  package var rawValue: UInt32

  /// Traits with those bits.
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// It may be looked for inside longer words.
  package static let joinable = DisguiseTraits(rawValue: 1)
  /// It has honest uses, so only a hidden form says that it is meant otherwise.
  package static let onlyHidden = DisguiseTraits(rawValue: 2)
  /// Without its vowels it could be a common word as well.
  package static let doubtfulSkeleton = DisguiseTraits(rawValue: 4)
  /// Backwards it could be a slip of the pen in a common word.
  package static let doubtfulReversed = DisguiseTraits(rawValue: 8)

  /// With the letter at that place, from 1 on, and the next exchanged it could be a slip of the
  /// pen in a common word.
  package static func doubtfulSwap(at place: Int) -> DisguiseTraits {
    DisguiseTraits(rawValue: 1 << UInt32(min(8 + place, 31)))
  }
}

/// A word that a hidden word is spoken beside: "you", "such a".
package struct DisguiseCompany: BitwiseCopyable {
  /// The slot of the word plus 1, shifted by one; the lowest bit is set if it is no more than an
  /// article, which goes with honest words as well.
  package var bits: UInt32

  /// A word.
  package init(word: UInt32, isArticle: Bool) { bits = word << 1 | (isArticle ? 1 : 0) }
}
