import ScanCore
import TextModel

extension NameScan {
  /// "SMITH, Oliver", "Rahman, Samira (10C)", "Ellwood Gavin".
  func surnameFirst(at index: Int) -> Person? {
    let tokens = tokens
    var given = index + 1
    while isHyphen(after: given - 1), given < tokens.count, given - index < 3 { given += 1 }
    // Asked first: what the lists say of a word may lie far away in memory.
    guard given < tokens.count, tokens[given].shape.contains(.capitalised), isSameSentence(given)
    else { return nil }
    let surname = self[index]
    // With no more than a blank between, its capitals or a common given name have to tell.
    let end = tokens[index].end
    let isSpaced = tokens[given].start == end &+ 1 && text[Int(end)] == 0x20
    guard !isSpaced || surname.isAllCapitals || self[given].givenStrength >= 3 else { return nil }
    guard !self[given].isFunctionWord || self[given].isInitial, mayBeSurname(surname, at: index)
    else { return nil }
    if self[given].isInitial { return withInitial(index, given) }
    let isCapitalsFirst = surname.isAllCapitals && !self[given].isAllCapitals
    guard
      isCapitalsFirst
        ? isCapitals(surname, before: given)
        : isListed(index, given) || continuesList(index, given)
    else { return nil }
    return Person(
      first: index, last: endOfRow(given), sort: .full, confidence: isCapitalsFirst ? 90 : 80)
  }

  /// Whether nothing says of a word that it is no surname, and no given name stands before it.
  private func mayBeSurname(_ word: NameToken, at index: Int) -> Bool {
    (!word.endsName || isCapitalSurname(index))
      && (word.cue != .publicRole || !isSaint(index)) && !isPrecededByGiven(index)
  }

  /// "Whitlock, J.": a surname and nothing else, a comma and an initial with its full stop.
  private func withInitial(_ index: Int, _ initial: Int) -> Person? {
    let end = Int(tokens[initial].end)
    let surname = self[index]
    guard surname.attributes.surname >= (surname.isSurnameAlone ? 4 : 6), initial == index + 1,
      surname.attributes.wordClass == 0,
      isPair(index), end < text.count, text[end] == 0x2E
    else { return nil }
    return Person(
      first: index, last: initial, sort: .full, confidence: 65, end: UInt32(end + 1))
  }

  /// Whether a word for a thing stands in capitals before a comma, where lists have the surname:
  /// "GREEN, Hope".
  private func isCapitalSurname(_ index: Int) -> Bool {
    let word = self[index]
    guard word.isAllCapitals, word.attributes.surname >= 5, isSameSentence(index + 1) else {
      return false
    }
    if case .comma = join(after: index) { return endsItem(after: index + 1) }
    return false
  }

  /// "PRITCHARD, Eluned", "O'BRIEN Tom": the capitals say which is the surname.
  private func isCapitals(_ surname: NameToken, before given: Int) -> Bool {
    // "QUIBELL, Wulfran": neither in any list, and nothing else in the row.
    let isRare = surname.isUnknown && self[given].isUnknown && endsItem(after: given)
    guard surname.token.count >= 3, self[given].bareGiven >= (isRare ? 0 : 2) else { return false }
    let isSurname = surname.attributes.surname > 0 || surname.isUnknown
    switch join(after: given - 1) {
    case .comma:
      // "FITZWILLIAM, Ned": the capitals and the comma say it, though the list has it as given.
      return isSurname || surname.attributes.wordClass == 0 && !self[given].isAllCapitals
    case .space: return isSurname && surname.attributes.wordClass <= 2 && endsItem(after: given)
    default: return false
    }
  }

  private func isListed(_ index: Int, _ given: Int) -> Bool {
    let surname = self[index]
    let isSure = hasClass(after: given) && surname.attributes.surname >= 4
    guard surname.givenStrength <= 1 || isSure, surname.surnameStrength >= 2,
      surname.attributes.wordClass < 6, self[given].givenStrength >= 3, !isSurnameOfList(given)
    else { return false }
    switch join(after: given - 1) {
    case .comma: return !isInRow(index, given)
    case .space:
      // Without the comma only where no sentence is being told: what follows ends the item.
      return surname.attributes.wordClass == 0 && !surname.isUnknown && endsItem(after: given)
        && self[given].attributes.surname < 5
    default: return false
    }
  }

