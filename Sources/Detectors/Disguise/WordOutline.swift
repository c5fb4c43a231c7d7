/// The first two letters, the last one and the length of a word: says of nearly all words that they are
/// none of a few hundred others.
struct WordOutline {
  private let hash: UInt32

  /// The outline of a word of two letters at least, whatever their case.
  @inline(__always)
  init(first: UInt8, second: UInt8, last: UInt8, count: Int) {
    let letters = UInt32(first | 0x20) | UInt32(second | 0x20) << 8 | UInt32(last | 0x20) << 16
    let packed = letters | UInt32(truncatingIfNeeded: count) << 24
    hash = (packed &* 0x9E37_79B1) >> 18
  }

  /// A set of outlines, which may seem to hold others too.
  struct Filter: Sendable {
    private var bits = [UInt64](repeating: 0, count: 1 << 8)

    /// Adds an outline.
    mutating func insert(_ outline: WordOutline) {
      bits[Int(outline.hash >> 6)] |= 1 << UInt64(outline.hash & 63)
    }

    /// Whether it may hold an outline; what it was given it does.
    @inline(__always)
    func mayHold(_ outline: WordOutline) -> Bool {
      bits[Int(outline.hash >> 6)] >> UInt64(outline.hash & 63) & 1 != 0
    }
  }
}
