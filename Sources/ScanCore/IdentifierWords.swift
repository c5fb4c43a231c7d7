import CScan

/// A word of the lists by which identifiers are known, in the table of an image.
package struct IdentifierSlot: BitwiseCopyable {
  /// The upper half of its hash.
  package var tag: UInt32
  /// The lists that hold it, a bit each; 0 marks a free place.
  package var lists: UInt32
  /// What it says in a number that is read out: see `SpokenValue` in `Detectors`.
  package var spoken: UInt16
  /// If it is a country: how long its account numbers are.
  package var iban: UInt16

  /// A word.
  package init(tag: UInt32, lists: UInt32, spoken: UInt16, iban: UInt16) {
    self.tag = tag
    self.lists = lists
    self.spoken = spoken
    self.iban = iban
  }

  /// A free place, and what is said of a word that no list holds.
  package static var free: IdentifierSlot { IdentifierSlot(tag: 0, lists: 0, spoken: 0, iban: 0) }
}

/// The lists of words by which identifiers are known, as they lie in the image.
///
/// Valid as long as the `Lexicon` lives that they come from; whoever holds them holds that too.
package struct IdentifierWords: @unchecked Sendable {
  /// No word of the lists is longer, in bytes.
  package static let longest = 24

  // SAFETY: both point into the lexicon's read-only mapping, which the holder keeps alive.
  private let slots: UnsafePointer<IdentifierSlot>
  private let mask: Int
  private let parts: UnsafeBufferPointer<UInt8>

  /// The lists of a lexicon.
  package init(_ lexicon: Lexicon) {
    let table = lexicon.section(.identifierSlots)
    // `Lexicon` opens no image whose table is empty.
    slots = table.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: IdentifierSlot.self)
    mask = table.count / MemoryLayout<IdentifierSlot>.stride - 1
    parts = lexicon.records(.identifierParts, as: UInt8.self)
  }

  /// What the lists say of a word, whatever the case of its letters.
  ///
  /// - Parameters:
  ///   - bytes: The word; at least 16 readable bytes must follow it.
  ///   - count: Its length in bytes.
  package func entry(_ bytes: UnsafePointer<UInt8>, count: Int) -> IdentifierSlot {
    let hash = gp_word_hash(bytes, count)
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    var place = Int(truncatingIfNeeded: hash) & mask
    // Ends: the writer leaves at least half of the slots free.
    while true {
      let slot = slots[place]
      if slot.lists == 0 || slot.tag == tag { return slot }
      place = (place &+ 1) & mask
    }
  }

  /// The words of a list that are looked for inside longer words: for each its length in a byte,
  /// then its letters.
  ///
  /// - Parameter number: Which of these lists, counted from 0.
  package func parts(_ number: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
    var start = 0
    for list in 0...number {
      var end = start
      while end < parts.count, parts[end] != 0 { end += 1 + Int(parts[end]) }
      if list == number { return parts[start..<min(end, parts.count)] }
      start = end + 1
      if start > parts.count { break }
    }
    return parts[0..<0]
  }
}
