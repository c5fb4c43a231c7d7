import PupilRoll
import ScanCore
import TextModel

/// One look at the words from a token on for a pupil of the roll.
struct RollLook {
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let index: RollIndex
  let lexicon: Lexicon

  /// How sure each way of naming a pupil is, in hundredths.
  private enum Sure {
    static let full: UInt8 = 98
    static let nickname: UInt8 = 93
    static let initial: UInt8 = 85
    static let misspelt: UInt8 = 75
    static let first: UInt8 = 70
  }

  /// The pupil that is named from a token on, the surest reading of several.
  ///
  /// - Parameter signals: The people that the name detector has found.
  func mention(at start: Int, _ signals: [Signal]) -> RollMention? {
    guard !follows(title: start) else { return nil }
    var best: RollMention?
    for form in index.forms(beginning: identity(start)) {
      guard let end = end(of: index.words(of: form), from: start) else { continue }
      let found =
        form.part == .surname
        ? surnameFirst(form, start, end) : givenFirst(form, start, end)
      guard let found else { continue }
      best = Self.surer(best, found)
    }
    return best ?? single(start, signals)
  }

  private static func surer(_ one: RollMention?, _ other: RollMention) -> RollMention {
    guard var one else { return other }
    if one.confidence == other.confidence && one.last == other.last {
      one.pupils += other.pupils
      return one
    }
    return (one.confidence, one.last) > (other.confidence, other.last) ? one : other
  }

  /// "Oliver Smith", "Ollie Smith", "Oliver James Smith", "Oliver S", "Oliver Smyth".
  private func givenFirst(_ form: RollIndex.Form, _ start: Int, _ end: Int) -> RollMention? {
    let surnames = index.forms(of: form.pupil, surname: true).map(index.words(of:))
    func mention(_ last: Int, _ sure: UInt8) -> RollMention {
      RollMention(
        first: start, last: last, pupils: [form.pupil], level: .full,
        confidence: form.part == .nickname ? min(sure, Sure.nickname) : sure)
    }
    var next = end + 1
    // A middle name or two may stand between.
    while next <= end + 3, next < tokens.count, joins(next) {
      for surname in surnames {
        guard let last = self.end(of: surname, from: next), isName(start, last) else { continue }
        return mention(last, Sure.full)
      }
      guard tokens[next].shape.contains(.capitalised) else { break }
      next += 1
    }
    next = end + 1
    guard next < tokens.count, joins(next) else { return nil }
    if isInitial(next, of: surnames), tokens[start].shape.contains(.capitalised) {
      return mention(next, Sure.initial)
    }
    let isMisspelt = surnames.contains { $0.count == 1 && isNear(next, $0.first) }
    return isMisspelt && isName(start, next) ? mention(next, Sure.misspelt) : nil
  }

  /// "SMITH, Oliver", "Smith Oliver", "O Smith", "Olver Smith".
  private func surnameFirst(_ form: RollIndex.Form, _ start: Int, _ end: Int) -> RollMention? {
    let given = index.forms(of: form.pupil, surname: false)
    func mention(_ first: Int, _ last: Int, _ sure: UInt8) -> RollMention {
      RollMention(
        first: first, last: last, pupils: [form.pupil], level: .full, confidence: sure)
    }
    if end + 1 < tokens.count, joins(end + 1) || isComma(after: end) {
      for name in given {
        guard let last = self.end(of: index.words(of: name), from: end + 1), isName(start, last)
        else {
          continue
        }
        return mention(start, last, Sure.nickname)
      }
    }
    guard start > 0, joins(start), !follows(title: start - 1) else { return nil }
    if tokens[start].shape.contains(.capitalised),
      isInitial(start - 1, of: given.map(index.words(of:)))
    {
      return mention(start - 1, end, Sure.initial)
    }
    let isMisspelt = given.contains {
      $0.part == .given && $0.words.count == 1 && isNear(start - 1, index.words(of: $0).first)
    }
    return isMisspelt && isName(start - 1, end) ? mention(start - 1, end, Sure.misspelt) : nil
  }

