package import ScanCore
import TextModel

/// Lays rules out as an image holds them.
package struct RuleTableWriter {
  private let scopes: [Reach]
  private let store: (String) -> StringRecord
  private var rules: [RuleRecord] = []
  private var ways: [WayRecord] = []
  private var conditions: [ConditionRecord] = []
  private var sets: [KindSet] = []
  private var setNumbers: [[UInt16]: UInt32] = [:]

  /// A writer.
  ///
  /// - Parameters:
  ///   - scopes: For each kind of signal, how far it reaches of itself.
  ///   - store: Puts a string into the image and says where.
  package init(scopes: [Reach], store: @escaping (String) -> StringRecord) {
    self.scopes = scopes
    self.store = store
  }

  /// Adds a rule.
  package mutating func add(_ rule: Rule) {
    let record = RuleRecord(
      id: store(rule.id), title: store(rule.words.title), advice: store(rule.words.advice),
      replacement: store(rule.words.replacement ?? ""),
      route: store(rule.words.route.joined(separator: "\n")),
      within: store(rule.words.within ?? ""), handling: store(rule.words.handling ?? ""),
      firstWay: UInt32(ways.count), wayCount: UInt32(rule.ways.count))
    for way in rule.ways { add(way, of: UInt32(rules.count)) }
    rules.append(record)
  }

  private mutating func add(_ way: Way, of rule: UInt32) {
    let first = UInt32(conditions.count)
    for condition in way.conditions + way.unless { add(condition) }
    for change in way.soften + way.raise {
      add(
        change.condition, severity: change.severity.map { $0.rawValue + 1 } ?? 0,
        action: change.action.map { $0.rawValue + 1 } ?? 0)
    }
    let context = way.unless + (way.soften + way.raise).map(\.condition)
    ways.append(
      WayRecord(
        way, rule: rule, firstCondition: first, find: number(of: way.find.kinds),
        supports: number(of: way.conditions.flatMap(\.signals.kinds)),
        context: number(of: context.flatMap(\.signals.kinds))))
  }

  private mutating func add(_ condition: Condition, severity: UInt8 = 0, action: UInt8 = 0) {
    let extents =
      condition.reach.map { [$0.extent] }
      ?? condition.signals.kinds.map { scopes[Int($0)].extent }
    let widest = extents.max { $0.rawValue < $1.rawValue } ?? .sentence
    conditions.append(
      ConditionRecord(
        signals: number(of: condition.signals.kinds),
        reach: condition.reach.map { $0.bits + 1 } ?? 0, count: UInt16(clamping: condition.count),
        severity: severity, action: action, widest: widest.rawValue))
  }

  private mutating func number(of kinds: [UInt16]) -> UInt32 {
    let kinds = Set(kinds).sorted()
    if let number = setNumbers[kinds] { return number }
    let number = UInt32(sets.count)
    sets.append(KindSet(kinds.map(Int.init)))
    setNumbers[kinds] = number
    return number
  }

  /// Hands over what each section of the image holds.
  ///
  /// - Parameter put: Takes the bytes of records and the section that they are for.
  package mutating func finish(_ put: (UnsafeRawBufferPointer, ImageLayout.Section) -> Void) {
    var beginnings: [BeginningRecord] = []
    var begun: [UInt32] = []
    for kind in scopes.indices {
      let first = begun.count
      for (number, way) in ways.enumerated() where sets[Int(way.find)].contains(kind) {
        begun.append(UInt32(number))
      }
      beginnings.append(
        BeginningRecord(firstWay: UInt32(first), wayCount: UInt32(begun.count - first)))
    }
    rules.withUnsafeBytes { put($0, .rules) }
    ways.withUnsafeBytes { put($0, .ways) }
    conditions.withUnsafeBytes { put($0, .conditions) }
    sets.withUnsafeBytes { put($0, .kindSets) }
    beginnings.withUnsafeBytes { put($0, .beginnings) }
    begun.withUnsafeBytes { put($0, .begunWays) }
  }
}
