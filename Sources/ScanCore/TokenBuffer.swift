import CScan

/// The tokens of one passage, in memory that is used again for the next.
///
/// Not copyable: it owns its memory. Each passage that a task has in hand has one of its own.
@usableFromInline package struct TokenBuffer: ~Copyable {
  // SAFETY: they are owned here alone, hold `capacity` elements (`spans` `spanCapacity`) and are freed in `deinit`.
  @usableFromInline private(set) var storage: UnsafeMutablePointer<Token>
  private var candidateStorage: UnsafeMutablePointer<Candidate>
  @usableFromInline private(set) var oddStorage: UnsafeMutablePointer<UInt32>
  @usableFromInline private(set) var oddCount = 0
  private var signatureStorage: UnsafeMutablePointer<WordSignature>
  private var keyStorage: UnsafeMutablePointer<KeyedPair>
  private var pairStorage: UnsafeMutablePointer<AdjacentPair>
  private var pairCount = 0
  private var hasPairs = false
  private var keyCount = 0
  /// The word of the last token.
  private var lastWord: UInt32 = 0
  private var hasKeys = false
  private var capacity: Int
  private var candidateCount = 0
  /// The number of tokens.
  @usableFromInline package private(set) var count = 0
  /// How many tokens may be part of a person's name: capitalised given names, given names in small
  /// letters that are hardly ever another word, titles, and what may be initials.
  package private(set) var nameLikeCount = 0
  /// Which classes of bytes the passage has at all.
  package var seen = SeenBytes()
  /// Words that the tokeniser has cut and not looked up yet.
  let spans: UnsafeMutablePointer<WordSpan>
  /// How far it has come with that.
  var cutting = Tokeniser.Cutting()
  /// For how many words there is room.
  static let spanCapacity = 128

  /// An empty buffer.
  package init() {
    capacity = 64
    spans = .allocate(capacity: Self.spanCapacity)
    storage = .allocate(capacity: capacity)
    candidateStorage = .allocate(capacity: capacity)
    oddStorage = .allocate(capacity: capacity)
    signatureStorage = Self.signatures(capacity: capacity)
    keyStorage = .allocate(capacity: capacity)
    pairStorage = .allocate(capacity: capacity)
  }

  deinit {
    spans.deallocate()
    storage.deallocate()
    candidateStorage.deallocate()
    oddStorage.deallocate()
    (signatureStorage - Neighbourhood.reach).deallocate()
    keyStorage.deallocate()
    pairStorage.deallocate()
  }

  /// Room for the signatures of so many tokens, all empty, with as much on both sides as
  /// `Neighbourhood` asks for.
  private static func signatures(capacity: Int) -> UnsafeMutablePointer<WordSignature> {
    let count = capacity + 2 * Neighbourhood.reach
    let stride = MemoryLayout<WordSignature>.stride
    let start = UnsafeMutableRawPointer.allocate(byteCount: stride * count, alignment: 16)
      .bindMemory(to: WordSignature.self, capacity: count)
    start.initialize(repeating: .empty, count: count)
    return start + Neighbourhood.reach
  }

  /// Forgets the tokens of the last passage.
  mutating func reset() {
    count = 0
    nameLikeCount = 0
    candidateCount = 0
    oddCount = 0
    hasPairs = false
    hasKeys = false
    lastWord = 0
    seen = SeenBytes()
    cutting = Tokeniser.Cutting()
  }

  /// The token at an index.
  @inline(__always)
  package subscript(index: Int) -> Token {
    get {
      assert(index >= 0 && index < count)
      return storage[index]
    }
    set {
      assert(index >= 0 && index < count)
      storage[index] = newValue
    }
  }

  /// All tokens; valid until the buffer changes.
  @inlinable @inline(__always)
  package var all: UnsafeBufferPointer<Token> { UnsafeBufferPointer(start: storage, count: count) }

  /// The tokens whose word is the anchor of something; valid until the buffer changes.
  var candidates: UnsafeBufferPointer<Candidate> {
    UnsafeBufferPointer(start: candidateStorage, count: candidateCount)
  }

  /// The signature of each token's word; valid until the buffer changes.
  var signatures: UnsafeBufferPointer<WordSignature> {
    UnsafeBufferPointer(start: signatureStorage, count: count)
  }

  /// The same, for asking what stands near a word; valid until the buffer changes.
  @inline(__always)
  func neighbourhood() -> Neighbourhood {
    (signatureStorage + count).update(repeating: .empty, count: Neighbourhood.reach)
    return Neighbourhood(signatures: signatureStorage)
  }

  /// The words side by side that some phrase may need; valid until the buffer changes.
  mutating func pairs(in tables: LexiconTables) -> UnsafeBufferPointer<AdjacentPair> {
    if !hasPairs { findPairs(in: tables) }
    return UnsafeBufferPointer(start: pairStorage, count: pairCount)
  }

  /// The first half of finding the pairs: keeps the keys that the filter lets pass.
  ///
  /// Asks for what will be read of the index ahead; loads of one loop do not wait for one another.
  /// Until then there is a key for each token but the first, with the token before it.
  mutating func keyPairs(in tables: LexiconTables) {
    hasKeys = true
    keyCount = 0
    guard count > 1 else { return }
    var kept = 0
    var left = Self.isOne(storage[0].word)
    for index in 1..<count {
      let right = Self.isOne(storage[index].word)
      let key = keyStorage[index].key
      // Written for every two words and kept only where the count goes on: no branch to guess.
      keyStorage[kept] = KeyedPair(key: key, left: UInt32(truncatingIfNeeded: index &- 1))
      kept &+= tables.mayHold(key) & left & right
      left = right
    }
    for index in 0..<kept { gp_prefetch(tables.slot(of: keyStorage[index].key)) }
    keyCount = kept
  }

  /// The second half: looks the keys up.
  mutating func findPairs(in tables: LexiconTables) {
    if !hasKeys { keyPairs(in: tables) }
    hasPairs = true
    var found = 0
    for index in 0..<keyCount {
      let row = tables.postings(of: keyStorage[index].key)
      pairStorage[found] = AdjacentPair(row: row, left: keyStorage[index].left)
      found &+= row.isEmpty ? 0 : 1
    }
    pairCount = found
  }

  /// 1 if the lexicon knows a word, else 0, without a branch.
  @inline(__always)
  private static func isOne(_ word: UInt32) -> Int { Int((word | (0 &- word)) >> 31) }

  /// The tokens that may be pieces of a disguised word; valid until the buffer changes.
  @inlinable @inline(__always)
  package var odd: UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: oddStorage, count: oddCount)
  }

  @inline(__always)
  mutating func append(
    _ token: Token, postings: PostingRow, isOdd: Bool, _ tables: LexiconTables
  ) {
    if count == capacity { grow() }
    storage[count] = token
    let key = PairKey(lastWord, token.word)
    keyStorage[count] = KeyedPair(key: key, left: 0)
    tables.askForFilter(of: key)
    signatureStorage[count] = WordSignature(of: token.word)
    oddStorage[oddCount] = UInt32(truncatingIfNeeded: count)
    oddCount &+= isOdd ? 1 : 0
    // Written at every token and kept only where the count goes on: no branch to guess wrong.
    candidateStorage[candidateCount] = Candidate(
      token: UInt32(truncatingIfNeeded: count), row: postings)
    candidateCount &+= postings.isEmpty ? 0 : 1
    count &+= 1
    lastWord = token.word
  }

  /// Notes what the lists say of a word in small letters: whether it wakes somebody.
  @inline(__always)
  mutating func note(_ attributes: WordAttributes) {
    let waking =
      WordAttributes.wakesNames | WordAttributes.wakesIdentifiers
      | WordAttributes.wakesNamesUncapitalised
    guard attributes.bits & waking != 0 else { return }
    nameLikeCount &+= attributes.bits & (waking & ~WordAttributes.wakesIdentifiers) != 0 ? 1 : 0
    if attributes.bits & WordAttributes.wakesIdentifiers != 0 { seen.spokenSign = true }
  }

  /// Notes what the lists say of a capitalised word: a given name, or a word that only a phrase holds,
  /// which may be a rare one, wakes the detector of names.
  @inline(__always)
  mutating func noteCapitalised(_ attributes: WordAttributes) {
    note(attributes)
    let isRare = attributes.wordClass == 0 && attributes.saysNothing
    if attributes.isGivenName || isRare { nameLikeCount &+= 1 }
  }

  /// Notes a word that no list knows, if it has a capital or stands behind `#` or `@`: perhaps a rare
  /// name, or names run together.
  @inline(__always)
  mutating func noteUnknown(_ shape: TokenShape, after byte: UInt8) {
    if shape.contains(.capitalised) || byte == 0x23 || byte == 0x40 { nameLikeCount &+= 1 }
  }

  /// Notes a capitalised word if it is one of one or two letters: initials, unless it is "I", "A",
  /// "In", "We".
  @inline(__always)
  mutating func noteInitials(_ shape: TokenShape, _ spelled: UnsafeBufferPointer<UInt8>) {
    guard spelled.count <= 2 else { return }
    let isPlainWord = spelled.count == 1 && (spelled[0] == 0x49 || spelled[0] == 0x41)
    if shape.contains(.allCapitals) || spelled.count == 1 && !isPlainWord { nameLikeCount &+= 1 }
  }

  private mutating func grow() {
    let tokens = UnsafeMutablePointer<Token>.allocate(capacity: 2 * capacity)
    tokens.moveInitialize(from: storage, count: count)
    storage.deallocate()
    storage = tokens
    let candidates = UnsafeMutablePointer<Candidate>.allocate(capacity: 2 * capacity)
    candidates.moveInitialize(from: candidateStorage, count: candidateCount)
    candidateStorage.deallocate()
    candidateStorage = candidates
    let odd = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * capacity)
    odd.moveInitialize(from: oddStorage, count: oddCount)
    oddStorage.deallocate()
    oddStorage = odd
    let signatures = Self.signatures(capacity: 2 * capacity)
    signatures.update(from: signatureStorage, count: count)
    (signatureStorage - Neighbourhood.reach).deallocate()
    signatureStorage = signatures
    let keys = UnsafeMutablePointer<KeyedPair>.allocate(capacity: 2 * capacity)
    keys.moveInitialize(from: keyStorage, count: count)
    keyStorage.deallocate()
    keyStorage = keys
    pairStorage.deallocate()
    pairStorage = .allocate(capacity: 2 * capacity)
    capacity *= 2
  }
}

