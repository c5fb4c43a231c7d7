package import ScanCore
package import TextModel

/// Finds people's names, and says what sort of person each seems to be.
///
/// A gazetteer (what the index knows of each word) plus what stands round a word: titles,
/// initials, commas, hyphens, roles, the beginning of a sentence. It looks only at passages that
/// have a token which may be a given name or a title, so most text never comes here.
package struct NameDetector: Sendable {
  let lexicon: Lexicon

  /// A detector that knows the names of `lexicon`.
  package init(lexicon: Lexicon) {
    self.lexicon = lexicon
  }

  /// Adds person signals to `scratch.signals` and fills `scratch.personEnds`.
  ///
  /// The sentences of `scratch.tokens` must have been numbered.
  package func find(
    in text: UnsafeBufferPointer<UInt8>, kind: PassageKind, _ scratch: ScanScratch
  ) {
    let tokens = scratch.tokens.all
    var scan = NameScan(text: text, tokens: tokens, kind: kind, lexicon: lexicon)
    let people = scan.people()
    guard !people.isEmpty else { return }
    scratch.personEnds = Array(repeating: 0, count: tokens.count)
    for person in people {
      scratch.personEnds[person.first] = UInt32(person.last) + 1
      scratch.signals.append(
        Signal(
          kind: person.sort.kind, confidence: person.confidence,
          range: ByteRange(tokens[person.first].start, tokens[person.last].end),
          firstToken: UInt32(person.first), lastToken: UInt32(person.last),
          sentence: tokens[person.first].sentence))
    }
  }
}

/// A name that was found.
struct Person {
  var first: Int
  var last: Int
  var sort: BuiltinSignal.Person
  var confidence: UInt8
}

/// One look over the tokens of a passage for names.
struct NameScan {
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let kind: PassageKind
  let lexicon: Lexicon
  private var found: [Person] = []

  init(
    text: UnsafeBufferPointer<UInt8>, tokens: UnsafeBufferPointer<Token>, kind: PassageKind,
    lexicon: Lexicon
  ) {
    self.text = text
    self.tokens = tokens
    self.kind = kind
    self.lexicon = lexicon
  }

  /// The names of the passage, in the order of the text, none overlapping.
  mutating func people() -> [Person] {
    var index = 0
    while index < tokens.count {
      guard let person = person(at: index) else {
        index += 1
        continue
      }
      found.append(person)
      index = person.last + 1
    }
    return found
  }

  private func person(at index: Int) -> Person? {
    let word = self[index]
    if word.cue == .title, let person = titled(at: index) { return person }
    if let person = initials(at: index) { return person }
    if let person = surnameFirst(at: index) { return person }
    if let person = fullName(at: index) { return person }
    return givenName(at: index)
  }

  /// The token at an index, weighed.
  subscript(index: Int) -> NameToken {
    NameToken(token: tokens[index], attributes: lexicon.attributes(of: tokens[index]))
  }

  func join(after index: Int) -> Join { Join(after: index, tokens, text) }

  /// Whether a token exists and belongs to the same sentence as the one before it.
  func isSameSentence(_ index: Int) -> Bool {
    index > 0 && index < tokens.count && tokens[index].sentence == tokens[index - 1].sentence
  }

  /// Whether the token begins its sentence, so that its capital says nothing.
  func beginsSentence(_ index: Int) -> Bool { !isSameSentence(index) }

  /// Whether the whole sentence of a token is in capitals, so that capitals say nothing.
  func isShouted(_ index: Int) -> Bool {
    guard tokens[index].shape.contains(.allCapitals) else { return false }
    var capitals = 0
    var small = 0
    for token in tokens where token.sentence == tokens[index].sentence {
      if token.shape.contains(.allCapitals) { capitals += 1 }
      if !token.shape.contains(.capitalised) && !token.shape.contains(.hasDigit) { small += 1 }
    }
    return capitals > 2 * small
  }
}
