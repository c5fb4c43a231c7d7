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

  /// For each rule the clauses that carry it or say what is to be done about it: the number of the
  /// policy and the clause's place, by turns.
  private var places: [[UInt32]] = []

  /// Writes all policies.
  package mutating func write(_ policies: [Policy]) {
    // Where the places of the clauses begin.
    words = [0, UInt32(policies.count)]
    for (number, policy) in policies.enumerated() { write(policy, number: UInt32(number)) }
    words[0] = UInt32(words.count)
    words.append(UInt32(places.count))
    var start = words.count + places.count + 1
    for places in places {
      words.append(UInt32(start))
      start += places.count
    }
    words.append(UInt32(start))
    words += places.joined()
  }

  private mutating func write(_ policy: Policy, number: UInt32) {
    write(policy.name)
    write(policy.version)
    write(policy.title)
    write(policy.unionOf.joined(separator: "\n"))
    words.append(policy.isLaw ? 1 : 0)
    // How many words follow, so that a reader can pass over them.
    let length = words.count
    words.append(0)
    words.append(UInt32(policy.clauses.count))
    for clause in policy.clauses {
      for rule in Set(clause.rules + clause.dutyFor) {
        while places.count <= rule { places.append([]) }
        places[Int(rule)] += [number, UInt32(words.count)]
      }
      write(clause)
    }
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
  private var position = 0

  init(lexicon: Lexicon) {
    self.lexicon = lexicon
    words = lexicon.records(.policies, as: UInt32.self)
  }

  mutating func policies(withClauses isAsked: (Policy) -> Bool) -> [Policy] {
    guard !words.isEmpty else { return [] }
    position = 1
    return (0..<next()).map { _ in policy(withClauses: isAsked) }
  }

  /// The clauses that carry a rule or say what is to be done about it, in the order of the
  /// policies, as far as a finding cites them; those of unwanted policies are passed over.
  mutating func citations(of rule: UInt32, in isWanted: (Int) -> Bool) -> [Citation] {
    var citations: [Citation] = []
    for place in places(of: rule) where isWanted(place.policy) {
      position = place.clause
      let (id, heading) = (string(), string())
      position += Self.dutyWords
      let scalars = next()
      citations.append(
        Citation(
          policy: place.policy, clause: id, heading: heading,
          audiences: AudienceSet(rawValue: UInt8(scalars & 0xFF)),
          speakers: AudienceSet(rawValue: UInt8(scalars >> 16 & 0xFF)), isCarried: takes(rule),
          isNamed: takes(rule), isVisible: scalars >> 24 & 1 == 1))
    }
    return citations
  }

  /// The words of a clause's duty: where its four strings stand.
  private static let dutyWords = 8

  /// Whether the list of rules at hand, which is passed over, holds a rule.
  private mutating func takes(_ rule: UInt32) -> Bool {
    let count = Int(next())
    defer { position += count }
    return words[position..<position + count].contains(rule)
  }

  private func places(of rule: UInt32) -> [(policy: Int, clause: Int)] {
    guard let table = words.first.map(Int.init), rule < words[table] else { return [] }
    let starts = table + 1 + Int(rule)
    return stride(from: Int(words[starts]), to: Int(words[starts + 1]), by: 2).map {
      (Int(words[$0]), Int(words[$0 + 1]))
    }
  }

  /// Calls `body` with each clause that carries a rule or says what is to be done about it, and the
  /// number of its policy, in the order of the policies; those of unwanted policies are passed over.
  mutating func clauses(
    carrying rule: UInt32, of isWanted: (Int) -> Bool, _ body: (Int, Clause) -> Void
  ) {
    for place in places(of: rule) where isWanted(place.policy) {
      position = place.clause
      body(place.policy, clause())
    }
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
    policy.clauses = (0..<next()).map { _ in clause() }
    policy.weighings = (0..<next()).map { _ in weighing() }
    policy.exemptions = (0..<next()).map { _ in Exemption(sign: next(), rules: numbers()) }
    return policy
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
