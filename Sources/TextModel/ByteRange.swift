/// A half-open range of bytes, counted from 0.
///
/// What it is counted in (a passage's text, a batch's buffer) is said by whoever holds it.
/// 32-bit on purpose: millions are held at once, and no passage or batch exceeds 4 GiB.
public struct ByteRange: Hashable, Sendable {
  /// The first byte.
  public var start: UInt32
  /// One past the last byte.
  public var end: UInt32

  /// A range from `start` up to, not including, `end`.
  @inlinable
  public init(_ start: UInt32, _ end: UInt32) {
    self.start = start
    self.end = end
  }

  /// A range from `start` up to, not including, `end`; traps above `UInt32.max`.
  @inlinable
  public init(_ start: Int, _ end: Int) {
    self.init(UInt32(start), UInt32(end))
  }

  /// The empty range at 0, used where there is nothing.
  @inlinable public static var none: ByteRange { ByteRange(UInt32(0), UInt32(0)) }

  /// The number of bytes.
  @inlinable public var count: Int { Int(end) - Int(start) }

  /// Whether it holds no byte.
  @inlinable public var isEmpty: Bool { start == end }

  /// The same range as `Int`s, for indexing an array.
  @inlinable public var indices: Range<Int> { Int(start)..<Int(end) }

  /// The same bytes, counted from a place so many bytes before.
  func moved(by offset: UInt32) -> ByteRange { ByteRange(start + offset, end + offset) }

  /// Whether the two share at least one byte.
  @inlinable
  public func overlaps(_ other: ByteRange) -> Bool {
    start < other.end && other.start < end
  }

  /// Whether `other` lies wholly inside.
  @inlinable
  public func contains(_ other: ByteRange) -> Bool {
    start <= other.start && other.end <= end
  }

  /// The smallest range that holds both.
  @inlinable
  public func union(_ other: ByteRange) -> ByteRange {
    ByteRange(min(start, other.start), max(end, other.end))
  }
}
