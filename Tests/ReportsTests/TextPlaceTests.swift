import TextModel
import Testing

@testable import Reports

struct TextPlaceTests {
  private func places(
    _ span: String, in text: String, line: UInt32 = 1, column: UInt32 = 1, isLiteral: Bool = true
  ) -> (start: TextPlace, end: TextPlace) {
    var passage = Passage(text: ByteRange(0, text.utf8.count))
    passage.line = line
    passage.column = column
    passage.isLiteral = isLiteral
    var finder = PlaceFinder(passage)
    let bytes = Array(text.utf8)
    return finder.places(of: Sample.range(of: span, in: text).indices, in: bytes.span)
  }

  @Test(arguments: [
    ("x Ann", 2, 2, 2), ("é Ann", 3, 2, 2), ("🎉 Ann", 5, 2, 3), ("e\u{301} Ann", 4, 3, 3),
    ("👩‍👧 Ann", 12, 4, 6),
  ])
  func `offsets count bytes, code points and UTF-16 units`(
    text: String, byte: Int, codePoint: Int, utf16: Int
  ) {
    let (start, end) = places("Ann", in: text)
    #expect([start.byte, start.codePoint, start.utf16] == [byte, codePoint, utf16])
    #expect([end.byte, end.codePoint, end.utf16] == [byte + 3, codePoint + 3, utf16 + 3])
  }

  @Test func `a carriage return with its line feed is one line break`() {
    let (start, end) = places("Ann\r\nB", in: "one\r\ntwo 🎉 Ann\r\nBob", line: 7, column: 5)
    #expect([start.line, start.column, end.line, end.column] == [8, 7, 9, 2])
  }

  @Test func `columns of the first line count on from the passage's own`() {
    let (start, end) = places("Ann", in: "hi Ann", line: 3, column: 10)
    #expect([start.line, start.column, end.line, end.column] == [3, 13, 3, 16])
  }

  @Test func `a text that was decoded is placed where it begins`() {
    let (start, end) = places("Ann", in: "a\nb\nAnn", line: 4, column: 9, isLiteral: false)
    #expect([start.line, start.column, end.line, end.column] == [4, 9, 4, 9])
    let unknown = places("Ann", in: "a\nAnn", line: 0, column: 0, isLiteral: false).start
    #expect([unknown.line, unknown.column, unknown.codePoint] == [1, 1, 2])
  }

  @Test func `ranges in any order get the places that they get alone`() {
    let text = "é🎉 a\r\nbç\n\n🎉🎉 dé\r\nend"
    let bytes = Array(text.utf8)
    let edges = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
    var passage = Passage(text: ByteRange(0, bytes.count))
    passage.isLiteral = true
    var shared = PlaceFinder(passage)
    for step in [1, 3, 5, 7] {
      for index in edges.indices {
        let start = edges[index * step % edges.count]
        let end = edges.filter { $0 >= start }[index % edges.count { $0 >= start }]
        var alone = PlaceFinder(passage)
        let expected = alone.places(of: start..<end, in: bytes.span)
        #expect(shared.places(of: start..<end, in: bytes.span) == expected)
      }
    }
  }

  @Test(arguments: [false, true])
  func `a place is the same however much of the text is plain`(isLiteral: Bool) {
    let pieces = ["a", "plain words ", "é", "🎉", "\n", "\r\n", "eight by"]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...20, using: &random))
        .map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }.joined()
      var passage = Passage(text: ByteRange(0, text.utf8.count))
      passage.isLiteral = isLiteral
      var place = TextPlace(startOf: passage)
      place.advance(to: text.utf8.count, in: Array(text.utf8).span)
      #expect(place.byte == text.utf8.count)
      #expect(place.codePoint == text.unicodeScalars.count)
      #expect(place.utf16 == text.utf16.count)
      let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(place.line == (isLiteral ? lines.count : 1))
      #expect(place.column == (isLiteral ? (lines.last?.count ?? 0) + 1 : 1))
    }
  }

  @Test func `a range that cuts a character or leaves the text is brought back`() {
    let bytes = Array("aéb".utf8)
    #expect(wholeCharacters(of: ByteRange(2, 2), in: bytes.span) == 1..<3)
    #expect(wholeCharacters(of: ByteRange(1, 2), in: bytes.span) == 1..<3)
    #expect(wholeCharacters(of: ByteRange(3, 99), in: bytes.span) == 3..<4)
    #expect(wholeCharacters(of: ByteRange(50, 99), in: bytes.span) == 4..<4)
  }
}
