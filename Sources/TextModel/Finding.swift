/// A rule's verdict on a span of a passage.
///
/// The words of the rule (title, advice, route) are not copied: `rule` is an index into the
/// catalogue that the report is given.
public struct Finding: Sendable {
  /// The rule: an index into the catalogue's rules.
  public var rule: Int
  /// The span, in bytes from the start of the passage's text.
  public var range: ByteRange
  /// How bad it is here, after softening.
  public var severity: Severity
  /// How sure, in hundredths, from 1 to 100.
  public var confidence: UInt8
  /// What it asks for.
  public var action: Action
  /// The signals that it rests on, in the order of the text.
  public var evidence: [Evidence]

  /// A finding.
  public init(
    rule: Int, range: ByteRange, severity: Severity, confidence: UInt8, action: Action,
    evidence: [Evidence]
  ) {
    self.rule = rule
    self.range = range
    self.severity = severity
    self.confidence = confidence
    self.action = action
    self.evidence = evidence
  }

  /// Counts all its places from another byte: of a part of a text from the text's own first.
  package mutating func move(by offset: UInt32) {
    range = range.moved(by: offset)
    for index in evidence.indices {
      evidence[index].range = evidence[index].range.moved(by: offset)
    }
  }
}

/// A signal that a finding rests on.
public struct Evidence: Hashable, Sendable {
  /// The signal: an index into the catalogue's signal names.
  public var signal: Int
  /// Its span, in bytes from the start of the passage's text.
  public var range: ByteRange
  /// How its word was hidden; nil if it stands there plainly.
  public var disguise: DisguiseKind?

  /// A signal and its place.
  public init(signal: Int, range: ByteRange, disguise: DisguiseKind? = nil) {
    self.signal = signal
    self.range = range
    self.disguise = disguise
  }
}
