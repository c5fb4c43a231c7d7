import TextModel

extension SuppressedFinding {
  /// Why it may stay, as a report may say it: whoever gave the reason may have repeated what was
  /// found, and that is masked where everything else is.
  func reason(_ quoting: Quoting, in passage: Passage, of batch: PassageBatch) -> String {
    guard quoting == .masked else { return reason }
    let text = batch.bytes.span.extracting(passage.text.indices)
    let found = text.extracting(wholeCharacters(of: finding.range, in: text))
      .withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    let words = Set(Self.words(of: found.lowercased()).filter { $0.count > 1 })
    var shown = ""
    var rest = reason[...]
    while let first = rest.first {
      let isWord = Self.isWord(first)
      let part = rest.prefix { Self.isWord($0) == isWord }
      rest = rest[part.endIndex...]
      shown += words.contains(part.lowercased()) ? Mask.masked(String(part)) : String(part)
    }
    return shown
  }

  private static func words(of text: String) -> [String] {
    text.split { !isWord($0) }.map(String.init)
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }
}
