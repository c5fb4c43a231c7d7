/// Turns the tree of a term into straight phrases.
///
/// Single words that may stand in one place stay together in one element; only alternatives of
/// several words part the phrase.
struct PhraseExpansion {
  /// What a phrase is for.
  enum Purpose {
    /// It is looked for: a gap at its edge that may be nothing would say nothing.
    case match
    /// It covers terms that then do not count, so a gap at its edge covers them too.
    case cover
    /// It is an entry of a list, and becomes a part of other phrases.
    case part
  }

  private static let mostLists = 32

  /// The phrases that each list stands for.
  var lists: [String: [[PhraseElement]]]

  /// The phrases of a term; each with a word that must be there, unless it is a part of others.
  func phrases(
    of tree: TermTree, for purpose: Purpose = .match
  ) throws(TermFault) -> [[PhraseElement]] {
    guard tree.lists.count <= Self.mostLists else {
      throw TermFault(message: "names more than \(Self.mostLists) lists", offset: 0)
    }
    var all = try expanded(tree).map(gapsJoined)
    if purpose == .match { all = all.map(edgesCut) }
    var seen: Set<[PhraseElement]> = []
    all = all.filter { seen.insert($0).inserted }
    guard all.count <= Term.mostPhrases else { throw tooMany }
    guard purpose == .part || all.allSatisfy(hasLiteral) else {
      throw TermFault(message: "needs at least one literal word that cannot be missing", offset: 0)
    }
    return all
  }

  private var tooMany: TermFault {
    let message = "stands for more than \(Term.mostPhrases) phrases; make it several terms"
    return TermFault(message: message, offset: 0)
  }

  private func expanded(_ tree: TermTree) throws(TermFault) -> [[PhraseElement]] {
    switch tree {
    case .element(let kind): return [[PhraseElement(kind)]]
    case .list(let name, let offset): return try entries(of: name, offset: offset)
    case .optional(let part): return try optional(expanded(part))
    case .sequence(let parts): return try product(of: parts)
    case .choice(let parts):
      var all: [[PhraseElement]] = []
      for part in parts { try all.append(contentsOf: expanded(part)) }
      return factored(all)
    }
  }

  private func entries(of name: String, offset: Int) throws(TermFault) -> [[PhraseElement]] {
    if let known = lists[name] { return known }
    let near = nearestName(to: name, among: lists.keys).map { "; did you mean '$\($0)'?" }
    throw TermFault(message: "no list is called '$\(name)'" + (near ?? ""), offset: offset)
  }

  /// One part after another.
  ///
  /// A few alternatives are written out. Many would multiply, so each part with alternatives
  /// becomes one group that the matcher tries in its place.
  private func product(of parts: [TermTree]) throws(TermFault) -> [[PhraseElement]] {
    var tails: [[[PhraseElement]]] = []
    for part in parts { try tails.append(expanded(part)) }
    let size = tails.reduce(1) { min($0 * $1.count, Term.mostPhrases + 1) }
    if size > Self.mostWrittenOut { group(&tails) }
    guard tails.allSatisfy({ $0.count <= Term.mostPhrases }) else { throw tooMany }
    var all: [[PhraseElement]] = [[]]
    for tail in tails {
      all = all.flatMap { head in tail.map { head + $0 } }
      guard all.count <= Term.mostPhrases else { throw tooMany }
    }
    return all
  }

  /// The most phrases that the alternatives of a term are written out to.
  private static let mostWrittenOut = 12

  private func group(_ tails: inout [[[PhraseElement]]]) {
    for index in tails.indices where tails[index].count > 1 {
      let branches = tails[index].filter { !$0.isEmpty }
      let isOptional = tails[index].contains { $0.allSatisfy(mayBeNothing) }
      tails[index] = [[PhraseElement(.group(branches), optional: isOptional)]]
    }
  }

  private func mayBeNothing(_ element: PhraseElement) -> Bool {
    if element.optional { return true }
    switch element.kind {
    case .gap(_, let least): return least == 0
    case .group(let branches): return branches.contains { $0.allSatisfy(mayBeNothing) }
    default: return false
    }
  }

  /// The phrases, or nothing: an optional word if there is a single one, else an empty phrase.
  private func optional(_ phrases: [[PhraseElement]]) -> [[PhraseElement]] {
    guard let index = phrases.firstIndex(where: { $0.count == 1 }) else { return phrases + [[]] }
    var all = phrases
    all[index][0].optional = true
    return all
  }

  /// Neighbouring gaps become one.
  private func gapsJoined(_ phrase: [PhraseElement]) -> [PhraseElement] {
    var result: [PhraseElement] = []
    for element in phrase.map(unlessGap) {
      if case .gap(let most, let least) = element.kind,
        case .gap(let priorMost, let priorLeast) = result.last?.kind
      {
        let kind = PhraseElement.Kind.gap(max: priorMost + most, min: priorLeast + least)
        result[result.count - 1] = PhraseElement(kind)
      } else {
        result.append(element)
      }
    }
    return result
  }

  /// A gap at an edge becomes only as long as it must be.
  private func edgesCut(_ phrase: [PhraseElement]) -> [PhraseElement] {
    shortened(shortened(phrase).reversed()).reversed()
  }

  /// A gap that may be missing is a gap of no words, inside a group too.
  private func unlessGap(_ element: PhraseElement) -> PhraseElement {
    switch element.kind {
    case .gap(let most, _) where element.optional: return PhraseElement(.gap(max: most, min: 0))
    case .group(let branches):
      return PhraseElement(.group(branches.map(gapsJoined)), optional: element.optional)
    default: return element
    }
  }

  private func shortened(_ phrase: [PhraseElement]) -> [PhraseElement] {
    guard case .gap(_, let least) = phrase.first?.kind else { return phrase }
    let rest = Array(phrase.dropFirst())
    return least == 0 ? rest : [PhraseElement(.gap(max: least, min: least))] + rest
  }

  private func hasLiteral(_ phrase: [PhraseElement]) -> Bool {
    phrase.contains { element in
      switch element.kind {
      case .words, .exact: !element.optional
      case .group(let branches): !element.optional && branches.allSatisfy(hasLiteral)
      default: false
      }
    }
  }
}
