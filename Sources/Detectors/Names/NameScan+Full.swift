import ScanCore
import TextModel

extension NameScan {
  /// A given name with its surname: "Oliver Smith", "Ellie-May Thornton", "Billy 'Bones' Harris".
  func fullName(at index: Int) -> Person? {
    let first = self[index]
    guard first.cue == .none || first.bareGiven >= 3 && !first.isPlaceOrBody,
      first.cue != .publicRole || !isSaint(index),
      let givenEnd = endOfGiven(from: index), let last = endOfSurname(after: givenEnd)
    else { return nil }
    let evidence = evidence(given: index...givenEnd, surname: (givenEnd + 1)...last)
    guard evidence >= (isShouted(index) ? 5 : 3) else { return nil }
    // Two words that no list knows are a guess, whatever stands round them.
    let isGuess = first.isUnknown && self[last].isUnknown
    return Person(
      first: index, last: last, sort: sort(of: index...last),
      confidence: UInt8(min(isGuess ? 65 : 97, 55 + 7 * evidence)))
  }

  /// Both names in small letters ("ewa.nowak", "oliver smith"): only what is hardly ever anything
  /// else.
  func smallName(at index: Int, isInFile: Bool) -> Person? {
    let first = self[index]
    if first.cue == .publicRole && isSaint(index) { return nil }
    if isInFile, let last = endOfSurname(inFileName: index) {
      return Person(first: index, last: last, sort: .full, confidence: 65)
    }
    guard first.bareGiven > 0 else { return nil }
    // "@sian.nailz" is an account.
    if tokens[index].start > 0, text[Int(tokens[index].start) - 1] == 0x40 { return nil }
    if let last = endOfUnknownSurname(after: index) {
      return Person(first: index, last: last, sort: sort(of: index...last), confidence: 60)
    }
    let isShort = first.token.count < (first.token.shape.contains(.nonASCII) ? 4 : 3)
    guard !isShort, first.bareGiven >= 3 || first.bareGiven > 0 && first.attributes.wordClass == 0,
      first.cue == .none || first.cue == .calendar,
      let givenEnd = endOfGiven(from: index), let last = endOfSurname(after: givenEnd)
    else { return nil }
    let surname = self[last]
    // "gum shields", "navy trainer": two words, or a short one behind a name that few bear.
    let isWord = surname.attributes.wordClass > 0 && surname.attributes.surname < 8
    guard
      !isWord && surname.token.count > 2 || first.bareGiven == 4 && first.attributes.wordClass == 0
    else { return nil }
    // "grace holloway": the first is a word, though a rare one in a sentence; the second is none.
    let isTold =
      first.bareGiven == 4 && first.attributes.wordClass <= 8 && surname.surnameStrength >= 3
      && surname.attributes.wordClass == 0
    let isSure =
      first.givenStrength + surname.surnameStrength >= 6 && surname.surnameStrength >= 2 || isTold
    guard isSure || surname.isSurnameAlone && (first.bareGiven >= 3 || last == index + 1) else {
      return nil
    }
    return Person(
      first: index, last: last, sort: sort(of: index...last), confidence: isSure ? 80 : 65)
  }

  /// The surname behind a common given name, both in small letters, though no list holds it.
  ///
  /// What is said of somebody has to follow ("jakub wilk was here"), or a possessive; behind a name
  /// that is a word too ("poppy"), a deed.
  private func endOfUnknownSurname(after index: Int) -> Int? {
    let first = self[index]
    guard first.bareGiven == 4, first.cue == .none, first.attributes.wordClass <= 7,
      isSameSentence(index + 1), tokens[index + 1].word == 0, case .space = join(after: index)
    else { return nil }
    let surname = self[index + 1]
    guard surname.isUnknown, !surname.hasDigit, !surname.isCapitalised,
      surname.token.count >= 4, !isExtension(index + 1)
    else { return nil }
    let isWord = first.attributes.wordClass > 1
    if surname.isPossessive { return isWord ? nil : index + 1 }
    guard isSameSentence(index + 2), case .space = join(after: index + 1) else { return nil }
    switch self[index + 2].cue {
    case .deed, .speech: return index + 1
    case .predicate, .origin, .inside: return isWord ? nil : index + 1
    default: return nil
    }
  }

