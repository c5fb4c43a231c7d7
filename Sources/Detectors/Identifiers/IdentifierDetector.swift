import Glibc
package import ScanCore
import TextModel

/// Finds identifiers (telephone numbers, addresses, numbers with check digits, links, file names)
/// in a passage, from the bytes round the tokens that hold digits and round `@` and full stops.
package struct IdentifierDetector: Sendable {
  private let lexicon: Lexicon
  private let words: IdentifierWords

  /// A detector that knows the lexicon's lists of words.
  package init(lexicon: Lexicon) {
    self.lexicon = lexicon
    words = IdentifierWords(lexicon)
  }

  /// Whether a passage is worth a look: it has a digit, an `@` or an underscore, a word that spells
  /// out a sign, or a full stop inside a word, as links and file names have.
  package func mayMatch(_ seen: SeenBytes) -> Bool {
    seen.digit || seen.atSign || seen.innerStop || seen.spokenSign
  }

  /// Appends the identifiers of a passage, ordered by start, then by end.
  ///
  /// - Parameters:
  ///   - text: The passage's text, valid UTF-8; at least 16 readable bytes must follow it.
  ///   - tokens: Its tokens, in order.
  ///   - seen: Which classes of bytes it has; what is left out of it is not looked for.
  ///   - matches: Where they go; what it holds stays.
  package func matches(
    in text: UnsafeBufferPointer<UInt8>, tokens: UnsafeBufferPointer<Token>, seen: SeenBytes,
    into matches: inout [IdentifierMatch]
  ) {
    var search = IdentifierSearch(text: PassageBytes(text), tokens: tokens, words: words)
    search.run(seen)
    if !search.found.isEmpty { matches.append(contentsOf: search.found) }
  }
}

/// One search of one passage.
struct IdentifierSearch {
  let text: PassageBytes
  let tokens: UnsafeBufferPointer<Token>
  let words: IdentifierWords
  /// The words that are nothing but digits, in order.
  private(set) var groups: [DigitGroup] = []
  /// What has been found.
  private(set) var found: [IdentifierMatch] = []

  init(text: PassageBytes, tokens: UnsafeBufferPointer<Token>, words: IdentifierWords) {
    self.text = text
    self.tokens = tokens
    self.words = words
  }

  mutating func run(_ seen: SeenBytes) {
    // A date, an address on the internet or a number takes four digits at least.
    if walkTokens(seen) >= 4 { findNumbers() }
    if seen.atSign { walkSigns() } else if seen.innerStop { walkStops() }
    if found.count > 1 { settle() }
  }

  /// Notes a match; empty ranges and ranges outside the text are nobody's.
  mutating func add(_ kind: IdentifierKind, _ start: Int, _ end: Int, _ confidence: UInt8) {
    guard start >= 0, start < end, end <= text.count else { return }
    found.append(
      IdentifierMatch(kind: kind, range: ByteRange(start, end), confidence: confidence))
  }

  /// Looks at each word with a digit, or that may begin a spoken one.
  ///
  /// - Returns: The length of all words with digits.
  private mutating func walkTokens(_ seen: SeenBytes) -> Int {
    let mayBeSpelled = seen.spokenSign || seen.innerStop
    let tokens = tokens
    var length = 0
    var index = 0
    while true {
      if !mayBeSpelled { index = skipPlain(from: index) }
      guard index < tokens.count else { return length }
      let token = tokens[index]
      if token.shape.contains(.hasDigit) {
        length &+= token.count
        if isShortNumber(token) { findShort(at: index) } else { findCode(at: index) }
      } else if mayBeSpelled {
        findSpokenEmail(token: index)
      }
      if mayBeZero(token) { findSpokenPhone(token: index) }
      index &+= 1
    }
  }

  /// The first token from one on that has a digit, or is the letter that may stand for a nought.
  @inline(__always)
  private func skipPlain(from start: Int) -> Int {
    var index = start
    while index < tokens.count, !tokens[index].shape.contains(.hasDigit), tokens[index].count > 1 {
      index &+= 1
    }
    return index
  }

  /// Whether a token is a digit or two and nothing hangs on them, as most numbers are.
  @inline(__always)
  func isShortNumber(_ token: Token) -> Bool {
    let (start, end) = (Int(token.start), Int(token.end))
    return end &- start <= 2 && text[start].isDigit && text[end &- 1].isDigit
      && !text.isWord(at: end)
  }

  /// What a number of one or two digits can be a part of: of what is looked for in codes the rest has
  /// more digits or letters in one piece.
  mutating func findShort(at index: Int) {
    let token = tokens[index]
    let (start, end) = (Int(token.start), Int(token.end))
    if token.count == 2 {
      findNationalInsurance(at: start, token: index)
      if text[end] == .slash { findTeacherReference(at: start) }
    }
    if mayBeOfMark(index) { findVehicle(at: start, token: index) }
    findWrittenDate(shortNumber: index)
    if index &+ 2 < tokens.count { findStreetAddress(token: index) }
    if text[end] == .colon || text[start &- 1] == .colon { findIPv6(at: start) }
    if mayBeHandle(token) { findHandleShape(at: start) }
  }

