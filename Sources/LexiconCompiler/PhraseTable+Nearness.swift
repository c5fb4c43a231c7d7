import ScanCore

/// What must stand near a phrase's anchor.
extension PhraseTable {
  /// For each phrase, its posting with the words that must stand near its anchor.
  func postingRecords(slotOfWord: [UInt32]) -> [PostingRecord] {
    phrases.enumerated().map { number, phrase in
      var record = PostingRecord(Posting(kind: .phrase, signal: phrase.signal, number: number))
      let behind = phrase.row[(phrase.anchor + 1)...]
      if let need = Self.nearest(behind, slotOfWord, fromEnd: false) {
        record.after = need.words
        record.afterSpan = UInt8(need.span)
      }
      let before = phrase.row[..<phrase.anchor].reversed()
      if let need = Self.nearest(before, slotOfWord, fromEnd: true) {
        record.before = need.words
        record.beforeSpan = UInt8(need.span)
      }
      return record
    }
  }

  /// The farthest that is looked for; a set of words farther off says little.
  private static let farthest = 12

  /// The first element of a row that must hold one of some words, and how many words off it is at
  /// the most.
  private static func nearest(
    _ row: some Sequence<Element>, _ slotOfWord: [UInt32], fromEnd: Bool
  ) -> (words: WordSignature, span: Int)? {
    var distance = 1
    for element in row {
      if !element.optional, let words = edge(of: element, slotOfWord, fromEnd: fromEnd) {
        return distance <= farthest ? (words, distance) : nil
      }
      distance += mostWords(of: element)
      if distance > farthest { return nil }
    }
    return nil
  }

  /// The words that an element can begin (or, from the end, end) with; nil if it can be anything.
  static func edge(
    of element: Element, _ slotOfWord: [UInt32], fromEnd: Bool
  ) -> WordSignature? {
    switch element.kind {
    case .words, .exact:
      var signature = WordSignature.empty
      for word in element.words { signature.insert(slotOfWord[word]) }
      return signature
    case .group:
      var all = WordSignature.empty
      for branch in element.branches {
        // Behind a word that may be missing the next counts too.
        var isOpen = true
        for part in fromEnd ? branch.reversed() : branch where isOpen {
          guard let words = edge(of: part, slotOfWord, fromEnd: fromEnd) else { return nil }
          all = all.union(words)
          isOpen = part.optional
        }
        if isOpen { return nil }
      }
      return all
    default: return nil
    }
  }

  /// The most words that an element can match.
  private static func mostWords(of element: Element) -> Int {
    switch element.kind {
    case .gap: element.most
    case .group:
      element.branches.map { $0.reduce(0) { $0 + mostWords(of: $1) } }.max() ?? 0
    // A name with particles and hyphens; longer ones are not looked behind.
    case .person: 5
    default: 1
    }
  }
}
