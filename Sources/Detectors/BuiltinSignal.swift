/// The signals that detectors make, in the order of their numbers: a lexicon's own signals follow.
package enum BuiltinSignal {
  /// A person, by what is known of them.
  package enum Person: Int, CaseIterable, Sendable {
    /// Given name and surname of someone who is none of those below.
    case full
    /// A given name on its own.
    case given
    /// Title and surname, or a name with a role at the school.
    case staff
    /// An author, historical or public figure, character.
    case known
    /// A parent, relative or other adult.
    case adult
    /// Initials used for a person.
    case initials

    /// The name that rules use.
    package var name: String {
      switch self {
      case .full: "person.full"
      case .given: "person.given"
      case .staff: "person.staff"
      case .known: "person.public"
      case .adult: "person.adult"
      case .initials: "person.initials"
      }
    }

    /// The number of the signal.
    package var kind: UInt16 { UInt16(rawValue) }
  }

  /// How a stretch of text is written.
  package enum Shape: Int, CaseIterable, Sendable {
    /// The question mark at the end of a sentence.
    case question
    /// Text between quotation marks.
    case quoted
    /// A sentence in capitals.
    case shouting
    /// A word that was hidden: by look-alike letters, signs, gaps or stretching.
    case disguised
    /// A passage written in working hours; its span is the whole text.
    case workingHours

    /// The name that rules use.
    package var name: String {
      switch self {
      case .question: "shape.question"
      case .quoted: "shape.quoted"
      case .shouting: "shape.shouting"
      case .disguised: "shape.disguised"
      case .workingHours: "shape.working-hours"
      }
    }

    /// The number of the signal.
    package var kind: UInt16 { UInt16(Person.allCases.count + rawValue) }
  }

  /// A pupil of the school's roll, by what the family has agreed to.
  package enum Roll: Int, CaseIterable, Sendable {
    /// Named as far as the family agreed.
    case allowed
    /// Named farther than the family agreed.
    case refused
    /// Named, and the family did not agree to pictures.
    case unpictured
    /// Named in the school's own voice, and everybody in the sentence agreed to pictures.
    case pictured

    /// The name that rules use.
    package var name: String {
      switch self {
      case .allowed: "roll.allowed"
      case .refused: "roll.refused"
      case .unpictured: "roll.no-photo"
      case .pictured: "roll.photo"
      }
    }

    /// The number of the signal.
    package var kind: UInt16 { BuiltinSignal.firstRoll + UInt16(rawValue) }

  }

  /// What bears a name and is no person.
  package enum Entity: Int, CaseIterable, Sendable {
    /// A town, a village, a park, a street.
    case place
    case school
    /// A firm, a club, a charity, a public body.
    case organisation

    /// The name that rules use.
    package var name: String {
      switch self {
      case .place: "named.place"
      case .school: "named.school"
      case .organisation: "named.organisation"
      }
    }

    /// The number of the signal.
    package var kind: UInt16 {
      BuiltinSignal.firstRoll + UInt16(Roll.allCases.count + rawValue)
    }
  }

  /// Whether a signal says more about the very words that it shares with another (what a family
  /// agreed to, what a name is part of), and nothing about words near it.
  @inline(__always)
  package static func isAboutSameWords(_ kind: UInt16) -> Bool {
    // What may be shown is said of the whole picture.
    kind &- firstRoll < UInt16(Roll.allCases.count + Entity.allCases.count)
      && kind != Roll.pictured.kind
  }

  /// The number of the first signal of the roll.
  private static let firstRoll = UInt16(firstIdentifier + IdentifierKind.allCases.count)

  /// The number of the first identifier.
  private static let firstIdentifier = Person.allCases.count + Shape.allCases.count

  /// The number of the signal of an identifier.
  package static func kind(of identifier: IdentifierKind) -> UInt16 {
    UInt16(firstIdentifier + Int(identifier.rawValue))
  }

  /// The names of all, by number.
  package static let names: [String] =
    Person.allCases.map(\.name) + Shape.allCases.map(\.name)
    + IdentifierKind.allCases.map(\.signalName) + Roll.allCases.map(\.name)
    + Entity.allCases.map(\.name)
}
