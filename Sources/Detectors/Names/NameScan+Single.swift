import ScanCore
import TextModel

extension NameScan {
  /// Title and surname: "Mrs Patel", "Mr & Mrs Lee", "Miss Ahmed-Clarke", "mrs patel".
  func titled(at index: Int) -> Person? {
    var end = index
    while isSameSentence(end + 1), end - index < 4 {
      let next = self[end + 1]
      let isSpaced: Bool =
        switch join(after: end) {
        case .space, .stop, .hyphen: true
        default: false
        }
      guard isSpaced, continuesTitled(next, from: index, at: end + 1) else { break }
      end += 1
    }
    guard end > index else { return nil }
    return Person(first: index, last: end, sort: .staff, confidence: 90)
  }

  private func continuesTitled(_ next: NameToken, from title: Int, at index: Int) -> Bool {
    if next.hasDigit || next.cue == .and || next.cue == .title && index > title + 1 { return false }
    if next.isCapitalised {
      return index == title + 1 || next.surnameStrength >= 2 && !next.endsName
        || next.isInitial || next.cue == .particle
    }
    // All small letters: "mrs patel"; one word that is no everyday one.
    guard index == title + 1, !self[title].isCapitalised || next.attributes.wordClass == 0 else {
      return false
    }
    return next.isUnknown || next.attributes.surname > 0 && next.attributes.wordClass <= 5
  }

  /// "Princess Petal", "King Charles": whoever is called so is no pupil.
  func ruler(at index: Int) -> Person? {
    let word = self[index]
    guard word.cue == .publicRole, word.isCapitalised,
      word.attributes.surname < 6 || word.bareGiven == 4,
      isSameSentence(index + 1), case .space = join(after: index)
    else { return nil }
    let next = self[index + 1]
    // "St Mary's" is a school or a church; "Saint Nicholas's sack" is rarer.
    if next.isPossessive && isSaint(index) { return nil }
    // "Prince Adeyemi" is a name like others.
    guard next.isCapitalised, !next.isFunctionWord, !next.isSurnameAlone, !next.isUnknown else {
      return nil
    }
    return Person(first: index, last: index + 1, sort: .known, confidence: 75)
  }

  /// Whether a token is "St" or "Saint" as part of a name.
  func isSaint(_ index: Int) -> Bool {
    let token = tokens[index]
    let start = Int(token.start)
    guard text[start] | 0x20 == 0x73, self[index].cue == .publicRole else { return false }
    return token.count == 2 && text[start + 1] | 0x20 == 0x74
      || token.count == 5 && text[start + 1] | 0x20 == 0x61
  }

  /// A given name alone: "Ruby", "our alfie".
  func givenName(at index: Int) -> Person? {
    let word = self[index]
    // Only a rare name is in no list.
    guard word.bareGiven > 0 || word.isUnknown && word.isCapitalised, !word.hasDigit,
      word.token.count >= 2, word.cue == .none || word.cue == .calendar
    else { return nil }
    if word.bareGiven > 0, isWordName(index), !isPartOfAnotherName(index),
      !namesGroups(from: index)
    {
      return single(index, confidence: 65)
    }
    guard word.cue == .none, !(word.isAllCapitals && word.token.count == 2 && isCounted(index))
    else { return nil }
    if word.isUnknown && word.isCapitalised { return rareName(at: index) }
    guard word.givenStrength >= 2 else { return nil }
    if word.isCapitalised && !isShouted(index) {
      if beginsSentence(index) && word.attributes.wordClass >= 3 { return nil }
      if isPartOfAnotherName(index) || namesGroups(from: index) || isVisitedPlace(index) {
        return nil
      }
      return single(index, confidence: 45 + 10 * word.givenStrength)
    }
    // In small letters or among capitals only what is hardly ever anything else.
    guard word.givenStrength == 4, word.attributes.wordClass <= 1, word.attributes.place <= 2 else {
      return nil
    }
    return single(index, confidence: 60)
  }

  /// A name that no list holds, with a year or a class behind it: "Tansu (Year 4)".
  private func rareName(at index: Int) -> Person? {
    // A word of some phrase is known for something else: classes are called after great people.
    guard !isShouted(index), tokens[index].word == 0, self[index].token.count >= 3,
      !self[index].isAllCapitals,
      hasClass(after: index), !isPartOfAnotherName(index)
    else { return nil }
    return single(index, confidence: 60)
  }

