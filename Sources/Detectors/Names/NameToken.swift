import ScanCore

/// A token as the name detector weighs it.
struct NameToken {
  let token: Token
  let attributes: WordAttributes

  /// Whether no list of words or names holds it, though a phrase of the lexicon may.
  var isUnknown: Bool { attributes.saysNothing }
  var cue: WordCue { attributes.cue }
  var isCapitalised: Bool { token.shape.contains(.capitalised) }
  var isAllCapitals: Bool { token.shape.contains(.allCapitals) }
  var hasDigit: Bool { token.shape.contains(.hasDigit) }
  var isInitial: Bool { token.count == 1 && isCapitalised }
  var isPossessive: Bool { token.shape.contains(.possessive) }

  /// How much it looks like a given name, 0 (not at all) to 4.
  ///
  /// Classes are powers of four of births (names/given-names.tsv): class 3 is about 100 births,
  /// class 5 some 1,500. A name that is also an everyday word counts for less.
  @inline(__always)
  var givenStrength: Int {
    max(bareGiven - wordPenalty, attributes.births >= 5 ? 1 : 0)
  }

  /// The same for a word whose capital says that it is no everyday word.
  var capitalGiven: Int {
    // A letter that English lacks says the same of a word that no list knows.
    let least = attributes.births >= 5 || isUnknown && token.shape.contains(.nonASCII) ? 1 : 0
    return max(bareGiven - min(wordPenalty, 1), least)
  }

  /// How common it is as a given name, whatever else it may be.
  @inline(__always)
  var bareGiven: Int {
    guard attributes.isGivenName else { return 0 }
    let births = max(attributes.births, attributes.isNickname ? 3 : 0)
    return Int(Self.strengths >> UInt64(4 * births) & 15)
  }

  /// The strengths of given names by their births, four bits each: 1, 2, 2, 3, 3, then 4.
  private static var strengths: UInt64 { 0x4444_4444_4443_3221 }

  /// How much it looks like a surname, 0 (not at all) to 4.
  var surnameStrength: Int {
    if isUnknown { return token.count >= 3 && !hasDigit ? 2 : 0 }
    let weight = attributes.surname
    guard weight > 0 else {
      let isName = attributes.isGivenName || attributes.place > 0
      return isName && attributes.wordClass <= 1 ? 2 : 0
    }
    let base = weight >= 6 ? 4 : weight >= 3 || attributes.isBritishSurname ? 3 : 2
    return max(base - wordPenalty, weight >= 8 ? 2 : weight >= 4 ? 1 : 0)
  }

  /// Whether a list holds it as a surname, and it is no word, place or given name of weight.
  var isSurnameAlone: Bool {
    attributes.surname > 0 && attributes.wordClass == 0 && attributes.births < 3
      && attributes.place < 3 && cue == .none
  }

  /// What being an ordinary word costs, 0 to 3.
  @inline(__always)
  private var wordPenalty: Int {
    Int(Self.penalties >> UInt32(2 * attributes.wordClass) & 3)
  }

  /// What words cost by their class, two bits each: 0, 0, 0, 1, 1, 2, 2, then 3.
  private static var penalties: UInt32 { 0xFFFF_E940 }

  /// Whether it is a word of a sentence's frame, which no capital makes a name.
  var isFrameWord: Bool {
    switch cue {
    case .and, .determiner, .owner, .pronoun, .preposition, .inside, .toward, .origin, .part,
      .byline, .year, .title, .acronym, .abbreviation:
      true
    default: false
    }
  }

  /// Whether it is such a word, or has a digit, as a name has not.
  var isFunctionWord: Bool { isFrameWord || hasDigit }

  /// Whether the words before it name a place, a building or a body.
  var isPlaceOrBody: Bool {
    switch cue {
    case .place, .school, .body, .group: true
    default: false
    }
  }

  /// Whether it cannot be part of a name that is being gathered.
  var endsName: Bool {
    switch cue {
    case .age, .staffRole, .opener, .predicate, .deed, .nation, .calendar, .praise, .kin, .child,
      .fiction:
      true
    // "Place", "House" or "Green" can be surnames; they are only taken after a sure given name.
    default: isFunctionWord || isPlaceOrBody
    }
  }
}
