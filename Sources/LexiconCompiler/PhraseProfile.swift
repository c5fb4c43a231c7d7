import Rules
package import ScanCore
import TextModel

/// Counts how often each line of the lexicon is tried on a text, found or not.
package struct PhraseProfile {
  private let lexicon: Lexicon
  private let places: [SourcePlace]

  /// A profile of a compiled lexicon.
  package init(lexicon: Lexicon, _ compilation: Compilation) {
    self.lexicon = lexicon
    places = compilation.phrasePlaces
  }

  /// The lines that were tried, the most often tried first.
  package func trials(in text: String) -> [(place: SourcePlace, count: Int)] {
    var batch = PassageBatch()
    for line in text.split(separator: "\n") {
      batch.append(Passage(text: batch.store(String(line))))
    }
    batch.seal()
    var memory = ScanMemory(lanes: 1)
    memory.countTrials(phrases: places.count)
    _ = PassageScanner(lexicon: lexicon).scan(batch, audience: .parent, &memory)
    var counts: [SourcePlace: Int] = [:]
    for (place, count) in zip(places, memory.phraseTrials) { counts[place, default: 0] += count }
    return counts.filter { $0.value > 0 }.map { ($0.key, $0.value) }
      .sorted { ($1.1, $0.0.file, $0.0.line) < ($0.1, $1.0.file, $1.0.line) }
  }
}
