package import TextModel

/// What the companion that reads documents says to the scanner: one frame after another, each a
/// byte for its sort, the length of its body as four bytes, least first, and the body.
///
/// A stream that is whole ends in `end`; without it the companion broke off.
package enum Frame {
  /// The sort of a frame.
  package enum Sort: UInt8 {
    /// Text that is judged: see `Frame.append(_:of:to:)`.
    case passage = 0x50
    /// A source and a message, each with its length before it.
    case warning = 0x57
    /// A source, a cause and a detail.
    case refusal = 0x52
    /// Nothing follows.
    case end = 0x45
  }

  /// The longest body that is taken, in bytes.
  package static let longest = 64 << 20
  /// The bytes before a body.
  package static let headCount = 5

  /// Appends a frame whose body is some strings.
  package static func append(_ sort: Sort, _ strings: [String], to bytes: inout [UInt8]) {
    let size = strings.reduce(0) { $0 + 4 + $1.utf8.count }
    appendHead(sort, size, to: &bytes)
    for string in strings {
      append(UInt32(string.utf8.count), to: &bytes)
      bytes += string.utf8
    }
  }

  /// Appends a passage of a batch: kind, audience (255 where it is not known), whether it is
  /// literal, line, column and paragraph, then its strings.
  package static func append(_ passage: Passage, of batch: PassageBatch, to bytes: inout [UInt8]) {
    let ranges = strings.map { passage[keyPath: $0] }
    appendHead(.passage, 15 + ranges.reduce(0) { $0 + 4 + $1.count }, to: &bytes)
    bytes.append(UInt8(PassageKind.allCases.firstIndex(of: passage.kind) ?? 0))
    bytes.append(passage.audience?.rawValue ?? 255)
    bytes.append(passage.isLiteral ? 1 : 0)
    for number in [passage.line, passage.column, passage.paragraph] { append(number, to: &bytes) }
    for range in ranges {
      append(UInt32(range.count), to: &bytes)
      bytes += batch.bytes[range.indices]
    }
  }

  /// Adds the passage that a body holds to a batch.
  ///
  /// - Returns: Whether the body was one, in valid UTF-8.
  package static func take(_ body: ArraySlice<UInt8>, into output: inout PassageWriter) -> Bool {
    var rest = body
    guard rest.count >= 15, let kind = PassageKind(index: rest[rest.startIndex]) else {
      return false
    }
    var passage = Passage(text: .none)
    passage.kind = kind
    passage.audience = Audience(rawValue: rest[rest.startIndex + 1])
    passage.isLiteral = rest[rest.startIndex + 2] == 1
    rest = rest.dropFirst(3)
    passage.line = number(&rest) ?? 0
    passage.column = number(&rest) ?? 0
    passage.paragraph = number(&rest) ?? 0
    for string in strings {
      guard let bytes = self.string(&rest) else { return false }
      passage[keyPath: string] = output.store(bytes)
    }
    guard rest.isEmpty else { return false }
    output.append(passage)
    return true
  }

  /// The strings that a body holds, or nil if it holds anything else.
  package static func strings(in body: ArraySlice<UInt8>) -> [String]? {
    var rest = body
    var found: [String] = []
    while !rest.isEmpty {
      guard let bytes = string(&rest) else { return nil }
      found.append(String(decoding: bytes, as: UTF8.self))
    }
    return found
  }

  private static var strings: [WritableKeyPath<Passage, ByteRange>] {
    [
      \.text, \.id, \.author, \.time, \.url, \.title, \.member, \.pointer, \.place,
    ]
  }

  private static func appendHead(_ sort: Sort, _ size: Int, to bytes: inout [UInt8]) {
    bytes.append(sort.rawValue)
    append(UInt32(size), to: &bytes)
  }

  private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
    for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
  }

  /// The number that some bytes begin with.
  package static func number(_ rest: inout ArraySlice<UInt8>) -> UInt32? {
    guard rest.count >= 4 else { return nil }
    let bytes = rest.prefix(4)
    rest = rest.dropFirst(4)
    return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// A string and its length before it; what is not UTF-8 is none, for matching relies on it.
  private static func string(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let count = number(&rest), count <= rest.count else { return nil }
    let bytes = rest.prefix(Int(count))
    rest = rest.dropFirst(Int(count))
    let isText = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { firstFault(in: $0, from: 0, to: buffer.count) == buffer.count }
        ?? true
    }
    return isText ? bytes : nil
  }
}

extension PassageKind {
  fileprivate init?(index: UInt8) {
    guard Int(index) < Self.allCases.count else { return nil }
    self = Self.allCases[Int(index)]
  }
}
