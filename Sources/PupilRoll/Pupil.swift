/// A pupil as the school's roll has them: names, class, and what the family has agreed to.
public struct Pupil: Hashable, Sendable {
  /// Given names, the one that the school uses first: "Will", "William".
  public var given: [String]
  /// Short forms of the given names, and long forms of short ones; found only with the surname.
  public var nicknames: [String]
  /// Surnames, the one that the school uses first.
  public var surnames: [String]
  /// The year group as the school writes it; empty if not known.
  public var year: String
  /// The class or form; empty if not known.
  public var form: String
  /// What the family has agreed to, for each channel of the roll in its order.
  public var consents: [Consent]

  /// A pupil.
  public init(
    given: [String], nicknames: [String] = [], surnames: [String], year: String = "",
    form: String = "", consents: [Consent] = []
  ) {
    self.given = given
    self.nicknames = nicknames
    self.surnames = surnames
    self.year = year
    self.form = form
    self.consents = consents
  }
}

/// What a family has agreed to in one channel.
public struct Consent: Hashable, Sendable {
  /// How much of a name may be given.
  public enum Name: UInt8, Comparable, Sendable {
    /// No name; also where the answer is missing or pending.
    case none
    /// The first name alone.
    case first
    /// First name and surname.
    case full

    /// Ordered from `none` to `full`.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// How much of the name may be given.
  public var name: Name
  /// Whether a picture may be shown.
  public var photo: Bool

  /// What a family has agreed to.
  public init(name: Name, photo: Bool) {
    self.name = name
    self.photo = photo
  }

  /// What both allow.
  public func stricter(_ other: Consent) -> Consent {
    Consent(name: min(name, other.name), photo: photo && other.photo)
  }
}

/// A school's roll.
public struct Roll: Hashable, Sendable {
  /// The channels that families answered for: "website", "social-media", ...; `Roll.anywhere` alone
  /// if the export does not tell channels apart.
  public var channels: [String]
  /// The pupils, in the order of the export.
  public var pupils: [Pupil]

  /// The channel of an answer that names none.
  public static let anywhere = "anywhere"

  /// A roll.
  public init(channels: [String] = [Roll.anywhere], pupils: [Pupil] = []) {
    self.channels = channels
    self.pupils = pupils
  }

  /// What a pupil's family has agreed to.
  ///
  /// - Parameter channel: Where the text goes; nil, or a channel that nobody was asked about, asks
  ///   for what all answers allow.
  public func consent(of pupil: Pupil, in channel: String?) -> Consent {
    var answers = Array(zip(channels, pupil.consents))
    let named = answers.filter { $0.0 == channel || $0.0 == Roll.anywhere }
    if channel != nil, named.contains(where: { $0.0 == channel }) { answers = named }
    guard let first = answers.first?.1 else { return Consent(name: .none, photo: false) }
    return answers.dropFirst().reduce(first) { $0.stricter($1.1) }
  }
}
