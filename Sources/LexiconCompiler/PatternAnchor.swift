/// Derives the words of which one must be there before a pattern can match.
enum PatternAnchor {
  /// A word that stands, whole and required, at the top level of a pattern.
  ///
  /// Careful rather than clever: it gives up at alternatives, and takes only runs of at least
  /// three letters between word borders or blanks. What it cannot see, the file names.
  static func words(of pattern: String) -> [String]? {
    let bytes = Array(pattern.utf8)
    var depth = 0
    var index = 0
    var best: [UInt8] = []
    var border = true
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "|") where depth == 0: return nil
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\\"):
        index += 1
        border = index < bytes.count && [UInt8(ascii: "b"), UInt8(ascii: "s")].contains(bytes[index])
        index += 1
        if border && index < bytes.count, isQuantifier(bytes[index]) { index += 1 }
        continue
      default:
        if depth == 0, border, let run = run(in: bytes, at: index) {
          if run.count > best.count { best = run }
          index += max(run.count, 1)
          border = false
          continue
        }
      }
      border = byte == 0x20
      index += 1
    }
    return best.count >= 3 ? [String(decoding: best, as: UTF8.self).lowercased()] : nil
  }

  private static func run(in bytes: [UInt8], at start: Int) -> [UInt8]? {
    var end = start
    while end < bytes.count, (bytes[end] | 0x20) &- 0x61 < 26 { end += 1 }
    guard end > start else { return nil }
    let isWhole =
      end == bytes.count || bytes[end] == 0x20
      || bytes[end] == UInt8(ascii: "\\") && end + 1 < bytes.count
        && [UInt8(ascii: "b"), UInt8(ascii: "s")].contains(bytes[end + 1])
    return isWhole ? Array(bytes[start..<end]) : nil
  }

  private static func isQuantifier(_ byte: UInt8) -> Bool {
    [UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+")].contains(byte)
  }
}