/// A run of bytes of words that has not been looked up yet.
struct WordSpan {
  /// Its hash, if it is not messy.
  var hash: UInt64 = 0
  var start: UInt32
  var end: UInt32
  /// How it is written, if it is not messy.
  var shape: TokenShape
  /// It has an apostrophe or a byte outside ASCII.
  var isMessy: Bool
}

/// A token whose word is the anchor of a term, phrase or pattern.
struct Candidate: BitwiseCopyable {
  /// Its index.
  var token: UInt32
  /// What the word leads to.
  var row: PostingRow
}

/// Two words side by side that lead to something.
struct AdjacentPair: BitwiseCopyable {
  /// What they lead to.
  var row: PostingRow
  /// The index of the left one.
  var left: UInt32
}

/// Two words side by side that may lead to something.
private struct KeyedPair: BitwiseCopyable {
  var key: PairKey
  /// The index of the left one.
  var left: UInt32
}

/// Which classes of bytes a passage has at all: what a detector asks before it looks closer.
package struct SeenBytes {
  /// It has a digit.
  package var digit = false
  /// It has a word that spells out a sign or a digit ("dot", "double").
  package var spokenSign = false
  /// It has an `@` or an underscore.
  package var atSign = false
  /// It has a full stop inside a word, as links and file names have.
  package var innerStop = false
  /// It has a byte outside ASCII.
  package var nonASCII = false
  /// It has an apostrophe, or one of the characters that words are disguised with: ! # $ & * + @ |.
  package var odd = false
  /// It has one of those characters and not just an apostrophe, which many honest words have.
  package var symbol = false
  /// It has a capital letter.
  package var capital = false

  /// Nothing seen.
  package init() {}

  /// Everything: for a passage that was not looked through.
  package static var all: SeenBytes {
    var seen = SeenBytes()
    seen.digit = true
    seen.spokenSign = true
    seen.atSign = true
    seen.innerStop = true
    seen.nonASCII = true
    seen.odd = true
    seen.symbol = true
    seen.capital = true
    return seen
  }

  @inline(__always)
  mutating func add(_ masks: gp_masks) {
    if masks.digit != 0 { digit = true }
    if masks.high != 0 { nonASCII = true }
    if masks.odd != 0 { odd = true }
    // Of the odd ones the apostrophe alone counts as part of a word.
    if masks.odd & ~masks.word != 0 { symbol = true }
    if masks.upper != 0 { capital = true }
    if masks.at != 0 { atSign = true }
    // At either end of a block the neighbour is not known: taken for a letter, to be safe.
    let before = masks.word << 1 | 1
    let after = masks.word >> 1 | 1 << 63
    if masks.dot & before & after != 0 { innerStop = true }
  }
}
