package import TextModel

/// A word found under a disguise.
package struct DisguiseMatch: Hashable, Sendable {
  /// The number of the word's signal.
  package var signal: UInt16
  /// How it is disguised.
  package var disguise: Disguise
  /// The same in the words of the reports.
  package var kind: DisguiseKind
  /// Whether only the words before speak for it.
  package var isDoubtful: Bool
  /// The whole disguised stretch with its symbols.
  package var range: ByteRange

  /// How sure, in hundredths.
  package var confidence: UInt8 { min(disguise.confidence, isDoubtful ? 55 : 100) }
}

/// A way of hiding a word.
package enum Disguise: CaseIterable, Hashable, Sendable {
  /// Symbols or digits for letters that look like them: `b4n@na`.
  case lookAlike
  /// All letters but one replaced so: `8n4n4`.
  case lookAlikeMostly
  /// As many symbols as hidden letters, inside the word: `b****a`.
  case masked
  /// One more or one fewer symbol than hidden letters, or one for a whole syllable: `b*na`.
  case maskedLoosely
  /// The end of the word hidden: `ban***`.
  case tailMasked
  /// All but the first letter hidden: `b*****`.
  case initialOnly
  /// One mark or space inside the word: `ban.ana`, `ban ana`.
  case parted
  /// A space or mark between all letters: `b a n a n a`.
  case spaced
  /// Letters written more often than they should be: `baannana`.
  case stretched
  /// Other letters of the same sound: `phish` for `fish`.
  case soundAlike
  /// Two neighbours exchanged: `bnaana`.
  case swapped
  /// Backwards: `ananab`.
  case reversed
  /// The vowels left out, at least four consonants left: `bnnrs`.
  case vowelsDropped
  /// The vowels left out, three consonants left: `bnn`. Many short forms of honest words look so.
  case vowelsDroppedShort
  /// Joined to harmless words: `sillybanana`.
  case runTogether
  /// Letters of another script among plain ones, or characters that cannot be seen.
  case hiddenLetters

  /// How sure a find of this kind is, in hundredths.
  ///
  /// Judged, not measured: by how many honest readings there are.
  package var confidence: UInt8 {
    switch self {
    case .spaced: 97
    case .lookAlike, .masked, .stretched, .hiddenLetters: 95
    case .swapped, .soundAlike, .vowelsDropped, .runTogether: 85
    case .parted, .tailMasked: 80
    case .maskedLoosely: 75
    case .reversed: 70
    case .vowelsDroppedShort, .lookAlikeMostly: 60
    case .initialOnly: 55
    }
  }
}
