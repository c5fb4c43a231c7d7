import Rules
import ScanCore
import TestSupport
import TextModel
import Testing

// What is worth looking for is decided in a form of the rules made for asking quickly; here the same
// is worked out from what the rule files say.
struct VoiceGatesTests {
  private static let kinds = [
    "bad", "worse", "who", "not", "maybe", "joke", "alarm", "far", "near",
  ]

  /// A rule as a test writes it: the names of signals.
  private struct Line {
    var find: [String]
    var also: [[String]]
    var unless: [String]
    var isStaffs: Bool

    var text: String {
      """
        title: t
        advice: a
        severity: medium
        audience: \(isStaffs ? "staff" : "[official, staff]")
        find: [\(find.joined(separator: ", "))]
        also: [\(also.map { "{with: [\($0.joined(separator: ", "))]}" }.joined(separator: ", "))]
        unless: [\(unless.joined(separator: ", "))]
      """
    }

    func isOpen(_ possible: Set<String>, _ audience: Audience) -> Bool {
      (!isStaffs || audience == .staff) && also.allSatisfy { !possible.isDisjoint(with: $0) }
    }
  }

  private static func some(_ most: Int, _ random: inout SplitMix) -> [String] {
    Array(Set((0..<(1 + random.below(most))).map { _ in random.pick(kinds) })).sorted()
  }

  private static func line(_ random: inout SplitMix) -> Line {
    Line(
      find: some(2, &random), also: (0..<random.below(4)).map { _ in some(3, &random) },
      unless: random.below(2) == 0 ? [] : some(2, &random), isStaffs: random.below(3) == 0)
  }

  @Test(arguments: 0..<40)
  func `what is worth looking for is what the rules can still make use of`(seed: Int) throws {
    var random = SplitMix(UInt64(seed))
    let lines = (0..<(1 + random.below(6))).map { _ in Self.line(&random) }
    let rules = lines.enumerated().map { "- id: conduct.rule-\($0)\n\($1.text)" }
    let lexicon = try TestLexicon(
      signals: "signals:\n" + RuleLab.signals, rules: rules.joined(separator: "\n")
    ).lexicon
    func set(_ names: some Sequence<String>) -> KindSet {
      KindSet(names.compactMap { lexicon.signal(named: $0) })
    }
    let active = lines.map { _ in random.below(5) > 0 }
    let ruleSet = RuleSet(lexicon: lexicon) { active[$0] }
    #expect(
      ruleSet.triggers == set(zip(lines, active).filter(\.1).flatMap(\.0.find)))
    for _ in 0..<30 {
      let possible = Set(Self.some(6, &random))
      let present = possible.filter { _ in random.below(2) == 0 }
      let audience = random.pick([Audience.official, .staff, .parent])
      let gates = ruleSet.gates(of: PassageVoice(audience: audience, kind: .post))
      let open = zip(lines, active)
        .filter { $1 && audience != .parent && $0.isOpen(possible, audience) }.map(\.0)
      #expect(
        gates.worthFinding(set(possible))
          == set(open.flatMap(\.find).filter(possible.contains)))
      let begun = open.filter { !present.isDisjoint(with: $0.find) }
      #expect(
        gates.supports(of: set(present), set(possible))
          == (begun.isEmpty ? nil : set(begun.flatMap(\.also).flatMap(\.self))))
      let met = begun.filter { $0.isOpen(present, audience) }
      #expect(
        gates.context(of: set(present))
          == (met.isEmpty ? nil : set(met.flatMap(\.unless))))
    }
  }
}
