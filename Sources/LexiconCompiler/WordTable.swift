import ScanCore

/// The words of the index while it is built, each with a number that becomes a slot.
struct WordTable {
  private var numbers: [[UInt8]: Int] = [:]
  private var words: [[UInt8]] = []
  private var attributes: [WordAttributes] = []
  private var postings: [[Posting]] = []
  private var canonical: [Int: Int] = [:]
  /// How often a word occurs, per million words.
  private let frequency: ([UInt8]) -> Int

  init(frequency: @escaping ([UInt8]) -> Int) {
    self.frequency = frequency
  }

  /// The number of a word, which is added if it is new.
  mutating func number(of word: [UInt8]) -> Int {
    if let number = numbers[word] { return standing(for: number) }
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

  /// The words that something is looked for from, sorted.
  var anchors: [String] {
    zip(words, postings).filter { !$1.isEmpty }
      .map { String(decoding: $0.0, as: UTF8.self) }.sorted()
  }

  mutating func set(_ attributes: WordAttributes, of word: [UInt8]) {
    self.attributes[number(of: word)] = attributes
  }

  /// How often a word occurs, per million words.
  func frequency(of number: Int) -> Int { frequency(words[number]) }

  mutating func add(_ posting: Posting, to number: Int) {
    guard !postings[number].contains(where: { $0.bits == posting.bits }) else { return }
    postings[number].append(posting)
  }

  /// The word that a spelling stands for, itself if it is none.
  private func standing(for number: Int) -> Int {
    var number = number
    while let next = canonical[number] { number = next }
    return number
  }

  /// Makes `variant` another spelling of `word`; must come before terms are added.
  ///
  /// A spelling may stand for another spelling; one that comes round to itself is left.
  mutating func alias(_ variant: [UInt8], of word: [UInt8]) {
    let target = number(of: word)
    if numbers[variant] == nil { _ = number(of: variant) }
    guard let source = numbers[variant].map(standing), source != target else { return }
    canonical[source] = target
  }

  /// Where each word comes to lie.
  struct Slots {
    var count: Int
    /// For each word's number, its slot plus 1.
    var ofWord: [UInt32]
  }

  /// Gives each word a slot.
  func assignSlots() -> Slots {
    var count = 64
    while count < words.count * 3 / 2 { count *= 2 }
    var isTaken = [Bool](repeating: false, count: count)
    var ofWord = [UInt32](repeating: 0, count: words.count)
    // The commonest first: they come to lie where a search begins.
    for number in byFrequency {
      let hash = WordKey.hash(of: words[number])
      var position = Int(UInt32(truncatingIfNeeded: hash)) & (count - 1)
      while isTaken[position] { position = (position + 1) & (count - 1) }
      isTaken[position] = true
      ofWord[number] = UInt32(position) + 1
    }
    return Slots(count: count, ofWord: ofWord)
  }

  /// Lays the words out in their slots.
  ///
  /// - Parameters:
  ///   - phrases: For each phrase, its posting.
  ///   - patterns: For each pattern, what it needs near its anchor.
  ///   - uses: For each signal, what it is for.
  ///   - table: Takes the postings.
  ///   - pairs: Takes the phrases that need another word right beside their anchor.
  func layout(
    _ slots: Slots, phrases: [PhraseTable.PhrasePosting], patterns: [[PostingRecord.Need]],
    uses: [SignalUses], into table: inout PostingTable, pairs: inout PairTable
  ) -> [IndexSlot] {
    let free = IndexSlot(tag: 0, attributes: .none, postings: .none, canonical: 0)
    var index = [IndexSlot](repeating: free, count: slots.count)
    for (number, word) in words.enumerated() {
      index[Int(slots.ofWord[number]) - 1] = IndexSlot(
        tag: UInt32(truncatingIfNeeded: WordKey.hash(of: word) >> 32),
        attributes: attributes[number], postings: .none, canonical: 0)
    }
    // The rows of common words lie together, so that they share pages and lines of the caches.
    for number in byFrequency {
      var row: [PlannedPosting] = []
      for posting in postings[number] {
        let needs = posting.kind == .pattern ? patterns[posting.number] : []
        let own = PlannedPosting(posting, uses[posting.signal], needs: needs)
        switch posting.kind == .phrase ? phrases[posting.number] : .own(own) {
        case .own(let planned): row.append(planned)
        case .beside(let planned, let neighbours):
          pairs.add(
            planned, word: slots.ofWord[number], neighbours: neighbours,
            frequency: frequency(of: number))
        }
      }
      index[Int(slots.ofWord[number]) - 1].postings = table.add(row)
    }
    for variant in canonical.keys {
      index[Int(slots.ofWord[variant]) - 1].canonical = slots.ofWord[standing(for: variant)]
    }
    return index
  }

  /// All words by their numbers, the commonest first.
  private var byFrequency: [Int] {
    let keyed = words.indices.map { (frequency: frequency(of: $0), number: $0) }
    return keyed.sorted { ($1.frequency, $0.number) < ($0.frequency, $1.number) }.map(\.number)
  }
}
