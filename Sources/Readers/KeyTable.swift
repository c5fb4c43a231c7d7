/// Finds which of a fixed set of words a run of bytes is, without making a string of it.
struct KeyTable: Sendable {
  private var slots: [Int32]
  /// The words one after another, each with its length before it.
  private var text: [UInt8] = []
  private var places: [Int] = []
  private var meanings: [UInt8] = []

  /// A table of words and what they mean, which is never 0; of two equal words the first counts.
  init(_ entries: [(word: String, meaning: UInt8)]) {
    var size = 16
    while size < 4 * entries.count { size *= 2 }
    slots = Array(repeating: -1, count: size)
    for entry in entries { add(Array(entry.word.utf8), entry.meaning) }
  }

  /// What the word means, or 0.
  func meaning(of word: UnsafeBufferPointer<UInt8>) -> UInt8 {
    var slot = Self.hash(word) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if isWord(at: places[index], word) { return meanings[index] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return 0
  }

  private mutating func add(_ word: [UInt8], _ meaning: UInt8) {
    guard word.count < 256, word.withUnsafeBufferPointer({ self.meaning(of: $0) }) == 0 else {
      return
    }
    var slot = word.withUnsafeBufferPointer { Self.hash($0) } & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(places.count)
    places.append(text.count)
    meanings.append(meaning)
    text.append(UInt8(word.count))
    text.append(contentsOf: word)
  }

  private func isWord(at place: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard Int(text[place]) == word.count else { return false }
    for index in 0..<word.count where text[place + 1 + index] != word[index] { return false }
    return true
  }

  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    guard !word.isEmpty else { return 0 }
    // Length and three bytes tell keys apart well enough; the word itself is compared after.
    let ends = UInt32(word[0]) | UInt32(word[word.count - 1]) << 8
    let hash = (ends | UInt32(word[word.count / 2]) << 16 | UInt32(word.count & 255) << 24)
    return Int(hash &* 2_654_435_769 >> 16)
  }
}
