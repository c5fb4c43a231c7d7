/// A UTF-16 source, handed on as UTF-8.
final class UTF16Source: ByteSource {
  var failure: ReadFailure? { source.failure }
  private let source: any ByteSource
  private let isLittleEndian: Bool
  private var pending: [UInt8] = []
  private var taken = 0
  private var rest: [UInt8]
  private var high: UInt32?

  /// Decodes `prefix`, which was read already, and then the rest of `source`.
  init(prefix: [UInt8], source: any ByteSource, isLittleEndian: Bool) {
    self.source = source
    self.isLittleEndian = isLittleEndian
    rest = prefix
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while taken == pending.count {
      guard decodeMore() else { return 0 }
    }
    let count = min(buffer.count, pending.count - taken)
    buffer.copyBytes(from: pending[taken..<taken + count])
    taken += count
    return count
  }

  private func decodeMore() -> Bool {
    pending.removeAll(keepingCapacity: true)
    taken = 0
    var input = rest
    rest = []
    if input.count < 2 {
      let old = input.count
      input.append(contentsOf: repeatElement(0, count: 64 << 10))
      let count = input.withUnsafeMutableBytes {
        source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[old...]))
      }
      input.removeLast(input.count - old - count)
      guard count > 0 else { return finish(odd: old > 0) }
    }
    decode(input)
    return true
  }

  private func finish(odd: Bool) -> Bool {
    guard odd || high != nil else { return false }
    appendScalar(0xFFFD, to: &pending)
    high = nil
    return true
  }

  private func decode(_ input: [UInt8]) {
    var index = 0
    while index + 1 < input.count {
      let first = UInt32(input[index])
      let second = UInt32(input[index + 1])
      append(unit: isLittleEndian ? first | second << 8 : first << 8 | second)
      index += 2
    }
    rest = Array(input[index...])
  }

  private func append(unit: UInt32) {
    if let lead = high {
      high = nil
      if 0xDC00...0xDFFF ~= unit {
        appendScalar(0x10000 + (lead - 0xD800) << 10 + (unit - 0xDC00), to: &pending)
        return
      }
      appendScalar(0xFFFD, to: &pending)
    }
    if 0xD800...0xDBFF ~= unit { high = unit } else { appendScalar(unit, to: &pending) }
  }
}

extension UTF16Source {
  /// Whether a text is UTF-16, and if so, whether its little end comes first.
  ///
  /// - Parameter head: its first bytes, as many as decide.
  static func order(_ head: some RandomAccessCollection<UInt8>) -> Bool? {
    let bytes = Array(head)
    guard bytes.count >= 2 else { return nil }
    if bytes.starts(with: [0xFF, 0xFE]) { return true }
    if bytes.starts(with: [0xFE, 0xFF]) { return false }
    let pairs = bytes.count / 2
    var even = 0
    var odd = 0
    for pair in 0..<pairs {
      if bytes[2 * pair] == 0 { even += 1 }
      if bytes[2 * pair + 1] == 0 { odd += 1 }
    }
    guard pairs >= 2 else { return nil }
    if odd * 10 >= pairs * 6, even * 20 <= pairs { return true }
    if even * 10 >= pairs * 6, odd * 20 <= pairs { return false }
    return nil
  }

  /// A UTF-16 text as UTF-8, its byte order mark with it.
  static func utf8(_ bytes: [UInt8], isLittleEndian: Bool) -> [UInt8] {
    let source = UTF16Source(
      prefix: bytes, source: MemorySource([]), isLittleEndian: isLittleEndian)
    var text: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = block.withUnsafeMutableBytes({ source.read(into: $0) }), count > 0 {
      text += block[..<count]
    }
    return text
  }

  /// A UTF-8 text as UTF-16.
  static func utf16(_ bytes: [UInt8], isLittleEndian: Bool) -> [UInt8] {
    String(decoding: bytes, as: UTF8.self).utf16.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isLittleEndian ? [low, high] : [high, low]
    }
  }
}