  /// Everything that is letters and digits mixed.
  mutating func findCode(at index: Int) {
    let start = Int(tokens[index].start)
    findBehindWord(at: index)
    if text[start].isLetter {
      findPostcode(at: start)
      findUPN(at: start)
      findIBAN(at: start)
      findDrivingLicence(at: start)
    }
    findNationalInsurance(at: start, token: index)
    findVehicle(at: start, token: index)
    findWrittenDate(token: index)
    findStreetAddress(token: index)
    findIPv6(at: start)
    findTeacherReference(at: start)
    if mayBeHandle(tokens[index]) { findHandleShape(at: start) }
  }

  /// What begins with a word of letters before the token: "GIR 0AA", "MORGA 657054 SM9IJ".
  private mutating func findBehindWord(at index: Int) {
    guard index > 0, !tokens[index - 1].shape.contains(.hasDigit), tokens[index - 1].count <= 5
    else { return }
    let start = Int(tokens[index - 1].start)
    findPostcode(at: start)
    findDrivingLicence(at: start)
  }

  /// Gathers digit groups and looks for everything that is digits alone.
  private mutating func findNumbers() {
    groups.reserveCapacity(8)
    for (index, token) in tokens.enumerated() where token.shape.contains(.hasDigit) {
      if let group = text.digitGroup(of: token, at: index, after: groups.last) {
        groups.append(group)
      }
    }
    for index in groups.indices where !groups[index].isMoney {
      findNumber(at: index, most: digits(from: index))
    }
  }

  /// How many digits the group at `index` and those that hang on it one after another have: no number
  /// from there on has more.
  private func digits(from index: Int) -> Int {
    var digits = groups[index].count
    var next = index + 1
    // As many as the longest of all, a card's.
    while next < groups.count, groups[next].gap != .none, digits < 19 {
      digits += groups[next].count
      next += 1
    }
    return digits
  }

  /// Everything that is digits alone, from the group at `index` on.
  ///
  /// - Parameter most: The most digits that it can have.
  private mutating func findNumber(at index: Int, most: Int) {
    // "Year 4", "at 3:30".
    guard most >= 4 else { return }
    if most >= 8 { findPhone(at: index) }
    if most >= 15 { findPaymentCard(at: index) }
    if most >= 10 { findTenDigits(at: index) }
    if most >= 6 { findBankNumber(at: index) }
    findNumericDate(at: index)
    findIPv4(at: index)
    findPlainNumber(at: index)
  }

  /// Everything that hangs on an `@` or a full stop.
  private mutating func walkSigns() {
    for (index, byte) in text.bytes.enumerated() {
      switch byte {
      case .at:
        findEmailOrHandle(at: index)
      case .underscore where text[index - 1].isAlphanumeric:
        findHandleShape(at: index)
      case .dot: findLink(dot: index)
      default: break
      }
    }
  }

  /// The same where there is neither `@` nor underscore: from one full stop to the next.
  private mutating func walkStops() {
    guard let base = text.bytes.baseAddress else { return }
    var index = 0
    while index < text.count,
      let stop = memchr(base + index, Int32(UInt8.dot), text.count - index)
    {
      index = UnsafeRawPointer(stop) - UnsafeRawPointer(base)
      findLink(dot: index)
      index += 1
    }
  }

  /// Looks at a full stop that stands inside a word.
  @inline(__always)
  private mutating func findLink(dot index: Int) {
    guard text[index + 1].isAlphanumeric, text.isWord(before: index) else { return }
    findImageFile(dot: index)
    findURL(dot: index)
  }

  /// Orders the matches and drops those that give way to another.
  private mutating func settle() {
    found.sort {
      ($0.range.start, $0.range.end, $0.kind.rawValue)
        < ($1.range.start, $1.range.end, $1.kind.rawValue)
    }
    var isLoser = [Bool](repeating: false, count: found.count)
    var hasLosers = false
    for first in found.indices {
      var second = first + 1
      while second < found.count, found[second].range.start < found[first].range.end {
        if let loser = loser(of: first, and: second) {
          isLoser[loser] = true
          hasLosers = true
        }
        second += 1
      }
    }
    if hasLosers { found = found.indices.filter { !isLoser[$0] }.map { found[$0] } }
  }

  /// Which of two overlapping matches gives way, or nil if both may stand.
  private func loser(of first: Int, and second: Int) -> Int? {
    let (left, right) = (found[first], found[second])
    guard let leftRank = left.kind.precedence, let rightRank = right.kind.precedence else {
      return left == right ? second : nil
    }
    if leftRank != rightRank { return leftRank < rightRank ? first : second }
    if left.kind == right.kind { return left.range.count < right.range.count ? first : second }
    return leftRank == 4 ? (left.range.count < right.range.count ? first : second) : nil
  }
}
