/// Facebook's sentence over a post: "Megan Prosser added 3 new photos."
///
/// English only. In another language nothing is taken from it, and nothing is lost but a name.
struct FacebookSentence {
  /// The sentence.
  let text: String
  /// Who did it.
  let subject: String?
  /// What only the sentence says: after a colon, or all of it where people and places stand in it.
  let told: String?

  private static let verbs = [
    " added ", " shared ", " updated ", " posted ", " wrote ", " commented ", " replied ",
    " created ", " uploaded ", " is feeling ", " was at ", " was playing ", " is at ", " is with ",
    " was with ", " was live",
  ]
  private static let telling = [
    " is feeling ", " was at ", " was playing ", " is at ", " is with ", " was with ",
  ]

  /// Reads a sentence.
  init(_ text: String) {
    self.text = text
    let places = Self.verbs.compactMap { find($0, in: text) }
    subject = places.min(by: { $0.lowerBound < $1.lowerBound }).map {
      String(text[..<$0.lowerBound])
    }
    if Self.telling.contains(where: { find($0, in: text) != nil }) {
      told = text
    } else if let colon = find(": ", in: text), find(" the group: ", in: text) == nil {
      told = String(text[colon.upperBound...])
    } else {
      told = nil
    }
  }
}

/// The first place of `part` in `text`.
private func find(_ part: String, in text: String) -> Range<String.Index>? {
  let utf8 = text.utf8
  var start = utf8.startIndex
  while let first = utf8[start...].firstIndex(of: part.utf8.first ?? 0) {
    if utf8[first...].starts(with: part.utf8) {
      return first..<utf8.index(first, offsetBy: part.utf8.count)
    }
    start = utf8.index(after: first)
  }
  return nil
}

/// Mentions of people and Pages, which exports write as `@[100000000000001:2048:Name]`.
enum FacebookMention {
  /// The text with every mention replaced by the name in it.
  static func removed(from text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let opening: [UInt8] = [UInt8(ascii: "@"), UInt8(ascii: "[")]
    guard text.contains(opening[0]) else { return text }
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == opening[0], text[index...].starts(with: opening),
        let (name, end) = mention(in: text, at: index + 2)
      {
        result.append(contentsOf: name)
        index = end
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result[...]
  }

  /// The name of the mention that opens before `start`, and where it ends.
  private static func mention(
    in text: ArraySlice<UInt8>, at start: Int
  ) -> (name: ArraySlice<UInt8>, end: Int)? {
    guard let end = text[start...].prefix(400).firstIndex(of: UInt8(ascii: "]")) else { return nil }
    let parts = text[start..<end].split(
      separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy({ 0x30...0x39 ~= $0 }),
      parts[1].allSatisfy({ 0x30...0x39 ~= $0 })
    else { return nil }
    return (parts[2], end + 1)
  }
}
