import LexiconCompiler
import Rules
import ScanCore
import TestSupport
import TextModel
import Testing

/// Passages go through the steps of a scan in groups; each must come to what it comes to alone.
struct ScanMemoryTests {
  private static let signals = """
    signals:
    - {signal: bad, terms: [bad, very ..3 bad]}
    - {signal: who, terms: [who]}
    - {signal: not, terms: [not]}
    - {signal: code, patterns: [{pattern: 'x[0-9]+', anchor: digits}]}
    - {signal: twin, patterns: [{pattern: 'tw[a-z]+ b', anchor: [two]}]}
    """

  private static let rules = """
    - id: conduct.bad
      title: t
      advice: a
      severity: medium
      find: bad
      also: [{with: who, reach: passage}]
      unless: [{signal: not, reach: sentence}]
    - id: conduct.code
      title: t
      advice: a
      severity: low
      audience: [official, parent]
      find: [code, twin, person]
    """

  private static let names = [
    "given-names": "name\tbirths\trecent\tword\tplace\nOliver\t9\t9\t0\t0",
    "surnames": "surname\tweight\tuk\tword\tplace\nFenwick\t5\t1\t0\t0",
  ]

  private static let words = [
    "bad", "very", "so", "who", "not", "x12", "x", "7", "two b", "Oliver", "Oliver Fenwick", "é’s",
    "nobody's", "!!", "😂", "\n", ".",
  ]

  private static func batch(_ random: inout SplitMix) -> PassageBatch {
    var batch = PassageBatch()
    for _ in 0..<(1 + random.below(150)) {
      // Nothing, a few words, some more, and now and then more than a group may have together.
      let count = random.pick([0, 3, 8, 20, 20, 90, random.below(12) == 0 ? 4_000 : 1])
      let text = (0..<count).map { _ in random.pick(words) }.joined(separator: " ")
      var passage = Passage(text: batch.store(text))
      passage.kind = random.pick([.comment, .comment, .comment, .post, .caption])
      passage.audience = random.pick([nil, nil, nil, nil, .parent, .staff])
      batch.append(passage)
    }
    batch.seal()
    return batch
  }

  @Test(arguments: 0..<5)
  func `a passage comes to the same in a group as alone`(seed: Int) throws {
    let test = try TestLexicon(signals: Self.signals, rules: Self.rules, names: Self.names)
    let scanner = PassageScanner(lexicon: test.lexicon)
    var random = SplitMix(UInt64(seed))
    var alone = ScanMemory(lanes: 1)
    var few = ScanMemory(lanes: 3)
    var many = ScanMemory()
    for _ in 0..<4 {
      let batch = Self.batch(&random)
      let expected = scanner.scan(batch, audience: .official, &alone)
      #expect(expected.ranges.count == batch.passages.count)
      for scanned in [
        scanner.scan(batch, audience: .official, &few),
        scanner.scan(batch, audience: .official, &many),
      ] {
        #expect(scanned.ranges == expected.ranges)
        #expect(scanned.findings.map { "\($0)" } == expected.findings.map { "\($0)" })
      }
    }
  }

  @Test func `how often a phrase is tried is counted over all lanes`() throws {
    let test = try TestLexicon(signals: Self.signals, rules: Self.rules, names: Self.names)
    let scanner = PassageScanner(lexicon: test.lexicon)
    let texts = [String](repeating: "who is very very bad", count: 40)
    let trials = [1, 3, 16].map { lanes in
      var memory = ScanMemory(lanes: lanes)
      memory.countTrials(phrases: 1)
      _ = scanner.scan(.of(texts), audience: .official, &memory)
      return memory.phraseTrials
    }
    #expect(trials.allSatisfy { $0 == trials[0] })
    #expect(trials[0][0] >= 40)
  }
}
