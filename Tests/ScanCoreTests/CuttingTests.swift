import CScan
import TestSupport
import Testing

struct CuttingTests {
  /// What the text holds besides plain words, many of them across the border of a block.
  private static let pieces = [
    "word", "Word", "WORD", "4B", "12", "don't", "'", "é", "🎉", "McKay", "a", "I", " ", "  ", ".",
    "\n", "@x", "_", "!", "www.a.b", String(repeating: "x", count: 61),
    String(repeating: "Ab1", count: 50),
  ]

  private struct Cut: Equatable {
    var spans: [[UInt64]] = []
    var seen: [Bool] = []
  }

  /// Cuts a text with room for so many words at a time.
  private static func cut(_ bytes: [UInt8], room: Int, _ cutter: gp_cutter) -> Cut {
    let slots = [UInt64](repeating: 0, count: 2 * 16)
    let spans = UnsafeMutablePointer<gp_span>.allocate(capacity: room)
    defer { spans.deallocate() }
    var cutting = gp_cutting()
    var cut = Cut()
    // What follows a text in memory must not count.
    let memory = bytes + (0..<128).map { $0 % 2 == 0 ? 0x41 : 0x27 }
    while cutting.offset <= bytes.count {
      let count = cutter(memory, bytes.count, &cutting, spans, room, slots, 15)
      for span in UnsafeBufferPointer(start: spans, count: count) {
        let (start, end, messy) = (UInt64(span.start), UInt64(span.end), UInt64(span.messy))
        cut.spans.append(
          [start, end, messy] + (messy == 1 ? [] : [span.hash, UInt64(span.shape)]))
      }
    }
    cut.seen = [
      cutting.digit, cutting.high, cutting.odd, cutting.symbol, cutting.upper, cutting.at,
      cutting.stop,
    ].map { $0 != 0 }
    return cut
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80 || byte == 0x27
  }

  /// Where words begin and end, byte by byte.
  private static func runs(_ bytes: [UInt8]) -> [[UInt64]] {
    var runs: [[UInt64]] = []
    for (place, byte) in bytes.enumerated() where isOfWord(byte) {
      if place > 0, isOfWord(bytes[place - 1]) {
        runs[runs.count - 1][1] += 1
      } else {
        runs.append([UInt64(place), UInt64(place + 1)])
      }
    }
    return runs
  }

  @Test(arguments: 0..<120)
  func `every form cuts the same words, wherever blocks end and however much room there is`(
    seed: Int
  ) throws {
    var random = SplitMix(UInt64(seed))
    let text =
      seed % 3 == 0
      ? (0..<random.below(300)).map { _ in UInt8(random.below(256)) }
      : Array((0..<random.below(60)).map { _ in random.pick(Self.pieces) }.joined().utf8)
    let expected = Self.cut(text, room: 200, gp_cut_plainly)
    #expect(expected.spans.map { Array($0.prefix(2)) } == Self.runs(text))
    for routines in RoutinesTests.all {
      let cutter = try #require(routines.cut)
      for room in [33, 40, 128] { #expect(Self.cut(text, room: room, cutter) == expected) }
    }
  }

  @Test(arguments: [
    ("word", 0), ("Word", 1), ("WORD", 3), ("wORD", 0), ("I", 1), ("4B", 4), ("4b", 4), ("b4", 4),
    ("12", 12), ("McKay", 257), ("B2B", 7),
  ])
  func `a word is written as it says, across the border of a block too`(word: String, shape: Int) {
    for before in [0, 1, 63] {
      let text = Array((String(repeating: " ", count: before) + word).utf8)
      #expect(Self.cut(text, room: 33, gp_cut_plainly).spans.first?.last == UInt64(shape))
    }
  }
}
