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
        need.map { Self.need($0, isBefore: isBefore, slotOfWord) }
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

  /// What a pattern needs before its anchor: nothing if there are no words.
  static func needs(before words: Set<Int>, _ slotOfWord: [UInt32]) -> [PostingRecord.Need] {
    words.isEmpty
      ? [] : [need(Need(words: words, least: 1, most: 6), isBefore: true, slotOfWord)]
  }

  private static func need(
    _ need: Need, isBefore: Bool, _ slotOfWord: [UInt32]
  ) -> PostingRecord.Need {
    let words = signature(need.words, slotOfWord)
    return PostingRecord.Need(
      words, from: isBefore ? -need.most : need.least, span: need.span)
  }

  /// What must stand on both sides of an anchor.
  struct Needs {
    /// Behind it.
    var after: Need?
    /// Before it.
    var before: Need?
    /// Beyond what must stand behind it.
    var farAfter: Need?
    /// Beyond what must stand before it.
    var farBefore: Need?

    /// The most pairs of one phrase; more would fill the filter and rule out little.
    private static let mostPairs = 400

    /// What a row needs round one of its elements.
    init(of row: [Element], round anchor: Int) {
      let behind = needed(row[(anchor + 1)...], fromEnd: false, most: 2)
      let ahead = needed(row[..<anchor].reversed(), fromEnd: true, most: 2)
      after = behind.first
      before = ahead.first
      farAfter = behind.dropFirst().first
      farBefore = ahead.dropFirst().first
    }

    /// The side on which the fewest words must stand right beside the anchor, if that makes few
    /// enough pairs with its words.
    func pairSide(anchors: Int) -> (near: Need, far: Need?, isAnchorLeft: Bool)? {
      let sides = [(after, before, true), (before, after, false)].compactMap { near, far, isLeft in
        near.flatMap { $0.most == 1 ? (near: $0, far: far, isAnchorLeft: isLeft) : nil }
      }
      guard let side = sides.min(by: { $0.near.words.count < $1.near.words.count }),
        side.near.words.count * anchors <= Self.mostPairs
      else { return nil }
      return side
    }
  }

  /// What else a phrase needs, beyond what its posting says: the rarer of the two that may stand
  /// farther off; `.none` if there is neither.
  func farNeed(of phrase: Phrase, slotOfWord: [UInt32], _ words: WordTable) -> PostingRecord.Need {
    let needs = Needs(of: phrase.row, round: phrase.anchor)
    let both = [(needs.farAfter, false), (needs.farBefore, true)].compactMap { far, isBefore in
      far.map { (need: $0, isBefore: isBefore, passing: Self.passing($0, words)) }
    }
    guard let rarer = both.min(by: { $0.passing < $1.passing }) else { return .none }
    return Self.need(rarer.need, isBefore: rarer.isBefore, slotOfWord)
  }

  /// The farthest that is looked for; a set of words farther off says little.
  private static let farthest = 12

  /// The elements of a row that must hold one of some words, the nearest first, and how many words off
  /// they are.
  ///
  /// - Parameter most: How many of them.
  private static func needed(
    _ row: some Sequence<Element>, fromEnd: Bool, most: Int
  ) -> [Need] {
    var found: [Need] = []
    var (least, distance) = (1, 1)
    for element in row where found.count < most && distance <= farthest {
      if !element.optional, let words = edge(of: element, fromEnd: fromEnd) {
        found.append(Need(words: words, least: least, most: distance))
      }
      least += leastWords(of: element)
      distance += mostWords(of: element)
    }
    return found
  }

  /// Words, by their numbers, of which one must stand some words off.
  struct Need {
    var words: Set<Int>
    /// How many words off at the least and at the most.
    var least: Int
    var most: Int
    /// How many words there are from the one to the other.
    var span: Int { most - least + 1 }
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

  /// The fewest words that an element can match.
  private static func leastWords(of element: Element) -> Int {
    if element.optional { return 0 }
    return switch element.kind {
    case .gap: element.least
    case .group: element.branches.map { $0.reduce(0) { $0 + leastWords(of: $1) } }.min() ?? 0
    default: 1
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
