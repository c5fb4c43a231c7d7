import ScanCore

/// Words that no list knows.
extension DisguiseDetector {
  /// Looks into an unknown token, and at it and its neighbours as one word.
  func findSpelled(_ index: Int, _ look: inout Look) {
    let token = look.tokens[index]
    guard token.count <= 80 else { return }
    _ = withLetters(of: token, look) { letters in
      if let found = parts.spelled.find(letters), let disguise = accepted(found, index, look) {
        add(
          found.entry, disguise, Int(token.start), Int(token.end), &look,
          isDoubtful: found.isDoubtful)
      } else if let found = parts.joined.find(letters), !mayBeName(found, letters.count, token) {
        addJoined(found, letters.count, token, &look)
      } else {
        findParted(index, &look)
      }
    }
  }

  /// Looks at a token that holds letters of another script or characters that cannot be seen.
  ///
  /// One with honest uses is not meant honestly then. A soft hyphen is: it says where a line may end;
  /// and accents and ornate letters are, unless the word is said to somebody.
  func findHiddenLetters(_ index: Int, _ look: inout Look) {
    let token = look.tokens[index]
    let isSoftHyphen = look.text[Int(token.start)..<Int(token.end)].contains(0xAD)
    guard token.count <= 80, !isSoftHyphen else { return }
    let found = withLetters(of: token, look) { parts.words.number(of: $0) }
    guard let found, let entry = found, parts.words.entries[entry].isOnlyHidden,
      token.shape.contains(.disguised) || isSpokenAt(index, true, look)
    else { return }
    add(entry, .hiddenLetters, Int(token.start), Int(token.end), &look)
  }