  /// A first name that no two pupils share, where the name detector sees a first name, or where no
  /// list knows the word at all.
  private func single(_ start: Int, _ signals: [Signal]) -> RollMention? {
    let identity = identity(start)
    guard index.isUnique(identity) else { return nil }
    let token = tokens[start]
    let person = signals.first {
      Int($0.kind) < BuiltinSignal.Person.allCases.count && $0.firstToken <= start
        && $0.lastToken >= start
    }
    let isGiven = person?.kind == BuiltinSignal.Person.given.kind
    let isRare =
      person == nil && token.shape.contains(.capitalised) && token.count >= 4
      && lexicon.attributes(of: token).saysNothing
    guard isGiven || isRare else { return nil }
    for form in index.forms(beginning: identity) where form.part == .given {
      guard let last = end(of: index.words(of: form), from: start) else { continue }
      return RollMention(
        first: start, last: last, pupils: [form.pupil], level: .first, confidence: Sure.first)
    }
    return nil
  }

  private func identity(_ token: Int) -> UInt64 {
    WordIdentity.of(tokens[token], in: text, lexicon.letters)
  }

  /// The last token of a name's words if they stand from a token on.
  private func end(of words: ArraySlice<RollIndex.Word>, from start: Int) -> Int? {
    guard start + words.count <= tokens.count else { return nil }
    for (offset, word) in words.enumerated() {
      guard identity(start + offset) == word.identity, offset == 0 || joins(start + offset) else {
        return nil
      }
    }
    return start + words.count - 1
  }

  /// Whether a token is joined to the one before as the words of a name are.
  private func joins(_ token: Int) -> Bool {
    guard token > 0, token < tokens.count,
      tokens[token].sentence == tokens[token - 1].sentence
    else { return false }
    switch Join(after: token - 1, tokens, text) {
    case .space, .hyphen, .fileName, .stop: return true
    case .comma, .opening, .closing, .other: return false
    }
  }

  private func isComma(after token: Int) -> Bool {
    if case .comma = Join(after: token, tokens, text) { return true }
    return false
  }

  /// Small letters are a name only if the words are not everyday ones: "grace will".
  private func isName(_ first: Int, _ last: Int) -> Bool {
    (first...last).contains {
      tokens[$0].shape.contains(.capitalised) || lexicon.attributes(of: tokens[$0]).wordClass < 4
    }
  }

  private func follows(title token: Int) -> Bool {
    token > 0 && tokens[token].sentence == tokens[token - 1].sentence
      && lexicon.attributes(of: tokens[token - 1]).cue == .title
  }

  /// Whether a token is one capital that a name begins with; "I" and "A" only where no word follows.
  private func isInitial(_ token: Int, of names: [ArraySlice<RollIndex.Word>]) -> Bool {
    guard tokens[token].count == 1, tokens[token].shape.contains(.capitalised) else { return false }
    let letter = text[Int(tokens[token].start)] | 0x20
    guard names.contains(where: { $0.first.map(plain)?.first == letter }) else { return false }
    guard letter == 0x61 || letter == 0x69 else { return true }
    guard token + 1 < tokens.count, tokens[token + 1].sentence == tokens[token].sentence else {
      return true
    }
    if case .space = Join(after: token, tokens, text) { return false }
    return true
  }

  /// Whether a word has one letter more, less, other or exchanged than a name of four or more.
  private func isNear(_ token: Int, _ expected: RollIndex.Word?) -> Bool {
    guard let name = expected.map(plain), name.count >= 4,
      abs(tokens[token].count - name.count) <= 3
    else { return false }
    let word = WordIdentity.plain(tokens[token], in: text, lexicon.letters)
    guard word.count >= 3,
      word.first == name.first || word.dropFirst().elementsEqual(name.dropFirst())
    else { return false }
    return Self.areNear(word, name)
  }

  private func plain(_ word: RollIndex.Word) -> [UInt8] { index.plain(word, lexicon.letters) }

  private static func areNear(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard abs(one.count - other.count) <= 1 else { return false }
    let head = zip(one, other).prefix { $0 == $1 }.count
    let (rest, otherRest) = (one[head...], other[head...])
    if one.count == other.count {
      if rest.dropFirst().elementsEqual(otherRest.dropFirst()) { return true }
      guard rest.count >= 2, rest[head] == otherRest[head + 1], rest[head + 1] == otherRest[head]
      else { return false }
      return rest.dropFirst(2).elementsEqual(otherRest.dropFirst(2))
    }
    return one.count < other.count
      ? rest.elementsEqual(otherRest.dropFirst()) : rest.dropFirst().elementsEqual(otherRest)
  }
}
