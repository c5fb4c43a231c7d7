package import ScanCore
/// A signal: what kind of thing certain words and phrases are.
package struct SignalSource: Sendable {
  /// `matter` or `matter.kind`.
  package var name: String
  /// Where it is first defined.
  package var place: SourcePlace
  /// What it stands for; empty if not said.
  package var about: String
  /// Where its terms come from; empty if not said.
  package var source: String
  /// The words and phrases that make it.
  package var terms: [Term]
  /// Phrases inside which a term does not count.
  package var notIn: [Term]
  /// What only a pattern can say.
  package var patterns: [PatternSource]
  /// What its words have to do with hidden ones (f*ck).
  package var disguised: DisguiseSource
  /// How far it reaches under `unless`, `soften` and `raise` where the rule does not say.
  package var scope: ScopeSource?
}

/// What the words of a signal have to do with words that are hidden.
package enum DisguiseSource: String, CaseIterable, Sendable {
  /// They are found as they stand.
  case no = "false"
  /// They are also found when hidden.
  case yes = "true"
  /// They have honest uses and are found when hidden alone.
  case only
  /// They are said to somebody, so that a doubtful word behind is taken for a hidden one: "you".
  case address
  /// They go with hidden words as with others: "such", "the".
  case article

  /// Whether the words are looked for as they stand.
  var isPlain: Bool { self == .no || self == .yes }

  /// Whether the words only say something of a word behind them.
  var isCompany: Bool { self == .address || self == .article }
}

/// A PCRE2 pattern.
package struct PatternSource: Hashable, Sendable {
  /// The pattern as written; not compiled here.
  package var pattern: String
  /// What must stand in the text for it to be tried; nil leaves it to be derived.
  package var anchor: Anchor?
  /// Words of which one must stand in the passage too, in small letters; empty if none need.
  package var beside: [String] = []
  /// Words of which one must stand at most six words before an anchor of words; empty if none need.
  package var before: [String] = []
  /// What else must be in the passage.
  package var needs: PatternRecord.Needs = []
  /// Where it stands.
  package var place: SourcePlace
}

/// What must stand in a text for a pattern to be tried.
package enum Anchor: Hashable, Sendable {
  /// One of these words, in small letters.
  case words([String])
  /// A digit.
  case digits
  /// An `@`.
  case atSign
  /// A full stop inside a word somewhere in the passage, as links have.
  case link
  /// Nothing: it is tried on every sentence.
  case everySentence
}

/// How far from each other signals may stand.
package enum ReachSource: Hashable, Sendable {
  /// At most that many words between them, in the same sentence.
  case words(Int)
  /// The same sentence.
  case sentence
  /// The same sentence, the one before or the one after.
  case neighbours
  /// Anywhere in the same passage.
  case passage
}

/// How far a signal reaches, and to which side.
package struct ScopeSource: Hashable, Sendable {
  /// How far.
  package var reach: ReachSource
  /// On which side of what the rule found the signal must stand.
  package var order: Order
}

/// A word or phrase of a signal.
package struct Term: Hashable, Sendable {
  /// As written.
  package var text: String
  /// Where it stands.
  package var place: SourcePlace
  /// What it stands for, one after another; never empty, at most `Term.mostPhrases`.
  package var phrases: [[PhraseElement]]

  /// How many phrases a term may stand for.
  package static let mostPhrases = 512
}

/// One place in a phrase.
package struct PhraseElement: Hashable, Sendable {
  /// What stands there.
  package indirect enum Kind: Hashable, Sendable {
    /// One of these words, in small letters.
    case words([String])
    /// One of these words, in exactly these letters.
    case exact([String])
    /// A number in digits.
    case number
    /// A word with a capital.
    case capitalised
    /// A given name with a capital.
    case givenName
    /// A word with a capital that is not an everyday word.
    case surname
    /// A person that the name detector found.
    case person
    /// Any words, from `min` to `max` of them.
    case gap(max: Int, min: Int)
    /// One of several phrases.
    case group([[PhraseElement]])
  }

  /// What stands there.
  package var kind: Kind
  /// Whether it may be missing; never set on a gap.
  package var optional: Bool

  /// A place in a phrase.
  package init(_ kind: Kind, optional: Bool = false) {
    self.kind = kind
    self.optional = optional
  }
}
