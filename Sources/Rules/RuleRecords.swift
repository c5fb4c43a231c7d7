package import ScanCore
package import TextModel

/// A rule in an image; its words are read only when a report asks for them.
struct RuleRecord: BitwiseCopyable {
  var id: StringRecord
  var title: StringRecord
  var advice: StringRecord
  /// Empty if there is none; so are the next three.
  var replacement: StringRecord
  /// Who is told, a line each.
  var route: StringRecord
  var within: StringRecord
  var handling: StringRecord
  /// Its first way in that section.
  var firstWay: UInt32
  var wayCount: UInt32
}

/// A way of a rule in an image.
package struct WayRecord: BitwiseCopyable {
  /// The rule that it is a way of.
  package var rule: UInt32
  /// Which kinds of passages it is about, as bits by `PassageKind.rawValue`.
  var kinds: UInt32
  /// The raw values of `AudienceSet`, `Way.Span`, `Severity` and `Action`.
  var audiences: UInt8
  var span: UInt8
  var severity: UInt8
  var action: UInt8
  /// How often it is right, in hundredths.
  var confidence: UInt8
  private var unused: (UInt8, UInt8, UInt8) = (0, 0, 0)
  /// Its first condition; those that must hold come first, then those that must not, then what
  /// softens and what raises.
  var firstCondition: UInt32
  var conditionCount: UInt16
  var unlessCount: UInt16
  var softenCount: UInt16
  var raiseCount: UInt16
  /// The set of the signals that begin it.
  var find: UInt32
  /// The set of all that its conditions ask for.
  var supports: UInt32
  /// The set of what could forbid or change its findings.
  var context: UInt32

  /// Whether anything could.
  var hasContext: Bool { unlessCount | softenCount | raiseCount != 0 }

  init(
    _ way: Way, rule: UInt32, firstCondition: UInt32, find: UInt32, supports: UInt32,
    context: UInt32
  ) {
    self.rule = rule
    kinds = way.kinds
    audiences = way.audiences.rawValue
    span = UInt8(way.span.rawValue)
    severity = way.severity.rawValue
    action = way.action.rawValue
    confidence = way.confidence
    self.firstCondition = firstCondition
    conditionCount = UInt16(way.conditions.count)
    unlessCount = UInt16(way.unless.count)
    softenCount = UInt16(way.soften.count)
    raiseCount = UInt16(way.raise.count)
    self.find = find
    self.supports = supports
    self.context = context
  }
}

/// A condition or an adjustment in an image.
struct ConditionRecord: BitwiseCopyable {
  /// The set of signals of which some must (or must not) be in reach.
  var signals: UInt32
  /// The bits of the reach plus 1; 0 takes each signal's own scope.
  var reach: UInt32
  /// How many at least.
  var count: UInt16
  /// The raw value plus 1 of what an adjustment brings the severity to; 0 leaves it.
  var severity: UInt8
  /// The same for the action.
  var action: UInt8
  /// The raw value of the widest extent that any of the signals is looked for in.
  var widest: UInt32
}

/// What a kind of signal begins.
struct BeginningRecord: BitwiseCopyable {
  /// Its first entry in the list of ways.
  var firstWay: UInt32
  var wayCount: UInt32
}

/// The rules of a lexicon as they lie in its image.
///
/// Nothing is read when a run starts: a draft needs few rules, and building all of them took longer
/// than scanning it.
package struct RuleTable: Sendable {
  private let lexicon: Lexicon
  private let pointers: Pointers

  // SAFETY: the pointers are into the read-only mapping of `lexicon`, which this value holds.
  private struct Pointers: @unchecked Sendable {
    var rules: UnsafePointer<RuleRecord>?
    var ways: UnsafePointer<WayRecord>?
    var conditions: UnsafePointer<ConditionRecord>?
    var sets: UnsafePointer<KindSet>?
    var beginnings: UnsafePointer<BeginningRecord>?
    var begun: UnsafePointer<UInt32>?
  }

  /// The number of rules.
  package let count: Int
  /// The number of ways of all rules.
  let wayCount: Int
  /// The number of kinds of signals.
  let kindCount: Int

  /// The rules of a lexicon.
  package init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    count = lexicon.records(.rules, as: RuleRecord.self).count
    wayCount = lexicon.records(.ways, as: WayRecord.self).count
    kindCount = lexicon.records(.beginnings, as: BeginningRecord.self).count
    pointers = Pointers(
      rules: lexicon.records(.rules, as: RuleRecord.self).baseAddress,
      ways: lexicon.records(.ways, as: WayRecord.self).baseAddress,
      conditions: lexicon.records(.conditions, as: ConditionRecord.self).baseAddress,
      sets: lexicon.records(.kindSets, as: KindSet.self).baseAddress,
      beginnings: lexicon.records(.beginnings, as: BeginningRecord.self).baseAddress,
      begun: lexicon.records(.begunWays, as: UInt32.self).baseAddress)
  }

  /// The id of a rule.
  package func id(of rule: Int) -> String {
    pointers.rules.map { lexicon.string($0[rule].id) } ?? ""
  }

  /// What a rule says to people.
  package func words(of rule: Int) -> RuleWords {
    var words = RuleWords()
    guard let record = pointers.rules?[rule] else { return words }
    words.title = lexicon.string(record.title)
    words.advice = lexicon.string(record.advice)
    words.replacement = optional(record.replacement)
    words.route = lexicon.string(record.route).split(separator: "\n").map(String.init)
    words.within = optional(record.within)
    words.handling = optional(record.handling)
    return words
  }

  private func optional(_ string: StringRecord) -> String? {
    string.count == 0 ? nil : lexicon.string(string)
  }

  /// Whether one of the ways of a rule asks for that action of itself.
  package func asks(for action: Action, rule: Int) -> Bool {
    guard let record = pointers.rules?[rule] else { return false }
    return (0..<Int(record.wayCount)).contains {
      way(Int(record.firstWay) + $0).pointee.action == action.rawValue
    }
  }

  /// Where a way lies, by its number; there must be ways.
  @inline(__always)
  func way(_ number: Int) -> UnsafePointer<WayRecord> { pointers.ways.unsafelyUnwrapped + number }

  /// Where a set lies, by its number; there must be sets.
  @inline(__always)
  func set(_ number: UInt32) -> UnsafePointer<KindSet> {
    pointers.sets.unsafelyUnwrapped + Int(number)
  }

  /// Whether a set, by its number, holds a kind; there must be sets.
  @inline(__always)
  func set(_ number: UInt32, holds kind: UInt16) -> Bool {
    // SAFETY: a set is twelve words, of which `word` is one, and nothing else.
    let words = UnsafeRawPointer(set(number)).assumingMemoryBound(to: UInt64.self)
    let word = min(Int(kind >> 6), MemoryLayout<KindSet>.size / 8 - 1)
    return words[word] & (1 &<< UInt64(kind & 63)) != 0
  }

  /// Where a condition lies, by its number; there must be conditions.
  @inline(__always)
  func condition(_ number: Int) -> UnsafePointer<ConditionRecord> {
    pointers.conditions.unsafelyUnwrapped + number
  }

  /// The numbers of the ways that a kind of signal begins.
  @inline(__always)
  func ways(begunBy kind: Int) -> UnsafeBufferPointer<UInt32> {
    guard let beginnings = pointers.beginnings, let begun = pointers.begun else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    let beginning = beginnings[kind]
    return UnsafeBufferPointer(
      start: begun + Int(beginning.firstWay), count: Int(beginning.wayCount))
  }
}
