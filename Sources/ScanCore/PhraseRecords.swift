/// A phrase: a row of elements, one of which is its anchor.
package struct PhraseRecord: BitwiseCopyable {
  /// The signal that it makes.
  package var signal: UInt16
  /// 1 if it does not make the signal but forbids it where they overlap (`not-in`).
  package var forbids: UInt8
  /// Which element is the anchor.
  package var anchor: UInt8
  /// Its first element in that section.
  package var firstElement: UInt32
  /// How many elements it has.
  package var elementCount: UInt16
  /// In how many places one of `farWords` may stand.
  var farSpan: UInt8
  /// The first of them, counted in words from the anchor.
  var farStart: Int8
  private var unused: UInt32 = 0
  /// Words of which one must stand beyond those that its posting asks for: looked at before the
  /// phrase itself is matched, which takes as long as looking at ten of these.
  package let farWords: WordSignature

  /// How many bytes `farWords` lies behind the start.
  package static let placeOfFarWords = 16

  /// A phrase.
  package init(
    signal: UInt16, forbids: Bool, anchor: UInt8, firstElement: UInt32, elementCount: UInt16,
    far: PostingRecord.Need
  ) {
    precondition(far.fits, "\(far.span) words from \(far.from) on do not fit a phrase")
    self.signal = signal
    self.forbids = forbids ? 1 : 0
    self.anchor = anchor
    self.firstElement = firstElement
    self.elementCount = elementCount
    farSpan = UInt8(far.span)
    farStart = Int8(far.from)
    farWords = far.words
  }
}

/// One element of a phrase.
package struct ElementRecord: BitwiseCopyable {
  /// What it matches.
  package enum Kind: UInt8 {
    /// One word: `data` is its slot plus 1.
    case word
    /// One word of a list: `data` is the list's place in `wordLists`, `count` its length.
    case words
    /// A word in exactly this case: `data` and `count` are its bytes in `strings`.
    case exact
    case number, capitalised, givenName, surname, person
    /// Any words, at least `min`, at most `max`.
    case gap
    /// One of `count` rows of elements, which stand in `branches` from `data` on.
    case group
  }

  /// The raw value of its `Kind`.
  package var kind: UInt8
  /// 1 if it may be missing.
  package var optional: UInt8
  /// Fewest words of a gap.
  package var min: UInt8
  /// Most words of a gap.
  package var max: UInt8
  /// See `Kind`.
  package var data: UInt32
  /// See `Kind`.
  package var count: UInt32
  private var unused: UInt32 = 0
  /// Bits of the words that it can begin with (`WordSignature.bit`), to say quickly that a word is
  /// not on a list; all ones if it can begin with any word.
  package var firstWords: UInt64
  /// Bits of the words that it can end with.
  package var lastWords: UInt64

  /// An element.
  package init(
    kind: Kind, optional: Bool, min: UInt8 = 0, max: UInt8 = 0, data: UInt32 = 0,
    count: UInt32 = 0, firstWords: UInt64 = .max, lastWords: UInt64 = .max
  ) {
    self.kind = kind.rawValue
    self.optional = optional ? 1 : 0
    self.min = min
    self.max = max
    self.data = data
    self.count = count
    self.firstWords = firstWords
    self.lastWords = lastWords
  }
}

/// One alternative of a group.
package struct BranchRecord: BitwiseCopyable {
  /// Its first element in that section.
  package var first: UInt32
  /// How many elements it has.
  package var count: UInt32
  /// Bits of the words that it can begin with, all ones if it can begin with any: said here, where
  /// the branches of a group lie in a row, so that most of them are passed over unread.
  package var firstWords: UInt64
  /// Bits of the words that it can end with.
  package var lastWords: UInt64

  /// A branch.
  package init(first: UInt32, count: UInt32, firstWords: UInt64, lastWords: UInt64) {
    self.first = first
    self.count = count
    self.firstWords = firstWords
    self.lastWords = lastWords
  }
}

/// The parts of a lexicon that a phrase is matched by: five of the pointers of `LexiconTables`, and
/// valid as long as those.
struct PhraseTables {
  let slots: UnsafePointer<IndexSlot>
  let elements: UnsafePointer<ElementRecord>
  let wordLists: UnsafePointer<UInt32>
  let branches: UnsafePointer<BranchRecord>
  let strings: UnsafePointer<UInt8>

  @inline(__always)
  init(_ tables: LexiconTables) {
    slots = tables.slots
    elements = tables.elements
    wordLists = tables.wordLists
    branches = tables.branches
    strings = tables.strings
  }
}

extension LexiconTables {
  /// The anchor of a phrase among the elements.
  @inline(__always)
  func anchor(of phrase: UnsafePointer<PhraseRecord>) -> UnsafePointer<ElementRecord> {
    elements + (Int(phrase.pointee.firstElement) &+ Int(phrase.pointee.anchor))
  }
}

extension Posting {
  /// 1 if it leads to a phrase, else 0.
  @inline(__always)
  var isPhrase: UInt32 { bits >> 30 & Kind.phrase.rawValue }
}
