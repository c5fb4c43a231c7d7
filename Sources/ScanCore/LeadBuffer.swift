import CScan

/// What the words of a passage may lead to, in memory that is used again for the next.
///
/// Not copyable: it owns its memory.
struct LeadBuffer: ~Copyable {
  // SAFETY: owned here alone, holds `capacity` elements, the first `count` of them set, and is
  // freed in `deinit`.
  private var storage: UnsafeMutablePointer<Lead>
  private var capacity = 64
  private(set) var count = 0

  init() { storage = .allocate(capacity: capacity) }

  deinit { storage.deallocate() }

  /// All leads; valid until the buffer changes.
  var all: UnsafeBufferPointer<Lead> { UnsafeBufferPointer(start: storage, count: count) }

  /// The lead at an index.
  @inline(__always)
  subscript(index: Int) -> Lead {
    assert(index >= 0 && index < count)
    return storage[index]
  }

  /// Adds what a token leads to if `met` is 1, and not if it is 0.
  ///
  /// Written in any case and kept only where the count goes on: no branch to guess wrong.
  @inline(__always)
  mutating func append(_ posting: Posting, _ token: UInt32, if met: UInt32) {
    if count == capacity { grow() }
    storage[count] = Lead(posting: posting, token: token)
    count &+= Int(met)
  }

  /// Adds what those of some records lead to that serve some uses and may be met.
  ///
  /// - Parameters:
  ///   - uses: What for, and in whose words.
  ///   - others: Those that serve one of these are left out.
  ///   - words: The words of the passage.
  mutating func append(
    _ queue: borrowing PostingQueue, for uses: SignalUses, butNot others: SignalUses,
    in words: Neighbourhood, _ tables: LexiconTables, _ collector: gp_collector
  ) {
    while capacity < count + queue.count { grow() }
    // The types on both sides are one in memory.
    assert(
      MemoryLayout<PostingRecord>.stride == MemoryLayout<gp_posting>.stride
        && MemoryLayout<Lead>.stride == MemoryLayout<gp_lead>.stride)
    count += collector(
      queue.all.baseAddress, queue.count, tables.rawPostings, words.words, UInt32(uses.rawValue),
      UInt32(others.rawValue), raw + count)
  }

  /// Holds those of some leads whose kind is wanted, and no others.
  mutating func replace(with leads: borrowing LeadBuffer, in wanted: borrowing SignalTable) {
    while capacity < leads.count { grow() }
    count = gp_keep_kinds(leads.raw, leads.count, wanted.bits, raw)
  }

  /// The kinds of all leads.
  ///
  /// - Parameter table: Memory to put them together in; what it holds is lost.
  func kinds(using table: borrowing SignalTable) -> KindSet {
    table.set(KindSet())
    gp_add_kinds(raw, count, table.bits)
    return table.kinds
  }

  private var raw: UnsafeMutablePointer<gp_lead> {
    UnsafeMutableRawPointer(storage).assumingMemoryBound(to: gp_lead.self)
  }

  /// Leaves out the phrases that need, farther off, words that are not there.
  mutating func keepPhrases(metIn words: Neighbourhood, _ tables: LexiconTables) {
    var kept = 0
    for lead in all {
      let isPhrase = lead.posting.isPhrase
      // For all others the first phrase is looked at, in vain: no branch to guess wrong.
      let number = lead.posting.number & (0 &- Int(isPhrase))
      let met = words.mayHold(tables.phrases + number, at: Int(lead.token)) | (isPhrase ^ 1)
      storage[kept] = lead
      kept &+= Int(met)
    }
    count = kept
  }

  /// Forgets all leads.
  mutating func removeAll() { count = 0 }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Lead>.allocate(capacity: 2 * capacity)
    larger.moveInitialize(from: storage, count: count)
    storage.deallocate()
    storage = larger
    capacity *= 2
  }
}

/// A term, phrase or pattern that a word of the passage may begin.
struct Lead: BitwiseCopyable {
  var posting: Posting
  /// The word.
  var token: UInt32
}

/// A set of kinds of signals in memory of its own, for loops that ask it for one kind after another.
///
/// A `KindSet` is a value: asked for a kind that is not known beforehand, the compiler first lays all
/// of it out on the stack, each time. Not copyable: it owns its memory.
struct SignalTable: ~Copyable {
  // SAFETY: owned here alone, sixteen words, all set, freed in `deinit`. The number of a signal in a
  // posting has ten bits, and sixteen words are 1,024.
  fileprivate let bits: UnsafeMutablePointer<UInt64>
  private static let words = 16

  init() {
    bits = .allocate(capacity: Self.words)
    bits.initialize(repeating: 0, count: Self.words)
  }

  deinit { bits.deallocate() }

  /// Makes it a set of those kinds.
  func set(_ kinds: KindSet) {
    for word in kinds.bits.indices { bits[word] = kinds.bits[unchecked: word] }
  }

  /// The kinds in it.
  var kinds: KindSet {
    var kinds = KindSet()
    for word in kinds.bits.indices { kinds.bits[word] = bits[word] }
    return kinds
  }

  /// 1 if it holds the kind of what a word leads to, else 0.
  @inline(__always)
  func holds(_ posting: Posting) -> UInt32 {
    UInt32(truncatingIfNeeded: bits[posting.signal >> 6] >> UInt64(posting.signal & 63) & 1)
  }
}
