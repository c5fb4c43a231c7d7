import TextModel

/// A place in a passage's text, in every unit that reports use.
struct TextPlace: Equatable {
  /// Bytes before it.
  var byte = 0
  /// Code points before it.
  var codePoint = 0
  /// UTF-16 code units before it.
  var utf16 = 0
  /// The line in the document, counted from 1.
  var line: Int
  /// The column in the document, in code points counted from 1.
  var column: Int
  /// Whether lines and columns are counted on through the text.
  private let isLiteral: Bool

  /// The beginning of a passage's text.
  init(startOf passage: Passage) {
    line = max(1, Int(passage.line))
    column = max(1, Int(passage.column))
    isLiteral = passage.isLiteral
  }

  /// Goes on to a byte that is not before this place and not inside a character.
  ///
  /// Only a line feed ends a line, so that CRLF is one line break.
  mutating func advance(to end: Int, in text: Span<UInt8>) {
    var lineFeeds = 0
    var columnFrom = codePoint
    while byte < end {
      if end &- byte >= 8, skipPlain(in: text) { continue }
      let current = text[byte]
      byte &+= 1  // None of these can overflow: at most two for each byte of the text.
      codePoint &+= current & 0xC0 == 0x80 ? 0 : 1
      utf16 &+= current & 0xC0 == 0x80 ? 0 : (current >= 0xF0 ? 2 : 1)
      if current == 0x0A {
        lineFeeds &+= 1
        columnFrom = codePoint
      }
    }
    guard isLiteral else { return }
    line += lineFeeds
    column = (lineFeeds > 0 ? 1 : column) + codePoint - columnFrom
  }

  /// Goes past the next eight bytes if they are ASCII without a line feed, as most are.
  @inline(__always)
  private mutating func skipPlain(in text: Span<UInt8>) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let bytes = text.bytes.unsafeLoadUnaligned(fromByteOffset: byte, as: UInt64.self)
    // A byte that is a line feed is zero before one is taken, and borrows into its high bit.
    let lineFeeds = (bytes ^ (ones &* 0x0A)) &- ones
    guard (bytes | lineFeeds) & (ones &* 0x80) == 0 else { return false }
    byte &+= 8
    codePoint &+= 8
    utf16 &+= 8
    return true
  }
}

/// Finds the places of a passage's findings, one pass over the text for all of them.
struct PlaceFinder {
  private let origin: TextPlace
  private var lastStart: TextPlace
  private var lastEnd: TextPlace

  /// A finder at the beginning of a passage's text.
  init(_ passage: Passage) {
    origin = TextPlace(startOf: passage)
    lastStart = origin
    lastEnd = origin
  }

  /// Start and end of a range; quick if it starts at or after the one asked for before.
  mutating func places(
    of range: Range<Int>, in text: Span<UInt8>
  ) -> (start: TextPlace, end: TextPlace) {
    lastStart = nearest(to: range.lowerBound)
    lastStart.advance(to: range.lowerBound, in: text)
    lastEnd = nearest(to: range.upperBound)
    lastEnd.advance(to: range.upperBound, in: text)
    return (lastStart, lastEnd)
  }

  private func nearest(to byte: Int) -> TextPlace {
    if lastEnd.byte <= byte { return lastEnd.byte >= lastStart.byte ? lastEnd : lastStart }
    return lastStart.byte <= byte ? lastStart : origin
  }
}

/// The range inside a text, widened to whole characters where it begins or ends within one.
///
/// Findings begin and end at characters; a report must not become broken UTF-8 if one does not.
func wholeCharacters(of range: ByteRange, in text: Span<UInt8>) -> Range<Int> {
  var end = min(Int(range.end), text.count)
  var start = min(Int(range.start), end)
  while start > 0, start < text.count, text[start] & 0xC0 == 0x80 { start -= 1 }
  while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
  return start..<end
}
