import CScan
import Glibc

/// A compiled lexicon, mapped from its file and used as it lies.
///
/// The image is trusted: that it is whole and of this version is checked, its contents are not,
/// because a sum over all of it would read the whole file at each start. It is written at once and
/// renamed into place, into folders that only the user or the installer may write to.
///
/// Opening it costs a few system calls and no work per term: what a scan does not touch is never
/// read from the disk.
public final class Lexicon: @unchecked Sendable {
  // SAFETY: the mapping is read-only and private, made in `init` and unmapped in `deinit`; every
  // pointer into it lives in this object or in a value that holds this object.
  private let base: UnsafeRawPointer
  private let size: Int
  private let table: [Range<Int>]

  /// A number over all content, the same for the same files of words and rules.
  public let contentHash: UInt64
  /// The parts that hot loops read.
  @usableFromInline package let tables: LexiconTables
  /// The table of letters.
  package let letters: Letters

  /// Opens a compiled lexicon.
  ///
  /// - Parameter path: The file, as `gatepost-lexicon compile` wrote it.
  /// - Throws: `LexiconError` if it cannot be read, is no lexicon, or was made by another version.
  public convenience init(path: String) throws(LexiconError) {
    let (base, size) = try Self.map(path)
    try self.init(orUnmap: base, size: size, path: path)
  }

