extension LexiconSource {
  /// The words that are terms on their own, sorted: what a plain word search could look for.
  package var singleWordTerms: [String] {
    var words: Set<String> = []
    for phrase in signals.flatMap(\.terms).flatMap(\.phrases) where phrase.count == 1 {
      if case .words(let alternatives) = phrase[0].kind { words.formUnion(alternatives) }
    }
    return words.sorted()
  }
}
