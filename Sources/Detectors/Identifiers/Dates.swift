import ScanCore

/// Dates as they are written in Britain: the day first.
///
/// Source: FACTS A.11: 12/05/2016, 12-05-16, 12.5.16, 12 May 2016, 12th May 16, the 12th of May
/// 2016, May 12th 2016, and ISO 2016-05-12.
extension IdentifierSearch {
  /// Looks for a date in digits that begins with the group at `index`.
  mutating func findNumericDate(at index: Int) {
    guard index + 2 < groups.count else { return }
    let (first, second, third) = (groups[index], groups[index + 1], groups[index + 2])
    guard second.gap == third.gap, [.slash, .hyphen, .dot].contains(second.gap),
      third.end - first.start == first.count + second.count + third.count + 2,
      standsAlone(NumberWindow(first: index, last: index + 2, digits: 0))
    else { return }
    let numbers = [first, second, third].map { text.number(from: $0.start, to: $0.end) }
    if first.count == 4, isDate(day: numbers[2], month: numbers[1], year: numbers[0]) {
      addFullDate(first.token, first.start, third.end, 90)
    } else if first.count <= 2, second.count <= 2, third.count == 4 || third.count == 2,
      isDate(day: numbers[0], month: numbers[1], year: third.count == 4 ? numbers[2] : 2000)
    {
      let isLoose = third.count == 2 && second.gap != .slash
      addFullDate(
        first.token, first.start, third.end, third.count == 4 ? 92 : isLoose ? 70 : 85)
    }
  }

  private func isDate(day: Int, month: Int, year: Int) -> Bool {
    (1...31).contains(day) && (1...12).contains(month) && (1900...2099).contains(year)
  }

  /// Looks for a date with the month in letters round the number at `token`.
  mutating func findWrittenDate(token: Int) {
    if let day = day(of: token) { findDate(token, day) }
  }

  /// The same for a number of one or two digits that stands alone.
  @inline(__always)
  mutating func findWrittenDate(shortNumber token: Int) {
    let (start, end) = (Int(tokens[token].start), Int(tokens[token].end))
    guard (1...31).contains(text.number(from: start, to: end)), !goesOn(before: start) else {
      return
    }
    findDate(token, (start, end, false))
  }

  private mutating func findDate(
    _ token: Int, _ day: (start: Int, end: Int, isOrdinal: Bool)
  ) {
    if let month = month(after: token) {
      addDate(token, from: day.start, monthEnd: month.end, isSafe: day.isOrdinal || month.isSafe)
    } else if let month = month(before: token) {
      addMonthFirst(token, month, dayEnd: day.end, isSafe: day.isOrdinal || month.isSafe)
    } else if day.isOrdinal, isToken(token - 1, "the") {
      add(.dateOrdinal, day.start, day.end, 85)
    }
  }

  /// The day of the month that a token says, "12" or "12th".
  private func day(of token: Int) -> (start: Int, end: Int, isOrdinal: Bool)? {
    let (start, end) = (Int(tokens[token].start), Int(tokens[token].end))
    // Most numbers that are no day are longer, or behind letters.
    guard text[start].isDigit, !text[start + 1].isDigit || !text[start + 2].isDigit else {
      return nil
    }
    var digitsEnd = start
    while text[digitsEnd].isDigit, digitsEnd < end { digitsEnd += 1 }
    guard (1...2).contains(digitsEnd - start), end <= text.count,
      (1...31).contains(text.number(from: start, to: digitsEnd)),
      !goesOn(before: start)
    else { return nil }
    if digitsEnd == end { return (start, end, false) }
    let endings: [StaticString] = ["st", "nd", "rd", "th"]
    guard endings.contains(where: { text.equals($0, from: digitsEnd, to: end) }) else { return nil }
    return (start, end, true)
  }

  /// Whether a number that begins there goes on one before it: "30" in "9:30".
  @inline(__always)
  private func goesOn(before start: Int) -> Bool {
    isNumberSign(text[start - 1]) && text[start - 2].isDigit
  }

  /// Whether a sign stands between the parts of a number.
  @inline(__always)
  private func isNumberSign(_ byte: UInt8) -> Bool {
    byte == .slash || byte == .dot || byte == .colon || byte == .hyphen
  }

  /// The month after a day: "12 May", "12th of May", "12-May".
  private func month(after token: Int) -> (end: Int, isSafe: Bool)? {
    var next = token + 1
    if isToken(next, "of") { next += 1 }
    guard next < tokens.count, let isSafe = month(of: next), isClose(next, to: token) else {
      return nil
    }
    return (Int(tokens[next].end), isSafe)
  }