  /// Whether the line above is a surname, a comma and a given name, and this one looks like it:
  /// "Whitlock, Samira" says what is what in "Ryan, Declan".
  private func continuesList(_ index: Int, _ given: Int) -> Bool {
    guard case .comma = join(after: given - 1), endsItem(after: given),
      self[given].bareGiven > 0 || self[given].isUnknown,
      let previous, previous.sort == .full, previous.last == index - 1
    else { return false }
    // A line of its own, or behind a slash.
    if !beginsSentence(index) || !beginsSentence(previous.first) {
      guard case .other = join(after: index - 1) else { return false }
    }
    return (previous.first..<previous.last).contains { isPair($0) }
  }

  /// Whether the comma is one of several in a row of single words: "Ruth, Boaz, Naomi".
  private func isInRow(_ index: Int, _ given: Int) -> Bool {
    if isSameSentence(index), case .comma = join(after: index - 1) { return true }
    guard isSameSentence(given + 1) else { return false }
    if case .comma = join(after: given) { return true }
    return self[given + 1].cue == .and && !(isSameSentence(given + 3) && isPair(given + 2))
  }

  /// Whether two words are parted by a comma: "Hill, Jack".
  private func isPair(_ index: Int) -> Bool {
    if case .comma = join(after: index) { return true }
    return false
  }

  /// A hyphened given name behind a surname: "SMITH, Ellie-May".
  private func endOfRow(_ given: Int) -> Int {
    var end = given
    while end - given < 2, isHyphen(after: end), isSameSentence(end + 1),
      self[end + 1].isCapitalised
    {
      end += 1
    }
    return end
  }

  /// "li_junjie_recital.png", part of the name of a file: there the order is often the other way about.
  func inFileName(at index: Int) -> Person? {
    let surname = self[index]
    guard isSameSentence(index + 1), joinsName(after: index), mayBeSurname(surname, at: index)
    else { return nil }
    let given = self[index + 1]
    let isKnown =
      surname.attributes.wordClass == 0 && surname.givenStrength <= 2
      || surname.attributes.surname >= 7 && surname.attributes.wordClass <= 5
        && surname.givenStrength <= 1
    guard surname.attributes.surname >= 4, isKnown, !given.hasDigit,
      given.bareGiven >= 2, given.attributes.wordClass <= 1
    else { return nil }
    return Person(first: index, last: index + 1, sort: .full, confidence: 75)
  }

  private func isPrecededByGiven(_ index: Int) -> Bool {
    guard isSameSentence(index), joinsName(after: index - 1) else { return false }
    let before = self[index - 1]
    return before.isCapitalised && before.givenStrength > 0
  }

  /// Whether a given name is followed by its own surname, so that the comma before it parts two
  /// people ("Frost, Jack Hill").
  private func isSurnameOfList(_ given: Int) -> Bool {
    guard isSameSentence(given + 1), case .space = join(after: given) else { return false }
    let next = self[given + 1]
    return next.isCapitalised && next.surnameStrength >= 2 && !next.endsName
  }

  /// Whether what is said of a token ends right behind it: a comma, a bracket, the sentence.
  func endsItem(after index: Int) -> Bool {
    guard isSameSentence(index + 1) else { return true }
    if case .space = join(after: index) { return false }
    return true
  }

  /// Whether a token stands in a word with no blanks that has `_` or ends like a file (".png").
  func isInFileName(_ index: Int) -> Bool {
    guard !standsFree(tokens[index]) else { return false }
    var start = Int(tokens[index].start)
    let least = max(start - 64, 0)
    while start > least, text[start - 1] > 0x20 {
      start -= 1
      // "@amber.dnce" is an account.
      if text[start] == 0x40 { return false }
      if text[start] == 0x5F { return true }
    }
    var end = Int(tokens[index].end)
    let most = min(end + 64, text.count)
    var stop = -1
    while end < most, text[end] > 0x20 {
      if text[end] == 0x5F { return true }
      if text[end] == 0x2E { stop = end }
      end += 1
    }
    // Three or four letters behind the last full stop, and a letter before it.
    return stop > 0 && (4...5).contains(end - stop) && text[stop + 1] | 0x20 >= 0x61
  }
}
