import ScanCore

/// Says what the lists know of a word that is not a token: part of one, or several joined.
struct WordLookup: Sendable {
  private let lexicon: Lexicon
  private let mask: Int

  init(lexicon: Lexicon) {
    self.lexicon = lexicon
    mask = lexicon.section(.index).count / MemoryLayout<IndexSlot>.stride - 1
  }

  /// What the lists say of a word in plain small letters; nil if the lexicon does not hold it.
  func attributes(of word: some Collection<UInt8>) -> WordAttributes? {
    place(of: word).map { lexicon.tables.slots[$0].attributes }
  }

  /// The slot plus 1 of a word in plain small letters, as tokens name it.
  ///
  /// 0 if the lexicon does not hold it; another spelling has the slot of the word it stands for.
  func slot(of word: some Collection<UInt8>) -> UInt32 {
    guard let place = place(of: word) else { return 0 }
    let canonical = lexicon.tables.slots[place].canonical
    return canonical != 0 ? canonical : UInt32(place) + 1
  }

  private func place(of word: some Collection<UInt8>) -> Int? {
    let hash = WordKey.hash(of: Array(word))
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    var position = Int(UInt32(truncatingIfNeeded: hash)) & mask
    // Ends: the writer leaves at least a third of the slots free.
    while true {
      let slot = lexicon.tables.slots[position]
      if slot.attributes.bits == 0 { return nil }
      if slot.tag == tag { return position }
      position = (position + 1) & mask
    }
  }

  /// Whether a list holds it as a word, a name or a place.
  func isHonest(_ word: some Collection<UInt8>) -> Bool {
    guard let known = attributes(of: word) else { return false }
    return known.wordClass > 0 || known.isName
  }
}

extension WordAttributes {
  /// Whether a list holds it as a given name, a surname or a place.
  var isName: Bool { isGivenName || surname > 0 || place > 0 }
}
