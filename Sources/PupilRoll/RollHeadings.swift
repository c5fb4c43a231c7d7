/// What the headings and answers of pupil exports mean (`Lexicons/roll-columns.tsv`).
public struct RollHeadings: Sendable {
  /// What a column holds.
  enum Field: Hashable {
    case given, preferredGiven, surname, preferredSurname, name, year, form, ignored
    /// Whether the name may be given, in a channel.
    case nameConsent(String)
    /// Whether a picture may be shown, in a channel.
    case photoConsent(String)
    /// Both.
    case consent(String)

    /// The field that `--column FIELD=HEADING` names, or nil: `consent-name.website` has a channel.
    init?(named name: String) {
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      let channel = parts.count == 2 ? parts[1] : Roll.anywhere
      switch parts.first {
      case "consent-name": self = .nameConsent(channel)
      case "consent-photo": self = .photoConsent(channel)
      case "consent": self = .consent(channel)
      case "given": self = .given
      case "preferred-given": self = .preferredGiven
      case "surname": self = .surname
      case "preferred-surname": self = .preferredSurname
      case "name": self = .name
      case "year": self = .year
      case "form": self = .form
      case "ignored": self = .ignored
      default: return nil
      }
    }

    /// The names that `--column` knows.
    static let names = [
      "given", "preferred-given", "surname", "preferred-surname", "name", "year", "form", "ignored",
      "consent-name", "consent-photo", "consent",
    ]
  }

  /// The fields that a column may hold, as `--column` names them.
  public static var fieldNames: [String] { Field.names }

  /// Whether a column may hold a field of that name, such as `consent-photo.website`.
  public static func isField(_ name: String) -> Bool { Field(named: name) != nil }

  private var columns: [String: Field] = [:]
  private var consentWords: [[String]] = []
  private var photoWords: [[String]] = []
  private var nameWords: [[String]] = []
  private var channels: [(channel: String, words: [String])] = []
  private var nameValues: [String: Consent.Name] = [:]
  private var photoValues: [String: Bool] = [:]
  private var systems: [String: Set<String>] = [:]

  /// Reads the table; rows that it does not understand are passed over.
  public init(_ text: String) {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count >= 3 else { continue }
      add(kind: cells[0], meaning: cells[1], words: cells[2])
    }
    // "social media" before "media".
    channels.sort { $0.words.count > $1.words.count }
  }

  private mutating func add(kind: String, meaning: String, words: String) {
    switch kind {
    case "column": columns[Self.key(words)] = Field(named: meaning)
    case "consent-word": consentWords.append(Self.words(words))
    case "photo-word": photoWords.append(Self.words(words))
    case "name-word": nameWords.append(Self.words(words))
    case "channel": channels.append((meaning, Self.words(words)))
    case "name-value":
      let values: [String: Consent.Name] = ["none": .none, "first": .first, "full": .full]
      nameValues[Self.key(words)] = values[meaning]
    case "photo-value": photoValues[Self.key(words)] = meaning == "yes"
    case "mis": systems[meaning, default: []].insert(Self.key(words))
    default: break
    }
  }

  /// The systems whose exports are known, by name.
  public var systemNames: [String] { systems.keys.sorted() }

  /// Whether the headings are those of a system's export; nil if the system is not known.
  func areHeadings(_ headings: [String], of system: String) -> Bool? {
    systems[system].map { known in headings.contains { known.contains(Self.key($0)) } }
  }

  /// What a column of that heading holds; nil if that is not known.
  func field(of heading: String) -> Field? {
    if let field = columns[Self.key(heading)] { return field }
    let words = Self.words(heading)
    func has(_ lists: [[String]]) -> Bool { lists.contains { Self.holds($0, in: words) } }
    let channel = channels.first { Self.holds($0.words, in: words) }?.channel
    let rest = channel == "social-media" ? words.filter { $0 != "media" } : words
    let isPhoto = photoWords.contains { Self.holds($0, in: rest) }
    let isName = has(nameWords)
    guard channel != nil || isPhoto || has(consentWords) else { return nil }
    let place = channel ?? Roll.anywhere
    switch (isName, isPhoto) {
    case (true, true): return .consent(place)
    case (true, false): return .nameConsent(place)
    case (false, true): return .photoConsent(place)
    // A channel alone has been asked about for pictures; what a bare "Consent" is for, nobody knows.
    case (false, false): return channel == nil ? nil : .photoConsent(place)
    }
  }

  /// How much of a name an answer allows; nil if it is no answer.
  func nameConsent(_ answer: String) -> Consent.Name? {
    answer.isEmpty ? Consent.Name.none : nameValues[Self.key(answer)]
  }

  /// Whether an answer allows a picture; nil if it is no answer.
  func photoConsent(_ answer: String) -> Bool? {
    answer.isEmpty ? false : photoValues[Self.key(answer)]
  }

  /// Small letters and digits, for comparing; a sign such as a tick stands for itself.
  private static func key(_ text: String) -> String { words(text).joined() }

  /// The words of a heading: "KnownAsFirstName" and "Known as: first name" have the same.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasSmall = false
    for character in text {
      let isPart = character.isLetter || character.isNumber || "✓✔✗✘".contains(character)
      if !isPart || character.isUppercase && wasSmall {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if isPart { word += character.lowercased() }
      wasSmall = character.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static func holds(_ part: [String], in words: [String]) -> Bool {
    guard !part.isEmpty, part.count <= words.count else { return false }
    return (0...(words.count - part.count)).contains { start in
      // "photos", "consents" and "images" too.
      zip(part, words[start...]).allSatisfy { $1 == $0 || $1 == $0 + "s" }
    }
  }
}