  /// The surname behind a given name that few bear, or that no list holds, in the name of a file
  /// ("wulfran_quibell.jpg"): words there are joined, and seldom in no list.
  private func endOfSurname(inFileName index: Int) -> Int? {
    guard isSameSentence(index + 1), joinsName(after: index) else { return nil }
    let given = self[index]
    let surname = self[index + 1]
    guard !surname.isCapitalised, !surname.hasDigit, !given.hasDigit, surname.token.count >= 3
    else {
      return nil
    }
    func isUnknown(_ word: NameToken) -> Bool { word.token.word == 0 && word.token.count >= 4 }
    let isKnown =
      given.cue == .none && given.bareGiven > 0 && given.attributes.wordClass <= 1
      && (surname.isSurnameAlone
        || surname.attributes.surname >= 3 && surname.attributes.wordClass <= 2)
    return isKnown || isUnknown(given) && isUnknown(surname) ? index + 1 : nil
  }

  /// The last token of a given name that begins at `index`: hyphened names.
  private func endOfGiven(from index: Int) -> Int? {
    var end = index
    while isHyphen(after: end), end + 1 < tokens.count, self[end + 1].givenStrength > 0,
      end - index < 2, !isInFileName(index) || isLongFileName(after: end + 1)
    {
      end += 1
    }
    let first = self[index]
    guard given(index) > 0 || end > index || mayBeUnknownGiven(first, at: index) else { return nil }
    return end
  }

  /// Whether a surname still follows in a file name, so that the hyphen before was within the
  /// given name.
  private func isLongFileName(after index: Int) -> Bool {
    isSameSentence(index + 1) && joinsName(after: index) && self[index + 1].attributes.surname > 0
      && self[index + 1].isCapitalised == self[index].isCapitalised
  }

  /// A capitalised word that no list knows as a given name: perhaps a rare one.
  private func mayBeUnknownGiven(_ word: NameToken, at index: Int) -> Bool {
    guard word.isCapitalised, !word.hasDigit, word.token.count >= 3, !isShouted(index),
      !word.isAllCapitals
    else { return false }
    return word.isUnknown || word.attributes.wordClass == 0 && word.attributes.surname > 0
  }

  /// The last token of a surname that begins behind `given`, with particles and hyphens.
  func endOfSurname(after given: Int) -> Int? {
    guard isSameSentence(given + 1) else { return nil }
    var end = given + 1
    if let behind = behindNickname(after: given) {
      end = behind
    } else if !joinsName(after: given) {
      return nil
    }
    // Particles and middle initials or names stand between.
    while end - given < 5, isMiddle(end), isSameSentence(end + 1) { end += 1 }
    guard isSurname(end, after: given) else { return nil }
    while end + 1 < tokens.count, isHyphen(after: end), isSameSentence(end + 1),
      self[end + 1].isCapitalised == self[end].isCapitalised, !self[end + 1].hasDigit
    {
      end += 1
    }
    return end
  }

  /// The token behind a nickname in quotes: "Billy 'Bones' Harris".
  private func behindNickname(after given: Int) -> Int? {
    guard case .opening = join(after: given), case .closing = join(after: given + 1),
      isSameSentence(given + 2), self[given + 1].isCapitalised, self[given + 2].isCapitalised
    else { return nil }
    return given + 2
  }

  private func isMiddle(_ index: Int) -> Bool {
    let word = self[index]
    guard isSameSentence(index + 1) else { return false }
    let next = self[index + 1]
    if word.cue == .particle {
      if case .hyphen = join(after: index) { return true }
      return joinsName(after: index) && (!word.isCapitalised || next.isCapitalised)
    }
    guard joinsName(after: index) else { return false }
    if word.isInitial { return next.isCapitalised && isMiddleInitial(index, before: next) }
    return isMiddleName(word, before: next, at: index)
  }

  /// Not in "Debbie F Sharon A", which is two people.
  private func isMiddleInitial(_ index: Int, before next: NameToken) -> Bool {
    if case .stop = join(after: index) { return true }
    return next.bareGiven < 3 || next.attributes.surname >= 7
  }

  /// A middle name, if what follows is a surname of its own and no ordinary word; but not in a row
  /// of four, which is two people ("Debbie Fane Nasreen Butt").
  private func isMiddleName(_ word: NameToken, before next: NameToken, at index: Int) -> Bool {
    guard word.givenStrength >= 2, word.isCapitalised, next.isCapitalised,
      next.surnameStrength >= 2, !next.endsName, next.attributes.wordClass < 5
    else { return false }
    guard isSameSentence(index + 2), case .space = join(after: index + 1) else { return true }
    let behind = self[index + 2]
    return !(behind.isCapitalised && next.givenStrength >= 2 && behind.surnameStrength >= 2)
  }

