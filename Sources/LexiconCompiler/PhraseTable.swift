import ScanCore

/// The phrases of the index while it is built.
///
/// Words stand in it by their number in the `WordTable`; `layout` turns them into slots.
struct PhraseTable {
  struct Element {
    var kind: ElementRecord.Kind
    var optional: Bool
    var words: [Int] = []
    var spelling = ""
    var least = 0
    var most = 0
    var branches: [[Element]] = []
  }

  struct Phrase {
    var signal: Int
    var forbids: Bool
    var anchor: Int
    var row: [Element]
    /// Where it was written.
    var place: SourcePlace
  }

  private(set) var phrases: [Phrase] = []

  /// The number of phrases.
  var count: Int { phrases.count }
  /// Where each phrase was written.
  var places: [SourcePlace] { phrases.map(\.place) }

  /// Adds a linear phrase and its postings.
  ///
  /// - Returns: What is wrong with it, or nil.
  mutating func add(
    _ phrase: [PhraseElement], signal: Int, forbids: Bool, at place: SourcePlace,
    words: inout WordTable, plain: (String) -> [[UInt8]]
  ) -> String? {
    // Each exact spelling is a phrase of its own: an anchor is one word.
    if let index = phrase.firstIndex(where: { $0.hasSeveralSpellings }),
      case .exact(let spellings) = phrase[index].kind
    {
      for spelling in spellings {
        var single = phrase
        single[index].kind = .exact([spelling])
        let wrong = add(
          single, signal: signal, forbids: forbids, at: place, words: &words, plain: plain)
        if let wrong { return wrong }
      }
      return nil
    }
    var row: [Element] = []
    for element in phrase {
      row += Self.resolve(element, words: &words, plain: plain)
    }
    return add(row, signal: signal, forbids: forbids, at: place, words: &words)
  }

  private mutating func add(
    _ row: [Element], signal: Int, forbids: Bool, at place: SourcePlace, words: inout WordTable
  ) -> String? {
    if !forbids, row.count == 1, row[0].kind == .words, !row[0].optional {
      for word in row[0].words {
        words.add(Posting(kind: .word, signal: signal, number: 0), to: word)
      }
      return nil
    }
    guard let anchor = Self.anchor(of: row, words) else { return "needs at least one literal word" }
    if row[anchor].kind == .group {
      // The rarest words stand in a group: each of its branches becomes a phrase of its own.
      for branch in row[anchor].branches {
        let single = Array(row[..<anchor]) + branch + Array(row[(anchor + 1)...])
        let wrong = add(single, signal: signal, forbids: forbids, at: place, words: &words)
        if let wrong { return wrong }
      }
      return nil
    }
    guard phrases.count < 1 << 20, row.count < 256 else { return "there are too many phrases" }
    let posting = Posting(kind: .phrase, signal: signal, number: phrases.count)
    for word in row[anchor].words { words.add(posting, to: word) }
    phrases.append(
      Phrase(signal: signal, forbids: forbids, anchor: anchor, row: row, place: place))
    return nil
  }

  /// The elements that one of the source comes to; a word with a hyphen or a dot comes to several.
  private static func resolve(
    _ element: PhraseElement, words: inout WordTable, plain: (String) -> [[UInt8]]
  ) -> [Element] {
    switch element.kind {
    case .words(let alternatives):
      if alternatives.count == 1 {
        return plain(alternatives[0]).map {
          Element(kind: .words, optional: element.optional, words: [words.number(of: $0)])
        }
      }
      let numbers = alternatives.compactMap { alternative -> Int? in
        let parts = plain(alternative)
        return parts.count == 1 ? words.number(of: parts[0]) : nil
      }
      return [
        Element(kind: .words, optional: element.optional, words: Array(Set(numbers)).sorted())
      ]
    case .exact(let alternatives) where alternatives.count > 1:
      let branches = alternatives.map {
        resolve(PhraseElement(.exact([$0])), words: &words, plain: plain)
      }
      return [Element(kind: .group, optional: element.optional, branches: branches)]
    case .exact(let alternatives):
      guard let spelling = alternatives.first, let word = plain(spelling).first else { return [] }
      return [
        Element(
          kind: .exact, optional: element.optional, words: [words.number(of: word)],
          spelling: spelling)
      ]
    case .number: return [Element(kind: .number, optional: element.optional)]
    case .capitalised: return [Element(kind: .capitalised, optional: element.optional)]
    case .givenName: return [Element(kind: .givenName, optional: element.optional)]
    case .surname: return [Element(kind: .surname, optional: element.optional)]
    case .person: return [Element(kind: .person, optional: element.optional)]
    case .gap(let most, let least):
      return [Element(kind: .gap, optional: element.optional, least: least, most: most)]
    case .group(let branches):
      let rows = branches.map { branch in
        branch.flatMap { resolve($0, words: &words, plain: plain) }
      }
      return [Element(kind: .group, optional: element.optional, branches: rows)]
    }
  }

