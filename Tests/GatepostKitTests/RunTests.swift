import GatepostKit
import Readers
import Reports
import TestSupport
import TextModel
import Testing

struct RunTests {
  /// A writer that keeps what it is handed.
  private final class Book: ReportWriter {
    var lines: [String] = []
    var failsAt = Int.max

    func begin() { lines.append("begin") }
    func document(_ document: DocumentDescription) { lines.append("document \(document.source)") }

    func write(_ scanned: ScannedBatch) throws {
      struct Full: Error {}
      guard lines.count < failsAt else { throw Full() }
      for (passage, range) in zip(scanned.batch.passages, scanned.ranges) where !range.isEmpty {
        let found = scanned.findings[range].map { "\($0.rule)@\($0.range.indices)" }
        lines.append("\(scanned.batch.document) \(passage.line) \(found)")
      }
    }

    func finish(_ ending: RunEnding) {
      lines += ending.warnings.map { "warning \($0.message)" }
      lines.append("end \(ending.summary.passages) \(ending.summary.findings)")
    }
  }

  private static func text(_ lines: Int) -> String {
    var random = SplitMix(9)
    let words = ["bad", "worse", "harm", "thing", "so", "and", "the", "é", "🎉", "7"]
    return (0..<lines).map { _ in
      (0..<(1 + random.below(12))).map { _ in random.pick(words) }.joined(separator: " ")
        + random.pick(["\n\n", ".\n\n", "!\n\n", "\n"])
    }.joined()
  }

  private static func stream(_ text: String, batch: Int) -> DocumentStream {
    var options = ReaderOptions()
    options.batchTarget = batch
    return DocumentStream(bytes: Array(text.utf8), name: "-", options: options)
  }

  private static func lines(_ text: String, threads: Int?, batch: Int = 1 << 10) async throws
    -> [String]
  {
    let book = Book()
    var run = Run(
      scanner: try Lab.scanner(), stream: stream(text, batch: batch), writer: book)
    if let threads { _ = try await run.run(threads: threads) } else { _ = try run.runOnOneThread() }
    return book.lines
  }

  @Test(arguments: [0, 1, 2, 3, 8])
  func `any number of threads gives the same report`(threads: Int) async throws {
    let text = Self.text(2_000)
    let expected = try await Self.lines(text, threads: nil)
    #expect(expected.count > 1_000)
    #expect(try await Self.lines(text, threads: threads) == expected)
  }

  @Test(arguments: [1, 100, 1 << 12, 1 << 20])
  func `any size of batch gives the same findings`(batch: Int) async throws {
    let text = Self.text(600)
    let expected = try await Self.lines(text, threads: nil)
    #expect(try await Self.lines(text, threads: nil, batch: batch) == expected)
    #expect(try await Self.lines(text, threads: 2, batch: batch) == expected)
  }

  @Test func `passages in batches of one, seven or all have the same findings`() throws {
    let scanner = try Lab.scanner()
    let texts = Self.text(150).split(separator: "\n").map(String.init)
    let results = [1, 7, texts.count].map { size in
      let workspace = Scanner.Workspace()
      return stride(from: 0, to: texts.count, by: size).flatMap { start in
        let batch = PassageBatch.of(Array(texts[start..<min(start + size, texts.count)]))
        let scanned = scanner.scan(batch, using: workspace)
        return scanned.ranges.map { range in
          scanned.findings[range].map { "\($0.rule) \($0.range.indices) \($0.confidence)" }
        }
      }
    }
    #expect(results[0].contains { !$0.isEmpty })
    #expect(results[0] == results[1] && results[1] == results[2])
  }

  @Test(arguments: [nil, 1, 3])
  func `a pattern that gave up is told once, whichever tasks met it`(threads: Int?) async throws {
    let slow = "7 " + String(repeating: "a", count: 100) + "!\n\n"
    let lines = try await Self.lines(
      String(repeating: slow, count: 40), threads: threads, batch: 256)
    let warnings = lines.filter { $0.hasPrefix("warning") }
    #expect(warnings == ["warning 1 pattern needed more steps than allowed and was left"])
  }

  @Test(arguments: [nil, 1, 2])
  func `a report that cannot be written ends the run`(threads: Int?) async throws {
    let book = Book()
    book.failsAt = 20
    let scanner = try Lab.scanner()
    await #expect(throws: (any Error).self) {
      var run = Run(
        scanner: scanner, stream: Self.stream(Self.text(2_000), batch: 256), writer: book)
      if let threads {
        _ = try await run.run(threads: threads)
      } else {
        _ = try run.runOnOneThread()
      }
    }
    #expect(!book.lines.contains { $0.hasPrefix("end") })
  }

  @Test func `the outcome has the counts and the worst action`() throws {
    var run = Run(
      scanner: try Lab.scanner(), stream: Self.stream("bad\n\nharm\n\nso", batch: 1),
      writer: Book())
    let outcome = try run.runOnOneThread()
    #expect(outcome.worstAction == .block)
    #expect(outcome.summary.findings == 2)
    #expect(outcome.notExamined.isEmpty)
  }
}
