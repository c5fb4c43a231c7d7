/// Driver numbers of Great Britain, which hold a date of birth.
///
/// Source: FACTS A.9; DVLA: five letters of the surname padded with 9, decade, month (51-62 for
/// women), day, year, two initials (9 for none), one digit, two letters.
extension IdentifierSearch {
  /// Looks for a driver number at `start`, in one piece or 5-6-5.
  mutating func findDrivingLicence(at start: Int) {
    guard mayBeLicence(start) else { return }
    var reader = CodeReader(text, at: start)
    let letters = reader.takeUp(to: 5) { $0.isSmall }
    guard letters >= 1 else { return }
    reader.take(5 - letters) { $0 == UInt8(ascii: "9") }
    reader.gap()
    let birth = reader.place
    reader.digits(6)
    reader.gap()
    reader.take(2) { $0.isSmall || $0 == UInt8(ascii: "9") }
    reader.digits(1)
    reader.letters(2)
    guard reader.isWhole, isBirth(at: birth) else { return }
    add(.drivingLicence, start, reader.place, 96)
  }

  /// Whether six digits may stand behind the fifth sign, or behind a blank or hyphen there: the first
  /// and the last of them do.
  @inline(__always)
  private func mayBeLicence(_ start: Int) -> Bool {
    let sign = text[start + 5]
    if sign.isDigit { return text[start + 10].isDigit }
    return sign >= 0x80 || text[start + 6].isDigit && text[start + 11].isDigit
  }

  /// Whether month and day of the six digits at `start` are possible.
  private func isBirth(at start: Int) -> Bool {
    let month = text.number(from: start + 1, to: start + 3)
    let day = text.number(from: start + 3, to: start + 5)
    return (1...12).contains(month > 50 ? month - 50 : month) && (1...31).contains(day)
  }
}
