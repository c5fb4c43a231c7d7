import CScan

/// The tokens of one passage, in memory that is used again for the next.
///
/// Not copyable: it owns its memory. Each passage that a task has in hand has one of its own.
@usableFromInline package struct TokenBuffer: ~Copyable {
  // SAFETY: they are owned here alone, hold `capacity` elements (`rowStorage` twice as many, those of
  // words and pairs `slack` more, `spans` `spanCapacity`) and are freed in `deinit`.
  @usableFromInline private(set) var storage: UnsafeMutablePointer<Token>
  /// Where the postings are that single words lead to, and behind those what pairs lead to.
  private var rowStorage: UnsafeMutablePointer<gp_row>
  private var rowCount = 0
  @usableFromInline private(set) var oddStorage: UnsafeMutablePointer<UInt32>
  @usableFromInline private(set) var oddCount = 0
  /// The words of the tokens once more, side by side.
  private var wordStorage: UnsafeMutablePointer<UInt32>
  /// The two signs of each word, with as many empty ones on both sides as `Neighbourhood` asks for.
  private var lowStorage: UnsafeMutablePointer<UInt64>
  private var highStorage: UnsafeMutablePointer<UInt64>
  /// The left tokens of the pairs that may lead to something.
  private var pairStorage: UnsafeMutablePointer<UInt32>
  private var pairCount = 0
  private var isMarked = false
  private var hasPairs = false
  private var capacity: Int
  /// The number of tokens.
  @usableFromInline package private(set) var count = 0
  /// How many tokens may be part of a person's name: capitalised given names, given names in small
  /// letters that are hardly ever another word, titles, and what may be initials.
  package private(set) var nameLikeCount = 0
  /// Which classes of bytes the passage has at all.
  package var seen = SeenBytes()
  /// Words that the tokeniser has cut and not looked up yet.
  let spans: UnsafeMutablePointer<gp_span>
  /// How many.
  var spanCount = 0
  /// How far it has come with that.
  var cutting = gp_cutting()
  /// For how many words there is room.
  static let spanCapacity = 128
  /// How many elements loops go past the last, to the end of a four.
  private static let slack = 4

  /// An empty buffer.
  package init() {
    capacity = 64
    spans = .allocate(capacity: Self.spanCapacity)
    storage = .allocate(capacity: capacity)
    rowStorage = .allocate(capacity: 2 * capacity)
    oddStorage = .allocate(capacity: capacity)
    wordStorage = .allocate(capacity: capacity + Self.slack)
    lowStorage = Self.signs(capacity: capacity)
    highStorage = Self.signs(capacity: capacity)
    pairStorage = .allocate(capacity: capacity + Self.slack)
  }

  deinit {
    spans.deallocate()
    storage.deallocate()
    rowStorage.deallocate()
    oddStorage.deallocate()
    wordStorage.deallocate()
    lowStorage.deallocate()
    highStorage.deallocate()
    pairStorage.deallocate()
  }

  /// Room for a sign of each of so many tokens, all empty, with `Neighbourhood.reach` before them and
  /// as many behind.
  private static func signs(capacity: Int) -> UnsafeMutablePointer<UInt64> {
    let count = capacity + 2 * Neighbourhood.reach
    let signs = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    signs.initialize(repeating: 0, count: count)
    return signs
  }

  /// Forgets the tokens of the last passage.
  mutating func reset() {
    count = 0
    nameLikeCount = 0
    rowCount = 0
    oddCount = 0
    hasPairs = false
    isMarked = false
    seen = SeenBytes()
    cutting = gp_cutting()
    spanCount = 0
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

  /// Works out the signs of all words, and which words side by side may lead to something.
  ///
  /// Asks for what will be read of the index ahead; loads of one loop do not wait for one another.
  mutating func mark(in tables: LexiconTables, _ marker: gp_marker) {
    isMarked = true
    let low = lowStorage + Neighbourhood.reach
    let high = highStorage + Neighbourhood.reach
    pairCount = marker(
      wordStorage, count, tables.pairFilter, tables.pairFilterShift, low, high, pairStorage)
    // What longer passages before have left there.
    (low + count).update(repeating: 0, count: Neighbourhood.reach)
    (high + count).update(repeating: 0, count: Neighbourhood.reach)
    for index in 0..<pairCount { gp_prefetch(tables.slot(of: key(ofPair: index))) }
  }

  @inline(__always)
  private func key(ofPair index: Int) -> PairKey {
    let left = Int(pairStorage[index])
    return PairKey(wordStorage[left], wordStorage[left &+ 1])
  }

  /// The words, for asking what stands near one of them.
  ///
  /// `mark` must have been called. Valid until the buffer changes.
  @inline(__always)
  var neighbourhood: Neighbourhood {
    assert(isMarked)
    return Neighbourhood(words: gp_words(low: lowStorage, high: highStorage))
  }

  /// Where the postings are that the words and the pairs of words lead to, with the token or the left
  /// one of two.
  ///
  /// `mark` must have been called. Valid until the buffer changes.
  @inline(__always)
  mutating func rows(in tables: LexiconTables) -> UnsafeBufferPointer<gp_row> {
    assert(isMarked)
    if !hasPairs { addPairs(in: tables) }
    return UnsafeBufferPointer(start: rowStorage, count: rowCount)
  }

  /// Looks up the pairs that `mark` has kept.
  @inline(never)
  private mutating func addPairs(in tables: LexiconTables) {
    hasPairs = true
    var rows = rowCount
    for index in 0..<pairCount {
      let row = tables.postings(of: key(ofPair: index))
      rowStorage[rows] = gp_row(token: pairStorage[index], row: row.bits)
      rows &+= row.isEmpty ? 0 : 1
    }
    rowCount = rows
  }

  /// The tokens that may be pieces of a disguised word; valid until the buffer changes.
  @inlinable @inline(__always)
  package var odd: UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: oddStorage, count: oddCount)
  }

  /// A pen that adds so many tokens at the most; `take` what it has written before anything else is
  /// asked of the buffer.
  @inline(__always)
  mutating func pen(for tokens: Int) -> TokenPen {
    while capacity &- count < tokens { grow() }
    return TokenPen(
      tokens: storage, words: wordStorage, odd: oddStorage, rows: rowStorage, count: count,
      oddCount: oddCount, rowCount: rowCount, nameLikeCount: nameLikeCount,
      spokenSign: seen.spokenSign)
  }

  /// Takes over what a pen has written.
  @inline(__always)
  mutating func take(_ pen: TokenPen) {
    count = pen.count
    oddCount = pen.oddCount
    rowCount = pen.rowCount
    nameLikeCount = pen.nameLikeCount
    seen.spokenSign = pen.spokenSign
  }

  private mutating func grow() {
    Self.grow(&storage, count, to: 2 * capacity)
    Self.grow(&rowStorage, rowCount, to: 4 * capacity)
    Self.grow(&oddStorage, oddCount, to: 2 * capacity)
    Self.grow(&wordStorage, count, to: 2 * capacity + Self.slack)
    Self.grow(&pairStorage, 0, to: 2 * capacity + Self.slack)
    // Nothing is in these yet: words are marked when all are there.
    lowStorage.deallocate()
    lowStorage = Self.signs(capacity: 2 * capacity)
    highStorage.deallocate()
    highStorage = Self.signs(capacity: 2 * capacity)
    capacity *= 2
  }

  private static func grow<Element: BitwiseCopyable>(
    _ storage: inout UnsafeMutablePointer<Element>, _ count: Int, to capacity: Int
  ) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.moveInitialize(from: storage, count: count)
    storage.deallocate()
    storage = larger
  }
}

