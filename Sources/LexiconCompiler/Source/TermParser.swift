/// Reads one term by recursive descent.
///
///     term    = items
///     items   = item (space item)*
///     item    = atom "?"?
///     atom    = "(" items ("|" items)* ")" | word "~"? | "=" word | "$" name
///             | "@" ("cap" | "name" | "surname" | "person") | "#" | "*" | ".." digits
struct TermParser {
  /// The longest gap that `..N` may ask for, in words.
  static let longestGap = 20
  private static let deepest = 16
  private static let longest = 4_000

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  /// The tree of a term.
  static func tree(of text: String) throws(TermFault) -> TermTree {
    var parser = Self(scalars: Array(text.unicodeScalars))
    guard parser.scalars.count <= longest else {
      throw TermFault(message: "longer than \(longest) characters", offset: 0)
    }
    let tree = try parser.items()
    switch parser.next {
    case nil: return tree
    case "|": throw parser.fault("'|' stands only inside brackets; write (a|b)")
    default: throw parser.fault("')' without a '(' before it")
    }
  }

  private init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  private var next: Unicode.Scalar? {
    position < scalars.count ? scalars[position] : nil
  }

  private func fault(_ message: String, at offset: Int? = nil) -> TermFault {
    TermFault(message: message, offset: offset ?? position)
  }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let scalar = next, scalar.properties.isWhitespace { position += 1 }
  }

  private mutating func items() throws(TermFault) -> TermTree {
    var parts: [TermTree] = []
    let start = position
    skipSpace()
    while let scalar = next, scalar != "|", scalar != ")" {
      try parts.append(item())
      try requireBreak()
      skipSpace()
    }
    if parts.isEmpty { throw fault(emptiness, at: start) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private var emptiness: String {
    depth == 0 && next == nil ? "empty" : "nothing here; write (a|b)? for what may be missing"
  }

  private func requireBreak() throws(TermFault) {
    guard let scalar = next, !scalar.properties.isWhitespace else { return }
    switch scalar {
    case "|", ")": return
    case "~": throw fault("'~' must follow a word")
    case "?": throw fault("a second '?'")
    default: throw fault("put a space before '\(scalar)'")
    }
  }

  private mutating func item() throws(TermFault) -> TermTree {
    let atom = try atom()
    guard next == "?" else { return atom }
    if case .element(.gap(let most, let least)) = atom {
      guard least > 0 else { throw fault("'..\(most)' may be nothing already; leave out the '?'") }
      position += 1
      return .element(.gap(max: most, min: 0))
    }
    position += 1
    return .optional(atom)
  }

  private mutating func atom() throws(TermFault) -> TermTree {
    let start = position
    if skip("(") { return try group(from: start) }
    if skip("*") { return try star() }
    if skip("#") { return .element(.number) }
    if skip("$") { return try list(from: start) }
    if skip("@") { return try keyword(from: start) }
    if skip("=") { return try exact() }
    if next == "." { return try gap() }
    return try word()
  }

  private mutating func group(from start: Int) throws(TermFault) -> TermTree {
    guard depth < Self.deepest else { throw fault("brackets more than \(Self.deepest) deep") }
    depth += 1
    defer { depth -= 1 }
    var choices = [try items()]
    while skip("|") { try choices.append(items()) }
    guard skip(")") else { throw fault("'(' is never closed", at: start) }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private func star() throws(TermFault) -> TermTree {
    if let scalar = next, scalar.isPartOfWord {
      throw fault(
        "'*' stands for a whole word; a part of a word cannot be left open", at: position - 1)
    }
    return .element(.gap(max: 1, min: 1))
  }

  private mutating func gap() throws(TermFault) -> TermTree {
    let start = position
    guard skip("."), skip(".") else {
      throw fault("'.' is no part of a word; leave it out", at: start)
    }
    let digits = run { ("0"..."9").contains($0) }
    guard let most = Int(digits), (1...Self.longestGap).contains(most) else {
      throw fault("'..' needs a number from 1 to \(Self.longestGap) after it: ..3", at: start)
    }
    return .element(.gap(max: most, min: 0))
  }

  private mutating func list(from start: Int) throws(TermFault) -> TermTree {
    let name = run {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-")
    }
    guard !name.isEmpty else { throw fault("'$' needs the name of a list after it", at: start) }
    return .list(name, offset: start)
  }

  private mutating func keyword(from start: Int) throws(TermFault) -> TermTree {
    let name = run { $0.isPartOfWord }
    switch name {
    case "cap": return .element(.capitalised)
    case "name": return .element(.givenName)
    case "surname": return .element(.surname)
    case "person": return .element(.person)
    default:
      let known = ["cap", "name", "surname", "person"]
      let near = nearestName(to: name, among: known).map { "did you mean '@\($0)'?" }
      let all = "there are @cap, @name, @surname and @person"
      throw fault("unknown '@\(name)'; \(near ?? all)", at: start)
    }
  }

  private mutating func exact() throws(TermFault) -> TermTree {
    let parts = try wordParts()
    if next == "~" { throw fault("'~' cannot follow '=' and a word; write the forms out") }
    // The text's own `'s` is cut off before words are compared.
    return joined(parts.map { .exact([Self.withoutPossessive($0) ?? $0]) })
  }

  private mutating func word() throws(TermFault) -> TermTree {
    var parts = try wordParts().map { Self.spellings(of: $0.lowercased()) }
    if let last = parts.last?.first, next == "~" {
      guard last.count > 1, last.allSatisfy(\.isLetter) else {
        throw fault("'~' must follow a word of two letters or more")
      }
      position += 1
      parts[parts.count - 1] = inflections(of: last)
    }
    return joined(parts.map { .words($0) })
  }

  /// `he's` also stands for `hes`, as many write it; the text's own `'s` is cut off before words
  /// are compared, so `he` stands for the rest.
  private static func spellings(of word: String) -> [String] {
    withoutPossessive(word).map { [$0, $0 + "s"] } ?? [word]
  }

  /// A word without the `'s` at its end, or nil if it has none.
  private static func withoutPossessive(_ word: String) -> String? {
    let scalars = word.unicodeScalars
    guard scalars.count > 2, let last = scalars.last, last == "s" || last == "S",
      scalars[scalars.index(scalars.endIndex, offsetBy: -2)].isApostrophe
    else { return nil }
    return String(scalars.dropLast(2))
  }

  private func joined(_ kinds: [PhraseElement.Kind]) -> TermTree {
    kinds.count == 1 ? .element(kinds[0]) : .sequence(kinds.map { .element($0) })
  }

  /// The words that hyphens part.
  private mutating func wordParts() throws(TermFault) -> [String] {
    var parts: [String] = []
    repeat {
      let part = run { $0.isPartOfWord }
      guard part.unicodeScalars.contains(where: { !$0.isApostrophe }) else {
        throw fault(parts.isEmpty ? stray : "a word is missing beside the hyphen")
      }
      parts.append(part)
    } while skipHyphen()
    return parts
  }

  private var stray: String {
    switch next {
    case nil: "a word is missing here"
    case "?": "'?' must follow a word or a bracket"
    case "~": "'~' must follow a word"
    case let scalar?: "'\(scalar)' is no part of a word; words are parted by spaces"
    }
  }

  private mutating func skipHyphen() -> Bool {
    guard let scalar = next, scalar.isHyphen else { return false }
    position += 1
    return true
  }

  private mutating func run(_ belongs: (Unicode.Scalar) -> Bool) -> String {
    let start = position
    while let scalar = next, belongs(scalar) { position += 1 }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<position])
    return String(text)
  }
}

extension Unicode.Scalar {
  fileprivate var isApostrophe: Bool {
    self == "'" || self == "\u{2019}" || self == "\u{2018}" || self == "\u{2BC}"
  }

  fileprivate var isHyphen: Bool {
    self == "-" || ("\u{2010}"..."\u{2015}").contains(self)
  }

  /// Letters, digits, apostrophes and, outside ASCII, signs such as emoji.
  fileprivate var isPartOfWord: Bool {
    if isApostrophe { return true }
    if isASCII { return properties.isAlphabetic || ("0"..."9").contains(self) }
    switch properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .dashPunctuation,
      .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .otherPunctuation, .connectorPunctuation:
      return false
    default: return true
    }
  }
}
