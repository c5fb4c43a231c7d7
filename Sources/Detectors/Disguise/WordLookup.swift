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
    let hash = WordKey.hash(of: Array(word))
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    var position = Int(UInt32(truncatingIfNeeded: hash)) & mask
    // Ends: the writer leaves at least a third of the slots free.
    while true {
      let slot = lexicon.tables.slots[position]
      if slot.attributes.bits == 0 { return nil }
      if slot.tag == tag { return slot.attributes }
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
