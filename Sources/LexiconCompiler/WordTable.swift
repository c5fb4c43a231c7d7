import ScanCore

/// The words of the index while it is built, each with a number that becomes a slot.
struct WordTable {
  private var numbers: [[UInt8]: Int] = [:]
  private var words: [[UInt8]] = []
  private var attributes: [WordAttributes] = []
  private var postings: [[Posting]] = []
  private var canonical: [Int: Int] = [:]

  /// The number of a word, which is added if it is new.
  mutating func number(of word: [UInt8]) -> Int {
    if let number = numbers[word] { return canonical[number] ?? number }
    numbers[word] = words.count
    words.append(word)
    attributes.append(WordAttributes(bits: WordAttributes.present))
    postings.append([])
    return words.count - 1
  }

  /// Whether the word is there.
  func holds(_ word: [UInt8]) -> Bool { numbers[word] != nil }

  /// All words.
  var all: [[UInt8]] { words }

  mutating func set(_ attributes: WordAttributes, of word: [UInt8]) {
    self.attributes[number(of: word)] = attributes
  }

  /// How common a word is as English, 0...9.
  func wordClass(of number: Int) -> Int { attributes[number].wordClass }

  mutating func add(_ posting: Posting, to number: Int) {
    guard !postings[number].contains(where: { $0.bits == posting.bits }) else { return }
    postings[number].append(posting)
  }

  /// Makes `variant` another spelling of `word`; must come before terms are added.
  mutating func alias(_ variant: [UInt8], of word: [UInt8]) {
    let target = number(of: word)
    if numbers[variant] == nil { _ = number(of: variant) }
    guard let source = numbers[variant], source != target else { return }
    canonical[source] = target
  }

  /// The finished index.
  struct Layout {
    var slots: [IndexSlot]
    var postings: [UInt32]
    /// For each word's number, its slot plus 1.
    var slotOfWord: [UInt32]
  }

  /// Lays the words out in slots.
  func layout() -> Layout {
    var size = 64
    while size < words.count * 3 / 2 { size *= 2 }
    let free = IndexSlot(tag: 0, attributes: .none, postings: 0, canonical: 0)
    var slots = [IndexSlot](repeating: free, count: size)
    var slotOfWord = [UInt32](repeating: 0, count: words.count)
    // Offset 0 means "none", so the section begins with a word that nobody points to.
    var packed: [UInt32] = [0]
    for (number, word) in words.enumerated() {
      let hash = WordKey.hash(of: word)
      var position = Int(UInt32(truncatingIfNeeded: hash)) & (size - 1)
      while slots[position].attributes.bits != 0 { position = (position + 1) & (size - 1) }
      var start: UInt32 = 0
      if !postings[number].isEmpty {
        start = UInt32(packed.count)
        packed.append(UInt32(postings[number].count))
        packed += postings[number].map(\.bits)
      }
      slots[position] = IndexSlot(
        tag: UInt32(truncatingIfNeeded: hash >> 32), attributes: attributes[number],
        postings: start, canonical: 0)
      slotOfWord[number] = UInt32(position) + 1
    }
    for (variant, word) in canonical {
      slots[Int(slotOfWord[variant]) - 1].canonical = slotOfWord[word]
    }
    return Layout(slots: slots, postings: packed, slotOfWord: slotOfWord)
  }
}
