import ScanCore

/// The words that are looked for under a disguise, laid out for quick tests.
///
/// Built once for a scanner from the lexicon's section of such words.
struct DisguisedWords: Sendable {
  /// One word.
  struct Entry {
    /// Its first letter in `letters`.
    var start: UInt32
    var count: UInt8
    /// Whether it is long and strong enough to be looked for inside longer words.
    var isJoinable: Bool
    var strength: WordStrength
    var signal: UInt16
    /// See `WordSound`.
    var sound: WordSound.Summary
  }

  /// All words, in the order of the alphabet.
  private(set) var entries: [Entry] = []
  /// Their letters, one word after another.
  private(set) var letters: [UInt8] = []
  /// For each first letter its first entry; one more for the end.
  private var firsts: [Int] = []
  /// A hash table of entry numbers plus 1, by sound.
  private var bySound: [UInt16] = []
  /// A bit for each hash of the first four letters of an joinable word.
  private var beginnings = [UInt64](repeating: 0, count: 64)
  /// The signals of the words.
  let signals: KindSet

  init(lexicon: Lexicon) {
    let strengths = lexicon.signalNames().map { WordStrength(ofSignal: $0) }
    let records = lexicon.records(.disguisedWords, as: DisguisedWordRecord.self)
    let strings = lexicon.section(.strings)
    var signals = KindSet()
    entries.reserveCapacity(records.count)
    letters.reserveCapacity(8 * records.count)
    for record in records { signals.insert(Int(record.signal)) }
    self.signals = signals
    for record in records {
      let start = Int(record.word)
      append(
        strings[start..<start + Int(record.count)], UInt16(record.signal),
        strengths[Int(record.signal)])
    }
    indexEntries()
  }

  private mutating func append(
    _ word: Slice<UnsafeRawBufferPointer>, _ signal: UInt16, _ strength: WordStrength
  ) {
    guard word.count <= 32, word.allSatisfy({ $0 &- 0x61 < 26 }) else { return }
    let start = letters.count
    letters += word
    let sound = letters[start...].withUnsafeBufferPointer { WordSound.summary(of: $0) }
    entries.append(
      Entry(
        start: UInt32(start), count: UInt8(word.count),
        isJoinable: strength >= .lewd && word.count >= (strength >= .medium ? 4 : 6),
        strength: strength, signal: signal, sound: sound))
  }

  private mutating func indexEntries() {
    var size = 64
    while size < 3 * entries.count { size *= 2 }
    bySound = [UInt16](repeating: 0, count: size)
    firsts = [Int](repeating: entries.count, count: 27)
    for (number, entry) in entries.enumerated().reversed() {
      let word = self.word(number)
      firsts[Int(word[word.startIndex]) - 0x61] = number
      if entry.isJoinable {
        let hash = Self.beginning(word)
        beginnings[hash >> 6] |= 1 << UInt64(hash & 63)
      }
      var position = entry.sound.hash & (size - 1)
      while bySound[position] != 0 { position = (position + 1) & (size - 1) }
      bySound[position] = UInt16(number + 1)
    }
    for letter in (0..<26).reversed() where firsts[letter] == entries.count {
      firsts[letter] = firsts[letter + 1]
    }
  }

  /// The entries that begin with a letter, 0 for "a".
  func entries(withFirst letter: Int) -> Range<Int> { firsts[letter]..<firsts[letter + 1] }

  /// The letters of a word.
  func word(_ number: Int) -> ArraySlice<UInt8> {
    let entry = entries[number]
    return letters[Int(entry.start)..<Int(entry.start) + Int(entry.count)]
  }

  /// One letter of a word.
  @inline(__always)
  func letter(_ index: Int, of number: Int) -> UInt8 {
    letters[Int(entries[number].start) + index]
  }

  /// Calls `body` with each word of a sound until it returns a value.
  @inline(__always)
  func first<R>(ofSound sound: WordSound.Summary, where body: (Int) -> R?) -> R? {
    let mask = bySound.count &- 1
    guard mask > 0 else { return nil }
    var position = sound.hash & mask
    // Ends: at least two thirds of the table are free.
    while bySound[position] != 0 {
      let number = Int(bySound[position]) &- 1
      if entries[number].sound.sounds == sound.sounds, let result = body(number) { return result }
      position = (position &+ 1) & mask
    }
    return nil
  }

  /// Whether the word itself is one of them.
  func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    first(ofSound: WordSound.summary(of: word)) { number -> Bool? in
      self.word(number).elementsEqual(word) ? true : nil
    } ?? false
  }

  /// Whether an joinable word may begin with those four letters.
  @inline(__always)
  func mayBegin(_ four: some RandomAccessCollection<UInt8>) -> Bool {
    let hash = Self.beginning(four)
    return beginnings[hash >> 6] >> UInt64(hash & 63) & 1 != 0
  }

  /// A number of twelve bits over the first four letters.
  @inline(__always)
  private static func beginning(_ letters: some RandomAccessCollection<UInt8>) -> Int {
    var packed: UInt32 = 0
    for letter in letters.prefix(4) { packed = packed << 8 | UInt32(letter) }
    return Int((packed &* 0x9E37_79B1) >> 20)
  }
}
