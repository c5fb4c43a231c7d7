package import PupilRoll
package import ScanCore
import TextModel

/// Finds the pupils of a school's roll in a text, and says whether their families agreed to it.
///
/// Finds full names in either order, short forms, first names with the initial of the surname,
/// initials with a surname, names with one letter wrong, and first names that no two pupils share.
package struct RollDetector: Sendable {
  private let index: RollIndex
  private let lexicon: Lexicon

  /// A detector, or nil if the roll is empty.
  ///
  /// - Parameters:
  ///   - roll: The pupils.
  ///   - channel: Where the texts go; nil asks for what all channels allow.
  ///   - lexicon: The lexicon that texts are scanned with.
  package init?(_ roll: Roll, channel: String?, lexicon: Lexicon) {
    guard !roll.pupils.isEmpty else { return nil }
    self.lexicon = lexicon
    index = RollIndex(roll, channel: channel, lexicon: lexicon)
  }

  /// Whether a word of the passage may begin a name of the roll: one look at each word.
  ///
  /// An everyday word in small letters is no reason to look closer: in "will smith" the other is.
  package func mayMatch(
    _ tokens: UnsafeBufferPointer<Token>, in text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    for token in tokens where mayBegin(token, text) {
      if token.shape.contains(.capitalised) { return true }
      if lexicon.tables.attributes(of: token).wordClass < 4 { return true }
    }
    return false
  }

  /// Adds the signals of the pupils that a passage names, and of the people that they are.
  ///
  /// The sentences of `scratch.tokens` must have been numbered, and names been looked for.
  ///
  /// - Parameters:
  ///   - text: The passage.
  ///   - isSchools: Whether it is the school's own voice: to nobody else have families agreed.
  ///   - scratch: Holds the passage's tokens and signals.
  package func find(
    in text: UnsafeBufferPointer<UInt8>, isSchools: Bool, _ scratch: inout ScanScratch
  ) {
    let known = scratch.signals.count
    findMentions(in: text, &scratch)
    guard scratch.signals.count > known else { return }
    if isSchools {
      addPictured(from: known, &scratch)
    } else {
      scratch.signals.removeAll { $0.kind == BuiltinSignal.Roll.allowed.kind }
    }
  }

  /// Notes the pupils who may be shown, in sentences where everybody who is named may.
  private func addPictured(from known: Int, _ scratch: inout ScanScratch) {
    let signals = scratch.signals
    let roll = signals[known...]
    for mention in roll
    where mention.kind == BuiltinSignal.Roll.allowed.kind
      || mention.kind == BuiltinSignal.Roll.refused.kind
    {
      let mayBeShown = signals.allSatisfy { other in
        guard other.sentence == mention.sentence else { return true }
        if other.kind == BuiltinSignal.Roll.unpictured.kind { return false }
        let isChild =
          other.kind == BuiltinSignal.Person.full.kind
          || other.kind == BuiltinSignal.Person.given.kind
        return !isChild || roll.contains { $0.range.overlaps(other.range) }
      }
      guard mayBeShown else { continue }
      var signal = mention
      signal.kind = BuiltinSignal.Roll.pictured.kind
      scratch.signals.append(signal)
    }
  }

  private func findMentions(
    in text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    let tokens = scratch.tokens.all
    var position = 0
    while position < tokens.count {
      guard mayBegin(tokens[position], text) else {
        position += 1
        continue
      }
      let look = RollLook(text: text, tokens: tokens, index: index, lexicon: lexicon)
      guard let mention = look.mention(at: position, scratch.signals) else {
        position += 1
        continue
      }
      add(mention, tokens, &scratch)
      position = mention.last + 1
    }
  }

  @inline(__always)
  private func mayBegin(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if token.word != 0 { return index.mayBegin(word: token.word) }
    guard token.count > 1, !token.shape.contains(.allDigits) else { return false }
    return index.mayBegin(hash: WordIdentity.of(token, in: text, lexicon.letters))
  }

  private func add(
    _ mention: RollMention, _ tokens: UnsafeBufferPointer<Token>, _ scratch: inout ScanScratch
  ) {
    // Of several pupils with one name, nobody can tell which is meant: the strictest counts.
    let consents = mention.pupils.map { index.consents[$0] }
    guard let first = consents.first else { return }
    let consent = consents.dropFirst().reduce(first) { $0.stricter($1) }
    var signal = Signal(
      kind: 0, confidence: mention.confidence,
      range: ByteRange(tokens[mention.first].start, tokens[mention.last].end),
      firstToken: UInt32(mention.first), lastToken: UInt32(mention.last),
      sentence: tokens[mention.first].sentence)
    func put(_ kind: UInt16) {
      signal.kind = kind
      scratch.signals.append(signal)
    }
    let isKnown = scratch.signals.contains {
      Int($0.kind) < BuiltinSignal.Person.allCases.count && $0.range.overlaps(signal.range)
    }
    put((consent.name < mention.level ? BuiltinSignal.Roll.refused : .allowed).kind)
    if !consent.photo { put(BuiltinSignal.Roll.unpictured.kind) }
    guard !isKnown else { return }
    // The name lists did not know the child; every rule about people should.
    put((mention.level == .full ? BuiltinSignal.Person.full : .given).kind)
    if scratch.personEnds.isEmpty {
      scratch.personEnds.append(contentsOf: repeatElement(0, count: tokens.count))
    }
    scratch.personEnds[mention.first] = UInt32(mention.last) + 1
  }
}

/// A place where a text names a pupil of the roll.
struct RollMention {
  /// The first and the last token.
  var first: Int
  var last: Int
  /// The pupils that it may be.
  var pupils: [Int]
  /// How much of the name is given.
  var level: Consent.Name
  /// How sure, in hundredths.
  var confidence: UInt8
}
