import LexiconCompiler
import Rules
import ScanCore
import TestSupport
import TextModel
import Testing

// A scan looks for what could support, forbid or change a finding only once something has been
// found, and only what counts in the writer's words. With a rule that begins with every signal there
// is, whoever writes, everything is looked for at once.
struct LazySupportTests {
  private static let words = [
    "bad", "worse", "who", "not", "maybe", "joke", "alarm", "far", "near", "end", "very", "so",
    "a", "4", "WHY", "THE", "\"so\"", "Oliver", "Oliver Fenwick", "07700 900123", "Mr Hobday",
  ]

  private static let kinds = [
    "bad", "worse", "who", "not", "maybe", "joke", "alarm", "far", "near", "phrase", "phrase.long",
    "person", "person.full", "shape.question", "shape.quoted", "shape.shouting", "phone",
  ]

  private static let names = [
    "given-names": "name\tbirths\trecent\tword\tplace\nOliver\t9\t9\t0\t0",
    "surnames": "surname\tweight\tuk\tword\tplace\nFenwick\t5\t1\t0\t0\nHobday\t4\t1\t0\t0",
    "cues": "word\tcue\nmr\ttitle",
  ]

  private static func text(_ random: inout SplitMix) -> String {
    (0..<(1 + random.below(14))).map { _ in
      random.pick(words) + random.pick([" ", " ", " ", " ", ", ", ". ", "? ", "!\n"])
    }.joined()
  }

  private static func condition(_ random: inout SplitMix, _ key: String) -> String {
    let reach = random.pick(["words 1", "words 3", "sentence", "neighbours", "passage"])
    let order = random.pick(["any", "any", "before", "after"])
    let count = random.pick(["", "", "", ", count: 2"])
    return "{\(key): \(random.pick(kinds)), reach: \(reach), order: \(order)\(count)}"
  }

  private static func rule(_ number: Int, _ random: inout SplitMix) -> String {
    let also = (0..<random.below(3)).map { _ in condition(&random, "with") }
    let unless = (0..<random.below(3)).map { _ in condition(&random, "signal") }
    let soften = (0..<random.below(2)).map { _ in "\(random.pick(kinds)): low" }
    let raise = (0..<random.below(2)).map { _ in "\(random.pick(kinds)): high" }
    return """
      - id: conduct.rule-\(number)
        title: t
        advice: a
        severity: medium
        audience: \(random.pick(["[official, staff, governor, volunteer, parent, pupil]", "staff", "[parent, pupil]"]))
        span: \(random.pick(["find", "join", "sentence"]))
        find: [\(random.pick(kinds)), \(random.pick(kinds))]
        also: [\(also.joined(separator: ", "))]
        unless: [\(unless.joined(separator: ", "))]
        soften: {\(soften.joined(separator: ", "))}
        raise: {\(raise.joined(separator: ", "))}
      """
  }

  @Test(arguments: 0..<60)
  func `support looked for late gives the findings that looking always gives`(seed: Int) throws {
    var random = SplitMix(UInt64(seed))
    let rules = (0..<4).map { Self.rule($0, &random) }.joined(separator: "\n")
    let everything = """
      - id: entity.zzz
        title: t
        advice: a
        severity: note
        find: [\(Self.kinds.joined(separator: ", "))]
      """
    let signals = "signals:\n" + RuleLab.signals
    let late = try TestLexicon(signals: signals, rules: rules, names: Self.names)
    let always = try TestLexicon(
      signals: signals, rules: rules + "\n" + everything, names: Self.names)
    for _ in 0..<30 {
      let text = Self.text(&random)
      let audience = random.pick(Audience.allCases)
      let expected = always.findings(in: text, as: audience)
        .filter { always.rules[$0.rule] != "entity.zzz" }
      let found = late.findings(in: text, as: audience)
      #expect(found.map(Self.facts) == expected.map(Self.facts), "\(text.debugDescription)")
    }
  }

  private static func facts(_ finding: Finding) -> String {
    let evidence = finding.evidence.map { "\($0.signal)@\($0.range.start)" }
    return "\(finding.rule) \(finding.range.indices) \(finding.severity) \(finding.confidence) "
      + "\(finding.action) \(evidence)"
  }
}