  /// Opens a compiled lexicon that is not in a file.
  ///
  /// - Parameter bytes: The image; it is copied.
  /// - Throws: `LexiconError` if it is no lexicon, or was made by another version.
  public convenience init(bytes: [UInt8]) throws(LexiconError) {
    let path = "memory"
    let size = max(bytes.count, 1)
    let flags = MAP_PRIVATE | MAP_ANONYMOUS
    guard let memory = mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0), memory != MAP_FAILED
    else { throw LexiconError(path: path, fault: .unreadable(errno)) }
    memory.copyMemory(from: bytes, byteCount: bytes.count)
    try self.init(orUnmap: UnsafeRawPointer(memory), size: size, path: path)
  }

  private convenience init(
    orUnmap base: UnsafeRawPointer, size: Int, path: String
  ) throws(LexiconError) {
    do throws(LexiconError) {
      try self.init(base: base, size: size, path: path)
    } catch {
      munmap(UnsafeMutableRawPointer(mutating: base), size)
      throw error
    }
  }

  private init(base: UnsafeRawPointer, size: Int, path: String) throws(LexiconError) {
    self.base = base
    self.size = size
    let header = base.assumingMemoryBound(to: UInt32.self)
    let least = ImageLayout.headerSize + 8 * ImageLayout.Section.allCases.count
    guard size >= least, header[0] == ImageLayout.magic else {
      throw LexiconError(path: path, fault: .notALexicon)
    }
    let sections = ImageLayout.Section.allCases.count
    guard header[1] == ImageLayout.version, Int(header[4]) == sections else {
      throw LexiconError(path: path, fault: .otherVersion)
    }
    contentHash = UInt64(header[2]) | UInt64(header[3]) << 32
    var table: [Range<Int>] = []
    for number in 0..<sections {
      let entry = header + ImageLayout.headerSize / 4 + 2 * number
      let range = Int(entry[0])..<(Int(entry[0]) + Int(entry[1]))
      guard range.upperBound <= size, range.lowerBound % 16 == 0 else {
        throw LexiconError(path: path, fault: .cutShort)
      }
      table.append(range)
    }
    // A search of the index ends only if its size is a power of two.
    let slots = table[ImageLayout.Section.index.rawValue].count / MemoryLayout<IndexSlot>.stride
    guard slots > 0, slots & (slots - 1) == 0 else {
      throw LexiconError(path: path, fault: .cutShort)
    }
    // These tables are cut to size in the same way, and never empty.
    let slotted: [(ImageLayout.Section, Int)] = [
      (.pairFilter, 8), (.pairSlots, 8),
      (.identifierSlots, MemoryLayout<IdentifierSlot>.stride),
    ]
    for (section, stride) in slotted {
      let count = table[section.rawValue].count / stride
      guard count > 1, count & (count - 1) == 0 else {
        throw LexiconError(path: path, fault: .cutShort)
      }
    }
    self.table = table
    func start<T>(_ section: ImageLayout.Section, as type: T.Type) -> UnsafePointer<T> {
      (base + table[section.rawValue].lowerBound).assumingMemoryBound(to: type)
    }
    func count<T>(_ section: ImageLayout.Section, of type: T.Type) -> Int {
      table[section.rawValue].count / MemoryLayout<T>.stride
    }
    tables = LexiconTables(
      slots: start(.index, as: IndexSlot.self),
      slotMask: UInt32(max(count(.index, of: IndexSlot.self), 1) - 1),
      postings: start(.postings, as: PostingRecord.self),
      pairFilter: start(.pairFilter, as: UInt64.self),
      pairFilterShift: PairKey.shift(among: count(.pairFilter, of: UInt64.self)),
      pairSlots: start(.pairSlots, as: PairSlot.self),
      pairSlotShift: PairKey.shift(among: count(.pairSlots, of: PairSlot.self)),
      pairSlotMask: count(.pairSlots, of: PairSlot.self) - 1,
      patterns: start(.patterns, as: PatternRecord.self),
      phrases: start(.phrases, as: PhraseRecord.self),
      elements: start(.elements, as: ElementRecord.self),
      wordLists: start(.wordLists, as: UInt32.self),
      branches: start(.branches, as: BranchRecord.self), strings: start(.strings, as: UInt8.self))
    letters = Letters(
      scalars: UnsafeBufferPointer(
        start: start(.letterScalars, as: UInt32.self), count: count(.letterScalars, of: UInt32.self)
      ),
      plain: UnsafeBufferPointer(
        start: start(.letterPlain, as: UInt32.self), count: count(.letterPlain, of: UInt32.self)))
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: base), size) }

  private static func map(_ path: String) throws(LexiconError) -> (UnsafeRawPointer, Int) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw LexiconError(path: path, fault: .unreadable(errno)) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_size > 0 else {
      throw LexiconError(path: path, fault: .notALexicon)
    }
    let size = Int(status.st_size)
    guard let mapped = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), mapped != MAP_FAILED else {
      throw LexiconError(path: path, fault: .unreadable(errno))
    }
    return (UnsafeRawPointer(mapped), size)
  }

  /// The bytes of a section.
  package func section(_ section: ImageLayout.Section) -> UnsafeRawBufferPointer {
    let range = table[section.rawValue]
    return UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  /// The records of a section.
  package func records<T>(_ section: ImageLayout.Section, as type: T.Type) -> UnsafeBufferPointer<T>
  {
    self.section(section).assumingMemoryBound(to: type)
  }

  /// A string of the image.
  package func string(at start: UInt32, count: UInt32) -> String {
    String(
      decoding: UnsafeBufferPointer(start: tables.strings + Int(start), count: Int(count)),
      as: UTF8.self)
  }

  /// A string of the image.
  package func string(_ record: StringRecord) -> String {
    string(at: record.start, count: record.count)
  }

  /// How many kinds of signals there are.
  package var signalCount: Int { section(.signals).count / MemoryLayout<SignalRecord>.stride }

  /// The number of the signal of that name, or nil.
  package func signal(named name: String) -> Int? {
    records(.signals, as: SignalRecord.self).firstIndex { signal in
      Int(signal.count) == name.utf8.count
        && UnsafeBufferPointer(start: tables.strings + Int(signal.name), count: Int(signal.count))
          .elementsEqual(name.utf8)
    }
  }

  /// The names of all signals, in the order of their numbers.
  package func signalNames() -> [String] { (0..<signalCount).map(signalName) }

  /// The name of a signal by its number.
  package func signalName(_ number: Int) -> String {
    let record = records(.signals, as: SignalRecord.self)[number]
    return string(at: record.name, count: record.count)
  }

  /// What the lists say of a token's word.
  @inlinable @inline(__always)
  package func attributes(of token: Token) -> WordAttributes { tables.attributes(of: token) }
}

