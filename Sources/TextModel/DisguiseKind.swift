/// How an offensive word was hidden.
///
/// The names are those of the report: `evidence` says `"disguise": "leet"`.
public enum DisguiseKind: UInt8, CaseIterable, Hashable, Sendable {
  /// Stars for letters: `b*n*na`.
  case stars = 1
  /// Other symbols for letters: `b@#$na`.
  case symbols
  /// Digits and signs that look like letters: `b4n4n4`.
  case leet
  /// A space between all letters: `b a n a n a`.
  case spaced
  /// A full stop between all letters: `b.a.n.a.n.a`.
  case dotted
  /// Another mark between all letters: `b-a-n-a-n-a`.
  case hyphened
  /// One space or mark inside the word: `ban ana`.
  case partSpaced
  /// Letters written more often: `baaannana`.
  case repeats
  /// The vowels left out: `bnn`.
  case droppedVowels
  /// Two neighbours exchanged: `bnaana`.
  case letterSwap
  /// Other letters of the same sound: `phun`.
  case soundAlike
  /// Letters of another script that look the same.
  case homoglyph
  /// Fullwidth, mathematical or circled letters.
  case styled
  /// Characters between the letters that cannot be seen.
  case zeroWidth
  /// Accents and other marks on the letters.
  case marks
  /// Backwards: `ananab`.
  case reversed
  /// Joined to other words: `youbanana`.
  case runTogether
  /// Capitals and small letters by turns: `bAnAnA`.
  case mixedCase

  /// The name that reports use, in small letters with hyphens.
  public var name: String {
    switch self {
    case .stars: "stars"
    case .symbols: "symbols"
    case .leet: "leet"
    case .spaced: "spaced"
    case .dotted: "dotted"
    case .hyphened: "hyphened"
    case .partSpaced: "part-spaced"
    case .repeats: "repeats"
    case .droppedVowels: "dropped-vowels"
    case .letterSwap: "letter-swap"
    case .soundAlike: "sound-alike"
    case .homoglyph: "homoglyph"
    case .styled: "styled"
    case .zeroWidth: "zero-width"
    case .marks: "marks"
    case .reversed: "reversed"
    case .runTogether: "run-together"
    case .mixedCase: "mixed-case"
    }
  }
}
