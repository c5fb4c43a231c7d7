import Foundation
import ScanCore

/// Which element a phrase is looked for from.
extension PhraseTable {
  /// The element from which a row is looked for at the least cost; nil if no word need be there.
  static func anchor(of row: [Element], _ words: WordTable) -> Int? {
    var best: (index: Int, cost: Double)?
    for index in row.indices {
      guard let cost = cost(ofAnchor: index, in: row, words) else { continue }
      if best.map({ cost < $0.cost }) ?? true { best = (index, cost) }
    }
    return best?.index
  }

  /// Instructions, about, that it takes to look at a posting, and to try its phrase.
  private static let look = 25.0
  private static let trial = 1_000.0

  /// What a row costs in a million words if an element is its anchor; nil if the element need not
  /// hold a word.
  ///
  /// A rare word is a good anchor, but so is a common one with a rare word right beside it; a word
  /// with a long list within reach is a bad one, because signatures of long lists let most words
  /// pass.
  private static func cost(
    ofAnchor index: Int, in row: [Element], _ words: WordTable
  ) -> Double? {
    let element = row[index]
    guard !element.optional else { return nil }
    if element.kind == .group {
      // Each branch becomes a phrase of its own.
      var sum = 0.0
      for branch in element.branches {
        let single = Array(row[..<index]) + branch + Array(row[(index + 1)...])
        let costs = branch.indices.compactMap { cost(ofAnchor: index + $0, in: single, words) }
        guard let least = costs.min() else { return nil }
        sum += least
      }
      return sum
    }
    guard !element.words.isEmpty else { return nil }
    let frequency = element.words.reduce(0) { $0 + words.frequency(of: $1) }
    let needs = Needs(of: row, round: index)
    if let side = needs.pairSide(anchors: element.words.count) {
      let share = share(of: side.near.words, words)
      return Double(frequency) * (1 + share * (look + trial * passing(side.far, words)))
    }
    return Double(frequency)
      * (look + trial * passing(needs.after, words) * passing(needs.before, words))
  }

  /// How large a share of all words some words are.
  private static func share(of list: Set<Int>, _ words: WordTable) -> Double {
    Double(list.reduce(0) { $0 + words.frequency(of: $1) }) / 1e6
  }

  /// The probability that the signature of a need lets words of ordinary talk pass.
  static func passing(_ need: Need?, _ words: WordTable) -> Double {
    guard let need else { return 1 }
    let half = 1 - pow(63.0 / 64, Double(need.words.count))
    let one = min(1, half * half + share(of: need.words, words))
    return 1 - pow(1 - one, Double(need.span))
  }
}
