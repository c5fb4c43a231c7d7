package import TextModel

/// A typed span of a passage: what terms, patterns and detectors find, and rules are about.
package struct Signal: Sendable {
  /// Its kind: a number into the lexicon's signal names.
  package var kind: UInt16
  /// How sure, in hundredths, from 1 to 100.
  package var confidence: UInt8
  /// How it was hidden; nil if it stands there plainly.
  package var disguise: DisguiseKind?
  /// Its bytes, from the start of the passage's text.
  package var range: ByteRange
  /// Its first token.
  package var firstToken: UInt32
  /// Its last token.
  package var lastToken: UInt32
  /// The sentence that it begins in.
  package var sentence: UInt16

  /// A signal.
  package init(
    kind: UInt16, confidence: UInt8 = 100, disguise: DisguiseKind? = nil, range: ByteRange,
    firstToken: UInt32, lastToken: UInt32, sentence: UInt16
  ) {
    self.kind = kind
    self.confidence = confidence
    self.disguise = disguise
    self.range = range
    self.firstToken = firstToken
    self.lastToken = lastToken
    self.sentence = sentence
  }
}

/// How far from a signal another may stand to count, and on which side; one word of 32 bits.
package struct Reach: Hashable, Sendable {
  /// How far.
  package enum Extent: UInt32, Sendable {
    /// At most `words` words between.
    case words
    case sentence
    /// The same sentence, the one before or the one after.
    case neighbours
    case passage
  }

  /// Where the other stands, seen from the signal.
  package enum Order: UInt32, Sendable { case any, before, after }

  /// The packed form that images hold.
  package var bits: UInt32

  /// A reach; `words` counts only for `Extent.words`.
  package init(_ extent: Extent, words: Int = 0, order: Order = .any) {
    bits = extent.rawValue | order.rawValue << 4 | UInt32(clamping: words) << 8
  }

  /// A reach from its packed form.
  package init(bits: UInt32) { self.bits = bits }

  /// How far.
  package var extent: Extent { Extent(rawValue: bits & 15) ?? .sentence }
  /// On which side.
  package var order: Order { Order(rawValue: bits >> 4 & 15) ?? .any }
  /// The number of words for `Extent.words`.
  package var words: Int { Int(bits >> 8) }

  /// Whether `other` is in reach of `signal`.
  @inline(__always)
  package func holds(_ other: Signal, from signal: Signal) -> Bool {
    switch order {
    case .any: break
    case .before: guard other.range.start < signal.range.start else { return false }
    case .after: guard other.range.start > signal.range.start else { return false }
    }
    switch extent {
    case .passage: return true
    case .sentence: return other.sentence == signal.sentence
    case .neighbours: return abs(Int(other.sentence) - Int(signal.sentence)) <= 1
    case .words:
      guard other.sentence == signal.sentence else { return false }
      let gap = max(
        Int(other.firstToken) - Int(signal.lastToken), Int(signal.firstToken) - Int(other.lastToken)
      )
      return gap - 1 <= words
    }
  }
}
