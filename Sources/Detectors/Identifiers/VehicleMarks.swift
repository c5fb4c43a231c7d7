import ScanCore

/// Vehicle registration marks.
///
/// Source: FACTS A.9; DVLA INF104: since 2001 two letters (no I, Q, Z), two digits for the age (02
/// on from March, 51 on from September), three letters (no I, Q); 1983-2001 A123 BCD; 1963-83
/// ABC 123D; Northern Ireland and older marks without a date.
extension IdentifierSearch {
  /// Looks for a mark whose first token with digits is `token`, at `start`.
  mutating func findVehicle(at start: Int, token: Int) {
    if findCurrentMark(at: start) { return }
    if text[start].isDigit, token > 0, tokens[token - 1].count <= 3 {
      let before = Int(tokens[token - 1].start)
      if findCurrentMark(at: before) { return }
      findOlderMark(at: before)
    }
    findOlderMark(at: start)
  }

  /// Whether a mark may hold a number of one or two digits, which stands alone: small letters before it
  /// are only taken where two of them and two digits are a current mark, and what follows digits that
  /// begin a mark are capitals.
  func mayBeOfMark(_ token: Int) -> Bool {
    if token > 0 {
      let before = tokens[token &- 1]
      let isPair = tokens[token].count == 2 && before.count == 2
      if before.count <= 3, isPair || !text[Int(before.start)].isSmall { return true }
    }
    let end = Int(tokens[token].end)
    return text[end &+ max(text.blank(at: end), text.hyphen(at: end))].isCapital
  }

  private mutating func findCurrentMark(at start: Int) -> Bool {
    guard text[start].isLetter, text[start + 1].isLetter, !text[start + 2].isLetter else {
      return false
    }
    var reader = CodeReader(text, at: start)
    reader.take(2) { $0.isSmall && !PassageBytes.isOne($0, of: "iqz") }
    let firstGap = reader.gap()
    let age = reader.place
    reader.digits(2)
    reader.gap()
    reader.take(3) { $0.isSmall && !PassageBytes.isOne($0, of: "iq") }
    guard reader.isWhole, isAge(text.number(from: age, to: age + 2)), !isPart(start, reader.place)
    else { return false }
    let isCapital = text.isCapital(from: start, to: reader.place)
    // "at 10 for" is three words; "yr10 are" and marks in three pieces need a cue.
    if firstGap > 0, isWord(of: .beforeMark, from: start, to: start + 2) { return false }
    let isDoubtful = firstGap > 0 || text.has("yr", at: start)
    let kind: IdentifierKind = isDoubtful ? .vehicleShape : .vehicleRegistration
    add(kind, start, reader.place, isCapital ? 92 : 75)
    return true
  }

  /// Whether an age identifier has been or may soon be issued: 02-29, 51-79.
  private func isAge(_ number: Int) -> Bool {
    (2...29).contains(number) || (51...79).contains(number)
  }

  private mutating func findOlderMark(at start: Int) {
    guard mayBeOlderMark(at: start) else { return }
    for (place, form) in olderForms.enumerated() {
      var reader = CodeReader(text, at: start)
      reader.take(form.0, form.1)
      reader.gap()
      reader.take(form.2, form.3)
      if form.4 != .none {
        reader.gap()
        reader.take(form.4, form.5)
      }
      let isCapital = text.isCapital(from: start, to: reader.place)
      guard reader.isWhole, !isPart(start, reader.place), isCapital || place < 2 else { continue }
      let isSure = place < 2 && isCapital
      return add(
        isSure ? .vehicleRegistration : .vehicleShape, start, reader.place, isSure ? 80 : 90)
    }
  }

  /// Whether as many letters and digits as in some form begin the word or, if digits begin it,
  /// capitals go on: what most numbers and the words before them do not.
  private func mayBeOlderMark(at start: Int) -> Bool {
    var end = start
    while text[end].isDigit { end += 1 }
    guard end > start else { return mayBeLettersFirst(at: start) }
    // "PARKING IS £6 NOW": the pound sign is C2 A3.
    guard text[start - 1] != 0xA3, text[start - 1] != UInt8(ascii: "$") else { return false }
    let first = end + max(text.blank(at: end), text.hyphen(at: end))
    guard end - start <= 4, text[first].isCapital else { return false }
    guard text[first + 1].isLetter else { return end - start == 3 }
    let letters = text[first + 2].isLetter ? 3 : 2
    return text[first + 1].isCapital && (letters == 3 || end - start >= 3)
  }

  /// Whether as many letters and then digits stand there as in a form that begins with letters.
  ///
  /// Small letters are only taken in the forms that can hardly be anything else.
  private func mayBeLettersFirst(at start: Int) -> Bool {
    var letters = 0
    var isSmall = false
    while letters < 4, text[start + letters].isLetter {
      if text[start + letters].isSmall { isSmall = true }
      letters += 1
    }
    guard letters > 0, letters < 4 else { return false }
    let end = start + letters
    let first = end + max(text.blank(at: end), text.hyphen(at: end))
    var digits = 0
    while digits < 5, text[first + digits].isDigit { digits += 1 }
    let isForm =
      switch letters {
      case 1:
        (1...3).contains(digits) && (digits == 3 || !isSmall) && isThree(from: first + digits)
      case 2: (3...4).contains(digits) && !isSmall
      default: (1...4).contains(digits) && (digits == 3 || !isSmall)
      }
    return isForm && text.endOfAlphanumerics(from: start) - start <= 7
  }

  /// Whether three letters stand there or behind a blank or hyphen.
  private func isThree(from place: Int) -> Bool {
    let start = place + max(text.blank(at: place), text.hyphen(at: place))
    return text[start].isLetter && text[start + 1].isLetter && text[start + 2].isLetter
  }

  /// Whether it hangs on something longer: a file name, an address, an order number.
  private func isPart(_ start: Int, _ end: Int) -> Bool {
    let signs: [UInt8] = [.underscore, .at, .hyphen, .slash, .dot]
    return signs.contains(text[start - 1]) && text.isWord(before: start - 1)
      || signs.contains(text[end]) && text.isWord(at: end + 1)
      || text[start - 1] == .at
  }
}

/// A part of a mark.
private enum CodePart { case none, letters, digits }

extension CodeReader {
  fileprivate mutating func take(_ part: CodePart, _ count: Int) {
    switch part {
    case .none: return
    case .letters: letters(count)
    case .digits: digits(count)
    }
  }
}

/// Forms of marks before 2001, the two that can hardly be anything else first.
private let olderForms: [(CodePart, Int, CodePart, Int, CodePart, Int)] = [
  (.letters, 1, .digits, 3, .letters, 3), (.letters, 3, .digits, 3, .letters, 1),
  (.letters, 1, .digits, 2, .letters, 3), (.letters, 1, .digits, 1, .letters, 3),
  (.letters, 3, .digits, 2, .letters, 1), (.letters, 3, .digits, 1, .letters, 1),
  (.letters, 3, .digits, 4, .none, 0), (.letters, 3, .digits, 3, .none, 0),
  (.letters, 3, .digits, 2, .none, 0), (.letters, 3, .digits, 1, .none, 0),
  (.letters, 2, .digits, 4, .none, 0), (.letters, 2, .digits, 3, .none, 0),
  (.digits, 4, .letters, 3, .none, 0), (.digits, 3, .letters, 3, .none, 0),
  (.digits, 2, .letters, 3, .none, 0), (.digits, 1, .letters, 3, .none, 0),
  (.digits, 4, .letters, 2, .none, 0), (.digits, 3, .letters, 2, .none, 0),
  (.digits, 3, .letters, 1, .digits, 3),
]
