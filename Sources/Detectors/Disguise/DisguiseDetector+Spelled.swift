import ScanCore

/// Words that no list knows.
extension DisguiseDetector {
  /// Looks into an unknown token, and at it and its neighbours as one word.
  @inline(never)
  func findSpelled(_ index: Int, _ look: inout Look) {
    let token = look.tokens[index]
    guard token.count <= Self.longest else { return }
    withLetters(of: token, look.reader) { letters in
      if let found = parts.spelled.find(letters), let disguise = accepted(found, index, look) {
        add(
          found.entry, disguise, Int(token.start), Int(token.end), &look,
          isDoubtful: found.isDoubtful)
      } else if let found = parts.joined.find(letters), !mayBeName(found, letters.count, token) {
        addJoined(found, letters.count, token, &look)
      } else {
        findParted(index, sound: isPlain(token) ? nil : WordSound.summary(of: letters), &look)
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
    guard token.count <= Self.longest, !isSoftHyphen,
      token.shape.contains(.disguised) || isSpokenAt(index, true, look)
    else { return }
    let found = withLetters(of: token, look.reader) { parts.words.number(of: $0) }
    guard let entry = found, parts.words.entries[entry].isOnlyHidden else { return }
    add(entry, .hiddenLetters, Int(token.start), Int(token.end), &look)
  }

  /// The most bytes of a token whose letters are looked at.
  private static var longest: Int { 80 }

  /// Calls `body` with the plain small letters of a token of at most `longest` bytes.
  @inline(__always)
  private func withLetters<R>(
    of token: Token, _ reader: GlyphReader, _ body: (UnsafeBufferPointer<UInt8>) -> R
  ) -> R {
    guard isPlain(token) else { return withFoldedLetters(of: token, reader, body) }
    // A fixed size, so that it lies on the stack.
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longest) { letters in
      let count = min(token.count, letters.count)
      for index in 0..<count {
        letters.initializeElement(at: index, to: reader.text[Int(token.start) + index] | 0x20)
      }
      return body(UnsafeBufferPointer(rebasing: letters[..<count]))
    }
  }

  @inline(never)
  private func withFoldedLetters<R>(
    of token: Token, _ reader: GlyphReader, _ body: (UnsafeBufferPointer<UInt8>) -> R
  ) -> R {
    var word = FoldedWord()
    if let base = reader.text.baseAddress {
      _ = word.read(base, from: Int(token.start), to: Int(token.end), letters: reader.letters)
    }
    return word.withPaddedBytes { body(UnsafeBufferPointer(start: $0, count: word.count)) }
  }

  /// Whether the bytes of a token are its letters as they stand, but for their case.
  @inline(__always)
  private func isPlain(_ token: Token) -> Bool {
    token.shape.isDisjoint(with: [.nonASCII, .hasApostrophe, .disguised])
  }

  /// What a token sounds like; whether it has a vowel is not asked here.
  @inline(__always)
  private func sound(of token: Token, _ reader: GlyphReader) -> WordSound.Summary {
    guard token.shape.isDisjoint(with: [.nonASCII, .disguised]) else {
      return withFoldedLetters(of: token, reader) { WordSound.summary(of: $0) }
    }
    let bytes = UnsafeBufferPointer(rebasing: reader.text[Int(token.start)..<Int(token.end)])
    // An apostrophe sounds like nothing, but could part "p" and "h".
    if token.shape.contains(.hasApostrophe), bytes.contains(where: { $0 | 0x20 == 0x68 }) {
      return withFoldedLetters(of: token, reader) { WordSound.summary(of: $0) }
    }
    return WordSound.summary(of: bytes)
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
  ///
  /// - Parameter sound: What the token sounds like, if that is known already.
  func findParted(_ index: Int, sound: WordSound.Summary?, _ look: inout Look) {
    let tokens = look.tokens
    let token = tokens[index]
    guard token.count <= 20 else { return }
    if index > 0, mayBePieces(tokens[index - 1], token, look.text),
      isKnown(token, sound, with: tokens[index - 1], look.reader), addParted(index - 1, &look)
    {
      return
    }
    if index + 1 < tokens.count, mayBePieces(token, tokens[index + 1], look.text),
      isKnown(token, sound, with: tokens[index + 1], look.reader)
    {
      _ = addParted(index, &look)
    }
  }

  /// Whether two tokens may be a word together, by where they stand and, as nearly all are plain, by
  /// the outline of that word.
  @inline(__always)
  private func mayBePieces(
    _ one: Token, _ two: Token, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard areParted(one, two, text) else { return false }
    guard isPlain(one), isPlain(two) else { return true }
    let second = one.count > 1 ? Int(one.start) &+ 1 : Int(two.start)
    let outline = WordOutline(
      first: text[Int(one.start)], second: text[second], last: text[Int(two.end) &- 1],
      count: one.count &+ two.count)
    return parts.words.outlines.mayHold(outline)
  }

  /// Whether some word sounds like a token and its neighbour together.
  @inline(never)
  private func isKnown(
    _ token: Token, _ sound: WordSound.Summary?, with other: Token, _ reader: GlyphReader
  ) -> Bool {
    var both = self.sound(of: other, reader)
    both.sounds |= (sound ?? self.sound(of: token, reader)).sounds
    return parts.words.hasWord(ofSound: both)
  }

  /// Whether one space stands between two tokens, which are as long as a word together.
  @inline(__always)
  private func areParted(
    _ one: Token, _ two: Token, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard two.start == one.end &+ 1, text[Int(one.end)] == 0x20 else { return false }
    // Less than 0 wraps round and is too much.
    return UInt(bitPattern: one.count &+ two.count &- 4) <= 20
  }

  private func addParted(_ first: Int, _ look: inout Look) -> Bool {
    let (one, two) = (look.tokens[first], look.tokens[first + 1])
    guard Int(one.start) >= look.matchedEnd else { return false }
    var letters: [UInt8] = []
    for token in [one, two] {
      let isOffensive = withLetters(of: token, look.reader) { piece in
        letters += piece
        return parts.words.contains(piece)
      }
      // That one is found as it stands.
      if isOffensive { return false }
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
