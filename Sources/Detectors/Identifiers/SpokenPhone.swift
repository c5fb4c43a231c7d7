import ScanCore

/// Telephone numbers spelled in words, alone or mixed with digits: "oh seven seven hundred ...".
extension IdentifierSearch {
  /// Looks for a spelled number that begins with the word at `index` and has eleven digits, some
  /// of them words.
  mutating func findSpokenPhone(token index: Int) {
    guard mayBeZero(index), case .digits(let start) = spokenValue(of: index), start.first == 0,
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
  private func mayBeZero(_ index: Int) -> Bool {
    guard tokens[index].count <= 6 else { return false }
    return PassageBytes.isOne(text.lowered(Int(tokens[index].start)), of: "zon0")
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
    for (word, value) in spokenWords where text.equals(word, from: start, to: end) { return value }
    return .nothing
  }

  private func spelledDigits(from start: Int, to end: Int) -> SpokenValue {
    guard (start..<end).allSatisfy({ text[$0].isDigit }) else { return .nothing }
    return .digits((start..<end).map { text.digit(at: $0) })
  }
}

/// What a word says as part of a spelled number.
enum SpokenValue: Equatable {
  case nothing
  /// Digits as they stand.
  case digits([Int])
  /// Twenty to ninety, to which a unit may come.
  case tens(Int)
  /// The next digit so many times.
  case times(Int)
  /// So many zeros.
  case zeros(Int)
}

/// English number words as they are used in reading out a telephone number.
private let spokenWords: [(StaticString, SpokenValue)] = [
  ("zero", .digits([0])), ("oh", .digits([0])), ("o", .digits([0])), ("nought", .digits([0])),
  ("one", .digits([1])), ("two", .digits([2])), ("three", .digits([3])), ("four", .digits([4])),
  ("five", .digits([5])), ("six", .digits([6])), ("seven", .digits([7])),
  ("eight", .digits([8])), ("nine", .digits([9])), ("ten", .digits([1, 0])),
  ("eleven", .digits([1, 1])), ("twelve", .digits([1, 2])), ("thirteen", .digits([1, 3])),
  ("fourteen", .digits([1, 4])), ("fifteen", .digits([1, 5])), ("sixteen", .digits([1, 6])),
  ("seventeen", .digits([1, 7])), ("eighteen", .digits([1, 8])), ("nineteen", .digits([1, 9])),
  ("twenty", .tens(2)), ("thirty", .tens(3)), ("forty", .tens(4)), ("fifty", .tens(5)),
  ("sixty", .tens(6)), ("seventy", .tens(7)), ("eighty", .tens(8)), ("ninety", .tens(9)),
  ("double", .times(2)), ("triple", .times(3)), ("treble", .times(3)),
  ("hundred", .zeros(2)), ("thousand", .zeros(3)),
]

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
