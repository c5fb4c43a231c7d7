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
