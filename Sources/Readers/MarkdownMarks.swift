/// Takes the marks of emphasis out of a Markdown paragraph without moving a letter: each is a blank.
///
/// `Oliver **Smith**` reads as two words beside each other, as in the finished page. A mark inside a
/// word, or without a partner (`f***`), stays what it is. So do code and addresses of links.
///
/// Source: CommonMark 0.31, 6.2 (emphasis), simplified: runs pair with runs of the same length.
struct MarkdownMarks {
  /// The runs of marks that belong together: where the first begins, where the second does, and how
  /// long they are.
  private(set) var pairs: [(open: Range<Int>, close: Range<Int>)] = []
  /// Other bytes that read as white space: `&nbsp;`, a backslash at the end of a line.
  private(set) var blanks: [Range<Int>] = []

  /// The marks in some bytes.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var open: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        let mark = bytes[index]
        var end = index + 1
        while end < bytes.count, bytes[end] == mark { end += 1 }
        take(index..<end, bytes, &open)
        index = end
      case UInt8(ascii: "`"): index = Self.afterCode(bytes, index)
      case UInt8(ascii: "\\"):
        let isBreak = index + 1 < bytes.count && bytes[index + 1] == 0x0A
        if isBreak { blanks.append(index..<index + 1) }
        index += isBreak ? 1 : 2
      case UInt8(ascii: "&") where bytes[index...].starts(with: "&nbsp;".utf8):
        blanks.append(index..<index + 6)
        index += 6
      default: index += 1
      }
    }
  }

  /// Whether there is nothing to take out.
  var isEmpty: Bool { pairs.isEmpty && blanks.isEmpty }

  /// The bytes with blanks in the place of all marks.
  func removed(from bytes: inout [UInt8]) {
    for range in pairs.flatMap({ [$0.open, $0.close] }) + blanks {
      for index in range { bytes[index] = 0x20 }
    }
  }

  private mutating func take(
    _ run: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, _ open: inout [Range<Int>]
  ) {
    guard run.count <= 3, bytes[run.lowerBound] != UInt8(ascii: "~") || run.count == 2 else {
      return
    }
    let before = run.lowerBound > 0 ? bytes[run.lowerBound - 1] : 0x20
    let after = run.upperBound < bytes.count ? bytes[run.upperBound] : 0x20
    if !Self.isWord(before), after > 0x20 {
      open.append(run)
    } else if before > 0x20, !Self.isWord(after),
      let place = open.lastIndex(where: {
        bytes[$0.lowerBound] == bytes[run.lowerBound] && $0.count == run.count
      })
    {
      pairs.append((open[place], run))
      open.removeSubrange(place...)
    }
  }

  private static func afterCode(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    let end = bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "`"))
    return end.map { $0 + 1 } ?? start + 1
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    default: false
    }
  }
}
