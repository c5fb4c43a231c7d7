import ScanCore
import TextModel

/// One look over the tokens of a passage for names, from left to right.
///
/// One pointer, so that the many small functions that weigh words get it in a register: handing them
/// all that a look knows by value cost more than what most of them do.
struct NameScan {
  // SAFETY: `NameDetector.find` keeps the memory of the look in a local variable while the look is
  // used, nothing else touches it meanwhile, and no look leaves that function.
  private let look: UnsafeMutablePointer<NameLook>

  /// A look that keeps what it knows in some memory.
  init(_ look: UnsafeMutablePointer<NameLook>) { self.look = look }

  var text: UnsafeBufferPointer<UInt8> { look.pointee.text }
  var tokens: UnsafeBufferPointer<Token> { look.pointee.tokens }
  var kind: PassageKind { look.pointee.kind }
  var tables: LexiconTables { look.pointee.tables }
  /// The name found last.
  var previous: Person? { look.pointee.previous }

  /// The next name of the passage; none overlap.
  func next() -> Person? {
    let tokens = tokens
    let tables = tables
    var index = look.pointee.position
    while true {
      index = skipPlain(from: index, tokens, tables)
      guard index < tokens.count else { break }
      let token = tokens[index]
      if mayBegin(token, at: index, tables) {
        look.pointee.position = index
        if !isInAddress(index), let person = person(at: index) {
          look.pointee.position = leap(from: index, to: person.last + 1)
          look.pointee.previous = person
          return person
        }
      }
      index = token.count == 1 ? leap(from: index, to: skipDotted(from: index)) : index &+ 1
    }
    look.pointee.position = index
    return nil
  }

  /// The first token from one on that is no small word of several letters without anything of a name,
  /// as most words are.
  @inline(__always)
  private func skipPlain(
    from start: Int, _ tokens: UnsafeBufferPointer<Token>, _ tables: LexiconTables
  ) -> Int {
    var index = start
    while index < tokens.count {
      let token = tokens[index]
      guard !token.shape.contains(.capitalised), token.word != 0,
        !isOfNames(tables.attributes(of: token)), token.end &- token.start != 1
      else { break }
      index &+= 1
    }
    return index
  }

  /// Whether a list of names holds a word, or a name may follow it.
  @inline(__always)
  func isOfNames(_ attributes: WordAttributes) -> Bool {
    attributes.bits & (WordAttributes.givenMask | WordAttributes.wakesNames) != 0
  }

  /// Most words are small, and no name begins with them unless a list holds them; one that no list
  /// holds has to be a part of something longer, as of the name of a file.
  @inline(__always)
  func mayBegin(_ token: Token, at index: Int, _ tables: LexiconTables) -> Bool {
    if token.shape.contains(.capitalised) {
      return mayBeginWithCapital(token, at: index, tables)
    }
    if token.word == 0 { return !token.shape.contains(.hasDigit) && !standsFree(token) }
    let attributes = tables.attributes(of: token)
    return isOfNames(attributes)
      && mayBeginSmall(NameToken(token: token, attributes: attributes))
  }

  /// Whether a name may begin with a word in small letters that a list holds: a sentence's words are
  /// names in small letters only if they are hardly anything else.
  @inline(__always)
  private func mayBeginSmall(_ word: NameToken) -> Bool {
    if word.cue == .title { return true }
    let bare = word.bareGiven
    let isName = bare >= 3 || bare > 0 && word.attributes.wordClass == 0
    return isName && (word.cue == .none || word.cue == .calendar) || !standsFree(word.token)
  }

  /// Whether a name may begin with a capitalised word: most are the first of their sentence, and
  /// neither they nor the next says anything of a name.
  @inline(__always)
  private func mayBeginWithCapital(
    _ token: Token, at index: Int, _ tables: LexiconTables
  ) -> Bool {
    let word = NameToken(token: token, attributes: tables.attributes(of: token))
    if word.cue == .title || !token.shape.isDisjoint(with: [.allCapitals, .innerCapital]) {
      return true
    }
    if word.isFrameWord && token.count > 1 { return false }
    if word.isUnknown { return true }
    if word.attributes.isGivenName, word.cue == .none || word.cue == .calendar { return true }
    return mayGoOn(after: index)
  }

  /// Whether a name of several words may begin with a capitalised one: the next has a capital too, is a
  /// particle or hangs on it by a hyphen.
  @inline(__always)
  func mayGoOn(after index: Int) -> Bool {
    let next = index &+ 1
    guard next < tokens.count else { return false }
    if tokens[next].shape.contains(.capitalised) { return true }
    let byte = text[Int(tokens[index].end)]
    // The first byte of all that a join takes for a hyphen.
    return byte == 0x2D || byte == 0xE2 || self[next].cue == .particle
  }

