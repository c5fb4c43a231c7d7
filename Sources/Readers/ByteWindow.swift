import Glibc

/// The part of an input that is in memory: a buffer that slides along a byte source.
struct ByteWindow: ~Copyable {
  /// How many bytes past `end` may be loaded, though they mean nothing.
  static let slack = 64

  /// The bytes; positions count from here.
  private(set) var base: UnsafeMutablePointer<UInt8>
  /// One past the last byte.
  private(set) var end = 0
  /// The document's offset of position 0, in bytes.
  private(set) var offset = 0
  /// Whether the source has no more.
  private(set) var isAtEnd = false
  private var capacity: Int
  private let source: any ByteSource

  /// A window of `capacity` bytes, empty as yet.
  init(_ source: any ByteSource, capacity: Int = 256 << 10) {
    self.source = source
    self.capacity = capacity
    base = .allocate(capacity: capacity + Self.slack)
    base.initialize(repeating: 0, count: capacity + Self.slack)
  }

  deinit { base.deallocate() }

  /// Why the source ended early, or nil.
  var failure: ReadFailure? { source.failure }

  /// Drops what lies before `keep` and reads on; positions move down by `keep`.
  ///
  /// The buffer grows only when everything in it is kept.
  /// - Returns: whether bytes came.
  mutating func refill(keeping keep: Int) -> Bool {
    if keep > 0 { drop(keep) }
    if end == capacity { grow() }
    let free = UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end)
    let count = isAtEnd ? 0 : source.read(into: free)
    end += count
    isAtEnd = count == 0
    return count > 0
  }

  /// Reads until `count` bytes stand after `position`, or the end.
  ///
  /// - Returns: the position, moved as the buffer moved.
  mutating func fill(_ position: Int, _ count: Int) -> Int {
    guard end - position < count, !isAtEnd else { return position }
    var there = position
    while refill(keeping: there) {
      there = 0
      if end >= count { break }
    }
    return 0
  }

  private mutating func drop(_ count: Int) {
    memmove(base, base + count, end - count)
    end -= count
    offset += count
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * capacity + Self.slack)
    larger.initialize(repeating: 0, count: 2 * capacity + Self.slack)
    larger.update(from: base, count: end)
    base.deallocate()
    base = larger
    capacity *= 2
  }
}
