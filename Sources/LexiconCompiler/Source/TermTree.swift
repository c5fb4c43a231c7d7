/// A term as its grammar sees it.
indirect enum TermTree: Hashable {
  /// One place.
  case element(PhraseElement.Kind)
  /// Any entry of a list; where the `$` stands, in code points from the start of the term.
  case list(String, offset: Int)
  /// One after another.
  case sequence([TermTree])
  /// One or the other.
  case choice([TermTree])
  /// May be missing.
  case optional(TermTree)

  /// The names of the lists in it, with their offsets.
  var lists: [(name: String, offset: Int)] {
    switch self {
    case .element: []
    case .list(let name, let offset): [(name, offset)]
    case .sequence(let parts), .choice(let parts): parts.flatMap(\.lists)
    case .optional(let part): part.lists
    }
  }
}

/// What is wrong with a term.
struct TermFault: Error, Hashable {
  /// What, and what to do about it.
  var message: String
  /// Where, in code points from the start of the term, or `end`.
  var offset: Int

  /// The last code point of the term.
  static let end = Int.max
}
