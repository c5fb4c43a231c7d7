import Policies
import Rules
import ScanCore
import TextModel

/// The policies of a run: which rules count, and which clauses carry each.
struct PolicyChoice {
  /// The chosen packs, unions resolved, in the order chosen.
  let policies: [Policy]
  private let isUnion: Bool
  private let clauses: [UInt32: [ClauseReference]]
  private let actions: [UInt32: Action]

  /// Chooses policies by name.
  ///
  /// - Throws: `ScannerError.unknownPolicy` if the lexicon has none of a name.
  init(_ names: [String], in lexicon: Lexicon) throws(ScannerError) {
    let all = Policy.all(in: lexicon)
    var chosen: [Policy] = []
    var isUnion = false
    for name in names {
      guard let policy = all.first(where: { $0.name == name }) else {
        throw .unknownPolicy(name, known: all.map(\.name))
      }
      isUnion = isUnion || !policy.unionOf.isEmpty
      let parts = policy.unionOf.isEmpty ? [name] : policy.unionOf
      chosen += all.filter { parts.contains($0.name) }
    }
    policies = chosen
    self.isUnion = isUnion
    var clauses: [UInt32: [ClauseReference]] = [:]
    var actions: [UInt32: Action] = [:]
    for policy in chosen {
      for clause in policy.clauses {
        let reference = ClauseReference(
          policy: policy.name, clause: clause.id, heading: clause.heading,
          audiences: clause.audiences)
        for rule in clause.rules { clauses[rule, default: []].append(reference) }
        guard let action = clause.action else { continue }
        for rule in clause.rules { actions[rule] = max(actions[rule] ?? action, action) }
      }
    }
    // What a policy names outright comes before what its wider words carry.
    for policy in chosen {
      for clause in policy.clauses {
        for rule in clause.named {
          guard let index = clauses[rule]?.firstIndex(where: { $0.clause == clause.id }),
            let named = clauses[rule]?.remove(at: index)
          else { continue }
          clauses[rule]?.insert(named, at: 0)
        }
      }
    }
    self.clauses = clauses
    self.actions = actions
  }

  /// Whether a rule counts: under the union all do; under a school's own policy those that one of
  /// its clauses carries, and safeguarding, which the law asks of every school (KCSIE).
  func holds(_ rule: Int, id: String) -> Bool {
    isUnion || policies.isEmpty || clauses[UInt32(rule)] != nil || id.hasPrefix("safeguarding.")
      || id.hasPrefix("entity.")
  }

  /// The clauses that carry a rule, those that name it first.
  func clauses(for rule: Int) -> [ClauseReference] { clauses[UInt32(rule)] ?? [] }

  /// The action that a school's own policies set for a rule, the gravest of several, or nil.
  func action(for rule: Int) -> Action? { isUnion ? nil : actions[UInt32(rule)] }
}
