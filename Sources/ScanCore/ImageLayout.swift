/// The layout of a compiled lexicon: one file, mapped into memory and used as it lies.
///
/// A header, a table of sections, and the sections, each aligned to 16 bytes. All numbers are
/// little-endian 32-bit words unless said otherwise. The writer is in `LexiconCompiler`.
package enum ImageLayout {
  /// "GPLX".
  package static let magic: UInt32 = 0x584C_5047
  /// Changes with every change of the layout, so that an old image is rebuilt and never misread.
  package static let version: UInt32 = 23
  /// Bytes before the table of sections: magic, version, content hash (8), number of sections, 0.
  package static let headerSize = 24

  /// The sections, in the order of their table.
  package enum Section: Int, CaseIterable {
    /// `IndexSlot`s; a power of two of them.
    case index
    /// `PostingRecord`s: a row of them for each word that something is looked for from, and for each
    /// two side by side.
    case postings
    /// Words of a `PairFilter`; a power of two of them.
    case pairFilter
    /// `PairSlot`s; a power of two of them.
    case pairSlots
    /// `PhraseRecord`s, one at least.
    case phrases
    /// `ElementRecord`s.
    case elements
    /// Words of alternatives: slot numbers plus 1, ascending within each list.
    case wordLists
    /// `BranchRecord`s: the alternatives of groups.
    case branches
    /// `PatternRecord`s.
    case patterns
    /// `SignalRecord`s.
    case signals
    /// Rules, as `RuleTable` reads them: `RuleRecord`s.
    case rules
    /// `WayRecord`s of the rules.
    case ways
    /// `ConditionRecord`s of the ways.
    case conditions
    /// `KindSet`s of the ways and conditions.
    case kindSets
    /// `BeginningRecord`s: for each kind of signal, what it begins.
    case beginnings
    /// Numbers of ways, by the kind that begins them.
    case begunWays
    /// Policies, as `PolicyReader` reads them.
    case policies
    /// Scalars of `Letters`, ascending.
    case letterScalars
    /// The plain forms of `Letters`.
    case letterPlain
    /// Words that are looked for under a disguise: `DisguisedWordRecord`s, by first letter.
    case disguisedWords
    /// Where the words of each first letter begin in `disguisedWords`: 27 numbers.
    case disguiseFirsts
    /// Numbers of disguised words plus 1, by their sounds; a power of two of 16-bit numbers.
    case disguiseSounds
    /// A bit for each hash of the first four letters of a joinable word.
    case disguiseBeginnings
    /// `DisguiseCompany`s.
    case disguiseCompany
    /// `IdentifierSlot`s; a power of two of them.
    case identifierSlots
    /// Words that are looked for inside longer ones, as `IdentifierWords` reads them.
    case identifierParts
    /// The files and folders that the image was made from.
    case manifest
    /// UTF-8 of all strings.
    case strings
  }
}

/// Where a string of an image lies.
package struct StringRecord: BitwiseCopyable {
  /// Its first byte in `strings`.
  package var start: UInt32
  /// Its length in bytes.
  package var count: UInt32

  /// A string that lies there.
  package init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }
}

/// A kind of signal.
package struct SignalRecord: BitwiseCopyable {
  /// Its name in `strings`.
  package var name: UInt32
  /// The length of its name in bytes.
  package var count: UInt32
  /// How far it reaches under `unless` and `soften` if the rule does not say: see `Reach`.
  package var scope: UInt32
  /// 1 if its words are also found under a disguise.
  package var disguised: UInt16
  /// 1 if one of its phrases holds a person that the name detector must find.
  package var needsPeople: UInt16

  /// A signal.
  package init(name: UInt32, count: UInt32, scope: UInt32, disguised: Bool, needsPeople: Bool) {
    self.name = name
    self.count = count
    self.scope = scope
    self.disguised = disguised ? 1 : 0
    self.needsPeople = needsPeople ? 1 : 0
  }
}