  /// Notes that the look goes on at another token and leaves out those between.
  ///
  /// How a sentence is written is judged from its first token that the look comes to.
  private func leap(from index: Int, to next: Int) -> Int {
    if next > index + 1, next < tokens.count, tokens[next].sentence != tokens[index].sentence {
      look.pointee.landing = next
    }
    return next
  }

  /// How the sentence that is being read is written, worked out when it is first asked for.
  private var manner: SentenceManner {
    let tokens = tokens
    let position = look.pointee.position
    let sentence = tokens[position].sentence
    if look.pointee.mannerOf == Int(sentence) { return look.pointee.manner }
    var start = position
    while start > 0, tokens[start - 1].sentence == sentence { start -= 1 }
    let landing = look.pointee.landing
    if landing > start, tokens[landing].sentence == sentence { start = landing }
    let manner = SentenceManner(from: start, tokens)
    look.pointee.mannerOf = Int(sentence)
    look.pointee.manner = manner
    return manner
  }

  /// The name that begins with a token.
  ///
  /// Each sort of name is asked for only where what it asks first of the word holds.
  func person(at index: Int) -> Person? {
    let word = self[index]
    if word.cue == .title, let person = titled(at: index) { return person }
    if word.isInitial { return initials(at: index) ?? initialAndSurname(at: index) }
    if word.cue == .none {
      let shape = word.token.shape
      if shape.contains(.innerCapital) || shape.contains(.allCapitals) && word.token.count == 2,
        let person = capitals(at: index)
      {
        return person
      }
      if word.token.word == 0, let person = runTogether(at: index) { return person }
    } else if word.cue == .publicRole, let person = ruler(at: index) {
      return person
    }
    guard !word.isFunctionWord else { return nil }
    guard word.isCapitalised else { return inSmallLetters(word, at: index) }
    let mayGoOn = mayGoOn(after: index)
    if mayGoOn, let person = surnameFirst(at: index) { return person }
    let isLikeGiven = word.isUnknown || word.attributes.isGivenName
    let mayBeFull = mayGoOn && (word.cue == .none || word.bareGiven >= 3)
    guard mayBeFull || isLikeGiven, !isHyphenTail(index) else { return nil }
    if mayBeFull, let person = fullName(at: index) { return person }
    return isLikeGiven ? givenName(at: index) : nil
  }

  /// The name that begins with a word in small letters, and with no word of a sentence's frame.
  private func inSmallLetters(_ word: NameToken, at index: Int) -> Person? {
    let isInFile = isInFileName(index)
    guard isInFile || word.bareGiven > 0 else { return nil }
    if isInFile, let person = inFileName(at: index) { return person }
    // A sentence's words are names in small letters only if they are hardly anything else.
    guard isInFile || word.bareGiven >= 3 || word.attributes.wordClass == 0,
      isInFile || word.cue == .none || word.cue == .calendar
    else { return nil }
    guard !isHyphenTail(index) else { return nil }
    if isInFile || mayHaveSurname(behindSmall: index),
      let person = smallName(at: index, isInFile: isInFile)
    {
      return person
    }
    // Alone it is a name only if few are as common.
    guard isInFile || word.bareGiven == 4 && word.cue == .none else { return nil }
    return givenName(at: index)
  }

  /// Whether the surname of a name in small letters may follow: most words behind one blank can be
  /// none.
  func mayHaveSurname(behindSmall index: Int) -> Bool {
    let next = index &+ 1
    guard next < tokens.count else { return false }
    let end = tokens[index].end
    guard tokens[next].start == end &+ 1, text[Int(end)] == 0x20 else { return true }
    let word = self[next]
    if word.cue == .particle { return true }
    return !word.isCapitalised && !word.endsName
      && (word.surnameStrength >= 2 || word.isSurnameAlone)
  }

  /// The token at an index, weighed.
  @inline(__always)
  subscript(index: Int) -> NameToken {
    let token = look.pointee.tokens[index]
    return NameToken(token: token, attributes: look.pointee.tables.attributes(of: token))
  }

  /// What stands between a token and the next.
  @inline(__always)
  func join(after index: Int) -> Join { Join(after: index, tokens, text) }

  /// Whether a hyphen and nothing else ties a token to the next.
  @inline(__always)
  func isHyphen(after index: Int) -> Bool {
    guard index >= 0, index + 1 < tokens.count else { return false }
    let byte = text[Int(tokens[index].end)]
    if byte == 0x20 { return false }
    // The first byte of all that a join takes for a hyphen.
    guard byte == 0x2D || byte == 0xE2, case .hyphen = join(after: index) else { return false }
    return true
  }

