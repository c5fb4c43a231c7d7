/// Fewer phrases that match the same.
///
/// Two phrases that differ in one word become one with two words to choose from there
/// (`you are`, `u are`: `you|u are`); a phrase and the same without one of its words become one
/// with a word that may be missing (`in charge`, `in charge of`: `in charge of?`).
///
/// - Parameter phrases: alternatives, in any order.
/// - Returns: alternatives that together match exactly what `phrases` do.
func factored(_ phrases: [[PhraseElement]]) -> [[PhraseElement]] {
  var all = phrases
  // Two rounds are usual; a list made to need more is left as it then stands.
  for _ in 0..<mostRounds {
    let count = all.count
    let longest = all.lazy.map(\.count).max() ?? 0
    for position in 0..<longest { all = wordsJoined(all, at: position) }
    all = absencesJoined(all)
    if all.count == count { break }
  }
  return all
}

private let mostRounds = 8

/// Joins the phrases that differ in nothing but the words of one place.
private func wordsJoined(
  _ phrases: [[PhraseElement]], at position: Int
) -> [[PhraseElement]] {
  var result: [[PhraseElement]] = []
  var words: [[String]] = []
  var known: [[PhraseElement]: Int] = [:]
  for phrase in phrases {
    let element = position < phrase.count ? phrase[position] : nil
    var key = phrase.map(\.sorted)
    if let element { key[position] = PhraseElement(element.kind.without) }
    if let element, let index = known[key] {
      words[index] += element.kind.alternatives
      if element.optional { result[index][position].optional = true }
    } else {
      // What is not a word in letters has nothing to choose from: it is never joined.
      if element?.kind.alternatives.isEmpty == false { known[key] = result.count }
      result.append(phrase)
      words.append(element?.kind.alternatives ?? [])
    }
  }
  for index in known.values { result[index][position].kind.replaceAlternatives(words[index]) }
  return result
}

/// Joins each phrase with the same phrase less one of its elements.
private func absencesJoined(_ phrases: [[PhraseElement]]) -> [[PhraseElement]] {
  var free = Set(phrases)
  var result: [[PhraseElement]] = []
  for phrase in phrases where !phrase.isEmpty {
    guard let place = absence(in: phrase, among: free) else { continue }
    var shorter = phrase
    shorter.remove(at: place)
    var joined = phrase
    joined[place].optional = true
    free.subtract([shorter, phrase])
    result.append(joined)
  }
  return result + phrases.filter { free.remove($0) != nil }
}

/// The place of a word without which `phrase` is one of the others.
private func absence(in phrase: [PhraseElement], among others: Set<[PhraseElement]>) -> Int? {
  guard others.contains(phrase) else { return nil }
  return phrase.indices.first { place in
    guard !phrase[place].optional, !phrase[place].kind.alternatives.isEmpty else { return false }
    var shorter = phrase
    shorter.remove(at: place)
    return others.contains(shorter)
  }
}

extension PhraseElement {
  /// The same with its words in order: `he|she` and `she|he` are one.
  fileprivate var sorted: Self {
    guard kind.alternatives.count > 1 else { return self }
    var copy = self
    copy.kind.replaceAlternatives(kind.alternatives.sorted())
    return copy
  }
}

extension PhraseElement.Kind {
  /// The words in letters to choose from; empty for everything else.
  fileprivate var alternatives: [String] {
    switch self {
    case .words(let words), .exact(let words): words
    case .number, .capitalised, .givenName, .surname, .person, .gap, .group: []
    }
  }

  /// The same without its words.
  fileprivate var without: Self {
    switch self {
    case .words: .words([])
    case .exact: .exact([])
    case .number, .capitalised, .givenName, .surname, .person, .gap, .group: self
    }
  }

  fileprivate mutating func replaceAlternatives(_ words: [String]) {
    var seen: Set<String> = []
    let once = words.filter { seen.insert($0).inserted }
    switch self {
    case .words: self = .words(once)
    case .exact: self = .exact(once)
    case .number, .capitalised, .givenName, .surname, .person, .gap, .group: break
    }
  }
}
