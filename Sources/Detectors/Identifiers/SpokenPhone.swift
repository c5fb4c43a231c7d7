import ScanCore

/// Telephone numbers spelled in words, alone or mixed with digits: "oh seven seven hundred ...".
extension IdentifierSearch {
  /// Looks for a spelled number that begins with the word at `index`, which `mayBeZero`, and has
  /// eleven digits, some of them words.
  mutating func findSpokenPhone(token index: Int) {
    guard case .digits(let start) = spokenValue(of: index), start.first == 0,
      start.count <= 2
    else { return }
    var reading = SpokenReading()
    var next = index
    while next < tokens.count, reading.digits.count < 11, next == index || isNear(next) {
      guard reading.take(spokenValue(of: next)) else { break }
      next += 1
    }
    // A number in progress may still be doubled or multiplied; a bare tens word counts too.
    reading.close()
    guard reading.digits.count == 11, next - index >= 4, hasWords(index..<next),
      let kind = kind(ofNational: Array(reading.digits.dropFirst()))
    else { return }
    add(kind, Int(tokens[index].start), Int(tokens[next - 1].end), 85)
  }

  /// Whether a token may be "zero", "oh", "o", "nought", "0" or "07": most words are not, and cost
  /// two comparisons.
  @inline(__always)
  func mayBeZero(_ token: Token) -> Bool {
    guard token.count <= 6 else { return false }
    switch text[Int(token.start)] {
    case 0x30, 0x4E, 0x4F, 0x5A, 0x6E, 0x6F, 0x7A: return true  // 0 N O Z n o z
    default: return false
    }
  }

  private func hasWords(_ range: Range<Int>) -> Bool {
    range.contains { !tokens[$0].shape.contains(.hasDigit) }
  }

  /// Whether nothing but blanks, hyphens, commas and full stops part a token from the one before.
  private func isNear(_ index: Int) -> Bool {
    let (start, end) = (Int(tokens[index - 1].end), Int(tokens[index].start))
    guard end - start <= 4, start <= end else { return false }
    return (start..<end).allSatisfy {
      text.blank(at: $0) > 0 || [.hyphen, .comma, .dot].contains(text[$0])
    }
  }

  /// What a token says as part of a spelled number.
  private func spokenValue(of index: Int) -> SpokenValue {
    let (start, end) = (Int(tokens[index].start), Int(tokens[index].end))
    guard end <= text.count, end - start <= 12 else { return .nothing }
    if tokens[index].shape.contains(.hasDigit) { return spelledDigits(from: start, to: end) }
    return SpokenValue(packed: entry(from: start, to: end).spoken)
  }

  private func spelledDigits(from start: Int, to end: Int) -> SpokenValue {
    guard (start..<end).allSatisfy({ text[$0].isDigit }) else { return .nothing }
    return .digits((start..<end).map { text.digit(at: $0) })
  }
}

/// What a word says as part of a spelled number.
package enum SpokenValue: Equatable {
  case nothing
  /// Digits as they stand.
  case digits([Int])
  /// Twenty to ninety, to which a unit may come.
  case tens(Int)
  /// The next digit so many times.
  case times(Int)
  /// So many zeros.
  case zeros(Int)

  /// What a word of the list `spoken` says, as the compiler packs it: what sort of value in the
  /// upper byte, the value in the lower.
  init(packed: UInt16) {
    let value = Int(packed & 0xFF)
    switch packed >> 8 {
    case 1: self = .digits(value < 10 ? [value] : [value / 10, value % 10])
    case 2: self = .tens(value / 10)
    case 3: self = .times(value)
    case 4: self = .zeros(value)
    default: self = .nothing
    }
  }

  /// The packed form of what a file says: `7`, `12`, `30`, `x2`, `00`; nil if it says nothing.
  package static func packed(_ text: String) -> UInt16? {
    if text.hasPrefix("x") {
      return UInt16(text.dropFirst()).flatMap { (2...9).contains($0) ? 3 << 8 | $0 : nil }
    }
    guard let value = UInt16(text), value < 100 else { return nil }
    if value == 0, text.utf8.count > 1 { return 4 << 8 | UInt16(text.utf8.count) }
    return (value >= 20 && value % 10 == 0 ? 2 : 1) << 8 | value
  }
}

/// The digits of a number that is being read out.
private struct SpokenReading {
  private(set) var digits: [Int] = []
  private var openTens: Int?
  private var times = 1

  /// Takes a word in; false if it is no part of a number.
  mutating func take(_ value: SpokenValue) -> Bool {
    switch value {
    case .nothing: return false
    case .digits(let values): append(values)
    case .tens(let tens):
      close()
      openTens = tens
    case .times(let count):
      close()
      times = count
    case .zeros(let count):
      close()
      digits += Array(repeating: 0, count: count)
    }
    return true
  }

  /// Ends a tens word that no unit followed.
  mutating func close() {
    if let tens = openTens { digits += [tens, 0] }
    openTens = nil
  }

  private mutating func append(_ values: [Int]) {
    if let tens = openTens, values.count == 1, values[0] > 0 {
      digits += [tens, values[0]]
      openTens = nil
      return
    }
    close()
    digits += times > 1 && values.count == 1 ? Array(repeating: values[0], count: times) : values
    times = 1
  }
}
