import ScanCore
import TextModel

/// Given names that are everyday words: "Will", "Grace", "Summer". The word alone says nothing; what
/// stands round it has to.
extension NameScan {
  /// How firmly a class, a year or an age is tied to a name.
  private enum ClassTie {
    case none
    /// "Mark in Year 6", which may go on "books".
    case loose
    /// "Mark (Year 6)", "Mark from Year 6", "Mark, 6".
    case firm
  }

  /// Whether a token that is above all an everyday word, a month or a season is a name where it
  /// stands.
  func isWordName(_ index: Int) -> Bool {
    let word = self[index]
    guard word.attributes.wordClass >= 3 || word.cue == .calendar,
      word.cue == .none || word.cue == .calendar
    else { return false }
    guard word.bareGiven >= 3 else { return isRareWordName(index) }
    guard word.isCapitalised else { return isNamedInFile(index) || isSmallWordName(index) }
    if isShouted(index) { return isPraised(index) && classTie(from: index) != .none }
    let isPlain = beginsSentence(index) || isHeading && !followsListMark(index)
    switch classTie(from: index) {
    case .firm where !isPlain || word.cue == .none || isBracketed(after: index):
      return !isLedAsTime(index)
    case .loose where !isPlain: return !isLedAsTime(index)
    case .firm where endsClause(behindClassOf: index, isTime: word.cue == .calendar),
      .loose where endsClause(behindClassOf: index, isTime: word.cue == .calendar):
      return true
    case .firm, .loose, .none:
      return word.cue == .none && (isInCompany(index) || !isPlain && isGreeted(index))
    }
  }

  /// "well done grace in year 3", "grace from year 3 sang": in small letters, where the word itself
  /// would make no sense.
  private func isSmallWordName(_ index: Int) -> Bool {
    guard self[index].bareGiven == 4, self[index].cue == .none else { return false }
    if isSameSentence(index) {
      guard self[index - 1].cue == .praise || previousEnds(at: index) else { return false }
      guard case .space = join(after: index - 1) else { return false }
      return classTie(from: index) != .none
    }
    return classTie(from: index) != .none && endsClause(behindClassOf: index, isTime: true)
  }

  /// Whether thanks or praise go to it and end there: "Well done Grace!", "Thank you, Mark".
  private func isGreeted(_ index: Int) -> Bool {
    guard self[index].bareGiven == 4, isSameSentence(index), endsItem(after: index) else {
      return false
    }
    let before = self[index - 1]
    if before.cue == .addressee || before.cue == .child || isPraised(index) { return true }
    return before.cue == .pronoun && isSameSentence(index - 1) && self[index - 2].cue == .addressee
  }

  /// "Pip (Year 4)": few are called so, and the class in brackets says nothing else.
  private func isRareWordName(_ index: Int) -> Bool {
    guard self[index].isCapitalised, self[index].cue == .none, case .opening = join(after: index)
    else { return false }
    return isTiedToClass(index)
  }

  /// Whether words beside it speak of a person: a relative's title before ("Grandad Bob"), a year
  /// before ("Year 4's Will"), another name in the row, a possessive ("Grace's coat").
  private func isInCompany(_ index: Int) -> Bool {
    let word = self[index]
    guard word.bareGiven == 4 || self[index].attributes.isNickname else { return false }
    if isSameSentence(index) {
      let before = self[index - 1]
      if before.cue == .kin, case .space = join(after: index - 1) { return true }
      if before.isPossessive && (before.hasDigit || before.cue == .year) { return true }
      if previousEnds(at: index), isRowMark(before: index) { return true }
    }
    // The words behind it in a row stand inside the sentence, where a capital says more.
    return word.isPossessive || nextOfRow(after: index).map { self[$0].capitalGiven >= 3 } ?? false
  }

  /// Whether an age or the code of a class follows in brackets: "Summer (5)", "Autumn (2B)".
  private func isBracketed(after index: Int) -> Bool {
    guard case .opening = join(after: index), isSameSentence(index + 1) else { return false }
    return isCode(index + 1) || isAge(index + 1)
  }

  /// Whether a class is tied to a name in a way that admits of nothing else.
  func isTiedToClass(_ index: Int) -> Bool { classTie(after: index) == .firm }

  /// Whether a comma or "and" stands right before a token.
  private func isRowMark(before index: Int) -> Bool {
    if self[index - 1].cue == .and { return true }
    if case .comma = join(after: index - 1) { return true }
    return false
  }

  /// Whether what stands before makes a time or a matter of the word: "in May", "the Summer".
  private func isLedAsTime(_ index: Int) -> Bool {
    guard self[index].cue == .calendar, isSameSentence(index) else { return false }
    switch self[index - 1].cue {
    case .preposition, .inside, .toward, .origin, .part, .determiner, .calendar, .byline:
      return true
    case .and: return isSameSentence(index - 1) && self[index - 2].cue == .calendar
    default: return self[index - 1].hasDigit && !self[index - 1].isPossessive
    }
  }

  /// Whether praise, or a name of the same row, stands before a name: "WELL DONE GRACE".
  func isPraised(_ index: Int) -> Bool {
    guard self[index].cue == .none, isSameSentence(index) else { return false }
    let before = self[index - 1]
    return before.cue == .praise || previousEnds(at: index)
  }

  /// How a class, a year or an age is tied to a name, or to the row of names that it begins.
  private func classTie(from index: Int) -> ClassTie {
    var last = index
    for _ in 0..<6 {
      let tie = classTie(after: last)
      if tie != .none { return tie }
      guard let next = nextOfRow(after: last) else { return .none }
      last = next
    }
    return .none
  }

