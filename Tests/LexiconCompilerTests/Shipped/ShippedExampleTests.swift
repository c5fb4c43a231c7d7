import Foundation
import LexiconCompiler
import Rules
import ScanCore
import TestSupport
import TextModel
import Testing

struct ShippedExampleTests {
  @Test(arguments: Shipped.rules)
  func `a rule flags exactly what its examples mark`(test: RuleCase) throws {
    let runner = ExampleRunner(lexicon: try Shipped.lexicon.get())
    let failures = runner.failures(of: test.rule).map(\.description)
    #expect(failures == [])
  }

  @Test(arguments: Shipped.rules)
  func `a flag is found wherever and however the text is written`(test: RuleCase) throws {
    let scanner = PassageScanner(lexicon: try Shipped.lexicon.get(), rule: test.rule.id)
    for example in test.rule.examples.flag {
      let marked = TextMarks.put(example.spans, into: example.text)
      guard Self.spans(of: [marked], like: example, scanner) == [marked] else { continue }
      let variants = Self.variants(of: marked, example.kind)
      #expect(Self.spans(of: variants, like: example, scanner) == variants)
    }
  }

  /// What the scanner marks in the texts of some marked texts.
  private static func spans(
    of variants: [String], like example: ExampleSource, _ scanner: PassageScanner
  ) -> [String] {
    let texts = variants.map(TextMarks.removed)
    let batch = PassageBatch.of(texts, kind: example.kind)
    let scanned = scanner.scan(batch, as: example.audience)
    return zip(texts, scanned.ranges).map { text, range in
      TextMarks.put(scanned.findings[range].map(\.range.indices), into: text)
    }
  }

  /// The same text elsewhere in memory, after an emoji, with other line ends, in decomposed form.
  private static func variants(of marked: String, _ kind: PassageKind) -> [String] {
    let padded = [1, 2, 7, 15, 16, 31, 33, 63, 64].map {
      String(repeating: " ", count: $0) + marked
    }
    let decomposed = marked.decomposedStringWithCanonicalMapping
    guard ![.fileName, .link].contains(kind) else { return padded + [decomposed] }
    let windows = marked.replacing("\n", with: "\r\n") + "\r\n"
    return padded + [decomposed, windows, "🎉👨‍👩‍👧\n\n" + marked, marked + "\n\n🎉"]
  }

  @Test(arguments: Shipped.rules)
  func `fast and portable loops flag the same`(test: RuleCase) throws {
    let lexicon = try Shipped.lexicon.get()
    let texts = (test.rule.examples.flag + test.rule.examples.clean).map(\.text)
    let found = [Routines.fastest, .portable].map { routines in
      PassageScanner(lexicon: lexicon, routines: routines)
        .scan(.of(texts, kind: .post), as: .parent)
        .findings.map { "\($0.rule) \($0.range.indices) \($0.confidence)" }
    }
    #expect(found[0] == found[1])
  }
}