  func joinsName(after index: Int) -> Bool {
    switch join(after: index) {
    case .space, .fileName: true
    case .stop: self[index].isInitial
    case .hyphen: kind == .fileName || isInFileName(index)
    case .comma, .opening, .closing, .other: false
    }
  }

  private func isSurname(_ index: Int, after given: Int) -> Bool {
    guard index < tokens.count else { return false }
    let word = self[index]
    guard !word.hasDigit, word.token.count >= 2, !word.isFunctionWord, !isExtension(index) else {
      return false
    }
    guard self[given].isCapitalised else {
      return !word.isCapitalised && !word.endsName
        && (word.surnameStrength >= 2 || word.isSurnameAlone)
    }
    guard word.isCapitalised,
      !word.isAllCapitals || word.token.count > 3 || self[given].isAllCapitals
    else { return false }
    if isShouted(given) { return word.surnameStrength >= 2 && !word.endsName }
    if word.endsName { return isSurnameAndThing(word, at: index, after: given) }
    return word.surnameStrength > 0 || word.attributes.wordClass <= 4
  }

  /// Whether a token is the ending of a file's name ("oliver.jpg"), and no surname.
  private func isExtension(_ index: Int) -> Bool {
    let token = tokens[index]
    guard token.count <= 4, token.start > 0, text[Int(token.start) - 1] == 0x2E else {
      return false
    }
    let end = Int(token.end)
    return self[index].attributes.surname == 0 && (end >= text.count || text[end] != 0x2E)
  }

  /// "Hall", "Wood", "Green": a surname, or the thing; only behind a sure given name, or behind one
  /// of which something is said as of a person ("Well done Hope Green", "Rose Hall (4B)").
  private func isSurnameAndThing(_ word: NameToken, at index: Int, after given: Int) -> Bool {
    guard self[given].bareGiven == 4 else { return false }
    if isSpokenOf(given...index) { return word.attributes.surname >= 5 }
    guard self[given].attributes.wordClass <= 4 else { return false }
    switch word.cue {
    case .staffRole, .opener, .predicate, .deed: return word.attributes.surname >= 5
    default: return word.attributes.surname >= 6 && word.surnameStrength >= 2
    }
  }

  /// Whether what stands round two words is said of people: a class behind, a deed, praise before,
  /// another full name in the row.
  private func isSpokenOf(_ name: ClosedRange<Int>) -> Bool {
    guard self[name.lowerBound].cue == .none, !isHeading else { return false }
    if hasClass(after: name.upperBound) || previousEnds(at: name.lowerBound) { return true }
    if isSameSentence(name.upperBound + 1), isDeed(self[name.upperBound + 1]) { return true }
    return isPraised(name.lowerBound)
  }

  /// How strongly the parts and their neighbours speak for a name, about -6 to 12.
  private func evidence(given: ClosedRange<Int>, surname: ClosedRange<Int>) -> Int {
    let first = self[given.lowerBound]
    let last = self[surname.upperBound]
    let isTold = last.endsName && isSpokenOf(given.lowerBound...surname.upperBound)
    let bare = isTold ? first.capitalGiven : self.given(given.lowerBound)
    let strength = max(bare, given.count > 1 ? 3 : 0)
    var sum = strength + last.surnameStrength
    if surname.count > 1 { sum += 1 }
    // Two words that no list holds, both with a capital where none is called for: a rare name is
    // likelier than two slips or a firm.
    if isRare(first, last) && !isHeading { sum += 1 }
    if beginsSentence(given.lowerBound) && first.attributes.wordClass >= 4 { sum -= 1 }
    // "Can Dave come", "Will Oliver be back": a question about one who goes by the second word.
    if beginsSentence(given.lowerBound) && first.attributes.wordClass == 9 && last.bareGiven >= 3
      && last.attributes.surname < 6 && !isTold
    {
      sum -= 2
    }
    if first.attributes.place >= 3 && first.givenStrength < 3 { sum -= 1 }
    if last.endsName && !isTold {
      sum -= first.attributes.place >= 3 || first.attributes.surname >= 6 ? 2 : 1
    }
    if first.attributes.wordClass >= 3 && last.attributes.wordClass >= 3
      && last.attributes.surname < 6
    {
      sum -= 2
    }
    sum -= placeEvidence(first: given.lowerBound, last: surname.upperBound, isSure: strength >= 3)
    sum += company(given.lowerBound, surname.upperBound)
    return sum
  }

