import ScanCore

/// Finds the word that a row of plain letters hides by its spelling: stretched, jumbled,
/// backwards, spelled by its sound, or without its vowels.
///
/// What is found depends on the letters alone.
struct SpelledForms: Sendable {
  /// What was found.
  struct Find {
    var entry: Int
    /// Nil if it is the word itself.
    var disguise: Disguise?
    /// Whether an honest word is as likely, so that the words around have to speak for it.
    var isDoubtful = false
  }

  private let words: DisguisedWords

  init(words: DisguisedWords) { self.words = words }

  /// The word that a row of plain small letters hides; the strongest, if there are several.
  func find(_ letters: UnsafeBufferPointer<UInt8>) -> Find? {
    guard letters.count >= 3 else { return nil }
    let summary = WordSound.summary(of: letters)
    var best: Find?
    let exact: Find? = words.first(ofSound: summary) { entry in
      if words.word(entry).elementsEqual(letters) { return Find(entry: entry, disguise: nil) }
      if let found = form(of: entry, letters), best.map({ isBetter(found, than: $0) }) ?? true {
        best = found
      }
      return nil
    }
    if let found = exact ?? best { return found }
    return summary.hasVowel ? nil : withoutVowels(letters)
  }

  /// The word itself, if it is one of them.
  func exact(_ letters: UnsafeBufferPointer<UInt8>) -> Int? { words.number(of: letters) }

  private func isBetter(_ find: Find, than best: Find) -> Bool {
    if find.isDoubtful != best.isDoubtful { return best.isDoubtful }
    return words.entries[find.entry].rank > words.entries[best.entry].rank
  }

  private func form(of entry: Int, _ letters: UnsafeBufferPointer<UInt8>) -> Find? {
    let word = words.word(entry)
    guard word.count >= 4 || word.count == 3 && letters.count > 4 else { return nil }
    let known = words.entries[entry].known
    let isOnlyHidden = known.contains(.onlyHidden)
    if isStretched(word, letters) {
      return Find(entry: entry, disguise: .stretched, isDoubtful: isOnlyHidden)
    }
    guard word.count >= 4 else { return nil }
    if soundsAlike(word, letters) {
      let isShort = letters.count < 4
      return Find(entry: entry, disguise: .soundAlike, isDoubtful: isOnlyHidden || isShort)
    }
    guard letters.count == word.count else { return nil }
    if let place = swapped(word, letters) {
      let isDoubtful = isOnlyHidden || known.contains(.doubtfulSwap(at: place))
      return Find(entry: entry, disguise: .swapped, isDoubtful: isDoubtful)
    }
    guard word.reversed().elementsEqual(letters) else { return nil }
    // Backwards a short mild word is soon another: "greps".
    let isShort = word.count < 6 && words.entries[entry].rank < .medium
    return Find(
      entry: entry, disguise: .reversed,
      isDoubtful: isOnlyHidden || isShort || known.contains(.doubtfulReversed))
  }

  /// Whether the letters are the word with some of them written more often.
  private func isStretched(
    _ word: UnsafeBufferPointer<UInt8>, _ letters: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard letters.count > word.count else { return false }
    var position = 0
    for (index, byte) in letters.enumerated() {
      if position < word.count, word[position] == byte {
        position += 1
      } else if index == 0 || letters[index - 1] != byte {
        return false
      }
    }
    return position == word.count
  }

  private func soundsAlike(
    _ word: UnsafeBufferPointer<UInt8>, _ letters: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard letters.count >= word.count - 1 else { return false }
    let (u, o) = (UInt8(ascii: "u"), UInt8(ascii: "o"))
    let plain = WordSound.sequence(of: word, doubleO: o)
    if plain.elementsEqual(WordSound.sequence(of: letters, doubleO: o)) {
      // Equal but for doubled letters left out: that is bad spelling of another word.
      return plain.count == word.count || letters.count >= word.count
    }
    return plain.elementsEqual(WordSound.sequence(of: letters, doubleO: u))
      || WordSound.sequence(of: word, doubleO: u).elementsEqual(
        WordSound.sequence(of: letters, doubleO: u))
  }

  /// Where two neighbours are exchanged, the first letter standing; nil if none or more are.
  private func swapped(
    _ word: UnsafeBufferPointer<UInt8>, _ letters: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    var index = 0
    while index < letters.count, word[index] == letters[index] { index += 1 }
    guard index > 0, index + 1 < letters.count, word[index] == letters[index + 1],
      word[index + 1] == letters[index],
      word[(index + 2)...].elementsEqual(letters[(index + 2)...])
    else { return nil }
    return index
  }

  private func withoutVowels(_ letters: UnsafeBufferPointer<UInt8>) -> Find? {
    let first = Int(letters[0]) - 0x61
    guard first >= 0, first < 26, letters.count <= 12 else { return nil }
    var best: Int?
    for entry in words.entries(withFirst: first) {
      let known = words.entries[entry]
      guard Int(known.count) > letters.count,
        best.map({ known.rank > words.entries[$0].rank }) ?? true,
        isSkeleton(letters, of: words.word(entry))
      else { continue }
      best = entry
    }
    return best.map { dropped($0, letters) }
  }

  private func dropped(_ entry: Int, _ letters: UnsafeBufferPointer<UInt8>) -> Find {
    let known = words.entries[entry]
    let isShort = letters.count <= 3
    let isDoubtful =
      known.isOnlyHidden || known.rank < .medium && (isShort || letters.count == 4)
      || known.known.contains(.doubtfulSkeleton) && (known.rank < .medium || !isShort)
    return Find(
      entry: entry, disguise: isShort ? .vowelsDroppedShort : .vowelsDropped,
      isDoubtful: isDoubtful)
  }

  /// Whether the letters are the word without its vowels, a first one kept.
  private func isSkeleton(
    _ letters: UnsafeBufferPointer<UInt8>, of word: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var position = 0
    for index in word.indices where index == 0 || !WordSound.isVowel(word[index]) {
      guard position < letters.count, letters[position] == word[index] else { return false }
      position += 1
    }
    return position == letters.count
  }
}
