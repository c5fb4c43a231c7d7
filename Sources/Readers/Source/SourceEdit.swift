/// Takes found texts out of a source file.
struct SourceEdit {
  /// A text to take out, and what stands in its place.
  struct Wanted {
    var words: [UInt8]
    var replacement: String
    /// Whether these are the words of a file's name, which stand there with `_` or `%20` between
    /// them, or with capitals.
    var isFileName = false
  }

  private var edits: [(place: Range<Int>, replacement: [UInt8])] = []

  /// No edit yet.
  init() {}

  /// Whether there is nothing to change.
  var isEmpty: Bool { edits.isEmpty }

  /// Looks for texts in a view, as whole words, and notes what has to change in the file.
  mutating func look(for wanted: [Wanted], in view: SourceView) {
    for aside in view.asides { look(for: wanted, in: aside) }
    for item in wanted {
      var start = 0
      while let range = Self.find(item, in: view.text, from: start) {
        add(range, of: view, item.replacement)
        start = range.upperBound
      }
    }
  }

  /// The file with everything changed; of two that overlap the longer counts.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    let sorted = edits.sorted {
      ($0.place.lowerBound, -$0.place.count) < ($1.place.lowerBound, -$1.place.count)
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    for edit in sorted where edit.place.lowerBound >= position {
      result += bytes[position..<edit.place.lowerBound]
      result += edit.replacement
      position = edit.place.upperBound
    }
    return result + bytes[position...]
  }

  /// Notes the change of a range of a view's text: the replacement in its first run of bytes, the
  /// others taken out, what stands between them kept.
  private mutating func add(_ range: Range<Int>, of view: SourceView, _ replacement: String) {
    var runs: [Range<Int>] = []
    for place in view.places[range] where !place.isEmpty {
      if let last = runs.last, last.upperBound == place.lowerBound {
        runs[runs.count - 1] = last.lowerBound..<place.upperBound
      } else if runs.last != place {
        runs.append(place)
      }
    }
    for (index, run) in runs.enumerated() {
      edits.append((run, index == 0 ? Self.encoded(replacement, view.encoding) : []))
    }
  }

  private static func encoded(_ text: String, _ encoding: SourceView.Encoding) -> [UInt8] {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch (encoding, byte) {
      case (.markup, 0x26): bytes += "&amp;".utf8
      case (.markup, 0x3C): bytes += "&lt;".utf8
      case (.markup, 0x3E): bytes += "&gt;".utf8
      case (.markup, 0x22): bytes += "&quot;".utf8
      case (.json, 0x22), (.json, 0x5C): bytes += [0x5C, byte]
      case (.json, 0..<0x20): bytes.append(0x20)
      case (.quotedPrintable, 0x3D), (.quotedPrintable, 0x80...):
        bytes += "=".utf8
        bytes += (byte < 16 ? "0" : "").utf8
        bytes += String(byte, radix: 16, uppercase: true).utf8
      default: bytes.append(byte)
      }
    }
    return bytes
  }

  /// The next place of some words, their blanks standing for any white space, not inside a word.
  private static func find(_ wanted: Wanted, in text: [UInt8], from start: Int) -> Range<Int>? {
    let words = wanted.words
    guard let first = words.first else { return nil }
    var index = start
    while index < text.count {
      let isFirst = wanted.isFileName ? small(text[index]) == small(first) : text[index] == first
      if isFirst, index == 0 || !(isWord(text[index - 1]) && isWord(first)),
        let end = wanted.isFileName ? matchName(words, text, index) : match(words, text, index),
        end == text.count || !(isWord(text[end]) && isWord(words[words.count - 1]))
      {
        return index..<end
      }
      index += 1
    }
    return nil
  }

  private static func match(_ words: [UInt8], _ text: [UInt8], _ start: Int) -> Int? {
    var index = start
    var word = 0
    while word < words.count {
      if words[word] <= 0x20 {
        guard index < text.count, text[index] <= 0x20 else { return nil }
        while index < text.count, text[index] <= 0x20 { index += 1 }
        while word < words.count, words[word] <= 0x20 { word += 1 }
        continue
      }
      guard index < text.count, text[index] == words[word] else { return nil }
      index += 1
      word += 1
    }
    return index
  }

  /// Matches the words of a file's name; a trailing number of it is none of them.
  private static func matchName(_ words: [UInt8], _ text: [UInt8], _ start: Int) -> Int? {
    var index = start
    for word in words {
      if word <= 0x20 {
        while index < text.count {
          if "_-+. ".utf8.contains(text[index]) {
            index += 1
          } else if text[index...].starts(with: "%20".utf8) {
            index += 3
          } else {
            break
          }
        }
        continue
      }
      guard index < text.count, small(text[index]) == small(word) else { return nil }
      index += 1
    }
    return index
  }

  private static func small(_ byte: UInt8) -> UInt8 { 0x41...0x5A ~= byte ? byte | 0x20 : byte }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    default: false
    }
  }
}
