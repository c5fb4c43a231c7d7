import ScanCore
import TextModel

extension NameScan {
  /// A given name with its surname: "Oliver Smith", "Ellie-May Thornton", "J. Smith",
  /// "kacper.zielinski", "oliver smith".
  func fullName(at index: Int) -> Person? {
    let given = self[index]
    if given.isInitial { return initialAndSurname(at: index) }
    guard given.isCapitalised ? given.cue == .none || given.givenStrength >= 3 : true else {
      return nil
    }
    guard let givenEnd = endOfGiven(from: index) else { return nil }
    guard let last = endOfSurname(after: givenEnd) else { return nil }
    let evidence = evidence(given: index...givenEnd, surname: (givenEnd + 1)...last)
    guard evidence >= threshold(at: index) else { return nil }
    return Person(
      first: index, last: last, sort: sort(of: index...last),
      confidence: UInt8(min(97, 55 + 7 * evidence)))
  }

  /// "J. Smith", "D. Achterberg-Osei": an initial, its full stop, a surname.
  private func initialAndSurname(at index: Int) -> Person? {
    var next = index
    while self[next].isInitial, case .stop = join(after: next), next - index < 3 { next += 1 }
    guard next > index, next < tokens.count, isSameSentence(next) else { return nil }
    let surname = self[next]
    guard surname.isCapitalised, !surname.isInitial, surname.surnameStrength >= 2,
      surname.attributes.wordClass < 7, !surname.token.shape.contains(.possessive) || !surname.endsName
    else { return nil }
    guard let last = endOfSurname(after: next - 1) else { return nil }
    return Person(first: index, last: last, sort: sort(of: index...last), confidence: 75)
  }

  /// The last token of a given name that begins at `index`: hyphened names and middle names.
  private func endOfGiven(from index: Int) -> Int? {
    var end = index
    let first = self[index]
    while case .hyphen = join(after: end), end + 1 < tokens.count, self[end + 1].givenStrength > 0,
      end - index < 2
    {
      end += 1
    }
    guard first.givenStrength > 0 || end > index || mayBeUnknownGiven(first, at: index) else {
      return nil
    }
    return end
  }

  /// A capitalised word that no list knows, inside a sentence: perhaps a rare given name.
  private func mayBeUnknownGiven(_ word: NameToken, at index: Int) -> Bool {
    guard word.isCapitalised, !word.hasDigit, word.token.count >= 3, !isShouted(index) else {
      return false
    }
    return word.isUnknown || word.attributes.wordClass == 0 && word.attributes.surname > 0
  }

  /// The last token of a surname that begins behind `given`, with particles and hyphens.
  private func endOfSurname(after given: Int) -> Int? {
    guard isSameSentence(given + 1), joinsName(after: given) else { return nil }
    var end = given + 1
    // Particles and middle initials or names stand between.
    while end - given < 4, isMiddle(end), isSameSentence(end + 1), joinsName(after: end) { end += 1 }
    guard isSurname(end, after: given) else { return nil }
    while end + 1 < tokens.count, case .hyphen = join(after: end), isSameSentence(end + 1),
      self[end + 1].isCapitalised == self[end].isCapitalised, !self[end + 1].hasDigit
    {
      end += 1
    }
    return end
  }

  private func isMiddle(_ index: Int) -> Bool {
    let word = self[index]
    if word.cue == .particle && !word.isCapitalised { return true }
    guard index + 1 < tokens.count, isSameSentence(index + 1), joinsName(after: index) else {
      return false
    }
    let next = self[index + 1]
    if word.isInitial { return next.isCapitalised }
    if word.cue == .particle { return next.isCapitalised }
    // A middle name, if what follows is a surname of its own and no ordinary word.
    return word.givenStrength >= 2 && word.isCapitalised && next.isCapitalised
      && next.surnameStrength >= 2 && !next.endsName && next.attributes.wordClass < 5
  }

  private func joinsName(after index: Int) -> Bool {
    switch join(after: index) {
    case .space, .fileName: true
    case .stop: self[index].isInitial
    case .hyphen: kind == .fileName
    case .comma, .other: false
    }
  }

  private func isSurname(_ index: Int, after given: Int) -> Bool {
    guard index < tokens.count else { return false }
    let word = self[index]
    guard !word.hasDigit, word.token.count >= 2 else { return false }
    let isLetterCase = self[given].isCapitalised && !isShouted(given)
    if isLetterCase {
      guard word.isCapitalised else { return false }
      if word.endsName { return self[given].givenStrength >= 3 && word.surnameStrength >= 2 }
      return word.surnameStrength > 0 || word.attributes.wordClass <= 4
    }
    return word.surnameStrength >= 2 && !word.endsName
  }

  /// How strongly the parts speak for a name, about 0 to 6.
  private func evidence(given: ClosedRange<Int>, surname: ClosedRange<Int>) -> Int {
    let first = self[given.lowerBound]
    let last = self[surname.upperBound]
    var sum = max(first.givenStrength, given.count > 1 ? 3 : 0) + last.surnameStrength
    if surname.count > 1 { sum += 1 }
    if beginsSentence(given.lowerBound) && first.attributes.wordClass >= 4 { sum -= 1 }
    if isPlaceOrBody(after: surname.upperBound) { sum -= 4 }
    if first.attributes.place >= 3 && first.givenStrength < 3 { sum -= 1 }
    if isNamesLine(given.lowerBound, surname.upperBound) { sum += 1 }
    return sum
  }

  /// Whether what follows makes the words a place, a building or a body ("Roald Dahl Centre").
  private func isPlaceOrBody(after index: Int) -> Bool {
    guard isSameSentence(index + 1), case .space = join(after: index) else { return false }
    let next = self[index + 1]
    guard next.isCapitalised else { return false }
    return [.place, .body, .group].contains(next.cue)
  }

  /// Whether the name stands alone on its line, as in a list.
  private func isNamesLine(_ first: Int, _ last: Int) -> Bool {
    beginsSentence(first) && !isSameSentence(last + 1)
  }

  private func threshold(at index: Int) -> Int {
    if isShouted(index) { return 5 }
    return self[index].isCapitalised ? 3 : 6
  }

  /// "SMITH, Oliver", "Hussain, Zaynab (10C)", "Farquhar Calum".
  func surnameFirst(at index: Int) -> Person? {
    let surname = self[index]
    guard surname.isCapitalised, surname.givenStrength <= 1, surname.surnameStrength >= 2,
      surname.attributes.wordClass < 6, !surname.endsName, index + 1 < tokens.count
    else { return nil }
    var given = index + 1
    while case .hyphen = join(after: given - 1), given < tokens.count, given - index < 3 { given += 1 }
    guard given < tokens.count, isSameSentence(given), self[given].isCapitalised,
      self[given].givenStrength >= 3, !isPrecededByGiven(index)
    else { return nil }
    switch join(after: given - 1) {
    case .comma: break
    case .space:
      // Without the comma only where no sentence is being told: what follows ends the item.
      guard surname.attributes.wordClass == 0, endsItem(after: given) else { return nil }
    default: return nil
    }
    guard !isSurnameOfList(given) else { return nil }
    return Person(first: index, last: given, sort: .full, confidence: 80)
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
    return next.isCapitalised && next.surnameStrength >= 2 && next.givenStrength == 0
  }

  private func endsItem(after index: Int) -> Bool {
    guard isSameSentence(index + 1) else { return true }
    if case .space = join(after: index) { return false }
    return true
  }
}
