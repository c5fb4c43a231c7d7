/// What the files of one or several `Lexicons` folders say, checked but not yet compiled.
package struct LexiconSource: Sendable {
  /// The signals, in the order in which they are first defined.
  package var signals: [SignalSource] = []
  /// The rules, by id.
  package var rules: [RuleSource] = []
  /// The policy packs, by name.
  package var policies: [PolicySource] = []
  /// How people also write a word, in the order of the files.
  package var spellings: [SpellingSource] = []
  /// The lists of words by which identifiers are known, by name.
  package var identifiers: [IdentifierListSource] = []
  /// The absolute paths of the name lists (`names/*.tsv`), sorted within each folder.
  package var nameFiles: [String] = []
  /// The absolute path of every file that counts, name lists among them.
  package var files: [String] = []
  /// The absolute path of every folder that was listed: a new file there changes the outcome.
  package var folders: [String] = []

  /// An empty lexicon.
  package init() {}
}

/// Another way to write a word.
package struct SpellingSource: Hashable, Sendable {
  /// As people also write it: one word, in small letters.
  package var variant: String
  /// As the dictionary writes it: one word or several, in small letters.
  package var canonical: String
  /// Where it stands.
  package var place: SourcePlace
}
