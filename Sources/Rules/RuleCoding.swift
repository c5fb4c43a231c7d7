import ScanCore
import TextModel

/// Writes rules into the words of a lexicon image.
package struct RuleWriter {
  /// The words written so far.
  package private(set) var words: [UInt32] = []
  private let store: (String) -> (start: UInt32, count: UInt32)

  /// A writer.
  ///
  /// - Parameter store: Puts a string into the image and says where.
  package init(store: @escaping (String) -> (start: UInt32, count: UInt32)) {
    self.store = store
  }

  /// Writes all rules.
  package mutating func write(_ rules: [Rule]) {
    words.append(UInt32(rules.count))
    for rule in rules { write(rule) }
  }

  private mutating func write(_ rule: Rule) {
    write(rule.id)
    write(rule.words.title)
    write(rule.words.advice)
    write(rule.words.replacement ?? "")
    write(rule.words.route.joined(separator: "\n"))
    write(rule.words.within ?? "")
    write(rule.words.handling ?? "")
    words.append(UInt32(rule.ways.count))
    for way in rule.ways { write(way) }
  }

  private mutating func write(_ string: String) {
    let place = store(string)
    words += [place.start, place.count]
  }

  private mutating func write(_ way: Way) {
    let scalars =
      UInt32(way.audiences.rawValue) | way.span.rawValue << 8
      | UInt32(way.severity.rawValue) << 12 | UInt32(way.confidence) << 16
      | UInt32(way.action.rawValue) << 24
    words += [scalars, way.kinds]
    write(way.find)
    write(way.conditions)
    write(way.unless)
    write(way.soften)
    write(way.raise)
  }

  private mutating func write(_ set: SignalSet) {
    words.append(UInt32(set.kinds.count))
    words += set.kinds.map(UInt32.init)
  }

  private mutating func write(_ conditions: [Condition]) {
    words.append(UInt32(conditions.count))
    for condition in conditions { write(condition) }
  }

  private mutating func write(_ condition: Condition) {
    words += [condition.reach.map { $0.bits + 1 } ?? 0, condition.count]
    write(condition.signals)
  }

  private mutating func write(_ adjustments: [Adjustment]) {
    words.append(UInt32(adjustments.count))
    for adjustment in adjustments {
      let severity = adjustment.severity.map { UInt32($0.rawValue) + 1 } ?? 0
      let action = adjustment.action.map { UInt32($0.rawValue) + 1 } ?? 0
      words.append(severity | action << 8)
      write(adjustment.condition)
    }
  }
}

/// Reads rules from a lexicon image, in the order in which `RuleWriter` wrote them.
struct RuleReader {
  private let lexicon: Lexicon
  private let words: UnsafeBufferPointer<UInt32>
  private var position = 0

  init(lexicon: Lexicon) {
    self.lexicon = lexicon
    words = lexicon.records(.rules, as: UInt32.self)
  }

  mutating func rules() -> [Rule] {
    guard !words.isEmpty else { return [] }
    return (0..<next()).map { _ in rule() }
  }

  /// The ids alone, without building the rules.
  mutating func ids() -> [String] {
    guard !words.isEmpty else { return [] }
    return (0..<next()).map { _ in
      let id = string()
      // Six more strings, of two words each, and the ways.
      position += 12
      for _ in 0..<next() { skipWay() }
      return id
    }
  }

  private mutating func skipWay() {
    position += 2
    skipSet()
    for _ in 0..<2 { for _ in 0..<next() { skipCondition() } }
    for _ in 0..<2 {
      for _ in 0..<next() {
        position += 1
        skipCondition()
      }
    }
  }

  private mutating func skipCondition() {
    position += 2
    skipSet()
  }

  private mutating func skipSet() { position += Int(next()) }

  private mutating func next() -> UInt32 {
    defer { position += 1 }
    return words[position]
  }

  private mutating func string() -> String {
    let start = next()
    return lexicon.string(at: start, count: next())
  }

  private mutating func optionalString() -> String? {
    let string = string()
    return string.isEmpty ? nil : string
  }

  private mutating func rule() -> Rule {
    let id = string()
    var words = RuleWords()
    words.title = string()
    words.advice = string()
    words.replacement = optionalString()
    words.route = string().split(separator: "\n").map(String.init)
    words.within = optionalString()
    words.handling = optionalString()
    let ways = (0..<next()).map { _ in way() }
    return Rule(id: id, ways: ways, words: words)
  }

  private mutating func way() -> Way {
    let scalars = next()
    let kinds = next()
    return Way(
      find: signalSet(), conditions: conditions(), unless: conditions(), soften: adjustments(),
      raise: adjustments(), audiences: AudienceSet(rawValue: UInt8(scalars & 0xFF)), kinds: kinds,
      span: Way.Span(rawValue: scalars >> 8 & 15) ?? .find,
      severity: Severity(rawValue: UInt8(scalars >> 12 & 15)) ?? .medium,
      confidence: UInt8(scalars >> 16 & 0xFF),
      action: Action(rawValue: UInt8(scalars >> 24)) ?? .review)
  }

  private mutating func signalSet() -> SignalSet {
    SignalSet(ascending: (0..<next()).map { _ in UInt16(truncatingIfNeeded: next()) })
  }

  private mutating func conditions() -> [Condition] { (0..<next()).map { _ in condition() } }

  private mutating func condition() -> Condition {
    let reach = next()
    let count = next()
    return Condition(
      signals: signalSet(), reach: reach == 0 ? nil : Reach(bits: reach - 1), count: count)
  }

  private mutating func adjustments() -> [Adjustment] {
    (0..<next()).map { _ in
      let changes = next()
      let severity = changes & 0xFF
      let action = changes >> 8 & 0xFF
      return Adjustment(
        condition: condition(),
        severity: severity == 0 ? nil : Severity(rawValue: UInt8(severity - 1)),
        action: action == 0 ? nil : Action(rawValue: UInt8(action - 1)))
    }
  }
}
