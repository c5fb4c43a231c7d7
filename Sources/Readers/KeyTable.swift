/// Finds which of a fixed set of words a run of bytes is, without making a string of it.
struct KeyTable: Sendable {
  private var slots: [Int32]
  private let words: [[UInt8]]
  private let meanings: [UInt8]

  /// A table of words and what they mean, which is never 0.
  init(_ entries: [(word: String, meaning: UInt8)]) {
    words = entries.map { Array($0.word.utf8) }
    meanings = entries.map(\.meaning)
    var size = 16
    while size < 4 * entries.count { size *= 2 }
    slots = Array(repeating: -1, count: size)
    for (index, word) in words.enumerated() {
      var slot = word.withUnsafeBufferPointer { Self.hash($0) } & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(index)
    }
  }

  /// What the word means, or 0.
  func meaning(of word: UnsafeBufferPointer<UInt8>) -> UInt8 {
    var slot = Self.hash(word) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if isWord(words[index], word) { return meanings[index] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return 0
  }

  private func isWord(_ known: [UInt8], _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard known.count == word.count else { return false }
    for index in 0..<known.count where known[index] != word[index] { return false }
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