  private func classTie(after index: Int) -> ClassTie {
    let next = index + 1
    guard isSameSentence(next), !self[index].isPossessive else { return .none }
    if self[next].cue == .age { return .firm }
    switch join(after: index) {
    case .opening, .comma:
      return isClass(next) && endsItem(behindClass: next) || isAge(next) ? .firm : .none
    case .space:
      if isCode(next) { return endsItem(after: next) ? .firm : .none }
      guard isSameSentence(next + 1), isClass(next + 1) else { return .none }
      return classTie(by: next)
    default: return .none
    }
  }

  /// How a small word ties a class to what stands before: "from" and "of" do so firmly, "in"
  /// loosely, others ("for", "to") not at all.
  private func classTie(by index: Int) -> ClassTie {
    switch self[index].cue {
    case .origin, .part: .firm
    case .inside: .loose
    default: .none
    }
  }

  /// The next name of a row behind one: a comma, "and" or both, and a capitalised word.
  private func nextOfRow(after index: Int) -> Int? {
    var next = index + 1
    guard isSameSentence(next) else { return nil }
    if self[next].cue == .and {
      next += 1
    } else if case .comma = join(after: index) {
      if self[next].cue == .and { next += 1 }
    } else {
      return nil
    }
    guard isSameSentence(next), self[next].isCapitalised, !self[next].hasDigit,
      self[next].bareGiven > 0 || self[next].isUnknown, !self[next].isFunctionWord
    else { return nil }
    return next
  }

  /// "4B", "Y4".
  private func isCode(_ index: Int) -> Bool {
    let shape = tokens[index].shape
    return shape.contains(.hasDigit) && !shape.contains(.allDigits) && tokens[index].count <= 3
  }

  /// "Year 4", "4B", "Reception", "Hazel class", "Class 4", "Mrs Bell's class".
  private func isClass(_ index: Int) -> Bool {
    let word = self[index]
    if word.cue == .year || isCode(index) { return true }
    guard word.isCapitalised || word.cue == .title else { return false }
    if word.cue == .group { return isSameSentence(index + 1) && self[index + 1].hasDigit }
    var next = index + 1
    while next <= index + 2, isSameSentence(next) {
      if self[next].cue == .group { return true }
      next += 1
    }
    return false
  }

  /// An age, as in "Amber, 9," or "Will (7)": nothing else is in its item.
  private func isAge(_ index: Int) -> Bool {
    let token = tokens[index]
    // "Spring (2)" is half a term.
    let isSmall = token.count == 1 && text[Int(token.start)] < 0x33
    guard token.shape.contains(.allDigits), token.count <= 2, !isSmall else { return false }
    guard index + 1 < tokens.count, isSameSentence(index + 1) else { return true }
    if case .space = join(after: index) { return false }
    return true
  }

  /// The last token of a class: "Year 4", "Reception", "4B".
  private func endOfClass(_ index: Int) -> Int {
    var last = index
    if self[index].cue == .year {
      if isSameSentence(index + 1), self[index + 1].hasDigit { last += 1 }
      return last
    }
    while last < index + 2, !isCode(index), isSameSentence(last + 1) {
      last += 1
      if self[last].cue == .group || self[last].hasDigit { return last }
    }
    return isCode(index) ? index : last
  }

  private func endsItem(behindClass index: Int) -> Bool { endsItem(after: endOfClass(index)) }

  /// Whether a clause goes on behind "Mark in Year 6" as it does behind a person, with a deed or a
  /// small verb, and not with a thing ("Mark in Year 6 books").
  private func endsClause(behindClassOf index: Int, isTime: Bool) -> Bool {
    var start = index + 1
    while start < tokens.count, classTie(by: start) == .none, isSameSentence(start) { start += 1 }
    let place = start + 1
    guard isSameSentence(place) else { return false }
    let last = endOfClass(place)
    if endsItem(after: last) { return !isTime || isCode(place) || self[place].cue != .year }
    guard !self[last + 1].isCapitalised else { return false }
    // Nobody says "April from Year 5" of the month.
    return goesOn(at: last + 1, isTime: isTime && self[start].cue != .origin)
  }

  /// Whether a clause goes on as it does behind a person.
  ///
  /// A month or a season also is and has: behind one it has to be with what only somebody does
  /// ("lost", "has just lost").
  private func goesOn(at index: Int, isTime: Bool) -> Bool {
    switch self[index].cue {
    case .praise, .speech, .deed: return true
    case .predicate where isTime: return tellsOfSomebody(behind: index)
    case .predicate, .and, .pronoun: return !isTime
    default: return false
    }
  }

  /// Whether a deed follows "has", "is" or "just", with a word or two between.
  private func tellsOfSomebody(behind verb: Int) -> Bool {
    var index = verb + 1
    while index <= verb + 4, isSameSentence(index), !endsItem(after: index - 1) {
      switch self[index].cue {
      case .deed, .speech: return true
      default: index += 1
      }
    }
    return false
  }

  /// "will_y4.jpg": in a file name, beside a class.
  private func isNamedInFile(_ index: Int) -> Bool {
    guard self[index].bareGiven == 4, self[index].cue == .none, isInFileName(index) else {
      return false
    }
    return isSameSentence(index + 1) && isCode(index + 1)
      || isSameSentence(index) && isCode(index - 1)
  }
}