  /// Calls `body` with the plain small letters of a token.
  private func withLetters<R>(
    of token: Token, _ look: Look, _ body: (UnsafeBufferPointer<UInt8>) -> R
  ) -> R? {
    guard let base = look.text.baseAddress else { return nil }
    if token.shape.isDisjoint(with: [.nonASCII, .hasApostrophe, .disguised]) {
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: token.count) { letters in
        for index in letters.indices {
          letters.initializeElement(at: index, to: base[Int(token.start) + index] | 0x20)
        }
        return body(UnsafeBufferPointer(letters))
      }
    }
    var word = FoldedWord()
    _ = word.read(base, from: Int(token.start), to: Int(token.end), letters: look.reader.letters)
    return word.withPaddedBytes { body(UnsafeBufferPointer(start: $0, count: word.count)) }
  }

  /// The disguise, unless an honest reading is as likely.
  private func accepted(_ found: SpelledForms.Find, _ index: Int, _ look: Look) -> Disguise? {
    let token = look.tokens[index]
    let entry = parts.words.entries[found.entry]
    let isNameLike =
      token.shape.contains(.capitalised) && !token.shape.contains(.allCapitals)
      && !token.shape.contains(.innerCapital)
    if isNameLike && entry.rank < .medium { return nil }
    if found.isDoubtful && !isSpokenAt(index, entry.isOnlyHidden, look) { return nil }
    switch found.disguise {
    case nil: return nil
    // "Mrs Crapp", "Mr Koon": surnames double a letter.
    case .stretched: return isNameLike && entry.rank <= .slur ? nil : found.disguise
    case .soundAlike where entry.rank <= .slur: return isNameLike ? nil : found.disguise
    // "Knut".
    case .soundAlike, .swapped, .reversed:
      return isNameLike && token.count <= 5 ? nil : found.disguise
    case .vowelsDroppedShort: return isShortForm(index, entry.rank, look) ? nil : found.disguise
    default: return found.disguise
    }
  }

  /// Whether the word before says that the token is spoken at somebody: "you …", "such a …".
  ///
  /// - Parameter wholly: Whether it has to be the last of what is said as well: "you … people" may
  ///   go on with anything.
  func isSpokenAt(_ index: Int, _ wholly: Bool, _ look: Look) -> Bool {
    guard index > 0 else { return false }
    let (before, token) = (look.tokens[index - 1], look.tokens[index])
    guard before.end + 1 == token.start, look.text[Int(before.end)] == 0x20 else { return false }
    let company = company(at: index - 1, look)
    if !wholly { return company != .none }
    guard company == .address else { return false }
    guard index + 1 < look.tokens.count else { return true }
    let next = Int(look.tokens[index + 1].start)
    return next != Int(token.end) + 1 || look.text[next - 1] != 0x20
  }

  /// What a token says of the one behind it; two articles together are as good as an address:
  /// "what a …", "such an utter …".
  func company(at index: Int, _ look: Look) -> DisguisedWords.Company {
    let company = parts.words.company(of: look.tokens[index].word)
    guard company == .article, index > 0 else { return company }
    return parts.words.company(of: look.tokens[index - 1].word) == .none ? .article : .address
  }

  /// Whether three consonants stand for something else: an abbreviation in capitals, "can't".
  ///
  /// Those of the strongest words are how messages shorten "can't" and "count", so they are taken
  /// only where nothing follows that one could or could not do.
  private func isShortForm(_ index: Int, _ strength: WordStrength, _ look: Look) -> Bool {
    let token = look.tokens[index]
    if token.shape.contains(.allCapitals) || token.shape.contains(.hasApostrophe) { return true }
    let (start, end) = (Int(token.start), Int(token.end))
    if start > 0, look.text[start - 1] != 0x20, LookAlikes.isMark(look.text[start - 1]) {
      return true
    }
    if end + 1 < look.text.count, LookAlikes.isMark(look.text[end]),
      LookAlikes.canGoOn(look.text[end + 1])
    {
      return true
    }
    guard strength == .strongest, index + 1 < look.tokens.count else { return false }
    let next = Int(look.tokens[index + 1].start)
    return next == Int(token.end) + 1 && look.text[next - 1] == 0x20
  }

  /// Whether a short word with a short ending could be a surname: "Phukan".
  private func mayBeName(_ found: RunTogether.Find, _ count: Int, _ token: Token) -> Bool {
    token.shape.contains(.capitalised) && !token.shape.contains(.allCapitals)
      && (count - Int(parts.words.entries[found.entry].count) < 3
        || parts.words.entries[found.entry].rank <= .mild)
  }

  private func addJoined(
    _ found: RunTogether.Find, _ count: Int, _ token: Token, _ look: inout Look
  ) {
    // Letters are bytes in plain words; in others the whole token is what can be pointed at.
    let isPlain = count == token.count
    let start = isPlain ? Int(token.start) + found.start : Int(token.start)
    let end = isPlain ? start + Int(parts.words.entries[found.entry].count) : Int(token.end)
    add(found.entry, .runTogether, start, end, &look)
  }

  /// Tries the token with the one before and the one behind it: `ban ana`.
  func findParted(_ index: Int, _ look: inout Look) {
    guard look.tokens[index].count <= 20,
      let own = withLetters(of: look.tokens[index], look, WordSound.summary)
    else { return }
    for first in [index - 1, index] where first >= 0 && first + 1 < look.tokens.count {
      let other = look.tokens[first == index ? index + 1 : first]
      guard areParted(first, look),
        var sound = withLetters(of: other, look, WordSound.summary)
      else { continue }
      sound.sounds |= own.sounds
      guard parts.words.first(ofSound: sound, where: { $0 }) != nil else { continue }
      if addParted(first, &look) { return }
    }
  }

  /// Whether one space stands between a token and the next.
  private func areParted(_ index: Int, _ look: Look) -> Bool {
    let end = Int(look.tokens[index].end)
    let count = look.tokens[index].count + look.tokens[index + 1].count
    return Int(look.tokens[index + 1].start) == end + 1 && look.text[end] == 0x20
      && count >= 4 && count <= 24
  }

  private func addParted(_ first: Int, _ look: inout Look) -> Bool {
    let (one, two) = (look.tokens[first], look.tokens[first + 1])
    guard Int(one.start) >= look.matchedEnd else { return false }
    var letters: [UInt8] = []
    for token in [one, two] {
      let isOffensive = withLetters(of: token, look) { piece in
        letters += piece
        return parts.words.contains(piece)
      }
      // That one is found as it stands.
      if isOffensive == true { return false }
    }
    let found = letters.withUnsafeBufferPointer { parts.spelled.exact($0) }
    guard let found, isParted(found, first, look) else { return false }
    add(found, .parted, Int(one.start), Int(two.end), &look)
    return true
  }

  /// Whether a word in two pieces is likelier one word than two: not the second half of a name, and
  /// not one that a line's end has cut ("spe cial").
  private func isParted(_ entry: Int, _ first: Int, _ look: Look) -> Bool {
    let known = parts.words.entries[entry]
    if known.rank >= .lewd { return true }
    let (one, two) = (look.tokens[first], look.tokens[first + 1])
    if two.shape.contains(.capitalised) && !one.shape.contains(.allCapitals) { return false }
    guard known.isOnlyHidden else { return known.rank >= .mild }
    guard first > 0 else { return false }
    return company(at: first - 1, look) == .address
  }
}
