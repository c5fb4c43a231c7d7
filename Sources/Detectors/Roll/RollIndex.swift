import PupilRoll
import ScanCore
import TextModel

/// The names of a roll by their first words, for asking of each word of a text whether it may begin
/// one.
///
/// Made at each start, so it holds flat rows and no memory of its own for each name.
struct RollIndex: Sendable {
  /// A word of a name.
  struct Word: Sendable {
    /// What the scan knows it by.
    var identity: UInt64
    /// Its token among the names.
    var token: Token
  }

  /// A way to write a given name or a surname of a pupil.
  struct Form: Sendable {
    enum Part: Sendable {
      /// A given name that the roll has.
      case given
      /// A short form of one, or the long form of a short one.
      case nickname
      case surname
    }

    var pupil: Int
    var part: Part
    /// Its words among all words; never empty.
    var words: Range<Int>
  }

  /// The words of all forms.
  private let words: [Word]
  /// The forms, those of a pupil together.
  private let forms: [Form]
  /// For each pupil the place of the first form, and behind the last pupil the number of forms.
  private let firstForms: [Int]
  /// The first words of the forms and the forms' places, ascending.
  private let order: [(identity: UInt64, form: Int)]
  /// All names, one behind the other, and padding.
  private let names: [UInt8]
  /// For each pupil what the family has agreed to where the text goes.
  let consents: [Consent]
  /// A bit for each word of the lexicon that begins a form.
  private let known: [UInt64]
  /// A bit for each hash, cut short, of a word that no lexicon holds and that begins a form.
  private let unknown: [UInt64]
  private static let unknownBits: UInt64 = 1 << 16

  /// The index of a roll.
  ///
  /// - Parameters:
  ///   - roll: The pupils.
  ///   - channel: Where the texts go; nil asks for what all channels allow.
  ///   - lexicon: The lexicon that texts are scanned with.
  init(_ roll: Roll, channel: String?, lexicon: Lexicon) {
    consents = roll.pupils.map { roll.consent(of: $0, in: channel) }
    var names: [UInt8] = []
    var ends: [Int] = []
    var forms: [Form] = []
    var firstForms: [Int] = []
    for (number, pupil) in roll.pupils.enumerated() {
      firstForms.append(forms.count)
      func add(_ part: Form.Part, _ texts: [String]) {
        for text in texts {
          names += text.utf8
          // A line break ends a word, and no word runs over it.
          names.append(UInt8(ascii: "\n"))
          ends.append(names.count)
          forms.append(Form(pupil: number, part: part, words: 0..<0))
        }
      }
      add(.given, pupil.given)
      add(.nickname, pupil.nicknames)
      add(.surname, pupil.surnames)
    }
    firstForms.append(forms.count)
    names += Array(repeating: 0, count: PassageBatch.padding)
    let words = Self.words(of: names, lexicon)
    var next = 0
    for (index, end) in ends.enumerated() {
      let start = next
      while next < words.count, Int(words[next].token.end) <= end { next += 1 }
      forms[index].words = start..<next
    }
    self.words = words
    self.forms = forms
    self.firstForms = firstForms
    self.names = names
    // A name of digits or signs alone has no words and begins nowhere.
    var order = forms.indices.filter { !forms[$0].words.isEmpty }
      .map { (identity: words[forms[$0].words.lowerBound].identity, form: $0) }
    order.sort { ($0.identity, $0.form) < ($1.identity, $1.form) }
    self.order = order
    let most = words.reduce(0) { $1.identity >> 63 == 0 ? max($0, Int($1.identity)) : $0 }
    var known = [UInt64](repeating: 0, count: most / 64 + 1)
    var unknown = [UInt64](repeating: 0, count: Int(Self.unknownBits / 64))
    for (identity, _) in order {
      if identity >> 63 == 0 {
        known[Int(identity >> 6)] |= 1 << (identity & 63)
      } else {
        let bit = identity % Self.unknownBits
        unknown[Int(bit >> 6)] |= 1 << (bit & 63)
      }
    }
    self.known = known
    self.unknown = unknown
  }

  /// Cuts names into words exactly as a scan cuts texts.
  private static func words(of names: [UInt8], _ lexicon: Lexicon) -> [Word] {
    names.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[..<(bytes.count - PassageBatch.padding)])
      var scratch = ScanScratch()
      Tokeniser(lexicon: lexicon).tokenise(text, into: &scratch.tokens)
      let letters = lexicon.letters
      return scratch.tokens.all.filter { !$0.shape.contains(.allDigits) }.map {
        Word(identity: WordIdentity.of($0, in: text, letters), token: $0)
      }
    }
  }

  /// Whether a name may begin with a word of the lexicon.
  @inline(__always)
  func mayBegin(word: UInt32) -> Bool {
    let index = Int(word >> 6)
    return index < known.count && known[index] & (1 &<< UInt64(word & 63)) != 0
  }

  /// Whether a name may begin with a word that no lexicon holds.
  @inline(__always)
  func mayBegin(hash: UInt64) -> Bool {
    let bit = hash % Self.unknownBits
    return unknown[Int(bit >> 6)] & (1 &<< (bit & 63)) != 0
  }

  /// The words of a form.
  func words(of form: Form) -> ArraySlice<Word> { words[form.words] }

  /// The plain letters of a word.
  func plain(_ word: Word, _ letters: Letters) -> [UInt8] {
    names.withUnsafeBufferPointer { WordIdentity.plain(word.token, in: $0, letters) }
  }

  /// The forms of a pupil that are a surname, or are not.
  func forms(of pupil: Int, surname: Bool) -> [Form] {
    forms[firstForms[pupil]..<firstForms[pupil + 1]].filter {
      ($0.part == .surname) == surname && !$0.words.isEmpty
    }
  }

  /// Whether only one pupil has a given name that begins with a word.
  func isUnique(_ identity: UInt64) -> Bool {
    let pupils = forms(beginning: identity).filter { $0.part == .given }.map(\.pupil)
    return Set(pupils).count == 1
  }

  /// The forms that begin with a word.
  func forms(beginning identity: UInt64) -> [Form] {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if order[middle].identity < identity { low = middle + 1 } else { high = middle }
    }
    return order[low...].prefix { $0.identity == identity }.map { forms[$0.form] }
  }
}
