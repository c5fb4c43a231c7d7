/// What a school does once something has been found: who is told, by when, how, and what is kept.
public struct Duty: Hashable, Sendable {
  /// In whose words the finding is.
  public var audiences: AudienceSet
  /// Who is told, first first.
  public var route: [String]
  /// By when: "immediately", "as-soon-as-possible", "24h", or nil.
  public var within: String?
  /// How to go about it: "no-image", "do-not-reply", "block-comment".
  public var handling: [String]
  /// What is kept as evidence: "text", "screenshot", "time", "site-address".
  public var evidence: [String]

  /// A duty.
  public init(
    audiences: AudienceSet = .all, route: [String] = [], within: String? = nil,
    handling: [String] = [], evidence: [String] = []
  ) {
    self.audiences = audiences
    self.route = route
    self.within = within
    self.handling = handling
    self.evidence = evidence
  }

  /// Whether nothing is asked for.
  public var isEmpty: Bool {
    route.isEmpty && within == nil && handling.isEmpty && evidence.isEmpty
  }

  /// Takes on another duty: told besides, as soon as the more urgent asks, and all of its care.
  public mutating func add(_ other: Duty) {
    route += other.route.filter { !route.contains($0) }
    handling += other.handling.filter { !handling.contains($0) }
    evidence += other.evidence.filter { !evidence.contains($0) }
    if let limit = other.within, within.map({ Self.haste(limit) < Self.haste($0) }) ?? true {
      within = limit
    }
  }

  /// The duty where pictures of children may be in play: nobody copies them, whatever is kept else.
  ///
  /// Source: UKCIS, "Sharing nudes and semi-nudes: advice for education settings": never view,
  /// copy, print, share, store or save.
  public var withoutPictures: Duty {
    guard handling.contains("no-image") else { return self }
    var duty = self
    duty.evidence.removeAll { ["screenshot", "printed-copy", "page", "thread"].contains($0) }
    duty.evidence += ["text", "site-address"].filter { !duty.evidence.contains($0) }
    return duty
  }

  /// The less, the sooner.
  private static func haste(_ limit: String) -> Int {
    let words = ["immediately", "earliest-opportunity", "as-soon-as-possible", "quickly"]
    return words.firstIndex(of: limit) ?? words.count
  }
}
