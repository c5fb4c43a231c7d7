import ScanCore

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

  /// A given name alone: "Ruby", "our alfie".
  func givenName(at index: Int) -> Person? {
    let word = self[index]
    guard word.givenStrength >= 2, !word.hasDigit, word.cue == .none, word.token.count >= 2 else {
      return nil
    }
    if word.isCapitalised && !isShouted(index) {
      if beginsSentence(index) && word.attributes.wordClass >= 3 { return nil }
      if isPartOfAnotherName(index) { return nil }
      return single(index, confidence: 45 + 10 * word.givenStrength)
    }
    // In small letters or among capitals only what is hardly ever anything else.
    guard word.givenStrength == 4, word.attributes.wordClass <= 1, word.attributes.place <= 2 else {
      return nil
    }
    return single(index, confidence: 60)
  }

  private func single(_ index: Int, confidence: Int) -> Person {
    var last = index
    while case .hyphen = join(after: last), last + 1 < tokens.count, self[last + 1].givenStrength > 0,
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
    return Person(first: index, last: last, sort: .given, confidence: UInt8(min(confidence, 90)))
  }

  /// Whether a capitalised neighbour makes it part of a place, a body or a longer name.
  private func isPartOfAnotherName(_ index: Int) -> Bool {
    if isSameSentence(index + 1), case .space = join(after: index) {
      let next = self[index + 1]
      if next.isCapitalised && [.place, .body, .group, .calendar].contains(next.cue) { return true }
    }
    guard isSameSentence(index), case .space = join(after: index - 1) else { return false }
    let before = self[index - 1]
    return before.isCapitalised && !beginsSentence(index - 1)
      && (before.surnameStrength >= 2 && before.attributes.wordClass == 0
        || [.publicRole, .place, .body].contains(before.cue))
  }

  /// "J.D.", "K.A.-B.", "TF in 4B": capitals used for a person.
  func initials(at index: Int) -> Person? {
    let word = self[index]
    guard word.isCapitalised else { return nil }
    if word.isInitial { return dotted(at: index) }
    guard word.token.shape.contains(.allCapitals), word.token.count == 2, !isShouted(index),
      !word.hasDigit, word.cue == .none, word.isUnknown || word.attributes.wordClass <= 2
    else { return nil }
    return Person(first: index, last: index, sort: .initials, confidence: 50)
  }

  private func dotted(at index: Int) -> Person? {
    var last = index
    while last - index < 3, isSameSentence(last + 1) || last + 1 < tokens.count,
      case .stop = join(after: last), Int(tokens[last + 1].start) == Int(tokens[last].end) + 1,
      self[last + 1].isInitial
    {
      last += 1
    }
    guard last > index else { return nil }
    // A surname behind makes it "J. D. Smith".
    let end = Int(tokens[last].end)
    guard end < text.count, text[end] == 0x2E else { return nil }
    var tail = last
    if end + 2 < text.count, text[end + 1] == 0x2D, tail + 1 < tokens.count, self[tail + 1].isInitial {
      tail += 1
    }
    guard tail - index <= 2 else { return nil }
    return Person(first: index, last: tail, sort: .initials, confidence: 70)
  }

  /// What sort of person a full name is, by the words round it.
  func sort(of name: ClosedRange<Int>) -> BuiltinSignal.Person {
    if hasCue([.staffRole], before: name.lowerBound, within: 2)
      || hasCue([.staffRole], after: name.upperBound, within: 4)
    {
      return .staff
    }
    if hasCue([.author, .publicRole, .fiction], before: name.lowerBound, within: 2) { return .known }
    if hasCue([.title], before: name.lowerBound, within: 1) { return .staff }
    if hasCue([.kin], before: name.lowerBound, within: 1) { return .adult }
    return .full
  }

  private func hasCue(_ cues: [WordCue], before index: Int, within words: Int) -> Bool {
    var position = index - 1
    while position >= 0, index - position <= words, isSameSentence(position + 1) {
      // A bare comma or dash parts the role from another person's name.
      if cues.contains(self[position].cue) { return true }
      if case .other = join(after: position) { return false }
      position -= 1
    }
    return false
  }

  private func hasCue(_ cues: [WordCue], after index: Int, within words: Int) -> Bool {
    var position = index + 1
    guard isSameSentence(position) else { return false }
    if case .space = join(after: index), ![.determiner, .staffRole].contains(self[position].cue) {
      return false
    }
    while position < tokens.count, position - index <= words, isSameSentence(position) {
      if cues.contains(self[position].cue) { return true }
      // Only an apposition ("Jo Bell, our SENCO"; "Jo Bell (SENCO)") counts, not a later clause.
      let cue = self[position].cue
      guard [.determiner, .preposition, .none].contains(cue), self[position].givenStrength == 0 else {
        return false
      }
      position += 1
    }
    return false
  }
}