  /// The finished sections.
  struct Layout {
    var records: [PhraseRecord] = []
    var elements: [ElementRecord] = []
    var lists: [UInt32] = []
    /// The alternatives of groups.
    var branches: [BranchRecord] = []
    fileprivate var seenLists: [[UInt32]: UInt32] = [:]
  }

  /// Lays the phrases out, words as slots.
  func layout(
    slotOfWord: [UInt32], _ words: WordTable, store: (String) -> (start: UInt32, count: UInt32)
  ) -> Layout {
    var layout = Layout()
    for phrase in phrases {
      let first = Self.pack(phrase.row, slotOfWord, store, into: &layout)
      layout.records.append(
        PhraseRecord(
          signal: UInt16(phrase.signal), forbids: phrase.forbids, anchor: UInt8(phrase.anchor),
          firstElement: first, elementCount: UInt16(phrase.row.count),
          far: farNeed(of: phrase, slotOfWord: slotOfWord, words)))
    }
    // What leads to a term or pattern has the number of a phrase too, and that of one is looked at.
    if layout.records.isEmpty {
      layout.records.append(
        PhraseRecord(
          signal: 0, forbids: true, anchor: 0, firstElement: 0, elementCount: 0, far: .none))
    }
    return layout
  }

  /// Packs a row behind the rows of its groups.
  ///
  /// - Returns: The place of its first element.
  private static func pack(
    _ row: [Element], _ slotOfWord: [UInt32], _ store: (String) -> (start: UInt32, count: UInt32),
    into layout: inout Layout
  ) -> UInt32 {
    let records = row.map { element -> ElementRecord in
      switch element.kind {
      case .words: return words(element, slotOfWord, &layout)
      case .exact:
        let place = store(element.spelling)
        return ElementRecord(
          kind: .exact, optional: element.optional, data: place.start, count: place.count)
      case .group:
        let branches = element.branches.map { branch in
          let first = pack(branch, slotOfWord, store, into: &layout)
          return Self.branch(
            from: first, layout.elements[Int(first)..<Int(first) + branch.count])
        }
        let start = UInt32(layout.branches.count)
        layout.branches += branches
        return ElementRecord(
          kind: .group, optional: element.optional, data: start,
          count: UInt32(element.branches.count),
          firstWords: bits(edge(of: element, fromEnd: false), slotOfWord),
          lastWords: bits(edge(of: element, fromEnd: true), slotOfWord))
      default:
        return ElementRecord(
          kind: element.kind, optional: element.optional, min: UInt8(clamping: element.least),
          max: UInt8(clamping: element.most))
      }
    }
    let first = UInt32(layout.elements.count)
    layout.elements += records
    return first
  }

  private static func branch(
    from first: UInt32, _ row: ArraySlice<ElementRecord>
  ) -> BranchRecord {
    let ends = (row.first, row.last)
    return BranchRecord(
      first: first, count: UInt32(row.count),
      firstWords: ends.0.map { $0.optional == 1 ? .max : $0.firstWords } ?? .max,
      lastWords: ends.1.map { $0.optional == 1 ? .max : $0.lastWords } ?? .max)
  }

  private static func bits(_ words: Set<Int>?, _ slotOfWord: [UInt32]) -> UInt64 {
    words.map { signature($0, slotOfWord).low } ?? .max
  }

  private static func words(
    _ element: Element, _ slotOfWord: [UInt32], _ layout: inout Layout
  ) -> ElementRecord {
    let slots = element.words.map { slotOfWord[$0] }.sorted()
    let bits = slots.reduce(0) { $0 | WordSignature.bit(of: $1) }
    if slots.count == 1 {
      return ElementRecord(
        kind: .word, optional: element.optional, data: slots[0], count: 1, firstWords: bits,
        lastWords: bits)
    }
    let start = layout.seenLists[slots] ?? UInt32(layout.lists.count)
    if layout.seenLists.updateValue(start, forKey: slots) == nil { layout.lists += slots }
    return ElementRecord(
      kind: .words, optional: element.optional, data: start, count: UInt32(slots.count),
      firstWords: bits, lastWords: bits)
  }
}

extension [PhraseElement] {
  /// The first of its words that `isMeant` is true of.
  func firstWord(where isMeant: (String) -> Bool) -> String? {
    for element in self {
      switch element.kind {
      case .words(let words), .exact(let words):
        if let word = words.first(where: isMeant) { return word }
      case .group(let branches):
        if let word = branches.compactMap({ $0.firstWord(where: isMeant) }).first {
          return word
        }
      default: continue
      }
    }
    return nil
  }
}

extension PhraseElement {
  fileprivate var hasSeveralSpellings: Bool {
    if case .exact(let spellings) = kind { spellings.count > 1 } else { false }
  }
}
