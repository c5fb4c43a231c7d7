/// How bad a finding is.
public enum Severity: UInt8, Comparable, CaseIterable, Sendable {
  case note, low, medium, high, critical

  /// The name used in rule files and reports.
  public var name: String {
    switch self {
    case .note: "note"
    case .low: "low"
    case .medium: "medium"
    case .high: "high"
    case .critical: "critical"
    }
  }

  /// The severity of that name, or nil.
  public init?(name: String) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// Ordered from `note` to `critical`.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What a finding asks for before the text goes out.
public enum Action: UInt8, Comparable, CaseIterable, Sendable {
  /// Said, stops nothing.
  case note
  /// A person looks first.
  case review
  /// Must not go out as it stands.
  case block

  /// The name used in rule files and reports.
  public var name: String {
    switch self {
    case .note: "note"
    case .review: "review"
    case .block: "block"
    }
  }

  /// The action of that name, or nil.
  public init?(name: String) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// Ordered from `note` to `block`.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The worst action among the findings of a passage, a document or a run.
public enum Verdict: UInt8, Comparable, CaseIterable, Sendable {
  case allow, review, block

  /// The name used in reports.
  public var name: String {
    switch self {
    case .allow: "allow"
    case .review: "review"
    case .block: "block"
    }
  }

  /// The verdict that one action leads to.
  public init(_ action: Action) {
    switch action {
    case .note: self = .allow
    case .review: self = .review
    case .block: self = .block
    }
  }

  /// Ordered from `allow` to `block`.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Who is speaking.
public enum Audience: UInt8, CaseIterable, Sendable {
  case official, staff, governor, volunteer, parent, pupil

  /// The name used on the command line, in rule files and in reports.
  public var name: String {
    switch self {
    case .official: "official"
    case .staff: "staff"
    case .governor: "governor"
    case .volunteer: "volunteer"
    case .parent: "parent"
    case .pupil: "pupil"
    }
  }

  /// The audience of that name, or nil.
  public init?(name: String) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}

/// A set of audiences, as bits by `Audience.rawValue`.
public struct AudienceSet: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt8

  /// The set with those bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The set of one.
  public init(_ audience: Audience) { self.rawValue = 1 << audience.rawValue }

  /// Every audience.
  @inlinable public static var all: AudienceSet { AudienceSet(rawValue: 0b11_1111) }
}

/// What sort of text a passage is.
public enum PassageKind: UInt8, CaseIterable, Sendable {
  case text, post, comment, message, caption, profile, newsletter, fileName, link

  /// The name used in rule files and reports.
  public var name: String {
    switch self {
    case .text: "text"
    case .post: "post"
    case .comment: "comment"
    case .message: "message"
    case .caption: "caption"
    case .profile: "profile"
    case .newsletter: "newsletter"
    case .fileName: "file-name"
    case .link: "link"
    }
  }

  /// The kind of that name, or nil.
  public init?(name: String) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}
