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
    for policy in policies {
      write(policy.name)
      write(policy.version)
      write(policy.title)
      write(policy.unionOf.joined(separator: "\n"))
      words.append(UInt32(policy.clauses.count))
      for clause in policy.clauses { write(clause) }
    }
  }

  private mutating func write(_ string: String) {
    let place = store(string)
    words += [place.start, place.count]
  }

  private mutating func write(_ clause: Clause) {
    write(clause.id)
    write(clause.heading)
    write(clause.route.joined(separator: "\n"))
    write(clause.within ?? "")
    write(clause.handling ?? "")
    let action = clause.action.map { UInt32($0.rawValue) + 1 } ?? 0
    words.append(UInt32(clause.audiences.rawValue) | action << 8)
    words.append(UInt32(clause.rules.count))
    words += clause.rules
    words.append(UInt32(clause.named.count))
    words += clause.named
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

  mutating func policies() -> [Policy] {
    guard !words.isEmpty else { return [] }
    return (0..<next()).map { _ in policy() }
  }

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

  private mutating func lines() -> [String] {
    string().split(separator: "\n").map(String.init)
  }

  private mutating func policy() -> Policy {
    let name = string()
    let version = string()
    let title = string()
    let unionOf = lines()
    let clauses = (0..<next()).map { _ in clause() }
    return Policy(name: name, version: version, title: title, clauses: clauses, unionOf: unionOf)
  }

  private mutating func clause() -> Clause {
    let id = string()
    let heading = string()
    let route = lines()
    let within = optionalString()
    let handling = optionalString()
    let scalars = next()
    let action = scalars >> 8 & 0xFF
    let rules = (0..<next()).map { _ in next() }
    let named = (0..<next()).map { _ in next() }
    return Clause(
      id: id, heading: heading, audiences: AudienceSet(rawValue: UInt8(scalars & 0xFF)),
      rules: rules, named: named,
      action: action == 0 ? nil : Action(rawValue: UInt8(action - 1)), route: route,
      within: within, handling: handling)
  }
}
