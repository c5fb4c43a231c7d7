/// The lines of a file that a commit adds or changes, and the places where it takes lines out.
struct ChangedLines: Equatable {
  /// Added or changed lines, counted from 1, in order.
  var added: [ClosedRange<Int>] = []
  /// For each place where lines were taken out, the line before it; 0 is the top.
  var removedAfter: [Int] = []

  /// Whether a passage on those lines differs from what it was: one of its lines was added or
  /// changed, or one between its first and its last was taken out.
  func touch(_ lines: ClosedRange<Int>) -> Bool {
    added.contains { $0.overlaps(lines) }
      || removedAfter.contains { lines.contains($0) && lines.contains($0 + 1) }
  }

  /// Whether git's lines, which end with LF, are those that readers count: not in a text with
  /// lines that end with CR alone, nor in UTF-16.
  static func canCount(in text: [UInt8]) -> Bool {
    var previous: UInt8 = 0x0A
    for byte in text {
      if byte == 0 || previous == 0x0D && byte != 0x0A { return false }
      previous = byte
    }
    return true
  }

  fileprivate mutating func add(start: Int, count: Int) {
    if count > 0 {
      added.append(start...(start + count - 1))
    } else {
      removedAfter.append(start)
    }
  }
}

/// Reads which lines changed from the output of `git diff -U0 --full-index --text`, piece by
/// piece, without keeping its text.
struct ChangeReader {
  /// The changed lines, by the two objects that are compared.
  private(set) var changes: [String: ChangedLines] = [:]
  private var pair: String?
  /// Lines that still belong to the body of a hunk.
  ///
  /// They are counted, because a line of somebody's text may look like a header.
  private var body = 0
  private var line: [UInt8] = []
  /// Headers that matter are shorter.
  private static let longest = 512

  /// The name under which the change from one object to another is kept.
  static func pair(_ before: String, _ after: String) -> String { before + ".." + after }

  /// Takes the next bytes of the output.
  mutating func take(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while let end = rest.firstIndex(of: 0x0A) {
      keep(rest[..<end])
      endLine()
      rest = rest[(end + 1)...]
    }
    keep(rest)
  }

  private mutating func keep(_ part: ArraySlice<UInt8>) {
    guard body == 0 else { return }
    line += part.prefix(max(0, Self.longest - line.count))
  }

  private mutating func endLine() {
    guard body == 0 else {
      body -= 1
      return
    }
    defer { line.removeAll(keepingCapacity: true) }
    if line.starts(with: "index ".utf8) {
      // index 1f2e…..8d9c… 100644
      let name = String(decoding: line.dropFirst(6).prefix { $0 != 0x20 }, as: UTF8.self)
      pair = name
      changes[name] = ChangedLines()
    } else if line.starts(with: "@@ -".utf8), let pair {
      let words = String(decoding: line.prefix(80), as: UTF8.self).split(separator: " ")
      guard words.count >= 3, let old = Self.span(words[1]), let new = Self.span(words[2]) else {
        return
      }
      changes[pair]?.add(start: new.start, count: new.count)
      body = old.count + new.count
    }
  }

  /// The start and the number of lines of "+12,3" or "-12".
  private static func span(_ word: Substring) -> (start: Int, count: Int)? {
    let numbers = word.dropFirst().split(separator: ",").map { Int($0) }
    guard let first = numbers.first, let start = first else { return nil }
    guard numbers.count > 1 else { return (start, 1) }
    return numbers[1].map { (start, $0) }
  }
}
