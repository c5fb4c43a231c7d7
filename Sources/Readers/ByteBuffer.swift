/// A growing run of bytes with a fixed address between two appends.
struct ByteBuffer: ~Copyable {
  /// The bytes.
  private(set) var base: UnsafeMutablePointer<UInt8>
  /// How many there are.
  private(set) var count = 0
  private var capacity = 4096

  /// An empty buffer.
  init() {
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  /// The bytes, valid until the next change.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  /// Drops everything.
  mutating func clear() { count = 0 }

  /// Drops what lies after the first `newCount` bytes.
  mutating func shorten(to newCount: Int) { count = min(count, newCount) }

  /// Appends `length` bytes from `start`.
  mutating func append(_ start: UnsafePointer<UInt8>, _ length: Int) {
    reserve(length)
    (base + count).update(from: start, count: length)
    count += length
  }

  /// Appends a scalar as UTF-8; what is no scalar becomes U+FFFD.
  mutating func append(scalar value: UInt32) {
    reserve(4)
    guard value >= 0x80 else {
      base[count] = UInt8(value)
      count += 1
      return
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      base[count] = byte
      count += 1
    }
  }

  private mutating func reserve(_ extra: Int) {
    guard count + extra > capacity else { return }
    capacity = max(2 * capacity, count + extra)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }
}