/// Which classes of bytes a passage has at all: what a detector asks before it looks closer.
///
/// Kept as bits: each detector is handed all of it, and eight values would be packed one by one.
@usableFromInline package struct SeenBytes {
  @usableFromInline var bits: UInt8

  /// It has a digit.
  @inlinable package var digit: Bool {
    get { self[bit: 0] }
    set { self[bit: 0] = newValue }
  }
  /// It has a word that spells out a sign or a digit ("dot", "double").
  @inlinable package var spokenSign: Bool {
    get { self[bit: 1] }
    set { self[bit: 1] = newValue }
  }
  /// It has an `@` or an underscore.
  @inlinable package var atSign: Bool {
    get { self[bit: 2] }
    set { self[bit: 2] = newValue }
  }
  /// It has a full stop inside a word, as links and file names have.
  @inlinable package var innerStop: Bool {
    get { self[bit: 3] }
    set { self[bit: 3] = newValue }
  }
  /// It has a byte outside ASCII.
  @inlinable package var nonASCII: Bool {
    get { self[bit: 4] }
    set { self[bit: 4] = newValue }
  }
  /// It has an apostrophe, or one of the characters that words are disguised with: ! # $ & * + @ |.
  @inlinable package var odd: Bool {
    get { self[bit: 5] }
    set { self[bit: 5] = newValue }
  }
  /// It has one of those characters and not just an apostrophe, which many honest words have.
  @inlinable package var symbol: Bool {
    get { self[bit: 6] }
    set { self[bit: 6] = newValue }
  }
  /// It has a capital letter.
  @inlinable package var capital: Bool {
    get { self[bit: 7] }
    set { self[bit: 7] = newValue }
  }

  /// Nothing seen.
  @inlinable package init() { bits = 0 }

  /// Everything: for a passage that was not looked through.
  package static var all: SeenBytes {
    var seen = SeenBytes()
    seen.bits = .max
    return seen
  }

  @inlinable
  subscript(bit number: UInt8) -> Bool {
    @inline(__always) get { bits &>> number & 1 != 0 }
    @inline(__always) set { bits = bits & ~(1 &<< number) | (newValue ? 1 : 0) &<< number }
  }

  /// Adds what was met in cutting.
  @inline(__always)
  mutating func add(_ cutting: gp_cutting) {
    digit = cutting.digit != 0
    nonASCII = cutting.high != 0
    odd = cutting.odd != 0
    symbol = cutting.symbol != 0
    capital = cutting.upper != 0
    atSign = cutting.at != 0
    innerStop = cutting.stop != 0
  }
}
