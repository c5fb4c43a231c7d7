/// A moment, as ISO 8601 in UTC.
struct UnixTime {
  /// Seconds since 1970-01-01.
  let seconds: Int

  /// Reads a number of seconds, milliseconds or microseconds, told apart by size; nil for zero,
  /// which means "unknown" in Meta's files, and for what is no number.
  init?(_ digits: some Collection<UInt8>) {
    let whole = digits.prefix { $0 != UInt8(ascii: ".") }
    guard let value = Int(String(decoding: whole, as: UTF8.self)), value != 0 else { return nil }
    let size = value.magnitude
    let divisor = size >= 100_000_000_000_000 ? 1_000_000 : size >= 100_000_000_000 ? 1000 : 1
    seconds = value / divisor
  }

  /// The moment as `2026-03-10T10:00:00Z`, or nil outside the years 1 to 9999.
  var iso8601: String? {
    let days = (seconds - (seconds % 86400 + 86400) % 86400) / 86400
    let rest = seconds - days * 86400
    let (year, month, day) = Self.date(days)
    guard 1...9999 ~= year else { return nil }
    let time = [rest / 3600, rest / 60 % 60, rest % 60].map { Self.digits($0, 2) }
    return Self.digits(year, 4) + "-" + Self.digits(month, 2) + "-" + Self.digits(day, 2) + "T"
      + time.joined(separator: ":") + "Z"
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

  private static func digits(_ value: Int, _ count: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
