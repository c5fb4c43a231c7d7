import ScanCore

/// What must stand near a phrase's anchor.
extension PhraseTable {
  /// The posting of a phrase.
  enum PhrasePosting {
    /// It is looked at wherever the anchor stands.
    case own(PostingRecord)
    /// It is looked at where one of some words stands right beside the anchor.
    case beside(PairPosting, neighbours: Set<UInt32>, isAnchorLeft: Bool)
  }

  /// For each phrase, its posting with the words that must stand near its anchor.
  func postings(slotOfWord: [UInt32]) -> [PhrasePosting] {
    phrases.enumerated().map { number, phrase in
      let posting = Posting(kind: .phrase, signal: phrase.signal, number: number)
      let after = Self.nearest(phrase.row[(phrase.anchor + 1)...], slotOfWord, fromEnd: false)
      let before = Self.nearest(phrase.row[..<phrase.anchor].reversed(), slotOfWord, fromEnd: true)
      return Self.beside(posting, phrase.row[phrase.anchor].words.count, after, before)
        ?? .own(Self.own(posting, after, before))
    }
  }

  private static func own(_ posting: Posting, _ after: Need?, _ before: Need?) -> PostingRecord {
    var record = PostingRecord(posting)
    if let after {
      record.after = signature(after.words)
      record.afterSpan = UInt8(after.span)
    }
    if let before {
      record.before = signature(before.words)
      record.beforeSpan = UInt8(before.span)
    }
    return record
  }

  /// The most pairs of one phrase; more would fill the filter and rule out little.
  private static let mostPairs = 400

  private static func beside(
    _ posting: Posting, _ anchors: Int, _ after: Need?, _ before: Need?
  ) -> PhrasePosting? {
    let sides = [(after, before, true), (before, after, false)].compactMap { near, far, isLeft in
      near.flatMap { $0.span == 1 ? (words: $0.words, far: far, isLeft: isLeft) : nil }
    }
    guard let side = sides.min(by: { $0.words.count < $1.words.count }),
      side.words.count * anchors <= mostPairs
    else { return nil }
    let record = PairPosting(
      posting, span: UInt8(side.far?.span ?? 0),
      others: side.far.map { signature($0.words) } ?? .all)
    return .beside(record, neighbours: side.words, isAnchorLeft: side.isLeft)
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
