/// A growing run of bytes with the few ways of appending that reports need.
struct ByteBuffer {
  /// The bytes so far.
  private(set) var bytes: [UInt8] = []

  /// The number of bytes so far.
  var count: Int { bytes.count }

  /// Forgets the bytes and keeps their room.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Forgets the bytes from `count` on.
  mutating func truncate(to count: Int) {
    bytes.removeLast(bytes.count - count)
  }

  /// Appends a byte.
  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  /// Appends text written in the program.
  mutating func append(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Appends bytes made earlier.
  mutating func append(_ other: [UInt8]) {
    bytes.append(contentsOf: other)
  }

  /// Appends bytes as they are.
  mutating func append(_ span: Span<UInt8>) {
    span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  /// Appends what a pen has written.
  mutating func append(_ pen: borrowing Pen) {
    bytes.append(contentsOf: pen.written)
  }

  /// Appends the UTF-8 of a string as it is.
  mutating func append(utf8 string: String) {
    bytes.append(contentsOf: string.utf8)
  }

  /// Appends a number in decimal.
  mutating func append(decimal number: Int) {
    guard !(0..<10).contains(number) else { return bytes.append(UInt8(48 + number)) }
    if number < 0 { bytes.append(0x2D) }
    let start = bytes.count
    var rest = number.magnitude
    repeat {
      bytes.append(UInt8(48 + rest % 10))
      rest /= 10
    } while rest > 0
    // Turned by hand: `reverse` on a slice copies it.
    var (low, high) = (start, bytes.count - 1)
    while low < high {
      bytes.swapAt(low, high)
      (low, high) = (low + 1, high - 1)
    }
  }

  /// Appends a number of thousandths as a decimal with three places, or of hundredths with two.
  ///
  /// - Parameters:
  ///   - number: how many of the smallest places; not negative.
  ///   - places: how many digits stand after the point.
  mutating func append(_ number: Int, places: Int) {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    append(decimal: number / scale)
    append(0x2E)
    var rest = number % scale
    for _ in 0..<places {
      scale /= 10
      append(UInt8(48 + rest / scale))
      rest %= scale
    }
  }
}
