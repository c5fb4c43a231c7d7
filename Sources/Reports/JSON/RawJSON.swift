/// The outer structure of a JSON text that is known to be well formed enough: where its members and
/// elements stand, nothing of what they mean.
struct RawJSON {
  /// The text.
  let bytes: [UInt8]

  /// The members of the object at a range, by name; nil if it is none.
  ///
  /// - Parameter range: of the text; all of it if left out.
  func members(of range: Range<Int>? = nil) -> [(name: String, value: Range<Int>)]? {
    guard let parts = parts(of: range ?? 0..<bytes.count, "{", "}") else { return nil }
    var members: [(name: String, value: Range<Int>)] = []
    for part in parts {
      guard let end = valueEnd(part.lowerBound, part.upperBound), bytes[part.lowerBound] == 0x22
      else { return nil }
      let colon = skipSpace(end, part.upperBound)
      guard colon < part.upperBound, bytes[colon] == UInt8(ascii: ":") else { return nil }
      let start = skipSpace(colon + 1, part.upperBound)
      let name = String(decoding: bytes[(part.lowerBound + 1)..<(end - 1)], as: UTF8.self)
      members.append((name, start..<part.upperBound))
    }
    return members
  }

  /// The elements of the array at a range; nil if it is none.
  func elements(of range: Range<Int>) -> [Range<Int>]? { parts(of: range, "[", "]") }

  /// The whole number at a range.
  func number(_ range: Range<Int>) -> Int? {
    Int(String(decoding: bytes[range], as: UTF8.self))
  }

  /// The string at a range, whose escapes are left as they stand.
  func string(_ range: Range<Int>) -> String? {
    guard range.count >= 2, bytes[range.lowerBound] == 0x22 else { return nil }
    return String(decoding: bytes[range].dropFirst().dropLast(), as: UTF8.self)
  }

  /// What commas part between two brackets, white space off.
  private func parts(
    of range: Range<Int>, _ open: Unicode.Scalar, _ close: Unicode.Scalar
  ) -> [Range<Int>]? {
    var start = skipSpace(range.lowerBound, range.upperBound)
    guard start < range.upperBound, bytes[start] == UInt8(ascii: open) else { return nil }
    start = skipSpace(start + 1, range.upperBound)
    var parts: [Range<Int>] = []
    while start < range.upperBound, bytes[start] != UInt8(ascii: close) {
      guard let end = partEnd(start, range.upperBound), end > start else { return nil }
      var last = end
      while last > start, bytes[last - 1] <= 0x20 { last -= 1 }
      parts.append(start..<last)
      guard end < range.upperBound else { return nil }
      start = bytes[end] == UInt8(ascii: ",") ? skipSpace(end + 1, range.upperBound) : end
    }
    return start < range.upperBound ? parts : nil
  }

  /// The comma or closing bracket that ends what begins at `start`.
  private func partEnd(_ start: Int, _ limit: Int) -> Int? {
    var depth = 0
    var index = start
    while index < limit {
      switch bytes[index] {
      case 0x22:
        guard let end = stringEnd(index, limit) else { return nil }
        index = end
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return index }
        depth -= 1
      case UInt8(ascii: ",") where depth == 0: return index
      default: break
      }
      index += 1
    }
    return nil
  }

  private func valueEnd(_ start: Int, _ limit: Int) -> Int? {
    bytes[start] == 0x22 ? stringEnd(start, limit) : partEnd(start, limit)
  }

  private func stringEnd(_ start: Int, _ limit: Int) -> Int? {
    var index = start + 1
    while index < limit {
      if bytes[index] == 0x22 { return index + 1 }
      index += bytes[index] == 0x5C ? 2 : 1
    }
    return nil
  }

  private func skipSpace(_ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit, bytes[index] <= 0x20 { index += 1 }
    return index
  }
}
