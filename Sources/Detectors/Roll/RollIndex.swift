import PupilRoll
import ScanCore
import TextModel

/// The names of a roll by their first words, for asking of each word of a text whether it may begin
/// one.
struct RollIndex: Sendable {
  /// A word of a name.
  struct Word: Sendable {
    /// What the scan knows it by.
    var identity: UInt64
    /// Its plain letters.
    var plain: [UInt8]
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
    var words: [Word]
  }

  /// Every form, those that begin with the same word together.
  private(set) var forms: [Form] = []
  /// For each pupil the forms of the given name and of the surname, as indices of `forms`.
  private(set) var givenOfPupil: [[Int]]
  private(set) var surnamesOfPupil: [[Int]]
  /// For each pupil what the family has agreed to where the text goes.
  let consents: [Consent]
  /// Given names that no two pupils share, by identity of their first word.
  private let unique: Set<UInt64>
  /// A bit for each word of the lexicon that begins a form.
  private var known: [UInt64]
  /// A bit for each hash, cut short, of a word that no lexicon holds and that begins a form.
  private var unknown: [UInt64]
  private static let unknownBits: UInt64 = 1 << 16

  /// The index of a roll.
  ///
  /// - Parameters:
  ///   - roll: The pupils.
  ///   - channel: Where the texts go; nil asks for what all channels allow.
  ///   - lexicon: The lexicon that texts are scanned with.
  init(_ roll: Roll, channel: String?, lexicon: Lexicon) {
    consents = roll.pupils.map { roll.consent(of: $0, in: channel) }
    var cutter = NameCutter(lexicon)
    var forms: [Form] = []
    for (number, pupil) in roll.pupils.enumerated() {
      let parts: [(Form.Part, [String])] = [
        (.given, pupil.given), (.nickname, pupil.nicknames), (.surname, pupil.surnames),
      ]
      for (part, names) in parts {
        for name in names {
          let words = cutter.words(of: name)
          if !words.isEmpty { forms.append(Form(pupil: number, part: part, words: words)) }
        }
      }
    }
    forms.sort { ($0.words[0].identity, $0.pupil) < ($1.words[0].identity, $1.pupil) }
    known = Array(repeating: 0, count: (cutter.most + 64) / 64)
    unknown = Array(repeating: 0, count: Int(Self.unknownBits / 64))
    givenOfPupil = Array(repeating: [], count: roll.pupils.count)
    surnamesOfPupil = Array(repeating: [], count: roll.pupils.count)
    var owners: [UInt64: Int?] = [:]
    for (index, form) in forms.enumerated() {
      let identity = form.words[0].identity
      if identity >> 63 == 0 {
        known[Int(identity >> 6)] |= 1 << (identity & 63)
      } else {
        let bit = identity % Self.unknownBits
        unknown[Int(bit >> 6)] |= 1 << (bit & 63)
      }
      if form.part == .surname {
        surnamesOfPupil[form.pupil].append(index)
      } else {
        givenOfPupil[form.pupil].append(index)
      }
      if form.part == .given {
        let isShared = owners[identity].map { $0 != form.pupil } ?? false
        owners[identity] = .some(isShared ? nil : form.pupil)
      }
    }
    unique = Set(owners.filter { $0.value != nil }.keys)
    self.forms = forms
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

  /// Whether only one pupil has a given name that begins with a word.
  func isUnique(_ identity: UInt64) -> Bool { unique.contains(identity) }

  /// The forms that begin with a word.
  func forms(beginning identity: UInt64) -> ArraySlice<Form> {
    var low = 0
    var high = forms.count
    while low < high {
      let middle = (low + high) / 2
      if forms[middle].words[0].identity < identity { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < forms.count, forms[end].words[0].identity == identity { end += 1 }
    return forms[low..<end]
  }
}

/// Cuts names into words exactly as a scan cuts texts.
private struct NameCutter: ~Copyable {
  private let lexicon: Lexicon
  private let tokeniser: Tokeniser
  private var scratch = ScanScratch()
  /// The highest number of a word of the lexicon that was met.
  private(set) var most = 0

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    tokeniser = Tokeniser(lexicon: lexicon)
  }

  mutating func words(of name: String) -> [RollIndex.Word] {
    let bytes = Array(name.utf8) + Array(repeating: 0, count: PassageBatch.padding)
    return bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[..<(bytes.count - PassageBatch.padding)])
      scratch.reset()
      tokeniser.tokenise(text, into: &scratch.tokens)
      let letters = lexicon.letters
      var words: [RollIndex.Word] = []
      for token in scratch.tokens.all where !token.shape.contains(.allDigits) {
        most = max(most, Int(token.word))
        words.append(
          RollIndex.Word(
            identity: WordIdentity.of(token, in: text, letters),
            plain: WordIdentity.plain(token, in: text, letters)))
      }
      return words
    }
  }
}