  /// Whether a token exists and belongs to the same sentence as the one before it.
  @inline(__always)
  func isSameSentence(_ index: Int) -> Bool {
    let tokens = tokens
    return index > 0 && index < tokens.count && tokens[index].sentence == tokens[index - 1].sentence
  }

  /// Whether the token begins its sentence, so that its capital says nothing.
  func beginsSentence(_ index: Int) -> Bool { !isSameSentence(index) }

  /// Whether the sentence that is being read is in capitals, so that capitals say nothing.
  func isShouted(_ index: Int) -> Bool {
    tokens[index].shape.contains(.allCapitals) && manner.isShouted
  }

  /// Whether nearly every word of the sentence that is being read has a capital.
  var isHeading: Bool { manner.isHeading }

  /// How much a token looks like a given name where it stands: inside a sentence a capital says
  /// that "Grace" or "June" is more than the word.
  func given(_ index: Int) -> Int {
    let word = self[index]
    let strength = word.givenStrength
    guard word.isCapitalised, word.capitalGiven != strength, !isShouted(index),
      !beginsSentence(index) || previousEnds(at: index), !isHeading || followsListMark(index)
    else { return strength }
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
  @inline(__always)
  private func isInAddress(_ index: Int) -> Bool {
    let end = Int(tokens[index].end)
    return end < text.count && text[end] != 0x20 && isAddress(from: end)
  }

  /// Whether an `@` follows, with nothing before it that an address cannot hold.
  private func isAddress(from start: Int) -> Bool {
    let text = text
    var end = start
    // A local part has at most 64 characters.
    let limit = min(start + 64, text.count)
    while end < limit {
      switch text[end] {
      case 0x40: return true
      case 0x2E, 0x5F, 0x2D, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: end += 1
      default: return false
      }
    }
    return false
  }

  /// Whether a word has a blank before and a blank, or one mark and a blank, behind: then it is no
  /// part of the name of a file, of a tag or of an account.
  @inline(__always)
  func standsFree(_ token: Token) -> Bool {
    let text = text
    let start = Int(token.start)
    if start > 0, text[start - 1] > 0x20 { return false }
    let end = Int(token.end)
    if end >= text.count || text[end] <= 0x20 { return true }
    return text[end] != 0x5F && (end + 1 >= text.count || text[end + 1] <= 0x20)
  }

  /// The token behind one that begins no name: behind all of "R.S.P.C.A.", whose middle is nobody.
  @inline(__always)
  private func skipDotted(from index: Int) -> Int {
    var last = index
    while tokens[last].count == 1, isTightStop(after: last) { last += 1 }
    return last + 1
  }

  /// Whether a full stop and nothing else parts a single letter from the next one.
  func isTightStop(after index: Int) -> Bool {
    let end = tokens[index].end
    guard index + 1 < tokens.count, text[Int(end)] == 0x2E, tokens[index + 1].start == end + 1
    else { return false }
    if case .stop = join(after: index) { return self[index + 1].isInitial }
    return false
  }
}

/// What a look for names knows and remembers.
struct NameLook {
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let kind: PassageKind
  let tables: LexiconTables
  /// The token that the look has come to.
  var position = 0
  /// The name found last.
  fileprivate var previous: Person?
  /// The token at which the look last came into a sentence from behind its first word; 0 if never.
  fileprivate var landing = 0
  /// The sentence that `manner` is of; -1 if of none.
  fileprivate var mannerOf = -1
  fileprivate var manner = SentenceManner()

  init(
    text: UnsafeBufferPointer<UInt8>, tokens: UnsafeBufferPointer<Token>, kind: PassageKind,
    tables: LexiconTables
  ) {
    self.text = text
    self.tokens = tokens
    self.kind = kind
    self.tables = tables
  }
}

/// How the words of one sentence are written.
struct SentenceManner {
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
    var index = start
    while index < tokens.count, tokens[index].sentence == tokens[start].sentence {
      let shape = tokens[index].shape
      if shape.contains(.allCapitals) { capitals += 1 }
      if shape.contains(.capitalised) {
        capitalised += 1
      } else if !shape.contains(.hasDigit) {
        small += 1
        if tokens[index].count > 3 { longSmall += 1 }
      }
      index += 1
    }
    isShouted = capitals > 2 * small && capitals > 1 && capitals * 2 > capitalised
    isHeading = capitalised > 2 && longSmall == 0
  }
}
