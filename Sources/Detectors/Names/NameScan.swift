import ScanCore
import TextModel

/// One look over the tokens of a passage for names, from left to right.
struct NameScan {
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let kind: PassageKind
  let tables: LexiconTables
  /// The name found last.
  var previous: Person?
  private var position = 0
  private var manner = SentenceManner()

  init(
    text: UnsafeBufferPointer<UInt8>, tokens: UnsafeBufferPointer<Token>, kind: PassageKind,
    tables: LexiconTables
  ) {
    self.text = text
    self.tokens = tokens
    self.kind = kind
    self.tables = tables
  }

  /// The next name of the passage; none overlap.
  mutating func next() -> Person? {
    while position < tokens.count {
      let index = position
      if manner.end <= index { manner = SentenceManner(from: index, tokens) }
      guard mayBegin(tokens[index]), !isInAddress(index), let person = person(at: index) else {
        position = skipDotted(from: index)
        continue
      }
      position = person.last + 1
      previous = person
      return person
    }
    return nil
  }

  /// Most words are small, and no name begins with them unless a list holds them.
  private func mayBegin(_ token: Token) -> Bool {
    if token.shape.contains(.capitalised) { return true }
    let bits = tables.attributes(of: token).bits
    return bits & (WordAttributes.givenMask | WordAttributes.wakesNames) != 0
      || token.shape.contains(.innerCapital) || token.word == 0
  }

  private func person(at index: Int) -> Person? {
    let word = self[index]
    if word.cue == .title, let person = titled(at: index) { return person }
    if word.isInitial { return initials(at: index) ?? initialAndSurname(at: index) }
    if let person = capitals(at: index) { return person }
    if let person = runTogether(at: index) { return person }
    if let person = ruler(at: index) { return person }
    if let person = surnameFirst(at: index) { return person }
    if let person = fullName(at: index) { return person }
    return givenName(at: index)
  }

  /// The token at an index, weighed.
  subscript(index: Int) -> NameToken {
    NameToken(token: tokens[index], attributes: tables.attributes(of: tokens[index]))
  }

  func join(after index: Int) -> Join { Join(after: index, tokens, text) }

  /// Whether a token exists and belongs to the same sentence as the one before it.
  func isSameSentence(_ index: Int) -> Bool {
    index > 0 && index < tokens.count && tokens[index].sentence == tokens[index - 1].sentence
  }

  /// Whether the token begins its sentence, so that its capital says nothing.
  func beginsSentence(_ index: Int) -> Bool { !isSameSentence(index) }

  /// Whether the sentence that is being read is in capitals, so that capitals say nothing.
  func isShouted(_ index: Int) -> Bool {
    manner.isShouted && tokens[index].shape.contains(.allCapitals)
  }

  /// Whether nearly every word of the sentence that is being read has a capital.
  var isHeading: Bool { manner.isHeading }

  /// How much a token looks like a given name where it stands: inside a sentence a capital says
  /// that "Grace" or "June" is more than the word.
  func given(_ index: Int) -> Int {
    let word = self[index]
    guard word.isCapitalised, !isShouted(index), !beginsSentence(index) || previousEnds(at: index),
      !isHeading || followsListMark(index)
    else { return word.givenStrength }
    return word.capitalGiven
  }

  /// Whether the name found last stands right before a token, with a comma or "and" at the most.
  func previousEnds(at index: Int) -> Bool {
    guard let previous, previous.sort != .initials else { return false }
    if previous.last == index - 1 { return true }
    return previous.last == index - 2 && self[index - 1].cue == .and
  }

  func followsListMark(_ index: Int) -> Bool {
    guard isSameSentence(index) else { return false }
    if case .comma = join(after: index - 1) { return true }
    return self[index - 1].cue == .and
  }

  /// Whether a token is the part of an e-mail address before its `@`.
  private func isInAddress(_ index: Int) -> Bool {
    var end = Int(tokens[index].end)
    // A local part has at most 64 characters.
    let limit = min(end + 64, text.count)
    while end < limit {
      switch text[end] {
      case 0x40: return true
      case 0x2E, 0x5F, 0x2D, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: end += 1
      default: return false
      }
    }
    return false
  }

  /// The token behind one that begins no name: behind all of "R.S.P.C.A.", whose middle is nobody.
  private func skipDotted(from index: Int) -> Int {
    var last = index
    while tokens[last].count == 1, isTightStop(after: last) { last += 1 }
    return last + 1
  }

  /// Whether a full stop and nothing else parts a single letter from the next one.
  func isTightStop(after index: Int) -> Bool {
    guard index + 1 < tokens.count, tokens[index + 1].start == tokens[index].end + 1 else {
      return false
    }
    if case .stop = join(after: index) { return self[index + 1].isInitial }
    return false
  }
}

/// How the words of one sentence are written.
struct SentenceManner {
  /// The first token behind the sentence.
  var end = 0
  var isShouted = false
  var isHeading = false

  /// Of no sentence.
  init() {}

  /// Of the sentence that begins at a token.
  init(from start: Int, _ tokens: UnsafeBufferPointer<Token>) {
    var capitals = 0
    var capitalised = 0
    var small = 0
    var longSmall = 0
    end = start
    while end < tokens.count, tokens[end].sentence == tokens[start].sentence {
      let shape = tokens[end].shape
      if shape.contains(.allCapitals) { capitals += 1 }
      if shape.contains(.capitalised) { capitalised += 1 }
      if !shape.contains(.capitalised) && !shape.contains(.hasDigit) {
        small += 1
        if tokens[end].count > 3 { longSmall += 1 }
      }
      end += 1
    }
    isShouted = capitals > 2 * small && capitals > 1 && capitals * 2 > capitalised
    isHeading = capitalised > 2 && longSmall == 0
  }
}
