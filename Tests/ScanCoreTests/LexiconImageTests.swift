import Foundation
import LexiconCompiler
import Rules
import ScanCore
import TestSupport
import TextModel
import Testing

struct LexiconImageTests {
  private static let signals = """
    signals:
    - {signal: matter, terms: [liar, fiddle~ (the|our)? money], patterns: ['\\btrip fund\\b']}
    """

  private static func image() throws -> [UInt8] {
    let test = try TestLexicon(
      signals: signals, rules: TermFinderTests.rule, names: TermFinderTests.names)
    return try #require(test.compilation.image)
  }

  private static func findings(_ lexicon: Lexicon) -> [Range<Int>] {
    let batch = PassageBatch.of(["A liar fiddled our money. The trip fund"])
    let scanner = PassageScanner(lexicon: lexicon)
    return scanner.scan(batch).findings.map(\.range.indices)
  }

  @Test func `an image opened from bytes and one opened from a file say the same`() throws {
    let image = try Self.image()
    let file = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).gplex"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try Data(image).write(to: URL(fileURLWithPath: file))
    let fromFile = try Lexicon(path: file)
    let fromBytes = try Lexicon(bytes: image)
    #expect(Self.findings(fromFile) == [2..<6, 7..<24, 30..<39])
    #expect(Self.findings(fromBytes) == Self.findings(fromFile))
    #expect(fromBytes.contentHash == fromFile.contentHash)
    #expect(fromBytes.signalNames() == fromFile.signalNames())
  }

  @Test func `the same files give the same image, other files another hash`() throws {
    #expect(try Self.image() == Self.image())
    let one = try TestLexicon(signals: "signals: [{signal: a, terms: [x]}]").lexicon
    let two = try TestLexicon(signals: "signals: [{signal: a, terms: [y]}]").lexicon
    #expect(one.contentHash != two.contentHash)
  }

  @Test func `an image cut short anywhere is refused`() throws {
    let image = try Self.image()
    var random = SplitMix(5)
    let ends = Array(0..<200) + (0..<200).map { _ in random.below(image.count) }
    for end in ends {
      #expect(throws: LexiconError.self) { try Lexicon(bytes: Array(image[..<end])) }
    }
  }

  @Test func `a header with any byte changed is refused or read, and crashes nothing`() throws {
    let image = try Self.image()
    let header = ImageLayout.headerSize + 8 * ImageLayout.Section.allCases.count
    for place in 0..<header {
      for change in [UInt8(1), 4, 0x80, 0xFF] {
        var broken = image
        broken[place] ^= change
        _ = try? Lexicon(bytes: broken)
      }
    }
  }

  @Test func `sections that are out of place or of a wrong size are refused`() throws {
    let image = try Self.image()
    let table = ImageLayout.headerSize
    // The first section's offset, off its alignment; its size, no power of two of slots.
    for (place, value) in [(table, image[table] ^ 1), (table + 4, image[table + 4] ^ 0x10)] {
      var broken = image
      broken[place] = value
      let error = #expect(throws: LexiconError.self) { try Lexicon(bytes: broken) }
      #expect(error?.fault == .cutShort)
    }
  }

  @Test func `a file that is no lexicon, or of another version, is refused in words`() throws {
    let advice = "; run 'gatepost-lexicon compile'"
    let foreign = #expect(throws: LexiconError.self) {
      try Lexicon(bytes: [UInt8](repeating: 0x41, count: 4_096))
    }
    #expect(foreign?.description == "memory: this is no compiled lexicon" + advice)
    var other = try Self.image()
    other[4] += 1
    let version = #expect(throws: LexiconError.self) { try Lexicon(bytes: other) }
    #expect(
      version?.description == "memory: this lexicon was compiled by another version" + advice)
    let short = #expect(throws: LexiconError.self) {
      try Lexicon(bytes: Array(Self.image().dropLast(64)))
    }
    #expect(short?.description == "memory: this compiled lexicon is cut short" + advice)
    let missing = #expect(throws: LexiconError.self) { try Lexicon(path: "/nowhere/a.gplex") }
    #expect(
      missing?.description
        == "/nowhere/a.gplex: the compiled lexicon cannot be read (No such file or directory)"
        + advice)
  }
}
