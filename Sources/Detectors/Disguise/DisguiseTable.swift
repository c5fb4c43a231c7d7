package import ScanCore

/// The tables of disguised words, made when a lexicon is compiled.
package struct DisguiseTable {
  /// One word.
  package struct Word {
    /// Plain small letters.
    package var letters: [UInt8]
    /// The number of its signal, and its name.
    package var signal: Int
    package var signalName: String
    /// Whether it has honest uses, so that only hidden forms of it count.
    package var isOnlyHidden: Bool

    /// A word.
    package init(letters: [UInt8], signal: Int, signalName: String, isOnlyHidden: Bool) {
      self.letters = letters
      self.signal = signal
      self.signalName = signalName
      self.isOnlyHidden = isOnlyHidden
    }
  }

  /// The words, in the order of the alphabet.
  package private(set) var records: [DisguisedWordRecord] = []
  /// For each first letter its first word; one more for the end.
  package private(set) var firsts: [UInt32] = []
  /// A hash table of numbers of words plus 1, by sound.
  package private(set) var sounds: [UInt16] = []
  /// A bit for each hash of the first four letters of a joinable word.
  package private(set) var beginnings = [UInt64](repeating: 0, count: 64)

  /// The tables.
  ///
  /// - Parameters:
  ///   - words: In any order.
  ///   - classes: How common each word of English is, from 0 (no word) to 9.
  ///   - store: Stores letters and says where they lie.
  package init(
    _ words: [Word], classes: [[UInt8]: Int], store: ([UInt8]) -> UInt32
  ) {
    let usable = words.filter {
      $0.letters.count <= 32 && $0.letters.allSatisfy { $0 &- 0x61 < 26 }
    }
    .sorted { $0.letters.lexicographicallyPrecedes($1.letters) }
    let doubts = Doubts(usable.map(\.letters), classes)
    records = usable.map { word in
      let rank = WordStrength(ofSignal: word.signalName)
      return DisguisedWordRecord(
        word: store(word.letters), count: UInt8(word.letters.count), signal: UInt16(word.signal),
        strength: rank.rawValue,
        sounds: word.letters.withUnsafeBufferPointer { WordSound.summary(of: $0).sounds },
        traits: Self.traits(of: word, rank, doubts))
    }
    indexFirsts(usable)
    indexSounds()
    for (record, word) in zip(records, usable) where record.isJoinable && word.letters.count >= 4 {
      let hash = Self.beginning(word.letters.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
      beginnings[hash >> 6] |= 1 << UInt64(hash & 63)
    }
  }

  private static func traits(
    of word: Word, _ rank: WordStrength, _ doubts: Doubts
  ) -> DisguiseTraits {
    let letters = word.letters
    if word.isOnlyHidden { return [.onlyHidden, .joinable] }
    var traits: DisguiseTraits = rank >= .mild ? .joinable : []
    if doubts.isCommonSkeleton(Doubts.skeleton(letters)) { traits.insert(.doubtfulSkeleton) }
    // A slip of the pen in an honest word is likelier than a jumbled mild one.
    guard rank < .medium else { return traits }
    if doubts.isSlip(Array(letters.reversed())) { traits.insert(.doubtfulReversed) }
    for place in letters.indices.dropFirst().dropLast() where letters[place] != letters[place + 1] {
      var swapped = letters
      swapped.swapAt(place, place + 1)
      if doubts.isSlip(swapped) { traits.insert(.doubtfulSwap(at: place)) }
    }
    return traits
  }

  private mutating func indexFirsts(_ words: [Word]) {
    firsts = (0...26).map { letter in
      UInt32(words.firstIndex { Int($0.letters[0]) - 0x61 >= letter } ?? words.count)
    }
    for pair in 0...26 * 26 {
      let least = [UInt8(0x61 + pair / 26), UInt8(0x61 + pair % 26)]
      let first = words.firstIndex { !$0.letters.lexicographicallyPrecedes(least) }
      firsts.append(UInt32(first ?? words.count))
    }
  }

  private mutating func indexSounds() {
    var size = 64
    while size < 3 * records.count { size *= 2 }
    sounds = [UInt16](repeating: 0, count: size)
    // The last first, so that of two words of one sound the first of the alphabet is found.
    for (number, record) in records.enumerated() {
      var position = WordSound.Summary(sounds: record.sounds).hash & (size - 1)
      while sounds[position] != 0 { position = (position + 1) & (size - 1) }
      sounds[position] = UInt16(number + 1)
    }
  }

  /// A number of twelve bits over the first four letters, the first in the highest byte.
  @inline(__always)
  static func beginning(_ letters: UInt32) -> Int { Int((letters &* 0x9E37_79B1) >> 20) }

  /// What honest writers could have meant.
  private struct Doubts {
    private let offensive: Set<[UInt8]>
    private let classes: [[UInt8]: Int]
    private let skeletons: Set<[UInt8]>

    init(_ offensive: [[UInt8]], _ classes: [[UInt8]: Int]) {
      let offensive = Set(offensive)
      self.offensive = offensive
      self.classes = classes
      skeletons = Set(
        classes.lazy.filter { $0.value >= 5 && !offensive.contains($0.key) }
          .map { Self.skeleton($0.key) })
    }

    /// A word without its vowels, but for a first one.
    static func skeleton(_ word: [UInt8]) -> [UInt8] {
      word.prefix(1) + word.dropFirst().filter { !WordSound.isVowel($0) }
    }

    /// Whether a common word has those letters and vowels.
    func isCommonSkeleton(_ letters: [UInt8]) -> Bool { skeletons.contains(letters) }

    /// Whether a form is a common word with a letter left out, written twice, or two exchanged.
    func isSlip(_ form: [UInt8]) -> Bool {
      for place in 0...form.count {
        for letter in UInt8(0x61)...0x7A {
          var whole = form
          whole.insert(letter, at: place)
          if isCommon(whole) { return true }
        }
      }
      for place in form.indices.dropLast() {
        var other = form
        if other[place] == other[place + 1] {
          other.remove(at: place)
        } else {
          other.swapAt(place, place + 1)
        }
        if isCommon(other) { return true }
      }
      return false
    }

    private func isCommon(_ word: [UInt8]) -> Bool {
      classes[word] ?? 0 >= 5 && !offensive.contains(word)
    }
  }
}
