/// Several digit groups in a row, read as one number.
struct NumberWindow {
  /// The index of the first group.
  let first: Int
  /// The index of the last group.
  let last: Int
  /// The number of digits.
  let digits: Int
}

extension IdentifierSearch {
  /// The longest run of groups from `first` on that holds `digits` digits exactly, joined by gaps
  /// that `accepts` takes, or nil.
  func window(
    from first: Int, digits: Int, accepting accepts: (DigitGroup.Gap) -> Bool
  ) -> NumberWindow? {
    var total = 0
    for index in first..<groups.count {
      if index > first, !accepts(groups[index].gap) { return nil }
      total += groups[index].count
      if total == digits { return NumberWindow(first: first, last: index, digits: digits) }
      if total > digits { return nil }
    }
    return nil
  }

  /// The digits of a window, in order.
  func digits(of window: NumberWindow) -> [Int] {
    var values: [Int] = []
    values.reserveCapacity(window.digits)
    for group in groups[window.first...window.last] {
      for index in group.start..<group.end { values.append(text.digit(at: index)) }
    }
    return values
  }

  /// The lengths of a window's groups, in order.
  func lengths(of window: NumberWindow) -> [Int] {
    groups[window.first...window.last].map(\.count)
  }

  /// The gaps inside a window.
  func gaps(of window: NumberWindow) -> [DigitGroup.Gap] {
    groups[window.first...window.last].dropFirst().map(\.gap)
  }

  /// Whether no digit or letter hangs on the window by a hyphen, full stop, slash or colon, so
  /// that it is a whole number and no part of a longer one.
  func standsAlone(_ window: NumberWindow) -> Bool {
    let (start, end) = (groups[window.first].start, groups[window.last].end)
    return !isTight(groups[window.first].gap)
      && !(window.last + 1 < groups.count && isTight(groups[window.last + 1].gap))
      && !text.isWord(before: start) && !text.isWord(at: end)
      && !hangs(on: text[start - 1], beyond: start - 2) && !hangs(on: text[end], beyond: end + 1)
  }

  private func isTight(_ gap: DigitGroup.Gap) -> Bool {
    gap == .hyphen || gap == .dot || gap == .slash
  }

  /// Whether `sign` joins a number to the letter or digit at `place`.
  private func hangs(on sign: UInt8, beyond place: Int) -> Bool {
    switch sign {
    case .hyphen, .slash, .dot, .underscore, .at, UInt8(ascii: "="): text[place].isAlphanumeric
    default: false
    }
  }
}
