import ScanCore
import TextModel

extension NameScan {
  /// An initial with or without its full stop, and a surname ("T Kowalska").
  func initialAndSurname(at index: Int) -> Person? {
    var next = index
    while self[next].isInitial, case .stop = join(after: next), next - index < 3 { next += 1 }
    let hasStop = next > index
    if isSameSentence(index), self[index - 1].cue == .determiner { return nil }
    if !hasStop {
      guard standsAloneBefore(index), case .space = join(after: index) else { return nil }
      next = index + 1
    }
    guard next < tokens.count, isSameSentence(next), let last = endOfSurname(after: next - 1),
      isSurnameOfInitial(last, hasStop: hasStop)
    else { return nil }
    return Person(
      first: index, last: last, sort: sort(of: index...last), confidence: hasStop ? 78 : 68)
  }

  private func isSurnameOfInitial(_ last: Int, hasStop: Bool) -> Bool {
    let surname = self[last]
    guard surname.isCapitalised, !surname.isInitial, surname.surnameStrength >= 2,
      !surname.endsName, !isShortForm(surname),
      surname.attributes.wordClass < (hasStop ? 7 : surname.attributes.surname >= 8 ? 6 : 1),
      !isThing(after: last)
    else { return false }
    return hasStop || surname.bareGiven <= 3 || surname.attributes.surname >= 6
  }

  /// Whether the next word makes a place or a body of what stands before it.
  private func isThing(after index: Int) -> Bool {
    guard isSameSentence(index + 1), case .space = join(after: index) else { return false }
    return self[index + 1].isCapitalised && self[index + 1].isPlaceOrBody
  }

  /// Whether an initial can begin a name: not "I", not "A" before a sentence, not "Year 4 B", not the
  /// end of "Debbie F".
  private func standsAloneBefore(_ index: Int) -> Bool {
    let word = self[index]
    guard word.cue == .none || word.cue == .determiner && !beginsSentence(index) else {
      return false
    }
    guard isSameSentence(index), case .space = join(after: index - 1) else { return true }
    let before = self[index - 1]
    if before.isCapitalised || before.hasDigit { return false }
    return ![.determiner, .group, .year, .owner].contains(before.cue)
  }

  /// "J.D.", "K.A.-B.", "A.K.": letters with full stops used for a person.
  func initials(at index: Int) -> Person? {
    var last = index
    while isTightStop(after: last), last - index < 8 { last += 1 }
    guard last > index || isHyphened(after: last) else { return compactInitials(at: index) }
    // "the R.H.S." is a body.
    if isSameSentence(index), self[index - 1].cue == .determiner { return nil }
    var end = Int(tokens[last].end)
    let hasMore = isHyphened(after: last)
    guard end < text.count, text[end] == 0x2E || hasMore || last > index && hasClass(after: last)
    else { return nil }
    guard hasMore || !isAcronym(index...last) || last - index == 1 && isBeforeClass(last) else {
      return nil
    }
    if hasMore {
      last += 1
      end = Int(tokens[last].end)
    }
    guard last > index, last - index <= 2, !isSurnameBehind(last) else { return nil }
    let hasStop = end < text.count && text[end] == 0x2E
    return Person(
      first: index, last: last, sort: .initials, confidence: 72,
      end: UInt32(hasStop ? end + 1 : end))
  }

  /// Whether a class stands behind initials that are an abbreviation too; not in "K.S.2".
  private func isBeforeClass(_ last: Int) -> Bool {
    let end = Int(tokens[last].end)
    let after = end < text.count && text[end] == 0x2E ? end + 1 : end
    guard after < text.count else { return false }
    return (text[after] == 0x20 || text[after] == 0x2C || text[after] == 0x29)
      && hasClass(after: last)
  }

  /// Whether ".-" or "-" and another initial follow: the end of "K.A.-B." and "K.A-B.".
  private func isHyphened(after index: Int) -> Bool {
    guard index + 1 < tokens.count, self[index + 1].isInitial else { return false }
    let end = Int(tokens[index].end)
    let start = Int(tokens[index + 1].start)
    return start == end + 2 && text[end] == 0x2E && text[end + 1] == 0x2D
      || start == end + 1 && text[end] == 0x2D && index > 0 && isTightStop(after: index - 1)
  }

  /// Whether a surname follows, which makes a full name of the initials.
  private func isSurnameBehind(_ last: Int) -> Bool {
    guard isSameSentence(last + 1), case .stop = join(after: last) else { return false }
    let next = self[last + 1]
    return next.isCapitalised && next.surnameStrength >= 2 && next.attributes.wordClass < 5
      && !next.endsName && next.token.count > 2
  }

  /// Whether the letters spell an abbreviation without their full stops: P.E., R.S.P.C.A., M.P.
  private func isAcronym(_ letters: ClosedRange<Int>) -> Bool {
    guard letters.count <= 4 else { return true }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { bytes in
      bytes.initialize(repeating: 0)
      for (place, index) in letters.enumerated() { bytes[place] = text[Int(tokens[index].start)] }
      guard let base = bytes.baseAddress else { return false }
      let attributes = tables.attributes(
        ofWord: tables.word(UnsafePointer(base), count: letters.count))
      switch attributes.cue {
      case .acronym, .year, .body, .abbreviation, .suffix, .title, .staffRole, .nation, .publicRole:
        return true
      default: return false
      }
    }
  }

  /// "A McC", "R.McD": an initial and the beginning of a surname.
  private func compactInitials(at index: Int) -> Person? {
    guard isSameSentence(index + 1), isShortForm(self[index + 1]) else { return nil }
    switch join(after: index) {
    case .space: guard standsAloneBefore(index) else { return nil }
    case .stop: break
    default: return nil
    }
    return Person(first: index, last: index + 1, sort: .initials, confidence: 55)
  }

  /// "TF in 4B", "TdS": capitals without full stops.
  func capitals(at index: Int) -> Person? {
    let word = self[index]
    guard word.isCapitalised, word.cue == .none, !word.hasDigit, !isShouted(index) else {
      return nil
    }
    let isPair =
      word.isAllCapitals && word.token.count == 2
      && (word.isUnknown || word.attributes.wordClass <= 2 || isTiedToClass(index))
    guard isPair || isShortForm(word) && word.token.shape.contains(.innerCapital),
      !isCounted(index)
    else { return nil }
    return Person(first: index, last: index, sort: .initials, confidence: 50)
  }

  /// Whether a number with two digits or more follows, as behind a class ("RJ 94.1%") or a form.
  func isCounted(_ index: Int) -> Bool {
    guard isSameSentence(index + 1), case .space = join(after: index) else { return false }
    return self[index + 1].token.shape.contains(.allDigits) && self[index + 1].token.count >= 2
  }

  /// "McC", "TdS", "O'D": three or four characters, the last a capital.
  private func isShortForm(_ word: NameToken) -> Bool {
    let last = text[Int(word.token.end) - 1]
    let shape = word.token.shape
    let isMixed = shape.contains(.innerCapital) || shape.contains([.hasApostrophe, .allCapitals])
    return (3...4).contains(word.token.count) && isMixed && word.isCapitalised && last >= 0x41
      && last <= 0x5A && word.cue == .none
  }
}
