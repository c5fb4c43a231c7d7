import Policies
import Rules
import ScanCore
import TextModel

/// The policies of a run: which rules count in whose words, what they ask for, and which clauses
/// carry each.
struct PolicyChoice: Sendable {
  /// The chosen packs, unions resolved, in the order chosen; a union's come without their clauses.
  let policies: [Policy]
  /// Whether a union is among them: then every rule counts in everybody's words, as it stands.
  let isUnion: Bool
  /// The chosen packs and the law, with their clauses; read when a finding first asks for them.
  let packs: Packs
  /// How the chosen packs weigh each rule in whose words; empty under a union.
  private let weights: [UInt32: [Weight]]
  /// What excuses findings of a rule, by its index.
  private let excuses: [UInt32: Set<UInt32>]
  /// The rules that find what excuses others.
  let signs: Set<Int>

  /// What the packs make of a rule in somebody's words.
  struct Weight: Hashable {
    var isHeld = false
    var severity: Severity?
    var action: Action?
  }

  /// Chooses policies by name.
  ///
  /// - Throws: `ScannerError.unknownPolicy` if the lexicon has none of a name.
  init(_ names: [String], in lexicon: Lexicon) throws(ScannerError) {
    let all = Policy.all(in: lexicon) { _ in false }.filter { !$0.isLaw }
    var chosen: [Policy] = []
    var isUnion = false
    for name in names {
      guard let policy = all.first(where: { $0.name == name }) else {
        throw .unknownPolicy(name, known: all.map(\.name))
      }
      isUnion = isUnion || !policy.unionOf.isEmpty
      let parts = policy.unionOf.isEmpty ? [name] : policy.unionOf
      chosen += all.filter { part in
        parts.contains(part.name) && !chosen.contains { $0.name == part.name }
      }
    }
    self.isUnion = isUnion || names.isEmpty
    policies = chosen
    packs = Packs(lexicon, Set(chosen.map(\.name)))
    guard !self.isUnion else {
      (weights, excuses, signs) = ([:], [:], [])
      return
    }
    let packs = packs.all
    weights = Self.weights(of: packs)
    excuses = Self.excuses(of: packs)
    signs = Set(packs.flatMap(\.exemptions).map { Int($0.sign) })
  }

  /// Whether a rule counts in anybody's words: under a union all do; under a school's own policy
  /// those that one of its clauses carries, and what the law asks of every school.
  func holds(_ rule: Int, id: String) -> Bool {
    isUnion || id.hasPrefix("entity.") || id.hasPrefix("exempt.") || signs.contains(rule)
      || weights[UInt32(rule)]?.contains(where: \.isHeld) ?? false
  }

  /// What the packs make of a finding; nil if they have nothing against it.
  ///
  /// - Parameters:
  ///   - finding: What the rule says.
  ///   - audience: In whose words it stands.
  ///   - signs: What the passage holds that may excuse it.
  ///   - isSoftened: Whether something beside it already made it milder than its rule.
  func judged(
    _ finding: Finding, audience: Audience, signs: Set<UInt32>, isSoftened: Bool
  ) -> Finding? {
    guard !isUnion else { return finding }
    guard let weights = weights[UInt32(finding.rule)] else { return finding }
    let weight = weights[Int(audience.rawValue)]
    guard weight.isHeld, excuses[UInt32(finding.rule)]?.isDisjoint(with: signs) ?? true else {
      return nil
    }
    var judged = finding
    if let action = weight.action {
      judged.action = isSoftened ? min(finding.action, action) : action
    }
    if let severity = weight.severity {
      judged.severity = isSoftened ? min(finding.severity, severity) : severity
    }
    return judged
  }
}

extension PolicyChoice {
  /// What excuses a rule: only what every pack that carries the rule lets pass.
  private static func excuses(of packs: [Policy]) -> [UInt32: Set<UInt32>] {
    var excuses: [UInt32: Set<UInt32>] = [:]
    for pack in packs where !pack.isLaw {
      var own: [UInt32: Set<UInt32>] = [:]
      for exemption in pack.exemptions {
        for rule in exemption.rules { own[rule, default: []].insert(exemption.sign) }
      }
      for rule in Set(pack.clauses.flatMap(\.rules)) {
        let signs = own[rule] ?? []
        excuses[rule] = excuses[rule]?.intersection(signs) ?? signs
      }
    }
    return excuses
  }

  private static func weights(of packs: [Policy]) -> [UInt32: [Weight]] {
    var weights: [UInt32: [Weight]] = [:]
    let nothing = Audience.allCases.map { _ in Weight() }
    for pack in packs {
      var own: [UInt32: [Weight]] = [:]
      for clause in pack.clauses {
        for rule in clause.rules {
          for audience in Audience.allCases where clause.speakers.contains(AudienceSet(audience)) {
            own[rule, default: nothing][Int(audience.rawValue)].join(
              Weight(isHeld: true, action: clause.action))
          }
        }
      }
      for weighing in pack.weighings {
        for audience in Audience.allCases where weighing.audiences.contains(AudienceSet(audience)) {
          own[weighing.rule]?[Int(audience.rawValue)].set(weighing)
        }
      }
      for (rule, own) in own {
        let joined = zip(weights[rule] ?? nothing, own).map { left, right in
          var both = left
          both.join(right)
          return both
        }
        weights[rule] = joined
      }
    }
    return weights
  }
}

extension PolicyChoice.Weight {
  /// Takes over what another clause or pack makes of the rule: the stricter counts.
  fileprivate mutating func join(_ other: Self) {
    guard other.isHeld else { return }
    // A pack that leaves the rule as it is does not bring down what another raises, nor the other
    // way round: what only one says counts.
    action = isHeld ? Self.stricter(action, other.action) : other.action
    severity = isHeld ? Self.stricter(severity, other.severity) : other.severity
    isHeld = true
  }

  fileprivate mutating func set(_ weighing: Weighing) {
    isHeld = isHeld && !weighing.isOff
    action = weighing.action ?? action
    severity = weighing.severity ?? severity
  }

  private static func stricter<Value: Comparable>(_ left: Value?, _ right: Value?) -> Value? {
    guard let left, let right else { return left ?? right }
    return max(left, right)
  }
}
