import ScanCore
import TextModel

/// Writes policies into the words of a lexicon image.
package struct PolicyWriter {
  /// The words written so far.
  package private(set) var words: [UInt32] = []
  private let store: (String) -> (start: UInt32, count: UInt32)

  /// A writer.
  ///
  /// - Parameter store: Puts a string into the image and says where.
  package init(store: @escaping (String) -> (start: UInt32, count: UInt32)) {
    self.store = store
  }

  /// Writes all policies.
  package mutating func write(_ policies: [Policy]) {
    words.append(UInt32(policies.count))
    for policy in policies { write(policy) }
  }

  private mutating func write(_ policy: Policy) {
    write(policy.name)
    write(policy.version)
    write(policy.title)
    write(policy.unionOf.joined(separator: "\n"))
    words.append(policy.isLaw ? 1 : 0)
    // How many words follow, so that a reader can pass over them.
    let length = words.count
    words.append(0)
    words.append(UInt32(policy.clauses.count))
    for clause in policy.clauses { write(clause) }
    words.append(UInt32(policy.weighings.count))
    for weighing in policy.weighings { write(weighing) }
    words.append(UInt32(policy.exemptions.count))
    for exemption in policy.exemptions {
      words.append(exemption.sign)
      write(exemption.rules)
    }
    words[length] = UInt32(words.count - length - 1)
  }

  private mutating func write(_ string: String) {
    let place = store(string)
    words += [place.start, place.count]
  }

  private mutating func write(_ rules: [UInt32]) {
    words.append(UInt32(rules.count))
    words += rules
  }

  private mutating func write(_ clause: Clause) {
    write(clause.id)
    write(clause.heading)
    write(clause.duty.route.joined(separator: "\n"))
    write(clause.duty.within ?? "")
    write(clause.duty.handling.joined(separator: "\n"))
    write(clause.duty.evidence.joined(separator: "\n"))
    let action = clause.action.map { UInt32($0.rawValue) + 1 } ?? 0
    words.append(
      UInt32(clause.audiences.rawValue) | action << 8 | UInt32(clause.speakers.rawValue) << 16
        | (clause.isVisible ? 1 << 24 : 0))
    write(clause.rules)
    write(clause.named)
    write(clause.dutyFor)
  }

  private mutating func write(_ weighing: Weighing) {
    let severity = weighing.severity.map { UInt32($0.rawValue) + 1 } ?? 0
    let action = weighing.action.map { UInt32($0.rawValue) + 1 } ?? 0
    words.append(weighing.rule)
    words.append(
      UInt32(weighing.audiences.rawValue) | severity << 8 | action << 16
        | (weighing.isOff ? 1 << 24 : 0))
  }
}

/// Reads policies from a lexicon image, in the order in which `PolicyWriter` wrote them.
struct PolicyReader {
  private let lexicon: Lexicon
  private let words: UnsafeBufferPointer<UInt32>
  /// The rule whose clauses are wanted; nil wants all.
  private let wanted: UInt32?
  private var position = 0

  init(lexicon: Lexicon, carrying rule: UInt32? = nil) {
    self.lexicon = lexicon
    wanted = rule
    words = lexicon.records(.policies, as: UInt32.self)
  }

  mutating func policies(withClauses isAsked: (Policy) -> Bool) -> [Policy] {
    guard !words.isEmpty else { return [] }
    return (0..<next()).map { _ in policy(withClauses: isAsked) }
  }

  private mutating func next() -> UInt32 {
    defer { position += 1 }
    return words[position]
  }

  private mutating func string() -> String {
    let start = next()
    let count = next()
    return count == 0 ? "" : lexicon.string(at: start, count: count)
  }

  /// Most are empty or one line; a draft with findings reads some hundreds.
  private mutating func lines() -> [String] {
    let all = string()
    guard !all.isEmpty else { return [] }
    guard all.utf8.contains(UInt8(ascii: "\n")) else { return [all] }
    return all.split(separator: "\n").map(String.init)
  }

  private mutating func numbers() -> [UInt32] { (0..<next()).map { _ in next() } }

  private mutating func policy(withClauses isAsked: (Policy) -> Bool) -> Policy {
    var policy = Policy(
      name: string(), version: string(), title: string(), clauses: [], unionOf: lines())
    policy.isLaw = next() == 1
    let length = Int(next())
    guard isAsked(policy) else {
      position += length
      return policy
    }
    for _ in 0..<next() {
      if let wanted, !carries(wanted) { skipClause() } else { policy.clauses.append(clause()) }
    }
    policy.weighings = (0..<next()).map { _ in weighing() }
    policy.exemptions = (0..<next()).map { _ in Exemption(sign: next(), rules: numbers()) }
    return policy
  }

  /// The words of a clause before its lists of rules: six strings and the scalars.
  private static let clauseHead = 13

  /// Whether the clause at hand carries a rule or says what is to be done about it.
  private func carries(_ rule: UInt32) -> Bool {
    var start = position + Self.clauseHead
    for isCarried in [true, false, true] {
      let end = start + 1 + Int(words[start])
      if isCarried, words[(start + 1)..<end].contains(rule) { return true }
      start = end
    }
    return false
  }

  private mutating func skipClause() {
    position += Self.clauseHead
    for _ in 0..<3 { position += Int(next()) }
  }

  private mutating func clause() -> Clause {
    let id = string()
    let heading = string()
    let route = lines()
    let within = string()
    let duty = Duty(
      route: route, within: within.isEmpty ? nil : within, handling: lines(), evidence: lines())
    let scalars = next()
    let action = scalars >> 8 & 0xFF
    return Clause(
      id: id, heading: heading, audiences: AudienceSet(rawValue: UInt8(scalars & 0xFF)),
      speakers: AudienceSet(rawValue: UInt8(scalars >> 16 & 0xFF)), rules: numbers(),
      named: numbers(), dutyFor: numbers(),
      action: action == 0 ? nil : Action(rawValue: UInt8(action - 1)), duty: duty,
      isVisible: scalars >> 24 & 1 == 1)
  }

  private mutating func weighing() -> Weighing {
    let rule = next()
    let scalars = next()
    let severity = scalars >> 8 & 0xFF
    let action = scalars >> 16 & 0xFF
    return Weighing(
      rule: rule, audiences: AudienceSet(rawValue: UInt8(scalars & 0xFF)),
      isOff: scalars >> 24 & 1 == 1,
      severity: severity == 0 ? nil : Severity(rawValue: UInt8(severity - 1)),
      action: action == 0 ? nil : Action(rawValue: UInt8(action - 1)))
  }
}
