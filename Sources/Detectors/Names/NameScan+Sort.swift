import ScanCore
import TextModel

extension NameScan {
  /// What sort of person a full name is, by the words round it.
  func sort(of name: ClosedRange<Int>) -> BuiltinSignal.Person {
    let first = name.lowerBound
    let last = name.upperBound
    if let age = age(after: last) { return age < 19 ? .full : .adult }
    if hasCue([.staffRole], before: first, within: 2) || hasTitle(before: first)
      || hasRole(after: last) || closesLetter(name)
    {
      return .staff
    }
    if hasCue([.kin], before: first, within: 1) || isKin(after: last) || isThankedCouple(first) {
      return .adult
    }
    if hasClass(after: last) { return .full }
    if hasCue([.author, .publicRole, .fiction], before: first, within: 2) || isByline(first) {
      return .known
    }
    return isContact(last) || isTag(name) ? .adult : .full
  }

  private func hasCue(_ cues: [WordCue], before index: Int, within words: Int) -> Bool {
    var position = index - 1
    while position >= 0, index - position <= words, isSameSentence(position + 1) {
      if case .other = join(after: position) { return false }
      let word = self[position]
      if word.hasDigit { return false }
      // "Baker" or "Poet" with a capital may be the surname of the one before.
      let isName =
        word.isCapitalised && word.attributes.surname > 0 && isSameSentence(position)
        && self[position - 1].isCapitalised
      if cues.contains(word.cue) && !isName && !word.isPossessive { return true }
      if word.cue == .child || word.cue == .and { return false }
      position -= 1
    }
    return false
  }

  /// Whether a title stands before, with a word that has a capital between at most: "Dr A Smith", not
  /// "sir its jakub wilk".
  private func hasTitle(before first: Int) -> Bool {
    guard hasCue([.title], before: first, within: 2) else { return false }
    // "Dear Miss, Nahom Tesfaye ..." is told to her, not of her.
    if case .comma = join(after: first - 1) { return false }
    return self[first - 1].cue == .title || self[first - 1].isCapitalised
      || self[first - 1].cue == .and
  }

  /// The age that follows a name in brackets or between commas: "Algernon (12)", "Frank, 81, ...".
  private func age(after last: Int) -> Int? {
    guard isSameSentence(last + 1), tokens[last + 1].shape.contains(.allDigits),
      tokens[last + 1].count <= 2, endsItem(after: last + 1)
    else { return nil }
    switch join(after: last) {
    case .opening, .comma:
      let start = Int(tokens[last + 1].start)
      let age = text[start..<Int(tokens[last + 1].end)].reduce(0) { 10 * $0 + Int($1) - 0x30 }
      return age > 2 ? age : nil
    default: return nil
    }
  }

  /// Whether two are thanked who share the surname: "Thanks to Derek and Jean Postlethwaite".
  private func isThankedCouple(_ first: Int) -> Bool {
    guard first >= 4, isSameSentence(first), isSameSentence(first - 1), isSameSentence(first - 2),
      self[first - 1].cue == .and, let previous, previous.first == first - 2,
      previous.last == first - 2, self[first - 3].cue.isToward
    else { return false }
    return self[first - 4].cue == .addressee
  }

  /// Whether a role at the school follows in apposition: "Jo Bell, our SENCO", "Jo Bell (SENCO)",
  /// but not in a later clause.
  private func hasRole(after last: Int) -> Bool {
    var position = last + 1
    guard isSameSentence(position) else { return false }
    if case .space = join(after: last) {
      guard self[position].cue == .staffRole, self[position].isCapitalised else { return false }
    }
    if self[last].isPossessive { return false }
    while position - last <= 5, isSameSentence(position) {
      let word = self[position]
      if word.cue == .staffRole { return !isChildRole(after: position) }
      if word.cue == .title && position == last + 1 { return isBracketed(position) }
      let mayStand: [WordCue] = [
        .determiner, .owner, .preposition, .inside, .toward, .origin, .part, .year, .place, .school,
        .none,
      ]
      guard mayStand.contains(word.cue), word.givenStrength == 0 || !word.isCapitalised else {
        return false
      }
      position += 1
    }
    return false
  }

