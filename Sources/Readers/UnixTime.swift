/// A moment, as ISO 8601 in UTC.
struct UnixTime {
  /// Seconds since 1970-01-01.
  let seconds: Int

  /// Reads a number of seconds, milliseconds or microseconds, told apart by size; nil for zero,
  /// which means "unknown" in Meta's files, and for what is no number.
  init?(_ digits: some Collection<UInt8>) {
    guard let value = Self.integer(digits), value != 0 else { return nil }
    let size = value.magnitude
    let divisor = size >= 100_000_000_000_000 ? 1_000_000 : size >= 100_000_000_000 ? 1000 : 1
    seconds = value / divisor
  }

  /// The moment as `2026-03-10T10:00:00Z`, or nil outside the years 1 to 9999.
  var iso8601: [UInt8]? {
    let days = (seconds - (seconds % 86400 + 86400) % 86400) / 86400
    let rest = seconds - days * 86400
    let (year, month, day) = Self.date(days)
    guard 1...9999 ~= year else { return nil }
    var text = Array("0000-00-00T00:00:00Z".utf8)
    Self.write(year / 100, into: &text, at: 0)
    Self.write(year % 100, into: &text, at: 2)
    Self.write(month, into: &text, at: 5)
    Self.write(day, into: &text, at: 8)
    Self.write(rest / 3600, into: &text, at: 11)
    Self.write(rest / 60 % 60, into: &text, at: 14)
    Self.write(rest % 60, into: &text, at: 17)
    return text
  }

  /// Writes two digits.
  private static func write(_ value: Int, into text: inout [UInt8], at place: Int) {
    text[place] = UInt8(0x30 + value / 10)
    text[place + 1] = UInt8(0x30 + value % 10)
  }

  /// The whole part of a number, or nil if it is none or does not fit.
  private static func integer(_ digits: some Collection<UInt8>) -> Int? {
    var value = 0
    var isNegative = false
    for (index, byte) in digits.enumerated() {
      if index == 0, byte == UInt8(ascii: "-") {
        isNegative = true
      } else if byte == UInt8(ascii: ".") {
        break
      } else {
        guard 0x30...0x39 ~= byte, index < 18 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
    }
    return isNegative ? -value : value
  }

  /// The date so many days after 1970-01-01.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
  private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * fromMarch + 2) / 5 + 1)
  }
}
