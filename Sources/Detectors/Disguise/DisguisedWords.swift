import ScanCore

/// The words that are looked for under a disguise, as they lie in the lexicon's image.
///
/// Next to nothing is worked out here: `DisguiseTable` did that when the lexicon was compiled.
struct DisguisedWords: @unchecked Sendable {
  // SAFETY: the pointers are into the image of `lexicon`, which this value keeps alive and nobody
  // writes to.
  private let lexicon: Lexicon
  /// All words, in the order of the alphabet.
  let entries: UnsafeBufferPointer<DisguisedWordRecord>
  private let letters: UnsafeBufferPointer<UInt8>
  private let firsts: UnsafeBufferPointer<UInt32>
  private let bySound: UnsafeBufferPointer<UInt16>
  private let beginnings: UnsafeBufferPointer<UInt64>
  private let company: UnsafeBufferPointer<DisguiseCompany>
  /// The signals of the words.
  let signals: KindSet
  /// The outlines of the words.
  let outlines: WordOutline.Filter

  init(lexicon: Lexicon) {
    self.lexicon = lexicon
    entries = lexicon.records(.disguisedWords, as: DisguisedWordRecord.self)
    letters = lexicon.records(.strings, as: UInt8.self)
    firsts = lexicon.records(.disguiseFirsts, as: UInt32.self)
    bySound = lexicon.records(.disguiseSounds, as: UInt16.self)
    beginnings = lexicon.records(.disguiseBeginnings, as: UInt64.self)
    company = lexicon.records(.disguiseCompany, as: DisguiseCompany.self)
    var signals = KindSet()
    for entry in entries { signals.insert(Int(entry.signal)) }
    self.signals = signals
    outlines = Self.outlines(of: entries, letters)
  }

  private static func outlines(
    of entries: UnsafeBufferPointer<DisguisedWordRecord>, _ letters: UnsafeBufferPointer<UInt8>
  ) -> WordOutline.Filter {
    var outlines = WordOutline.Filter()
    for entry in entries where entry.count > 1 {
      let (start, count) = (Int(entry.word), Int(entry.count))
      outlines.insert(
        WordOutline(
          first: letters[start], second: letters[start + 1], last: letters[start + count - 1],
          count: count))
    }
    return outlines
  }

  /// The entries that begin with a letter, 0 for "a".
  func entries(withFirst letter: Int) -> Range<Int> {
    Int(firsts[letter])..<Int(firsts[letter + 1])
  }

  /// The entries that begin with a letter and go on with the first of some others; a few that go on
  /// otherwise may be among them.
  ///
  /// - Parameter seconds: The others, as bits; the first is taken away. 0 stands for any.
  @inline(__always)
  func entries(withFirst letter: Int, andOneOf seconds: inout UInt32) -> Range<Int> {
    guard seconds != 0 else { return entries(withFirst: letter) }
    let place = 27 + 26 * letter + seconds.trailingZeroBitCount
    seconds &= seconds - 1
    return Int(firsts[place])..<Int(firsts[place + 1])
  }

  /// The entries that begin with two letters, 0 for "a".
  @inline(__always)
  func entries(withFirst letter: Int, second: Int) -> Range<Int> {
    let place = 27 + 26 * letter + second
    return Int(firsts[place])..<Int(firsts[place + 1])
  }

  /// The letters of a word.
  @inline(__always)
  func word(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    let entry = entries[number]
    let start = Int(entry.word)
    return UnsafeBufferPointer(rebasing: letters[start..<start + Int(entry.count)])
  }

  /// One letter of a word.
  @inline(__always)
  func letter(_ index: Int, of number: Int) -> UInt8 {
    letters[Int(entries[number].word) + index]
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
      if entries[number].sounds == sound.sounds, let result = body(number) { return result }
      position = (position &+ 1) & mask
    }
    return nil
  }

  /// Whether some word has that sound.
  @inline(__always)
  func hasWord(ofSound sound: WordSound.Summary) -> Bool {
    first(ofSound: sound) { _ in true } ?? false
  }

  /// The word itself, if it is one of them.
  func number(of word: UnsafeBufferPointer<UInt8>) -> Int? {
    first(ofSound: WordSound.summary(of: word)) { number in
      self.word(number).elementsEqual(word) ? number : nil
    }
  }

  /// Whether the word itself is one of those that are offensive as they stand.
  func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    number(of: word).map { !entries[$0].isOnlyHidden } ?? false
  }

  /// Whether a joinable word may begin with four letters, packed with the first in the highest byte.
  @inline(__always)
  func mayBegin(_ four: UInt32) -> Bool {
    let hash = DisguiseTable.beginning(four)
    return beginnings[hash >> 6] >> UInt64(hash & 63) & 1 != 0
  }

  /// How a word goes with a hidden one that stands behind it.
  enum Company { case none, article, address }

  /// What a word says of one behind it.
  ///
  /// - Parameter word: Its slot plus 1.
  func company(of word: UInt32) -> Company {
    guard word != 0, let known = company.first(where: { $0.bits >> 1 == word }) else {
      return .none
    }
    return known.bits & 1 == 0 ? .address : .article
  }
}

extension DisguisedWordRecord {
  /// How strong it is.
  var rank: WordStrength { WordStrength(rawValue: strength) ?? .other }
  /// What the compiler found out about it.
  var known: DisguiseTraits { DisguiseTraits(rawValue: traits) }
  /// Whether it is long and strong enough to be looked for inside longer words.
  var isJoinable: Bool { known.contains(.joinable) }
  /// Whether it has honest uses, so that only a hidden form says that it is meant otherwise.
  var isOnlyHidden: Bool { known.contains(.onlyHidden) }
}
