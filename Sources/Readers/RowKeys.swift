import Glibc

/// The keys of a row and what they mean; rows are mostly alike, so the key that stood at a place in
/// the row before is tried first.
struct RowKeys {
  /// The keys, one behind the other.
  private var bytes: [UInt8] = []
  private var known: [Known] = []
  /// How many places are remembered at the most.
  private static let most = 64

  private struct Known {
    /// Where the key begins and ends in `bytes`.
    var start: Int32
    var end: Int32
    var meaning: UInt8
  }

  /// What the key at a place means, if it is the one that stood there before.
  @inline(__always)
  func meaning(of key: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt8? {
    guard place < known.count else { return nil }
    let entry = known[place]
    let count = Int(entry.end - entry.start)
    guard count == key.count, let base = key.baseAddress else { return nil }
    let isSame = bytes.withUnsafeBufferPointer {
      // Never nil: keys are not empty here, because `key` is not.
      $0.baseAddress.map { memcmp($0 + Int(entry.start), base, count) == 0 } ?? false
    }
    return isSame ? entry.meaning : nil
  }

  /// Keeps what the key at a place means, and forgets those behind it.
  mutating func remember(_ key: UnsafeBufferPointer<UInt8>, _ meaning: UInt8, at place: Int) {
    guard place < Self.most, place <= known.count, key.count <= 1024 else { return }
    known.removeSubrange(place...)
    bytes.removeSubrange(Int(known.last?.end ?? 0)...)
    let start = Int32(bytes.count)
    bytes.append(contentsOf: key)
    known.append(Known(start: start, end: Int32(bytes.count), meaning: meaning))
  }
}