  /// Whether what somebody is to a child follows in apposition: "Jo Bell, mum of two".
  private func isKin(after last: Int) -> Bool {
    guard case .comma = join(after: last), isSameSentence(last + 2) else { return false }
    let isLed = [.determiner, .owner].contains(self[last + 1].cue)
    let kin = isLed ? last + 2 : last + 1
    return self[kin].cue == .kin && isSameSentence(kin + 1) && self[kin + 1].cue.isToward
  }

  /// "head boy", "deputy captain".
  private func isChildRole(after index: Int) -> Bool {
    isSameSentence(index + 1) && self[index + 1].cue == .child
  }

  private func isBracketed(_ index: Int) -> Bool {
    let start = Int(tokens[index].start)
    return start > 0 && text[start - 1] == 0x28
  }

  /// Whether a name is the signature under a letter: a line of its own at the end, or one with a
  /// role on the line below.
  private func closesLetter(_ name: ClosedRange<Int>) -> Bool {
    let first = name.lowerBound
    let next = name.upperBound + 1
    guard first > 0, beginsSentence(first), !followsNameLine(first) else {
      return false
    }
    if next == tokens.count { return first >= 20 && followsText(first) }
    guard beginsSentence(next), followsText(first) else { return false }
    return self[next].cue == .staffRole
      || isSameSentence(next + 1) && self[next].cue != .child
        && self[next + 1].cue == .staffRole && self[next].isCapitalised && next + 4 >= tokens.count
  }

  /// Whether the line above is a name too, so that both are in a list.
  private func followsNameLine(_ first: Int) -> Bool {
    guard let previous, previous.sort == .full, previous.last == first - 1 else { return false }
    return beginsSentence(previous.first)
  }

  /// Whether the line before a token ends like a sentence or a greeting: not as a heading, which has
  /// a colon or nothing.
  private func followsText(_ index: Int) -> Bool {
    var position = Int(tokens[index].start)
    let end = Int(tokens[index - 1].end)
    var lines = 0
    while position > end {
      position -= 1
      switch text[position] {
      case 0x0A: lines += 1
      case 0x2E, 0x21, 0x3F, 0x2C: return lines > 0
      default: break
      }
    }
    return false
  }

  /// Whether a book is named and "by" stands before: the name is the author's.
  private func isByline(_ index: Int) -> Bool {
    guard isSameSentence(index), self[index - 1].cue == .byline else { return false }
    var position = index - 2
    while position >= 0, index - position <= 10, isSameSentence(position + 1) {
      if [.fiction, .author].contains(self[position].cue) { return true }
      position -= 1
    }
    return false
  }

  /// Whether a number to ring or an address to write to follows: "Jo Bell on 07700 900123".
  private func isContact(_ last: Int) -> Bool {
    guard !isInFileName(last) else { return false }
    var position = last + 1
    while position - last <= 4, isSameSentence(position) {
      let token = tokens[position]
      let start = Int(token.start)
      // A number to ring begins with 0 or +44; a passport's or a pupil's seldom does.
      let isPhone = text[start] == 0x30 || start > 0 && text[start - 1] == 0x2B
      if isPhone && token.shape.contains(.allDigits) && token.count >= 3 { return true }
      let end = Int(token.end)
      if end < text.count && text[end] == 0x40 { return true }
      position += 1
    }
    return false
  }

  /// Whether a comment begins with names in a row, as it does when it tags friends.
  private func isTag(_ name: ClosedRange<Int>) -> Bool {
    guard kind == .comment else { return false }
    if let previous, previous.sort == .adult, previous.last == name.lowerBound - 1 { return true }
    let next = name.upperBound + 1
    guard beginsSentence(name.lowerBound), isSameSentence(next + 1),
      case .space = join(after: name.upperBound), case .space = join(after: next)
    else { return false }
    return self[next].isCapitalised && self[next].givenStrength >= 2
      && self[next + 1].isCapitalised
  }
}
