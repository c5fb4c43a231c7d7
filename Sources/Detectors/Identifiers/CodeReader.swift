/// Reads a code of letters and digits part by part; a part that is not there ends it.
struct CodeReader {
  private let text: PassageBytes
  /// Where it reads next.
  private(set) var place: Int
  /// Whether all parts so far were there.
  private(set) var isGood = true

  /// A reader at `place`, which must not stand inside a word.
  init(_ text: PassageBytes, at place: Int) {
    self.text = text
    self.place = place
    if text.isWord(before: place) { isGood = false }
  }

  /// Takes `count` bytes that `accepts` takes.
  mutating func take(_ count: Int, where accepts: (UInt8) -> Bool) {
    for _ in 0..<count {
      guard isGood, accepts(text.lowered(place)) else {
        isGood = false
        return
      }
      place += 1
    }
  }

  /// Takes `count` digits.
  mutating func digits(_ count: Int) { take(count) { $0.isDigit } }

  /// Takes `count` letters.
  mutating func letters(_ count: Int) { take(count) { $0.isSmall } }

  /// Takes up to `most` bytes that `accepts` takes, and gives their number.
  mutating func takeUp(to most: Int, where accepts: (UInt8) -> Bool) -> Int {
    var count = 0
    while isGood, count < most, accepts(text.lowered(place)) {
      count += 1
      place += 1
    }
    return count
  }

  /// Passes one blank or hyphen, if it is there, and gives its length.
  @discardableResult
  mutating func gap() -> Int {
    guard isGood else { return 0 }
    let length = max(text.blank(at: place), text.hyphen(at: place))
    place += length
    return length
  }

  /// Whether all parts were there and no letter or digit follows.
  var isWhole: Bool { isGood && !text.isWord(at: place) }
}

extension PassageBytes {
  /// Whether the small letter `byte` is one of `letters`.
  static func isOne(_ byte: UInt8, of letters: StaticString) -> Bool {
    letters.withUTF8Buffer { $0.contains(byte) }
  }

  /// Whether no small letter stands in `start..<end`.
  func isCapital(from start: Int, to end: Int) -> Bool {
    (start..<end).allSatisfy { !self[$0].isSmall }
  }

  /// Whether a blank or hyphen stands in `start..<end`.
  func hasGap(from start: Int, to end: Int) -> Bool {
    (start..<end).contains { blank(at: $0) > 0 || hyphen(at: $0) > 0 }
  }

  /// The letters and digits of `start..<end`, A being 10 and Z 35; the rest left out.
  func codeValues(from start: Int, to end: Int) -> [Int] {
    (start..<end).compactMap { index in
      let byte = lowered(index)
      if byte.isDigit { return byte.digitValue }
      return byte.isSmall ? Int(byte) - 0x61 + 10 : nil
    }
  }
}
