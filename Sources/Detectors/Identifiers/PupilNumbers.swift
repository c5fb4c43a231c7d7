/// Unique Pupil Numbers, and numbers of ten digits: Unique Learner Numbers and NHS numbers.
extension IdentifierSearch {
  /// Looks for a UPN at `start`: check letter, three digits of the authority, four of the
  /// school, two of the year, then three digits, or two and a letter in a temporary one.
  ///
  /// Source: FACTS A.1; DfE, "Unique pupil numbers: a guide for schools and local authorities".
  mutating func findUPN(at start: Int) {
    var reader = CodeReader(text, at: start)
    reader.take(1) { upnValue($0) != nil && $0.isSmall }
    reader.digits(11)
    reader.take(1) { upnValue($0) != nil }
    guard reader.isWhole else { return }
    var sum = 0
    for position in 2...13 {
      sum += position * (upnValue(text.lowered(start + position - 1)) ?? 0)
    }
    guard sum % 23 == upnValue(text.lowered(start)) else {
      return add(.upnShape, start, reader.place, 90)
    }
    let isAuthority = isWord(of: .authority, from: start + 1, to: start + 4)
    add(.upn, start, reader.place, isAuthority ? 98 : 75)
  }

  /// Looks for a whole number of ten digits from the group at `index` on.
  ///
  /// Source: FACTS A.2 and A.3. NHS: the digits times 10 down to 1 sum to 0 mod 11; ULN: to 10,
  /// so none is both. Issued NHS numbers begin with 3, 4, 6 or 7, test numbers with
  /// 999; other numbers in 9 are taken for one only in its grouping, 3-3-4.
  mutating func findTenDigits(at index: Int) {
    guard (3...10).contains(groups[index].count),
      let window = window(
        from: index, digits: 10, accepting: { $0 == .space || $0 == .hyphen || $0 == .dot }),
      standsAlone(window), Set(gaps(of: window)).count < 2 || !gaps(of: window).contains(.dot)
    else { return }
    let digits = digits(of: window)
    let lengths = lengths(of: window)
    let (start, end) = (groups[index].start, groups[window.last].end)
    let sum = zip(digits, (1...10).reversed()).reduce(0) { $0 + $1.0 * $1.1 } % 11
    let isTest = digits[0] == 9 && (lengths.count == 3 || digits[1] == 9 && digits[2] == 9)
    let isLikeNHS = ([3, 4, 6, 7].contains(digits[0]) || isTest) && Set(digits).count > 1
    if sum == 0, isLikeNHS, lengths == [3, 3, 4] || lengths == [10] {
      let isLikeMobile = digits[0] == 7 && lengths == [10]
      add(.nhsNumber, start, end, lengths.count == 3 ? 95 : isLikeMobile ? 50 : 75)
    } else if sum == 10, digits[0] != 0, lengths == [10] {
      add(.uln, start, end, 60)
    } else if digits[0] != 0, tenDigitCuts.contains(lengths) {
      add(.tenDigits, start, end, 90)
    }
  }

  /// The value of a small letter or digit in a UPN's sum; I, O and S have none.
  private func upnValue(_ byte: UInt8) -> Int? {
    if byte.isDigit { return byte.digitValue }
    let letters: StaticString = "abcdefghjklmnpqrtuvwxyz"
    return letters.withUTF8Buffer { $0.firstIndex(of: byte) }
  }
}

/// How ten digits are cut where they may be one number.
private let tenDigitCuts = [[10], [3, 3, 4], [4, 6], [4, 3, 3], [5, 5]]