  /// Whether two words are in no list and written as names are.
  private func isRare(_ first: NameToken, _ last: NameToken) -> Bool {
    [first, last].allSatisfy {
      $0.isUnknown && $0.token.word == 0 && $0.token.count >= 4 && !$0.isAllCapitals && !$0.hasDigit
    }
  }

  /// What the words round a name say against a person: a place, a body, a thing.
  private func placeEvidence(first: Int, last: Int, isSure: Bool) -> Int {
    var sum = isPlaceOrBody(after: last) ? 5 : 0
    if self[last].attributes.place >= 2 && !isSure { sum += 1 }
    guard isSameSentence(first), case .space = join(after: first - 1) else { return sum }
    switch self[first - 1].cue {
    case .determiner: sum += 3
    case .preposition, .inside: sum += self[last].endsName || !isSure ? 2 : 0
    case .toward, .origin, .part: sum += self[last].endsName ? 2 : 0
    default: break
    }
    return sum
  }

  /// What the words round a name say for a person: others in a list, a class, a line of its own.
  private func company(_ first: Int, _ last: Int) -> Int {
    var sum = 0
    if let previous, previous.sort == .full, previousEnds(at: first) { sum += 2 }
    if beginsSentence(first) && !isSameSentence(last + 1) { sum += 1 }
    if hasClass(after: last) { sum += 2 }
    if isFollowedByName(last) { sum += 1 }
    if mayIntroduce(first) || isSameSentence(last + 1) && isDeed(self[last + 1]) { sum += 1 }
    if self[last].isPossessive { sum += 1 }
    return sum
  }

  /// Whether what stands right before often stands before a person: "to", "captain", a colon.
  private func mayIntroduce(_ first: Int) -> Bool {
    guard isSameSentence(first) else { return false }
    switch self[first - 1].cue {
    case .child, .praise, .speech, .toward, .origin, .part, .byline, .owner, .kin: return true
    default: return text[Int(tokens[first - 1].end)] == 0x3A
    }
  }

  /// "scored", "said": what people do.
  func isDeed(_ word: NameToken) -> Bool {
    !word.isCapitalised && (word.cue == .praise || word.cue == .speech)
  }

  /// Whether a comma or "and" and two more capitalised words of a name follow.
  private func isFollowedByName(_ last: Int) -> Bool {
    var index = last + 1
    guard isSameSentence(index) else { return false }
    if self[index].cue == .and {
      index += 1
    } else if case .comma = join(after: last) {
    } else {
      return false
    }
    guard isSameSentence(index), isSameSentence(index + 1), case .space = join(after: index) else {
      return false
    }
    let given = self[index]
    let surname = self[index + 1]
    return given.isCapitalised && surname.isCapitalised && !given.isFunctionWord
      && !surname.endsName && (given.bareGiven > 0 || given.isUnknown)
      && surname.attributes.wordClass <= 4
  }

  /// Whether a year, a class or an age stands behind a name: "(Year 4)", "in 5T", "aged 7".
  func hasClass(after last: Int) -> Bool {
    var index = last + 1
    while index <= last + 3, isSameSentence(index) {
      let word = self[index]
      if word.cue == .year || word.cue == .age { return true }
      // "Ruby, 7" is an age and "in 4B" a class; "leaves at 8" is neither.
      if word.hasDigit && word.token.count <= 3 {
        return index == last + 1 || !word.token.shape.contains(.allDigits)
      }
      guard word.cue.isBeforePlace || word.cue.isToward || word.cue.isOpener || word.cue == .and
      else { return false }
      index += 1
    }
    return false
  }

  /// Whether what follows makes the words a place, a building or a body ("Roald Dahl Centre").
  private func isPlaceOrBody(after index: Int) -> Bool {
    var position = index
    while position - index < 3, isSameSentence(position + 1), case .space = join(after: position) {
      position += 1
      let next = self[position]
      guard next.isCapitalised else { return false }
      if next.isPlaceOrBody || next.cue == .praise || next.cue == .calendar { return true }
    }
    return false
  }
}
