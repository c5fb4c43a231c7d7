import ScanCore

/// Finds a word that is joined to harmless ones: `sillybanana`.
///
/// Only where the rest falls into common words, and where the whole does not: `therapistsoffice`
/// is "therapists office".
struct RunTogether: Sendable {
  /// What was found: which word, and at which letter it begins.
  struct Find {
    var entry: Int
    var start: Int
  }

  /// What may stand beside the word.
  enum Rest { case commonWords, anything }

  private let words: DisguisedWords
  private let lookup: WordLookup

  init(words: DisguisedWords, lookup: WordLookup) {
    self.words = words
    self.lookup = lookup
  }

  /// The word that stands in a longer row of plain small letters.
  func find(_ letters: UnsafeBufferPointer<UInt8>, rest: Rest = .commonWords) -> Find? {
    guard letters.count >= 5, letters.count <= 40 else { return nil }
    var four: UInt32 = 0
    for (index, letter) in letters.enumerated() {
      four = four << 8 | UInt32(letter)
      guard index >= 3, words.mayBegin(four) else { continue }
      let start = index - 3
      guard let entry = longest(from: start, letters) else { continue }
      let end = start + Int(words.entries[entry].count)
      let isSure =
        isOwnWord(entry)
        ? isAddressed(entry, start..<end, in: letters)
        : isJoined(start..<end, in: letters, rest)
      if isSure { return Find(entry: entry, start: start) }
    }
    return shortEnd(of: letters)
  }

  private func longest(from start: Int, _ letters: UnsafeBufferPointer<UInt8>) -> Int? {
    let (first, second) = (letters[start] &- 0x61, letters[start + 1] &- 0x61)
    guard first < 26, second < 26 else { return nil }
    var best: Int?
    var longest = 1
    for entry in words.entries(withFirst: Int(first), second: Int(second)) {
      let word = words.word(entry)
      guard word.count > longest, start + word.count <= letters.count,
        (2..<word.count).allSatisfy({ word[$0] == letters[start + $0] }),
        words.entries[entry].isJoinable
      else { continue }
      (best, longest) = (entry, word.count)
    }
    return best
  }

  /// A word of three letters at the end of the row, behind one that addresses somebody: `yougit`.
  private func shortEnd(of letters: UnsafeBufferPointer<UInt8>) -> Find? {
    let start = letters.count - 3
    guard start <= 8,
      let entry = words.number(of: UnsafeBufferPointer(rebasing: letters[start...])),
      words.entries[entry].isJoinable, isAddressed(entry, start..<letters.count, in: letters)
    else { return nil }
    return Find(entry: entry, start: start)
  }

  /// Whether it is a word or name of its own, or a short one: those stand in too many names of
  /// places, birds and families.
  private func isOwnWord(_ entry: Int) -> Bool {
    let word = words.word(entry)
    let (known, rank) = (words.entries[entry], words.entries[entry].rank)
    if known.isOnlyHidden || word.count < (rank >= .medium ? 4 : 6) { return true }
    guard let found = lookup.attributes(of: word) else { return false }
    let isWord = found.wordClass > 0
    return isWord && (word.count < 7 || rank < .medium) || found.isName && word.count < 6
  }

  /// Whether nothing but a word that it is said to somebody with stands before: `youbanana`.
  private func isAddressed(
    _ entry: Int, _ word: Range<Int>, in letters: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard word.lowerBound >= 2, word.upperBound == letters.count else { return false }
    switch words.company(of: lookup.slot(of: letters[..<word.lowerBound])) {
    case .address: return true
    case .article: return word.lowerBound >= 3 && !words.entries[entry].isOnlyHidden
    case .none: return false
    }
  }

  private func isJoined(
    _ word: Range<Int>, in letters: UnsafeBufferPointer<UInt8>, _ rest: Rest
  ) -> Bool {
    if rest == .commonWords {
      // Short words need more to go by when they stand inside: "aphukan".
      let (before, after) = (word.lowerBound, letters.count - word.upperBound)
      if word.count == 4, before > 0, after > 0, min(before, after) < 3 { return false }
      guard isSpeech(letters[..<word.lowerBound], least: 5, pieces: 4),
        isSpeech(letters[word.upperBound...], least: 5, pieces: 4)
      else { return false }
    }
    // "asshole" is more than "ass" and "hole".
    return word.count >= 7 || !isSpeech(letters[...], least: 2, pieces: 6)
  }

  /// Whether letters fall into harmless words of at least that class, as many as `pieces`.
  private func isSpeech(
    _ letters: Slice<UnsafeBufferPointer<UInt8>>, least: Int, pieces: Int
  ) -> Bool {
    guard !letters.isEmpty else { return true }
    guard pieces > 0 else { return false }
    // The longest first: "their" is not "the" and "ir".
    for count in (1...min(letters.count, 14)).reversed() {
      let piece = letters.prefix(count)
      guard isHarmless(piece, least: least),
        isSpeech(letters.dropFirst(count), least: least, pieces: pieces - 1)
      else { continue }
      return true
    }
    return false
  }

  private func isHarmless(_ piece: Slice<UnsafeBufferPointer<UInt8>>, least: Int) -> Bool {
    if piece.count == 1 {
      // a, i, u: words by themselves, the last in messages.
      return piece.allSatisfy { $0 == 0x61 || $0 == 0x69 || $0 == 0x75 }
    }
    guard let known = lookup.attributes(of: piece),
      !words.contains(UnsafeBufferPointer(rebasing: piece))
    else { return false }
    // Of two letters only what everybody says: the lists hold "hm", "em", "sh".
    if piece.count == 2 { return known.wordClass >= 8 }
    return known.wordClass >= least || piece.count >= 4 && known.births >= 6
  }
}
