import Detectors
import PupilRoll
import Rules
package import ScanCore
import TextModel

/// Runs the examples that rules carry, each against its own rule alone.
package struct ExampleRunner {
  private let lexicon: Lexicon

  /// A runner over a compiled lexicon.
  package init(lexicon: Lexicon) {
    self.lexicon = lexicon
  }

  /// Runs the examples of a rule.
  ///
  /// - Returns: One message for each example that does not come out as marked.
  package func failures(of rule: RuleSource) -> [SourceError] {
    let all = rule.examples.flag + rule.examples.clean
    return failures(of: all.filter(\.roll.pupils.isEmpty), rule)
      + all.filter { !$0.roll.pupils.isEmpty }.flatMap { failures(of: [$0], rule) }
  }

  /// Runs examples that have one roll.
  private func failures(of examples: [ExampleSource], _ rule: RuleSource) -> [SourceError] {
    var scanner = PassageScanner(lexicon: lexicon, rule: rule.id)
    if let roll = examples.first?.roll {
      scanner.roll = RollDetector(roll, channel: nil, lexicon: lexicon)
    }
    var batch = PassageBatch()
    for example in examples {
      var passage = Passage(text: batch.store(example.text))
      passage.audience = example.audience
      passage.kind = example.kind
      if let time = example.time { passage.time = batch.store(time) }
      batch.append(passage)
    }
    batch.seal()
    var memory = ScanMemory()
    let scanned = scanner.scan(batch, audience: .official, &memory)
    return zip(examples, scanned.ranges).compactMap { example, range in
      let found = scanned.findings[range].map(\.range.indices)
      guard found != example.spans else { return nil }
      return SourceError(
        "rule '\(rule.id)' expected \(Self.marked(example.text, example.spans)) "
          + "but found \(Self.marked(example.text, found))", at: example.place)
    }
  }

  /// A text with marks round some spans.
  private static func marked(_ text: String, _ spans: [Range<Int>]) -> String {
    var marked: [UInt8] = []
    for (place, byte) in Array(text.utf8).enumerated() {
      if spans.contains(where: { $0.upperBound == place }) { marked += "⟧".utf8 }
      if spans.contains(where: { $0.lowerBound == place }) { marked += "⟦".utf8 }
      marked.append(byte)
    }
    if spans.contains(where: { $0.upperBound == text.utf8.count }) { marked += "⟧".utf8 }
    return "\"" + String(decoding: marked, as: UTF8.self) + "\""
  }
}