  /// The month before a day: "May 12th", "May the 12th".
  private func month(before token: Int) -> (start: Int, isSafe: Bool)? {
    var previous = token - 1
    if isToken(previous, "the") { previous -= 1 }
    guard previous >= 0, let isSafe = month(of: previous), isClose(token, to: previous) else {
      return nil
    }
    return (Int(tokens[previous].start), isSafe)
  }

  private func isClose(_ later: Int, to earlier: Int) -> Bool {
    let (start, end) = (Int(tokens[earlier].end), Int(tokens[later].start))
    return end - start <= 6
      && !(start..<max(start, end)).contains { [.newline, .dot, .comma].contains(text[$0]) }
  }

  /// Whether a token is a month; the value says that it can hardly be anything else.
  ///
  /// "may" and "march" in small letters are verbs as well.
  private func month(of token: Int) -> Bool? {
    let (start, end) = (Int(tokens[token].start), Int(tokens[token].end))
    let lists = entry(from: start, to: end).lists
    guard lists & IdentifierList.month.bit != 0 else { return nil }
    return lists & IdentifierList.monthVerb.bit == 0 || text[start].isCapital
  }

  private mutating func addDate(_ token: Int, from start: Int, monthEnd: Int, isSafe: Bool) {
    if let year = year(after: monthEnd) {
      addFullDate(token, start, year.end, year.isLong ? 95 : 75)
    } else if isSafe {
      add(.dateDay, start, monthEnd, 90)
    }
  }

  private mutating func addMonthFirst(
    _ token: Int, _ month: (start: Int, isSafe: Bool), dayEnd: Int, isSafe: Bool
  ) {
    if let year = year(after: dayEnd), year.isLong {
      addFullDate(token - 1, month.start, year.end, 93)
    } else if isSafe {
      add(.dateDay, month.start, dayEnd, 85)
    }
  }

  /// Notes a date with its year, whose first token is `token`; one of birth if a label says so.
  private mutating func addFullDate(_ token: Int, _ start: Int, _ end: Int, _ confidence: UInt8) {
    let isBirth = isBirthLabel(before: token)
    add(isBirth ? .dateOfBirth : .dateFull, start, end, isBirth ? max(confidence, 95) : confidence)
  }

  /// Whether "DOB", "D.O.B.", "date of birth" or "born" (on the) stands right before a date.
  private func isBirthLabel(before token: Int) -> Bool {
    var label = token - 1
    while label > token - 4, isLinking(label) { label -= 1 }
    guard label >= 0 else { return false }
    let gap = Int(tokens[label].end)..<max(Int(tokens[label].end), Int(tokens[token].start))
    guard gap.count <= 16, !gap.contains(where: { text[$0] == .newline }) else { return false }
    let isSpelled = isToken(label, "b") && isToken(label - 1, "o") && isToken(label - 2, "d")
    if isSpelled || isToken(label, in: .birthLabel) { return true }
    // "b. 30.11.1979", but not the second item of a list.
    if isToken(label, "b") && tokens[label].shape.isEmpty {
      return text[Int(tokens[label].end)] == .dot && !(0..<label).contains { isToken($0, "a") }
    }
    if isToken(label, "birth") { return isToken(label - 1, "of") }
    return isToken(label, "born") && !gap.contains { text[$0] == .dot }
  }

  /// Whether a token may stand between a label and its date.
  private func isLinking(_ token: Int) -> Bool {
    isToken(token, "on") || isToken(token, "the") || isToken(token, "is") || isToken(token, "was")
  }

  /// The end of a year after a month or day, with or without comma or apostrophe; two digits are a
  /// year only if no time, unit or further number follows.
  private func year(after index: Int) -> (end: Int, isLong: Bool)? {
    var start = index
    if text[start] == .comma { start += 1 }
    start += max(text.hyphen(at: start), text.skippingBlanks(from: start) - start)
    if text[start] == UInt8(ascii: "'") { start += 1 }
    guard start > index else { return nil }
    var reader = CodeReader(text, at: start)
    let digits = reader.takeUp(to: 4) { $0.isDigit }
    guard reader.isWhole else { return nil }
    let end = reader.place
    if digits == 4 {
      return (1900...2099).contains(text.number(from: start, to: end)) ? (end, true) : nil
    }
    return digits == 2 && !isFollowedOn(end) ? (end, false) : nil
  }

  /// Whether something follows that makes the two digits before `end` a time or a number of
  /// things.
  private func isFollowedOn(_ end: Int) -> Bool {
    if isNumberSign(text[end]), text[end + 1].isDigit { return true }
    let next = text.skippingBlanks(from: end)
    return next > end && text.isWord(at: next)
  }
}
