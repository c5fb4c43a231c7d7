/// A PCRE2 pattern.
package struct PatternRecord: BitwiseCopyable {
  /// The signal that it makes.
  package var signal: UInt32
  /// When it is tried: see `Anchor`.
  package var anchor: UInt32
  /// Its source in `strings`.
  package var source: UInt32
  /// The length of its source in bytes.
  package var count: UInt32
  /// What else must be in the passage.
  package var needs: Needs
  private var unused: UInt32 = 0
  /// Words of which one must stand in the passage too; empty if none need.
  package var beside = WordSignature.empty

  /// What must be in a passage besides the anchor of a pattern.
  package struct Needs: OptionSet, Hashable, Sendable, BitwiseCopyable {
    /// The bits.
    package let rawValue: UInt32

    /// The needs with those bits.
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// A digit.
    package static var digit: Needs { Needs(rawValue: 1) }
    /// An apostrophe in a word or behind one.
    package static var apostrophe: Needs { Needs(rawValue: 2) }
    /// Sixteen letters and digits or more in one run, as keys for machines have.
    package static var code: Needs { Needs(rawValue: 4) }
    /// A word that begins with a digit and is no number, time or rank: "4B", "7yo", "45k".
    package static var mixed: Needs { Needs(rawValue: 8) }
    /// A number, a blank and a capital: "4 Maple".
    package static var numberBeforeCapital: Needs { Needs(rawValue: 16) }
    /// A number of thousands: "45k", "45 grand", "£45,000", "£45000".
    package static var thousands: Needs { Needs(rawValue: 32) }
    /// A number behind letters, with at most one sign between them: "Hello12", "Hello_1".
    package static var lettersBeforeNumber: Needs { Needs(rawValue: 64) }
    /// A number of one or two digits behind a comma or bracket: "Ava, 7".
    package static var numberAside: Needs { Needs(rawValue: 128) }
    /// A number of four digits.
    package static var fourDigits: Needs { Needs(rawValue: 256) }
    /// A number with a "y" behind it: "7yo", "7 yrs".
    package static var years: Needs { Needs(rawValue: 512) }
    /// An apostrophe in or right behind one of the three words before the anchor.
    package static var owner: Needs { Needs(rawValue: 1024) }

    /// All of them, by the words for them in files of signals.
    package static let named: [String: Needs] = [
      "digit": digit, "apostrophe": apostrophe, "code": code, "mixed": mixed,
      "number-before-capital": numberBeforeCapital, "thousands": thousands,
      "letters-before-number": lettersBeforeNumber, "number-aside": numberAside,
      "four-digits": fourDigits, "years": years, "owner": owner,
    ]
  }

  /// What must be there before the pattern is tried.
  package enum Anchor: UInt32 {
    /// One of its words, which have postings.
    case words
    /// A digit in the sentence.
    case digits
    /// An `@` in the passage.
    case atSign
    /// A full stop between letters, as links have; the pattern sees the characters round it up to
    /// the blanks on both sides.
    case link
    /// Nothing.
    case everySentence

    /// Whether a passage has it; for one of words, their postings say so.
    @inline(__always)
    func isSeen(_ seen: SeenBytes) -> Bool {
      switch self {
      case .digits: seen.digit
      case .atSign: seen.atSign
      case .link: seen.innerStop
      case .words, .everySentence: true
      }
    }
  }

  /// A pattern.
  package init(
    signal: UInt32, anchor: Anchor, source: UInt32, count: UInt32, needs: Needs = []
  ) {
    self.signal = signal
    self.anchor = anchor.rawValue
    self.source = source
    self.count = count
    self.needs = needs
  }
}
