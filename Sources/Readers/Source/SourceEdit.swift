/// Takes found texts out of a source file.
struct SourceEdit {
  /// A text to take out, and what stands in its place.
  struct Wanted {
    var words: [UInt8]
    var replacement: String
    /// Whether these are the words of a file's name, which stand there with `_` or `%20` between
    /// them, or with capitals.
    var isFileName = false

    /// The same, for an address, in which blanks and brackets may not stand.
    var inAddress: Wanted { Wanted(words: words, replacement: "removed", isFileName: isFileName) }
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
    for pair in view.pairs {
      let holds = [pair.open, pair.close].map { mark in
        runs.contains { $0.lowerBound <= mark.lowerBound && $0.upperBound >= mark.upperBound }
      }
      if holds[0] != holds[1] { edits.append((holds[0] ? pair.close : pair.open, [])) }
    }
    for (index, run) in runs.enumerated() {
      edits.append((run, index == 0 ? Self.encoded(replacement, view.encoding) : []))
    }
  }

  /// A replacement as it is written into a file.
  static func encoded(_ text: String, _ encoding: SourceView.Encoding) -> [UInt8] {
    var bytes: [UInt8] = []
    if encoding == .richText { return richText(text) }
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

  /// A text as RTF writes it: a letter beyond ASCII as its number.
  private static func richText(_ text: String) -> [UInt8] {
    var words = ""
    for unit in text.utf16 {
      switch unit {
      case 0x5C, 0x7B, 0x7D: words += "\\\(Character(Unicode.Scalar(UInt8(unit))))"
      case 0x20..<0x80: words.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      case 0x80...: words += "\\u\(Int16(bitPattern: unit))?"
      default: words += " "
      }
    }
    return Array(words.utf8)
  }

  /// The next place of some words, their blanks standing for any white space, not inside a word.
  private static func find(_ wanted: Wanted, in text: [UInt8], from start: Int) -> Range<Int>? {
    let words = wanted.words
    guard let first = words.first else { return nil }
    var index = start
    while index < text.count {
      let isFirst = wanted.isFileName ? small(text[index]) == small(first) : text[index] == first
      if isFirst, !(isWord(before: index, in: text) && isWord(at: 0, in: words)),
        let end = wanted.isFileName ? matchName(words, text, index) : match(words, text, index),
        !(isWord(at: end, in: text) && isWord(before: words.count, in: words))
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

  /// Whether the character that begins there belongs to a word.
  private static func isWord(at index: Int, in text: [UInt8]) -> Bool {
    guard index < text.count else { return false }
    switch text[index] {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
    case 0x80...: return !isSign(text[index...].prefix(3))
    default: return false
    }
  }

  private static func isWord(before index: Int, in text: [UInt8]) -> Bool {
    guard index > 0 else { return false }
    var start = index - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return isWord(at: start, in: text)
  }

  /// Whether a character beyond ASCII is no letter: marks of Latin-1 (U+0080 to U+00BF), general
  /// punctuation and invisible marks (U+2000 to U+2BFF), ideographic and fullwidth marks, emoji.
  private static func isSign(_ bytes: ArraySlice<UInt8>) -> Bool {
    let second = bytes.dropFirst().first ?? 0
    switch bytes.first {
    case 0xC2: return second != 0xAA && second != 0xB5 && second != 0xBA
    case 0xE2: return second < 0xB0
    case 0xE3: return second == 0x80
    case 0xEF: return second >= 0xBB && second != 0xBC && second != 0xBD && second != 0xBE
    case 0xF0: return second == 0x9F
    default: return false
    }
  }
}
