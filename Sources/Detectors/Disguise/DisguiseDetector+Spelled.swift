import ScanCore

/// Words that no list knows.
extension DisguiseDetector {
  /// Looks into an unknown token, and at it and its neighbours as one word.
  func findSpelled(_ index: Int, _ look: inout Look) {
    let token = look.tokens[index]
    guard token.count <= 80 else { return }
    withLetters(of: token, look) { letters in
      if let found = spelled.find(letters), let disguise = accepted(found, index, look) {
        add(found.entry, disguise, Int(token.start), Int(token.end), &look)
      } else if let found = joined.find(letters) {
        addJoined(found, letters.count, token, &look)
      } else {
        findParted(index, letters, &look)
      }
    }
  }

  /// Calls `body` with the plain small letters of a token.
  private func withLetters(
    of token: Token, _ look: borrowing Look, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard let base = look.text.baseAddress else { return }
    var word = FoldedWord()
    _ = word.read(base, from: Int(token.start), to: Int(token.end), letters: look.reader.letters)
    word.withPaddedBytes { body(UnsafeBufferPointer(start: $0, count: word.count)) }
  }

  /// The disguise, unless an honest reading is as likely.
  private func accepted(_ found: SpelledForms.Find, _ index: Int, _ look: Look) -> Disguise? {
    let token = look.tokens[index]
    let strength = words.entries[found.entry].strength
    let isNameLike =
      token.shape.contains(.capitalised) && !token.shape.contains(.allCapitals)
      && !token.shape.contains(.innerCapital)
    switch found.disguise {
    case nil: return nil
    // "Mrs Crapp", "Mr Koon": surnames double a letter.
    case .stretched, .soundAlike: return isNameLike && strength <= .slur ? nil : found.disguise
    case .vowelsDroppedShort: return isShortForm(index, strength, look) ? nil : found.disguise
    default: return found.disguise
    }
  }

  /// Whether three consonants stand for something else: an abbreviation in capitals, "can't".
  ///
  /// Those of the strongest words are how messages shorten "can't" and "count", so they are taken
  /// only where nothing follows that one could or could not do.
  private func isShortForm(_ index: Int, _ strength: WordStrength, _ look: Look) -> Bool {
    let token = look.tokens[index]
    if token.shape.contains(.allCapitals) || token.shape.contains(.hasApostrophe) { return true }
    guard strength == .strongest, index + 1 < look.tokens.count else { return false }
    let next = Int(look.tokens[index + 1].start)
    return next == Int(token.end) + 1 && look.text[next - 1] == 0x20
  }

  private func addJoined(
    _ found: RunTogether.Find, _ count: Int, _ token: Token, _ look: inout Look
  ) {
    // Letters are bytes in plain words; in others the whole token is what can be pointed at.
    let isPlain = count == token.count
    let start = isPlain ? Int(token.start) + found.start : Int(token.start)
    let end = isPlain ? start + Int(words.entries[found.entry].count) : Int(token.end)
    add(found.entry, .runTogether, start, end, &look)
  }

  /// Tries the token with the one before and the one behind it: `ban ana`.
  private func findParted(
    _ index: Int, _ letters: UnsafeBufferPointer<UInt8>, _ look: inout Look
  ) {
    if index > 0, areParted(index - 1, look), addParted(index - 1, index, &look) { return }
    if index + 1 < look.tokens.count, areParted(index, look) { _ = addParted(index, index + 1, &look) }
  }

  /// Whether one space stands between a token and the next.
  private func areParted(_ index: Int, _ look: Look) -> Bool {
    let end = Int(look.tokens[index].end)
    return Int(look.tokens[index + 1].start) == end + 1 && look.text[end] == 0x20
      && look.tokens[index].count + look.tokens[index + 1].count <= 24
  }

  private func addParted(_ first: Int, _ second: Int, _ look: inout Look) -> Bool {
    let start = Int(look.tokens[first].start)
    guard start >= look.matchedEnd else { return false }
    var letters: [UInt8] = []
    for index in [first, second] {
      withLetters(of: look.tokens[index], look) { letters += $0 }
    }
    let found = letters.withUnsafeBufferPointer { spelled.exact($0) }
    guard let found, words.entries[found].strength >= .lewd, words.entries[found].count >= 4 else {
      return false
    }
    add(found, .parted, start, Int(look.tokens[second].end), &look)
    return true
  }
}
