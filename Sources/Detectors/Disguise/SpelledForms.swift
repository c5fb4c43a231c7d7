/// Finds the word that a row of plain letters hides by its spelling: stretched, jumbled,
/// backwards, spelled by its sound, or without its vowels.
struct SpelledForms: Sendable {
  /// What was found.
  struct Find {
    var entry: Int
    /// Nil if it is the word itself.
    var disguise: Disguise?
  }

  private let words: DisguisedWords

  init(words: DisguisedWords) { self.words = words }

  /// The word that a row of plain small letters hides; the strongest, if there are several.
  func find(_ letters: UnsafeBufferPointer<UInt8>) -> Find? {
    guard letters.count >= 3 else { return nil }
    let summary = WordSound.summary(of: letters)
    if let entry = exact(letters, summary) { return Find(entry: entry, disguise: nil) }
    let found = words.first(ofSound: summary) { entry in form(of: entry, letters) }
    if found != nil || summary.hasVowel { return found }
    return withoutVowels(letters)
  }

  /// The word itself, if it is one of them.
  func exact(_ letters: UnsafeBufferPointer<UInt8>) -> Int? {
    exact(letters, WordSound.summary(of: letters))
  }

  private func exact(
    _ letters: UnsafeBufferPointer<UInt8>, _ summary: WordSound.Summary
  ) -> Int? {
    words.first(ofSound: summary) { entry in
      words.word(entry).elementsEqual(letters) ? entry : nil
    }
  }

  private func form(of entry: Int, _ letters: UnsafeBufferPointer<UInt8>) -> Find? {
    let word = words.word(entry)
    guard word.count >= 4 else { return nil }
    if isStretched(word, letters) { return Find(entry: entry, disguise: .stretched) }
    guard letters.count >= 4 else { return nil }
    if soundsAlike(word, letters) { return Find(entry: entry, disguise: .soundAlike) }
    guard words.entries[entry].strength >= .lewd, letters.count == word.count else { return nil }
    if isSwapped(word, letters) { return Find(entry: entry, disguise: .swapped) }
    // Backwards a short slur is soon another word: "greps".
    guard words.entries[entry].strength >= .medium || word.count >= 6 else { return nil }
    let isReversed = word.reversed().elementsEqual(letters)
    return isReversed ? Find(entry: entry, disguise: .reversed) : nil
  }

  /// Whether the letters are the word with some of them written more often.
  private func isStretched(
    _ word: ArraySlice<UInt8>, _ letters: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard letters.count > word.count else { return false }
    var position = word.startIndex
    for (index, byte) in letters.enumerated() {
      if position < word.endIndex, word[position] == byte {
        position += 1
      } else if index == 0 || letters[index - 1] != byte {
        return false
      }
    }
    return position == word.endIndex
  }

  private func soundsAlike(
    _ word: ArraySlice<UInt8>, _ letters: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard letters.count >= word.count - 1 else { return false }
    let (u, o) = (UInt8(ascii: "u"), UInt8(ascii: "o"))
    return word.withUnsafeBufferPointer { word in
      let plain = WordSound.sequence(of: word, doubleO: o)
      if plain.elementsEqual(WordSound.sequence(of: letters, doubleO: o)) {
        // Equal but for doubled letters left out: that is bad spelling of another word.
        return plain.count == word.count || letters.count >= word.count
      }
      return plain.elementsEqual(WordSound.sequence(of: letters, doubleO: u))
    }
  }

  /// Whether two neighbours are exchanged, the first letter standing.
  private func isSwapped(
    _ word: ArraySlice<UInt8>, _ letters: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let start = word.startIndex
    var index = 0
    while index < letters.count, word[start + index] == letters[index] { index += 1 }
    guard index > 0, index + 1 < letters.count, word[start + index] == letters[index + 1],
      word[start + index + 1] == letters[index]
    else { return false }
    return word[(start + index + 2)...].elementsEqual(letters[(index + 2)...])
  }

  private func withoutVowels(_ letters: UnsafeBufferPointer<UInt8>) -> Find? {
    let first = Int(letters[0]) - 0x61
    guard first >= 0, first < 26, letters.count <= 12 else { return nil }
    var best: Int?
    for entry in words.entries(withFirst: first) {
      let known = words.entries[entry]
      guard known.strength >= .lewd, Int(known.count) > letters.count,
        known.strength > best.map({ words.entries[$0].strength }) ?? .other,
        isSkeleton(letters, of: words.word(entry))
      else { continue }
      best = entry
    }
    return best.flatMap { dropped($0, letters) }
  }

  private func dropped(_ entry: Int, _ letters: UnsafeBufferPointer<UInt8>) -> Find? {
    let isShort = letters.count <= 3
    if letters.count <= 4 && words.entries[entry].strength < .medium { return nil }
    return Find(entry: entry, disguise: isShort ? .vowelsDroppedShort : .vowelsDropped)
  }

  /// Whether the letters are the word without its vowels, a first one kept.
  private func isSkeleton(
    _ letters: UnsafeBufferPointer<UInt8>, of word: ArraySlice<UInt8>
  ) -> Bool {
    var position = 0
    for index in word.indices where index == word.startIndex || !WordSound.isVowel(word[index]) {
      guard position < letters.count, letters[position] == word[index] else { return false }
      position += 1
    }
    return position == letters.count
  }
}
