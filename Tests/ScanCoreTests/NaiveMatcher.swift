import TestSupport

/// A term as a tree, for a matcher that is too simple to be wrong.
indirect enum NaiveTerm {
  case word(String)
  case number
  case gap(ClosedRange<Int>)
  case row([NaiveTerm])
  case choice([NaiveTerm])
  case optional(NaiveTerm)

  /// As a lexicon file writes it.
  var written: String {
    switch self {
    case .word(let word): word
    case .number: "#"
    case .gap(1...1): "*"
    case .gap(let range): "..\(range.upperBound)"
    case .row(let parts): parts.map(\.written).joined(separator: " ")
    case .choice(let parts): "(" + parts.map(\.written).joined(separator: "|") + ")"
    case .optional(let part):
      if case .choice = part { part.written + "?" } else { "(\(part.written))?" }
    }
  }

  /// Where matches that begin at `start` can end, one past their last word.
  func ends(from start: Int, in words: [String], to limit: Int) -> Set<Int> {
    switch self {
    case .word(let word): start < limit && words[start] == word ? [start + 1] : []
    case .number: start < limit && words[start].allSatisfy(\.isNumber) ? [start + 1] : []
    case .gap(let range): Set(range.map { start + $0 }.filter { $0 <= limit })
    case .choice(let parts):
      parts.reduce(into: []) { $0.formUnion($1.ends(from: start, in: words, to: limit)) }
    case .optional(let part): part.ends(from: start, in: words, to: limit).union([start])
    case .row(let parts):
      parts.reduce(into: [start]) { places, part in
        places = places.reduce(into: []) {
          $0.formUnion(part.ends(from: $1, in: words, to: limit))
        }
      }
    }
  }

  /// Every span of words that it matches, within one sentence.
  func spans(in words: [CutWord]) -> Set<Range<Int>> {
    let texts = words.map(\.text)
    var spans: Set<Range<Int>> = []
    for start in words.indices {
      let rest = words[start...]
      let limit = rest.firstIndex { $0.sentence != words[start].sentence } ?? words.endIndex
      for end in ends(from: start, in: texts, to: limit) where end > start {
        spans.insert(start..<end)
      }
    }
    return spans
  }

  static let vocabulary = ["ape", "bee", "cat", "dog", "elk"]

  /// A term at random.
  static func random(_ random: inout SplitMix, depth: Int = 3) -> NaiveTerm {
    .row((0...random.below(4)).map { _ in part(&random, depth: depth) })
  }

  private static func part(_ random: inout SplitMix, depth: Int) -> NaiveTerm {
    switch random.below(depth > 0 ? 10 : 5) {
    case 0: .number
    case 1: random.once(in: 2) ? .gap(1...1) : .gap(0...(1 + random.below(3)))
    case 2..<5: .word(random.pick(vocabulary))
    case 5: .optional(Self.random(&random, depth: 0))
    case 6:
      .optional(.choice((0...random.below(3)).map { _ in Self.random(&random, depth: depth - 1) }))
    default: .choice((0...random.below(5)).map { _ in Self.random(&random, depth: depth - 1) })
    }
  }
}
