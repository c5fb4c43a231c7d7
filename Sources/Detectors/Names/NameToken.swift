import ScanCore

/// A token as the name detector weighs it.
struct NameToken {
  let token: Token
  let attributes: WordAttributes

  /// Whether the lexicon has never seen the word.
  var isUnknown: Bool { token.word == 0 }
  var cue: WordCue { attributes.cue }
  var isCapitalised: Bool { token.shape.contains(.capitalised) }
  var hasDigit: Bool { token.shape.contains(.hasDigit) }
  var isInitial: Bool { token.count == 1 && isCapitalised }

  /// How much it looks like a given name, 0 (not at all) to 4.
  ///
  /// Classes are powers of four of births (names/given-names.tsv): class 3 is about 100 births,
  /// class 5 some 1,500. A name that is also an everyday word counts for less.
  var givenStrength: Int {
    guard attributes.isGivenName else { return 0 }
    let births = max(attributes.births, attributes.isNickname ? 3 : 0)
    let base = births >= 5 ? 4 : births >= 3 ? 3 : births >= 1 ? 2 : 1
    return max(base - wordPenalty, attributes.births >= 5 ? 1 : 0)
  }

  /// How much it looks like a surname, 0 (not at all) to 4.
  var surnameStrength: Int {
    if isUnknown { return token.count >= 3 && !hasDigit ? 2 : 0 }
    let weight = attributes.surname
    guard weight > 0 else { return attributes.isGivenName && wordPenalty == 0 ? 2 : 0 }
    let base = weight >= 6 ? 4 : weight >= 3 || attributes.isBritishSurname ? 3 : 2
    return max(base - wordPenalty, weight >= 8 ? 2 : weight >= 4 ? 1 : 0)
  }

  /// What being an ordinary word costs, 0 to 3.
  private var wordPenalty: Int {
    switch attributes.wordClass {
    case 0...2: 0
    case 3...4: 1
    case 5...6: 2
    default: 3
    }
  }

  /// Whether it cannot be part of a name that is being gathered.
  var endsName: Bool {
    switch cue {
    case .year, .age, .and, .determiner, .pronoun, .preposition, .staffRole, .opener, .group, .acronym,
      .abbreviation, .nation, .body, .place:
      // "Place", "House" or "Green" can be surnames; they are only taken after a sure given name.
      true
    default: hasDigit
    }
  }
}
