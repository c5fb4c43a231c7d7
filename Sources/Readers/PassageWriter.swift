package import TextModel

/// A batch being filled.
package struct PassageWriter {
  /// The batch.
  package private(set) var batch: PassageBatch
  /// Whether a passage is judged in parts.
  private(set) var hasLongText = false
  private var size = 0
  private let target: Int
  private var member: (name: String, range: ByteRange)?
  private var thread: (name: String, range: ByteRange)?
  private var lastPointer = ByteRange.none
  /// The bytes at `lastPointer`.
  private var lastPointerText: [UInt8] = []

  /// An empty batch of about `target` bytes for that document.
  ///
  /// - Parameter isFirst: Whether it is the first batch of a run, which may well be a draft of a
  ///   page: no memory is set aside for more.
  package init(document: Int, target: Int, isFirst: Bool = false) {
    // A batch ends with the passage that fills it.
    batch = PassageBatch(reservingBytes: isFirst ? min(target, 8 << 10) : target + target / 8)
    batch.document = document
    self.target = target
  }

  /// Whether the batch should be handed on.
  package var isFull: Bool { size >= target }

  /// Copies bytes, which must be valid UTF-8, into the batch.
  package mutating func store(_ bytes: UnsafeBufferPointer<UInt8>) -> ByteRange {
    guard !bytes.isEmpty else { return .none }
    size += bytes.count
    return batch.store(bytes)
  }

  /// Copies a part of a row, which must be valid UTF-8, into the batch.
  mutating func store(_ row: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> ByteRange {
    precondition(Int(range.end) <= row.count)
    return store(UnsafeBufferPointer(rebasing: row[range.indices]))
  }

  /// Copies bytes, which must be valid UTF-8, into the batch.
  package mutating func store(_ bytes: ArraySlice<UInt8>) -> ByteRange {
    guard !bytes.isEmpty else { return .none }
    size += bytes.count
    return batch.store(bytes)
  }

  /// Copies a string into the batch.
  package mutating func store(_ string: String) -> ByteRange {
    guard !string.isEmpty else { return .none }
    size += string.utf8.count
    return batch.store(string)
  }

  /// Copies a JSON pointer into the batch, or points to the last one if it is the same, as in rows
  /// that are all alike.
  @inline(__always)
  mutating func store(pointer: [UInt8]) -> ByteRange {
    if lastPointerText != pointer { setLastPointer(pointer) }
    return lastPointer
  }

  @inline(never)
  private mutating func setLastPointer(_ pointer: [UInt8]) {
    lastPointer = store(pointer[...])
    lastPointerText = pointer
  }

  /// The range of an archive member's name, stored once a batch.
  @inline(__always)
  package mutating func store(member name: String?) -> ByteRange {
    guard let name else { return .none }
    return store(memberNamed: name)
  }

  private mutating func store(memberNamed name: String) -> ByteRange {
    if let member, member.name == name { return member.range }
    let range = store(name)
    member = (name, range)
    return range
  }

  /// The range of a thread's name, stored once a batch while it stays the same.
  mutating func store(thread name: String) -> ByteRange {
    if let thread, thread.name == name { return thread.range }
    let range = store(name)
    thread = (name, range)
    return range
  }

  /// Adds a passage.
  ///
  /// Its fixed part counts, too, so that many tiny passages fill a batch.
  package mutating func append(_ passage: Passage) {
    size += 16
    hasLongText = hasLongText || passage.text.count > LongText.most
    batch.append(passage)
  }

  /// The finished batch, which stands for `bytesRead` bytes of input.
  package mutating func finish(bytesRead: Int, warnings: [ReadWarning]) -> PassageBatch {
    batch.bytesRead = bytesRead
    batch.warnings = warnings
    batch.seal()
    return batch
  }
}
