/// Writes bytes one behind the other into memory that is kept from one passage to the next.
///
/// A finding has forty pieces, most of them a few bytes long. To append each to an array takes a
/// hundred instructions, here it is a comparison and a few moves; so a passage is written with a
/// pen, and appended to the report as a whole.
struct Pen: ~Copyable {
  /// What pens write into, one after the other.
  final class Paper {
    fileprivate var base: UnsafeMutablePointer<UInt8>
    fileprivate var capacity: Int

    /// Paper for a passage of the usual size.
    init() {
      capacity = 4096
      base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    fileprivate func grow(to newCapacity: Int, keeping count: Int) {
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
      larger.update(from: base, count: count)
      base.deallocate()
      base = larger
      capacity = newCapacity
    }
  }

  private let paper: Paper
  // SAFETY: `base <= place <= end`, and they are the paper's memory and its end: nothing but `grow`
  // changes that, and it sets all three. `reserve` is called before anything is written, with the
  // number of bytes that are.
  private var base: UnsafeMutablePointer<UInt8>
  private var place: UnsafeMutablePointer<UInt8>
  private var end: UnsafeMutablePointer<UInt8>

  /// A pen that begins at the top of the paper, and loses what stands on it.
  ///
  /// There is one at a time.
  init(on paper: Paper) {
    self.paper = paper
    base = paper.base
    place = base
    end = base + paper.capacity
  }

  /// The bytes so far, valid until the next.
  var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  /// The number of bytes so far.
  var count: Int { place - base }

  /// Forgets the bytes from `count` on.
  mutating func truncate(to newCount: Int) {
    precondition(newCount >= 0 && newCount <= count)
    place = base + newCount
  }

  /// Writes a byte.
  @inline(__always)
  mutating func put(_ byte: UInt8) {
    reserve(1)
    place.pointee = byte
    place += 1
  }

  /// Has `write` write some bytes, where there is room for `most`.
  ///
  /// - Parameter write: Gets the place of the first, and says one past the last.
  @inline(__always)
  mutating func put(
    atMost most: Int, _ write: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>
  ) {
    reserve(most)
    let next = write(place)
    precondition(next >= place && next - place <= most)
    place = next
  }

  /// Writes once more some of the bytes so far.
  @inline(__always)
  mutating func putAgain(_ bytes: Range<Int>) {
    precondition(bytes.lowerBound >= 0 && bytes.upperBound <= count)
    reserve(bytes.count)
    place.update(from: base + bytes.lowerBound, count: bytes.count)
    place += bytes.count
  }

  /// Writes text that stands in the program; a few moves where it is short.
  @inline(__always)
  mutating func put(_ literal: StaticString) {
    put(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Writes bytes made earlier.
  @inline(__always)
  mutating func put(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { put($0) }
  }

  /// Writes bytes as they are.
  @inline(__always)
  mutating func put(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { put($0) }
  }

  @inline(__always)
  private mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    reserve(bytes.count)
    place.update(from: start, count: bytes.count)
    place += bytes.count
  }

  /// Writes a number in decimal.
  mutating func put(decimal number: UInt32) {
    guard number >= 10 else { return put(UInt8(truncatingIfNeeded: 48 &+ number)) }
    reserve(10)
    // Most are places in a comment.
    if number < 100 {
      place[0] = UInt8(truncatingIfNeeded: 48 &+ number / 10)
      place[1] = UInt8(truncatingIfNeeded: 48 &+ number % 10)
      place += 2
      return
    }
    var digits = 3
    var limit: UInt64 = 1_000
    while UInt64(number) >= limit {
      digits &+= 1
      limit &*= 10
    }
    // From the last, two at a time.
    var rest = number
    var index = digits
    while rest >= 10 {
      index &-= 2
      place[index] = UInt8(truncatingIfNeeded: 48 &+ rest / 10 % 10)
      place[index &+ 1] = UInt8(truncatingIfNeeded: 48 &+ rest % 10)
      rest /= 100
    }
    if index > 0 { place[0] = UInt8(truncatingIfNeeded: 48 &+ rest) }
    place += digits
  }

  /// Writes hundredths as a decimal with two places.
  mutating func put(hundredths number: UInt8) {
    put(decimal: UInt32(number / 100))
    put(0x2E)
    put(48 &+ number / 10 % 10)
    put(48 &+ number % 10)
  }

  @inline(__always)
  private mutating func reserve(_ extra: Int) {
    if end - place < extra { grow(extra) }
  }

  @inline(never)
  private mutating func grow(_ extra: Int) {
    let count = count
    paper.grow(to: max(2 * paper.capacity, count + extra), keeping: count)
    base = paper.base
    place = base + count
    end = base + paper.capacity
  }
}
