/// Derives the words of which one must be there before a pattern can match.
enum PatternAnchor {
  /// A word that stands, whole and required, at the top level of a pattern.
  ///
  /// Careful rather than clever: it gives up at alternatives, and takes only runs of at least
  /// three letters between word borders or blanks. What it cannot see, the file names.
  static func words(of pattern: String) -> [String]? {
    var reader = Reader(bytes: Array(pattern.utf8))
    guard let best = reader.longestWord(), best.count >= 3 else { return nil }
    return [String(decoding: best, as: UTF8.self).lowercased()]
  }

  private struct Reader {
    let bytes: [UInt8]
    private var index = 0
    private var depth = 0
    /// Whether a word border or a blank stands right before `index`.
    private var border = false

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The longest word, or nil if any of several alternatives would do.
    mutating func longestWord() -> [UInt8]? {
      var best: [UInt8] = []
      while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "|") where depth == 0: return nil
        case UInt8(ascii: "["): skipClass()
        case UInt8(ascii: "("): step(depth: 1)
        case UInt8(ascii: ")"): step(depth: -1)
        default:
          if let length = border(at: index) {
            border = true
            index += length
          } else if bytes[index] == UInt8(ascii: "\\") {
            step(2)
          } else if depth == 0, border, let run = run() {
            if run.count > best.count { best = run }
            step(run.count)
          } else {
            step()
          }
        }
      }
      return best
    }

    private mutating func step(_ count: Int = 1, depth change: Int = 0) {
      index += count
      depth += change
      border = false
    }

    /// Goes behind a class: its brackets are no groups.
    private mutating func skipClass() {
      step()
      if at(index) == UInt8(ascii: "^") { index += 1 }
      if at(index) == UInt8(ascii: "]") { index += 1 }
      while let byte = at(index), byte != UInt8(ascii: "]") {
        index += byte == UInt8(ascii: "\\") ? 2 : 1
      }
      index += 1
    }

    /// The length of a blank, `\s` or `\b` that cannot be missing, with its `+`, or nil.
    private func border(at place: Int) -> Int? {
      var length = 1
      if at(place) == UInt8(ascii: "\\") {
        guard let letter = at(place + 1), [UInt8(ascii: "b"), UInt8(ascii: "s")].contains(letter)
        else { return nil }
        length = 2
      } else if at(place) != 0x20 {
        return nil
      }
      switch at(place + length) {
      case UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "{"): return nil
      case UInt8(ascii: "+"): return length + 1
      default: return length
      }
    }

    /// The letters from `index` on, if they are a whole word.
    private func run() -> [UInt8]? {
      var end = index
      while let byte = at(end), (byte | 0x20) &- 0x61 < 26 { end += 1 }
      return end > index && border(at: end) != nil ? Array(bytes[index..<end]) : nil
    }

    private func at(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }
  }
}
