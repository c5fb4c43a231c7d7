import ScanCore

/// The phrases of the index while it is built.
///
/// Words stand in it by their number in the `WordTable`; `layout` turns them into slots.
struct PhraseTable {
  private struct Element {
    var kind: ElementRecord.Kind
    var optional: Bool
    var words: [Int] = []
    var spelling = ""
    var least = 0
    var most = 0
  }

  private var records: [PhraseRecord] = []
  private var elements: [Element] = []

  /// The number of phrases.
  var count: Int { records.count }

  /// Adds a linear phrase and its postings.
  ///
  /// - Returns: What is wrong with it, or nil.
  mutating func add(
    _ phrase: [PhraseElement], signal: Int, forbids: Bool, words: inout WordTable,
    plain: (String) -> [[UInt8]]
  ) -> String? {
    var row: [Element] = []
    for element in phrase {
      row += Self.resolve(element, words: &words, plain: plain)
    }
    if !forbids, row.count == 1, row[0].kind == .words, !row[0].optional {
      for word in row[0].words { words.add(Posting(kind: .word, signal: signal, number: 0), to: word) }
      return nil
    }
    guard let anchor = Self.anchor(of: row, words) else { return "needs at least one literal word" }
    guard records.count < 1 << 20, row.count < 256 else { return "there are too many phrases" }
    let posting = Posting(kind: .phrase, signal: signal, number: records.count)
    for word in row[anchor].words { words.add(posting, to: word) }
    records.append(
      PhraseRecord(
        signal: UInt16(signal), forbids: forbids, anchor: UInt8(anchor),
        firstElement: UInt32(elements.count), elementCount: UInt32(row.count)))
    elements += row
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
      return [Element(kind: .words, optional: element.optional, words: Array(Set(numbers)).sorted())]
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
    }
  }

  /// The element that occurs least often in English: each class of words.tsv is four times as
  /// common as the one before.
  private static func anchor(of row: [Element], _ words: WordTable) -> Int? {
    row.indices.filter { !row[$0].optional && !row[$0].words.isEmpty }
      .min { cost(row[$0], words) < cost(row[$1], words) }
  }

  private static func cost(_ element: Element, _ words: WordTable) -> Int {
    element.words.reduce(0) { $0 + 1 << (2 * words.wordClass(of: $1)) }
  }

  /// The finished sections.
  struct Layout {
    var records: [PhraseRecord]
    var elements: [ElementRecord]
    var lists: [UInt32]
  }

  /// Lays the phrases out, words as slots.
  func layout(
    slotOfWord: [UInt32], store: (String) -> (start: UInt32, count: UInt32)
  ) -> Layout {
    var lists: [UInt32] = []
    var seen: [[UInt32]: UInt32] = [:]
    let packed = elements.map { element -> ElementRecord in
      let slots = element.words.map { slotOfWord[$0] }.sorted()
      switch element.kind {
      case .words where slots.count == 1:
        return ElementRecord(kind: .word, optional: element.optional, data: slots[0], count: 1)
      case .words:
        let start = seen[slots] ?? UInt32(lists.count)
        if seen.updateValue(start, forKey: slots) == nil { lists += slots }
        return ElementRecord(
          kind: .words, optional: element.optional, data: start, count: UInt32(slots.count))
      case .exact:
        let place = store(element.spelling)
        return ElementRecord(
          kind: .exact, optional: element.optional, data: place.start, count: place.count)
      default:
        return ElementRecord(
          kind: element.kind, optional: element.optional, min: UInt8(clamping: element.least),
          max: UInt8(clamping: element.most))
      }
    }
    return Layout(records: records, elements: packed, lists: lists)
  }
}
