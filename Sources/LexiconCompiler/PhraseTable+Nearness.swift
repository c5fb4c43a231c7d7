import ScanCore

/// What must stand near a phrase's anchor.
extension PhraseTable {
  /// Postings, and the pairs of words that stand side by side in their phrases.
  struct Postings {
    /// For each phrase, its posting with the words that must stand near its anchor.
    var records: [PostingRecord] = []
    /// For each phrase whose anchor needs a word right beside it, the pairs that it may have.
    var pairs: [WordPair] = []
  }

  /// Two words side by side, as slots plus 1, and which of them is the anchor.
  struct WordPair: Hashable {
    var left: UInt32
    var right: UInt32
    var isAnchorLeft: Bool
  }

  /// The postings of all phrases.
  func postings(slotOfWord: [UInt32]) -> Postings {
    var postings = Postings()
    for (number, phrase) in phrases.enumerated() {
      var record = PostingRecord(Posting(kind: .phrase, signal: phrase.signal, number: number))
      let behind = Self.nearest(
        phrase.row[(phrase.anchor + 1)...], slotOfWord, fromEnd: false)
      if let behind {
        record.after = Self.signature(behind.words)
        record.afterSpan = UInt8(behind.span)
      }
      let before = Self.nearest(phrase.row[..<phrase.anchor].reversed(), slotOfWord, fromEnd: true)
      if let before {
        record.before = Self.signature(before.words)
        record.beforeSpan = UInt8(before.span)
      }
      let anchors = phrase.row[phrase.anchor].words.map { slotOfWord[$0] }
      if let pairs = Self.pairs(anchors, behind: behind, before: before) {
        record.isPair = 1
        postings.pairs += pairs
      }
      postings.records.append(record)
    }
    return postings
  }

  /// The most pairs of one phrase; more would fill the filter and rule out little.
  private static let mostPairs = 400

  private static func pairs(_ anchors: [UInt32], behind: Need?, before: Need?) -> [WordPair]? {
    let sides = [(behind, true), (before, false)].compactMap { need, isAnchorLeft in
      need.flatMap { $0.span == 1 ? (words: $0.words, isAnchorLeft: isAnchorLeft) : nil }
    }
    guard let side = sides.min(by: { $0.words.count < $1.words.count }),
      side.words.count * anchors.count <= mostPairs
    else { return nil }
    return anchors.flatMap { anchor in
      side.words.map {
        side.isAnchorLeft
          ? WordPair(left: anchor, right: $0, isAnchorLeft: true)
          : WordPair(left: $0, right: anchor, isAnchorLeft: false)
      }
    }
  }

  /// The filter that holds some pairs.
  static func filter(of pairs: [WordPair]) -> [UInt64] {
    let pairs = Set(pairs)
    var count = 64
    // Ten bits a pair: one in thirty of the others passes.
    while count * 64 < pairs.count * 10 { count *= 2 }
    var filter = [UInt64](repeating: 0, count: count)
    for pair in pairs {
      let hash = PairFilter.hash(pair.left, pair.right)
      let bits = PairFilter.bits(hash)
      filter[PairFilter.place(hash, mask: count - 1)] |= pair.isAnchorLeft ? bits : bits << 32
    }
    return filter
  }

  /// The farthest that is looked for; a set of words farther off says little.
  private static let farthest = 12

  /// The first element of a row that must hold one of some words, and how many words off it is at
  /// the most.
  private static func nearest(
    _ row: some Sequence<Element>, _ slotOfWord: [UInt32], fromEnd: Bool
  ) -> Need? {
    var distance = 1
    for element in row {
      if !element.optional, let words = edge(of: element, slotOfWord, fromEnd: fromEnd) {
        return distance <= farthest ? Need(words: words, span: distance) : nil
      }
      distance += mostWords(of: element)
      if distance > farthest { return nil }
    }
    return nil
  }

  /// Words of which one must stand at most so many words off.
  private struct Need {
    var words: Set<UInt32>
    var span: Int
  }

  static func signature(_ words: Set<UInt32>) -> WordSignature {
    var signature = WordSignature.empty
    for word in words { signature.insert(word) }
    return signature
  }

  /// The words that an element can begin (or, from the end, end) with, as slots plus 1; nil if it
  /// can be anything.
  static func edge(
    of element: Element, _ slotOfWord: [UInt32], fromEnd: Bool
  ) -> Set<UInt32>? {
    switch element.kind {
    case .words, .exact: return Set(element.words.map { slotOfWord[$0] })
    case .group:
      var all: Set<UInt32> = []
      for branch in element.branches {
        // Behind a word that may be missing the next counts too.
        var isOpen = true
        for part in fromEnd ? branch.reversed() : branch where isOpen {
          guard let words = edge(of: part, slotOfWord, fromEnd: fromEnd) else { return nil }
          all.formUnion(words)
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
