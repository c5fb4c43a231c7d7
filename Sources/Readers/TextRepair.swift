/// Turns the bytes of a document into valid UTF-8, piece by piece, and counts what it had to do.
///
/// One bad byte must not send a whole file to Windows-1252: while over 99 % of the non-ASCII
/// sequences met so far are well formed, the rest become U+FFFD.
struct TextRepair {
  /// Well-formed sequences of two bytes or more met while deciding.
  private(set) var good = 0
  /// Bytes met that belong to no well-formed sequence.
  private(set) var bad = 0
  /// Pieces of text in which U+FFFD stands for bad bytes.
  private(set) var replaced = 0
  /// Pieces of text read as Windows-1252.
  private(set) var reread = 0

  /// Takes the first block of a document into account; `isWhole` if nothing follows it.
  mutating func consider(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
    guard let base = bytes.baseAddress else { return }
    // A block may end inside a sequence; its last three bytes prove nothing.
    let end = isWhole ? bytes.count : max(0, bytes.count - 3)
    var position = 0
    while position < end {
      position = firstHighByte(in: base, from: position, to: end)
      guard position < end else { break }
      let count = sequenceLength(base, position, bytes.count)
      if count == 0 { bad += 1 } else { good += 1 }
      position += max(1, count)
    }
  }

  /// The bytes as valid UTF-8, or nil where they are that already.
  mutating func repaired(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let base = bytes.baseAddress else { return nil }
    let fault = firstFault(in: base, from: 0, to: bytes.count)
    guard fault < bytes.count else { return nil }
    if good == 0 && bad == 0 { consider(bytes, isWhole: true) }
    guard good > 99 * bad else {
      reread += 1
      return fromWindows1252(bytes)
    }
    replaced += 1
    return replacingFaults(bytes, base, from: fault)
  }

  /// What to tell the user, in words.
  var warnings: [String] {
    var said: [String] = []
    if reread > 0 {
      said.append("not valid UTF-8: read as Windows-1252; save it as UTF-8 if letters look wrong")
    }
    if replaced > 0 {
      said.append("some bytes are not valid UTF-8; U+FFFD stands in their place")
    }
    return said
  }

  private func replacingFaults(
    _ bytes: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>, from first: Int
  ) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    var fault = first
    while fault < bytes.count {
      result.append(contentsOf: bytes[start..<fault])
      result.append(contentsOf: [0xEF, 0xBF, 0xBD])
      start = fault + 1
      fault = firstFault(in: base, from: start, to: bytes.count)
    }
    result.append(contentsOf: bytes[start...])
    return result
  }
}

/// The bytes of a Windows-1252 text as UTF-8.
///
/// Source: WHATWG Encoding Standard, windows-1252.
func fromWindows1252(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + bytes.count / 8)
  for byte in bytes {
    let scalar = 0x80...0x9F ~= byte ? windows1252[Int(byte) - 0x80] : UInt32(byte)
    appendScalar(scalar, to: &result)
  }
  return result
}

/// Appends a scalar as UTF-8; what is no scalar becomes U+FFFD.
func appendScalar(_ value: UInt32, to bytes: inout [UInt8]) {
  if value < 0x80 {
    bytes.append(UInt8(value))
    return
  }
  let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
  bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
}

private let windows1252: [UInt32] = [
  0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
  0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
]
