import ScanCore

/// What must stand near a phrase's anchor.
extension PhraseTable {
  /// The posting of a phrase.
  enum PhrasePosting {
    /// It is looked at wherever the anchor stands.
    case own(PlannedPosting)
    /// It is looked at where one of some words stands right beside the anchor.
    case beside(PlannedPosting, neighbours: Set<UInt32>)
  }

  /// For each phrase, its posting with the words that must stand near its anchor.
  ///
  /// - Parameter uses: For each signal, what it is for.
  func postings(slotOfWord: [UInt32], uses: [SignalUses]) -> [PhrasePosting] {
    phrases.enumerated().map { number, phrase in
      let posting = Posting(kind: .phrase, signal: phrase.signal, number: number)
      let needs = Needs(of: phrase.row, round: phrase.anchor)
      func need(_ need: Need?, isBefore: Bool) -> PostingRecord.Need? {
        need.map {
          PostingRecord.Need(
            Self.signature($0.words, slotOfWord), span: $0.span, isBefore: isBefore)
        }
      }
      guard let side = needs.pairSide(anchors: phrase.row[phrase.anchor].words.count) else {
        let both = [need(needs.after, isBefore: false), need(needs.before, isBefore: true)]
        return .own(
          PlannedPosting(posting, uses[phrase.signal], needs: both.compactMap(\.self)))
      }
      // The near one is what the pair is found by.
      let far = [need(side.far, isBefore: side.isAnchorLeft)].compactMap(\.self)
      return .beside(
        PlannedPosting(
          posting, uses[phrase.signal], needs: far, isAnchorRight: !side.isAnchorLeft),
        neighbours: Set(side.near.words.map { slotOfWord[$0] }))
    }
  }

  /// What must stand on both sides of an anchor.
  struct Needs {
    /// Behind it.
    var after: Need?
    /// Before it.
    var before: Need?

    /// The most pairs of one phrase; more would fill the filter and rule out little.
    private static let mostPairs = 400

    /// What a row needs round one of its elements.
    init(of row: [Element], round anchor: Int) {
      after = nearest(row[(anchor + 1)...], fromEnd: false)
      before = nearest(row[..<anchor].reversed(), fromEnd: true)
    }

    /// The side on which the fewest words must stand right beside the anchor, if that makes few
    /// enough pairs with its words.
    func pairSide(anchors: Int) -> (near: Need, far: Need?, isAnchorLeft: Bool)? {
      let sides = [(after, before, true), (before, after, false)].compactMap { near, far, isLeft in
        near.flatMap { $0.span == 1 ? (near: $0, far: far, isAnchorLeft: isLeft) : nil }
      }
      guard let side = sides.min(by: { $0.near.words.count < $1.near.words.count }),
        side.near.words.count * anchors <= Self.mostPairs
      else { return nil }
      return side
    }
  }

  /// The farthest that is looked for; a set of words farther off says little.
  private static let farthest = 12

  /// The first element of a row that must hold one of some words, and how many words off it is at
  /// the most.
  private static func nearest(_ row: some Sequence<Element>, fromEnd: Bool) -> Need? {
    var distance = 1
    for element in row {
      if !element.optional, let words = edge(of: element, fromEnd: fromEnd) {
        return distance <= farthest ? Need(words: words, span: distance) : nil
      }
      distance += mostWords(of: element)
      if distance > farthest { return nil }
    }
    return nil
  }

  /// Words, by their numbers, of which one must stand at most so many words off.
  struct Need {
    var words: Set<Int>
    var span: Int
  }

  static func signature(_ words: Set<Int>, _ slotOfWord: [UInt32]) -> WordSignature {
    var signature = WordSignature.empty
    for word in words { signature.insert(slotOfWord[word]) }
    return signature
  }

  /// The words, by their numbers, that an element can begin (or, from the end, end) with; nil if it
  /// can be anything.
  static func edge(of element: Element, fromEnd: Bool) -> Set<Int>? {
    switch element.kind {
    case .words, .exact: return Set(element.words)
    case .group:
      var all: Set<Int> = []
      for branch in element.branches {
        // Behind a word that may be missing the next counts too.
        var isOpen = true
        for part in fromEnd ? branch.reversed() : branch where isOpen {
          guard let words = edge(of: part, fromEnd: fromEnd) else { return nil }
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
