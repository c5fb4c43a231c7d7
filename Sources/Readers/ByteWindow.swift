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
  init(_ source: any ByteSource, capacity: Int = 64 << 10) {
    self.source = source
    self.capacity = capacity
    base = Self.zeroes(capacity)
  }

  deinit { free(base) }

  /// Memory for so many bytes and the slack.
  ///
  /// The system's own zeroes: a page that no byte reaches is never made, and a draft reaches one.
  private static func zeroes(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    guard let memory = calloc(count + slack, 1) else {
      fatalError("no memory for a window of \(count) bytes")
    }
    return memory.bindMemory(to: UInt8.self, capacity: count + slack)
  }

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
    let larger = Self.zeroes(2 * capacity)
    larger.update(from: base, count: end)
    free(base)
    base = larger
    capacity *= 2
  }
}
