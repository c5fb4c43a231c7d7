import Policies
import ScanCore
import Synchronization
import TextModel

/// The packs of a run and the law, with all their clauses: a scan that finds nothing never asks.
final class Packs: Sendable {
  private let lexicon: Lexicon
  private let names: Set<String>
  private let read = Mutex<[Policy]?>(nil)
  /// All policies without their clauses: a draft needs few of those.
  private let bare = Mutex<[Policy]?>(nil)

  /// The packs of those names.
  init(_ lexicon: Lexicon, _ names: Set<String>) {
    self.lexicon = lexicon
    self.names = names
  }

  /// The packs, the law's among them.
  var all: [Policy] {
    read.withLock { read in
      if let read { return read }
      let packs = Policy.all(in: lexicon, withClausesOf: isChosen).filter(isChosen)
      read = packs
      return packs
    }
  }

  /// The same with the clauses alone that a rule has to do with.
  func all(carrying rule: UInt32) -> [Policy] {
    var packs = withoutClauses
    Policy.add(clausesCarrying: rule, to: &packs, in: lexicon, where: isChosen)
    return packs.filter(isChosen)
  }

  /// Calls `body` with each clause that findings of a rule cite, and whether it is the law's.
  func forEachCitation(
    of rule: UInt32, _ body: (Citation, _ isLaw: Bool, ClauseReference) -> Void
  ) {
    let packs = withoutClauses
    let areChosen = packs.map(isChosen)
    for citation in Policy.citations(of: rule, in: lexicon, where: { areChosen[$0] }) {
      let isLaw = packs[citation.policy].isLaw
      var reference = ClauseReference(
        policy: packs[citation.policy].name, clause: citation.clause, heading: citation.heading,
        audiences: citation.speakers)
      reference.isDuty = !citation.isVisible && !isLaw
      body(citation, isLaw, reference)
    }
  }

  /// All policies of the lexicon.
  private var withoutClauses: [Policy] {
    bare.withLock { bare in
      if let bare { return bare }
      let packs = Policy.all(in: lexicon) { _ in false }
      bare = packs
      return packs
    }
  }

  private func isChosen(_ policy: Policy) -> Bool { policy.isLaw || names.contains(policy.name) }
}

extension PolicyChoice {
  /// The clauses that a finding of a rule cites: those that name its matter, those whose wider words
  /// carry it, and those that say what is to be done; the law where all policies are silent.
  func clauses(for rule: Int) -> [ClauseReference] {
    var named: [ClauseReference] = []
    var wider: [ClauseReference] = []
    var law: [ClauseReference] = []
    var duties: [ClauseReference] = []
    packs.forEachCitation(of: UInt32(rule)) { citation, isLaw, reference in
      if isLaw {
        if citation.isCarried { law.append(reference) }
      } else if citation.isCarried {
        if citation.isNamed { named.append(reference) } else { wider.append(reference) }
      } else if !isUnion {
        duties.append(reference)
      }
    }
    var cited = named + wider
    var covered = AudienceSet()
    for reference in cited where !reference.isDuty { covered.formUnion(reference.audiences) }
    for reference in law {
      var reference = reference
      reference.audiences.subtract(covered)
      if !reference.audiences.isEmpty { cited.append(reference) }
    }
    return cited + duties
  }

  /// What the packs ask for after a finding of a rule, by whose words it is in; empty under a union,
  /// whose policies ask for different things.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - own: What the rule itself asks for.
  func duties(for rule: Int, own: Duty) -> [Duty] {
    guard !isUnion else { return [] }
    let rule = UInt32(rule)
    // The law first: where a child may be in danger the safeguarding lead is told before all others.
    let all = packs.all(carrying: rule)
    let packs = all.filter(\.isLaw) + all.filter { !$0.isLaw }
    let clauses = packs.flatMap(\.clauses)
    let carrying = clauses.filter { $0.rules.contains(rule) }
    let others = clauses.filter { !$0.rules.contains(rule) && $0.dutyFor.contains(rule) }
    return Audience.allCases.compactMap { audience in
      let asked = (carrying + others).filter {
        $0.speakers.contains(AudienceSet(audience)) && !$0.duty.isEmpty
      }
      guard !asked.isEmpty else { return nil }
      var duty = Duty(audiences: AudienceSet(audience))
      for clause in asked { duty.add(clause.duty) }
      if duty.route.isEmpty { duty.route = own.route }
      duty.add(Duty(within: own.within, handling: own.handling))
      return duty.withoutPictures
    }
  }
}