  private func single(_ index: Int, confidence: Int) -> Person {
    var last = index
    while isHyphen(after: last), last + 1 < tokens.count, self[last + 1].givenStrength > 0,
      last - index < 2
    {
      last += 1
    }
    // "Charlie B": a given name with an initial.
    if last + 1 < tokens.count, case .space = join(after: last), self[last + 1].isInitial,
      isSameSentence(last + 1), self[last + 1].cue != .pronoun
    {
      last += 1
    }
    let isKin = isSameSentence(index) && self[index - 1].cue == .kin
    return Person(
      first: index, last: last, sort: isKin ? .adult : .given,
      confidence: UInt8(min(confidence, 90)))
  }

  /// Whether a hyphen ties it to a word before that is no name: "sweet-william".
  @inline(__always)
  func isHyphenTail(_ index: Int) -> Bool {
    guard isHyphen(after: index - 1) else { return false }
    let before = self[index - 1]
    return !before.isCapitalised && before.attributes.wordClass > 0 && before.givenStrength < 3
  }

  /// Whether a capitalised neighbour makes it part of a place, a body or a longer name.
  private func isPartOfAnotherName(_ index: Int) -> Bool {
    if isSameSentence(index + 1), case .space = join(after: index) {
      let next = self[index + 1]
      if next.isCapitalised && (next.isPlaceOrBody || next.cue == .calendar) { return true }
      // "Darwin house", "Chester zoo".
      if next.cue == .place && isGroup(index + 1) && !next.isPossessive { return true }
      if next.cue == .group && (self[index].attributes.wordClass >= 2 || isGroup(index + 1)) {
        return true
      }
    }
    guard isSameSentence(index), previous?.last != index - 1 else { return false }
    let before = self[index - 1]
    // "St Mary's", "St. Thomas".
    if isSaint(index - 1) { return true }
    // "T. Rex": whatever it is, it is no given name.
    if case .stop = join(after: index - 1) { return before.isInitial }
    guard case .space = join(after: index - 1) else { return false }
    return before.isCapitalised && !beginsSentence(index - 1)
      && (before.surnameStrength >= 2 && before.attributes.wordClass == 0
        || before.cue == .publicRole || before.isPlaceOrBody)
  }

  /// Whether it is a town of weight behind "in", or behind "to" or "from" if few children are called
  /// so and nobody is thanked: "Trip to York", but "Thanks to Lincoln".
  private func isVisitedPlace(_ index: Int) -> Bool {
    let attributes = self[index].attributes
    guard attributes.place >= 4, isSameSentence(index), !isTiedToClass(index) else { return false }
    switch self[index - 1].cue {
    case .preposition, .inside: return true
    case .toward, .origin, .part:
      return attributes.recentBirths <= 6
        && !(isSameSentence(index - 1) && [.addressee, .praise].contains(self[index - 2].cue))
    default: return previousIsVisited(index)
    }
  }

  /// Whether the word before in a row is such a town: "to Chester and York".
  private func previousIsVisited(_ index: Int) -> Bool {
    guard self[index - 1].cue == .and, index >= 2, isSameSentence(index - 1),
      self[index - 2].attributes.place >= 4
    else { return false }
    return isVisitedPlace(index - 2)
  }

  /// Whether a word for a group is what is spoken of ("Rosa class"), and not what somebody is in it
  /// ("Zara class captain") or does ("Zara set a record").
  private func isGroup(_ index: Int) -> Bool {
    guard isSameSentence(index + 1), case .space = join(after: index) else { return true }
    return ![.child, .staffRole, .group, .determiner, .owner].contains(self[index + 1].cue)
  }

  /// Whether it is one of a row that ends in "classes" or "teams": "Ash, Ivy and Holly classes".
  private func namesGroups(from index: Int) -> Bool {
    var position = index + 1
    while position <= index + 8, isSameSentence(position) {
      let word = self[position]
      if word.cue == .group && !word.isCapitalised { return isPlural(word.token) }
      guard word.isCapitalised || word.cue == .and, !self[position - 1].isPossessive else {
        return false
      }
      position += 1
    }
    return false
  }

  /// Whether a word ends in one "s", as "classes" and "teams" do, and "class" does not.
  private func isPlural(_ token: Token) -> Bool {
    let end = Int(token.end)
    return token.count > 2 && text[end - 1] | 0x20 == 0x73 && text[end - 2] | 0x20 != 0x73
  }
}
