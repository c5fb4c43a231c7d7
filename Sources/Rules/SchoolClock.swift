/// A moment on the clock of an English school.
///
/// Read from ISO 8601: `2026-11-17T10:42:00`, with or without seconds and zone. A moment with a zone
/// is told in British time (summer time from the last Sunday in March, 01:00 UTC, to the last Sunday
/// in October; Summer Time Order 2002); one without is taken as it stands.
struct SchoolClock: Hashable {
  private let month: Int
  private let day: Int
  /// Counted from Monday, 0.
  private let weekday: Int
  /// Counted from midnight.
  private let minute: Int

  /// The moment, or nil if the text is none.
  init?(_ text: some Collection<UInt8>) {
    let bytes = Array(text)
    guard bytes.count >= 16, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[13] == 0x3A,
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
      let minute = Self.number(bytes[14..<16]), (1...12).contains(month), (1...31).contains(day),
      hour < 24, minute < 60
    else { return nil }
    var minutes = Self.days(year, month, day) * 1440 + hour * 60 + minute
    if let offset = Self.offset(bytes[16...]) {
      minutes -= offset
      if Self.isSummer(minutes, year) { minutes += 60 }
    }
    let days = minutes.quotientTowardsPast(by: 1440)
    weekday = (days + 3) - (days + 3).quotientTowardsPast(by: 7) * 7
    self.minute = minutes - days * 1440
    (self.month, self.day) = (month, day)
  }

  /// Monday to Friday from nine to a quarter past three, but for the hour from twelve, outside the
  /// weeks in which all English schools are closed: August and Christmas.
  ///
  /// Source: own choice; terms differ from one council to the next.
  var isInWorkingHours: Bool {
    let isHoliday = month == 8 || month == 12 && day >= 22 || month == 1 && day <= 2
    let isLesson = (540..<720).contains(minute) || (780..<915).contains(minute)
    return weekday < 5 && isLesson && !isHoliday
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.reduce(Int?.some(0)) { number, digit in
      guard let number, (0x30...0x39).contains(digit) else { return nil }
      return number * 10 + Int(digit - 0x30)
    }
  }

  /// Minutes east of Greenwich; nil if no zone is given.
  private static func offset(_ rest: ArraySlice<UInt8>) -> Int? {
    guard let sign = rest.firstIndex(where: { [0x5A, 0x7A, 0x2B, 0x2D].contains($0) }) else {
      return nil
    }
    guard rest[sign] == 0x2B || rest[sign] == 0x2D else { return 0 }
    let digits = rest[(sign + 1)...].filter { $0 != 0x3A }
    guard digits.count >= 4, let hours = number(digits[0..<2]), let minutes = number(digits[2..<4])
    else { return nil }
    return (hours * 60 + minutes) * (rest[sign] == 0x2B ? 1 : -1)
  }

  /// Days since 1 January 1970.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = year.quotientTowardsPast(by: 400)
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func isSummer(_ minutes: Int, _ year: Int) -> Bool {
    func lastSunday(of month: Int) -> Int {
      let last = days(year, month, 31)
      // 1 January 1970 was a Thursday.
      return last - ((last + 4) % 7)
    }
    return (lastSunday(of: 3) * 1440 + 60..<lastSunday(of: 10) * 1440 + 60).contains(minutes)
  }
}

extension Int {
  /// The quotient rounded down, for days before 1970 too.
  fileprivate func quotientTowardsPast(by divisor: Int) -> Int {
    self >= 0 ? self / divisor : -((divisor - 1 - self) / divisor)
  }
}
