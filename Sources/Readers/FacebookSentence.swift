import Glibc

/// Facebook's sentence over a post, such as "Orla Finnemore added 3 new photos".
///
/// English only. In another language nothing is taken from it, and nothing is lost but a name.
struct FacebookSentence {
  /// The bytes of who did it, counted from the start of the sentence, or empty.
  private(set) var subject = 0..<0
  /// The bytes that only the sentence says, or empty: what follows a colon, or all of it where
  /// people and places stand in it.
  private(set) var told = 0..<0

  private static let plain: [[UInt8]] = [
    " added ", " shared ", " updated ", " posted ", " wrote ", " commented ", " replied ",
    " created ", " uploaded ", " voted ", " was live",
  ].map { Array($0.utf8) }
  private static let telling: [[UInt8]] = [
    " is feeling ", " was at ", " was playing ", " is at ", " is with ", " was with ",
  ].map { Array($0.utf8) }
  private static let group = Array(" the group: ".utf8)

  /// Reads a sentence.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    var first = text.count
    var afterColon: Int?
    var isGroup = false
    for start in 0..<text.count where text[start] == 0x20 {
      if start > 0, text[start - 1] == UInt8(ascii: ":") { afterColon = afterColon ?? start + 1 }
      if Self.stands(Self.group, in: text, at: start) { isGroup = true }
      if Self.telling.contains(where: { Self.stands($0, in: text, at: start) }) {
        first = min(first, start)
        told = 0..<text.count
      } else if first == text.count,
        Self.plain.contains(where: { Self.stands($0, in: text, at: start) })
      {
        first = start
      }
    }
    if first < text.count { subject = 0..<first }
    guard told.isEmpty, let afterColon, !isGroup else { return }
    let end = text.last == UInt8(ascii: ".") ? text.count - 1 : text.count
    told = min(afterColon, end)..<end
  }

  private static func stands(
    _ part: [UInt8], in text: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> Bool {
    guard start + part.count <= text.count else { return false }
    // Every part begins with the space that was found; its second byte tells most apart.
    var offset = 1
    while offset < part.count, text[start + offset] == part[offset] { offset += 1 }
    return offset == part.count
  }
}

/// Mentions of people and Pages, which exports write as `@[100000000000001:2048:Name]`.
enum FacebookMention {
  /// The text with every mention replaced by the name in it, or nil if it has none.
  static func removed(from text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let base = text.baseAddress, memchr(base, 0x40, text.count) != nil else { return nil }
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "@"), let (name, end) = mention(in: text, at: index) {
        result.append(contentsOf: text[name])
        index = end
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  /// The name in the mention at `start`, and where the mention ends.
  private static func mention(
    in text: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (name: Range<Int>, end: Int)? {
    let rest = text[start...].prefix(400)
    guard rest.dropFirst().first == UInt8(ascii: "["),
      let end = rest.firstIndex(of: UInt8(ascii: "]"))
    else { return nil }
    let parts = text[(start + 2)..<end].split(
      separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy({ 0x30...0x39 ~= $0 }),
      parts[1].allSatisfy({ 0x30...0x39 ~= $0 })
    else { return nil }
    return (parts[2].startIndex..<parts[2].endIndex, end + 1)
  }
}