/// The parts of a lexicon that hot loops read: plain pointers, so that no loop counts references.
///
/// Valid as long as the `Lexicon` lives that they come from; whoever holds them holds that too.
@usableFromInline package struct LexiconTables: @unchecked Sendable {
  // SAFETY: the pointers are into a read-only mapping that its `Lexicon` owns.
  @usableFromInline package let slots: UnsafePointer<IndexSlot>
  let slotMask: UInt32
  let postings: UnsafePointer<PostingRecord>
  let pairFilter: UnsafePointer<UInt64>
  let pairFilterShift: UInt32
  let pairSlots: UnsafePointer<PairSlot>
  let pairSlotShift: UInt32
  let pairSlotMask: Int
  let patterns: UnsafePointer<PatternRecord>
  let phrases: UnsafePointer<PhraseRecord>
  let elements: UnsafePointer<ElementRecord>
  let wordLists: UnsafePointer<UInt32>
  let branches: UnsafePointer<BranchRecord>
  let strings: UnsafePointer<UInt8>

  /// What the lists say of a token's word.
  @inlinable @inline(__always)
  package func attributes(of token: Token) -> WordAttributes {
    token.word == 0 ? .none : slots[Int(token.word) - 1].attributes
  }

  /// Finds a word of plain letters, whatever their case.
  ///
  /// - Parameters:
  ///   - bytes: Its letters; at least 16 readable bytes must follow them.
  ///   - count: How many.
  /// - Returns: The number of its slot plus 1, or 0 if the lexicon does not hold it.
  package func word(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt32 {
    find(hash: gp_word_hash(bytes, count))
  }

  /// What the lists say of a word by the number of its slot plus 1; nothing for 0.
  @inlinable @inline(__always)
  package func attributes(ofWord word: UInt32) -> WordAttributes {
    word == 0 ? .none : slots[Int(word) - 1].attributes
  }

  /// Where a look for two words side by side begins.
  @inline(__always)
  func slot(of key: PairKey) -> UnsafePointer<PairSlot> {
    pairSlots + Int(key.hash &>> pairSlotShift)
  }

  /// The phrases that two words side by side lead to.
  @inline(__always)
  func postings(of key: PairKey) -> PostingRow {
    var place = Int(key.hash &>> pairSlotShift)
    // Ends: the writer leaves at least half of the slots free.
    while true {
      let slot = pairSlots[place]
      if slot.tag == key.tag { return slot.row }
      if slot.tag == 0 { return .none }
      place = (place &+ 1) & pairSlotMask
    }
  }

  /// Where a look for a word begins.
  @inline(__always)
  func slot(ofHash hash: UInt64) -> UnsafePointer<IndexSlot> {
    slots + Int(UInt32(truncatingIfNeeded: hash) & slotMask)
  }

  /// Finds a word by its hash.
  ///
  /// - Returns: The number of its slot plus 1, or 0 if the lexicon does not hold it.
  @inline(__always)
  func find(hash: UInt64) -> UInt32 {
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    var position = UInt32(truncatingIfNeeded: hash) & slotMask
    // Ends: the writer leaves at least a third of the slots free.
    while true {
      let slot = slots[Int(position)]
      if slot.attributes.bits == 0 { return 0 }
      if slot.tag == tag { return position &+ 1 }
      position = (position &+ 1) & slotMask
    }
  }
}

/// Why a compiled lexicon cannot be opened.
public struct LexiconError: Error, Hashable, CustomStringConvertible {
  /// What is wrong with it.
  public enum Fault: Hashable, Sendable {
    case unreadable(Int32)
    case notALexicon, otherVersion, cutShort
  }

  /// The file.
  public let path: String
  /// What is wrong with it.
  public let fault: Fault

  /// The file, what is wrong and what to do.
  public var description: String {
    switch fault {
    case .unreadable(let number):
      "\(path): the compiled lexicon cannot be read (\(String(cString: strerror(number)))); "
        + "run 'gatepost-lexicon compile'"
    case .notALexicon: "\(path): this is no compiled lexicon; run 'gatepost-lexicon compile'"
    case .otherVersion:
      "\(path): this lexicon was compiled by another version; run 'gatepost-lexicon compile'"
    case .cutShort: "\(path): this compiled lexicon is cut short; run 'gatepost-lexicon compile'"
    }
  }
}
