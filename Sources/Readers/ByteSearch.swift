import CScan
import Glibc

private let ones: UInt64 = 0x0101_0101_0101_0101
private let highs: UInt64 = 0x8080_8080_8080_8080

/// The first position of one of two bytes.
///
/// May load up to 7 bytes past `end`.
/// - Returns: the position, or `end`.
@inline(__always)
func firstPosition(
  of first: UInt8, or second: UInt8, in base: UnsafePointer<UInt8>, from start: Int, to end: Int
) -> Int {
  let one = ones &* UInt64(first)
  let two = ones &* UInt64(second)
  var position = start
  while position < end {
    let word = load(base, position)
    let left = word ^ one
    let right = word ^ two
    // A zero byte borrows into its own high bit; only bytes above the first zero can mislead.
    let hits = ((left &- ones) & ~left | (right &- ones) & ~right) & highs
    if hits != 0 { return min(end, position + hits.trailingZeroBitCount / 8) }
    position += 8
  }
  return end
}

/// Whether each of eight bytes is a digit.
@inline(__always)
func areDigits(_ bytes: UInt64) -> Bool {
  // Digits become 0 to 9, and only what is more than that reaches the high bit; a byte beyond ASCII
  // has it already, and may carry into the next.
  let digits = bytes ^ (ones &* 0x30)
  return (digits | (digits &+ (ones &* 0x76))) & highs == 0
}

/// The end of the plain part of a JSON string: its first quotation mark or backslash.
///
/// May load up to 15 bytes past `end`.
/// - Returns: the position, or `end`, and whether all bytes before it are surely ASCII.
@inline(__always)
func plainEnd(
  in base: UnsafePointer<UInt8>, from start: Int, to end: Int
) -> (position: Int, isASCII: Bool) {
  guard start < end else { return (end, true) }
  let found = gp_find_string_end(base, start, end)
  return (Int(bitPattern: UInt(found.position)), found.high == 0)
}

/// The first position of a byte of 0x80 or above, or `end`.
///
/// Loads nothing past `end`.
@inline(__always)
func firstHighByte(in base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
  var position = start
  while position + 8 <= end {
    let hits = load(base, position) & highs
    if hits != 0 { return position + hits.trailingZeroBitCount / 8 }
    position += 8
  }
  while position < end, base[position] < 0x80 { position += 1 }
  return position
}

/// Eight bytes from `position` on, as a number whose lowest byte is the first.
@inline(__always)
func load(_ base: UnsafePointer<UInt8>, _ position: Int) -> UInt64 {
  UInt64(littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
}

/// The number of bytes of the well-formed UTF-8 sequence at `position`, or 0.
///
/// Source: The Unicode Standard, table 3-7.
func sequenceLength(_ base: UnsafePointer<UInt8>, _ position: Int, _ end: Int) -> Int {
  let lead = base[position]
  let count =
    switch lead {
    case 0..<0x80: 1
    case 0xC2..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0..<0xF5: 4
    default: 0
    }
  guard count > 1 else { return count }
  guard position + count <= end else { return 0 }
  let second = base[position + 1]
  let low: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
  let high: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
  guard second >= low, second <= high else { return 0 }
  for next in 2..<max(2, count) where base[position + next] & 0xC0 != 0x80 { return 0 }
  return count
}

/// The first position that is not the start of a well-formed UTF-8 sequence, or `end`.
func firstFault(in base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
  var position = start
  while position < end {
    if base[position] < 0x80 {
      position = firstHighByte(in: base, from: position, to: end)
      continue
    }
    let count = sequenceLength(base, position, end)
    if count == 0 { return position }
    position += count
  }
  return end
}
