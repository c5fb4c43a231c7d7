import ScanCore

/// Bank details: sort codes, account numbers, IBANs.
extension IdentifierSearch {
  /// Looks for a sort code that begins with the group at `index`, and an account number after it.
  ///
  /// Source: FACTS A.7. A sort code is 12-34-56, an account has eight digits. Their modulus check
  /// needs the banks' weight table, which has no open licence: cue words stand in for it.
  mutating func findBankNumber(at index: Int) {
    guard groups[index].count == 2,
      let code = window(from: index, digits: 6, accepting: { $0 == .hyphen || $0 == .space }),
      lengths(of: code) == [2, 2, 2], Set(gaps(of: code)).count == 1,
      standsAlone(code) || isBeforeAccount(code)
    else { return }
    let start = groups[index].start
    add(.sortCodeShape, start, groups[code.last].end, 90)
    let next = code.last + 1
    guard gaps(of: code)[0] == .hyphen, next < groups.count, joinsAccount(groups[next].gap),
      let account = window(from: next, digits: 8, accepting: { $0 == .space }),
      [[8], [4, 4]].contains(lengths(of: account)), !text.isWord(at: groups[account.last].end)
    else { return }
    add(.bankAccount, start, groups[account.last].end, 85)
  }

  /// Whether a slash and eight digits follow a sort code with hyphens: "10-79-99 / 88837491".
  private func isBeforeAccount(_ code: NumberWindow) -> Bool {
    let next = code.last + 1
    return gaps(of: code)[0] == .hyphen && next < groups.count && groups[next].gap == .slash
      && groups[next].count == 8 && !text.isWord(before: groups[code.first].start)
  }

  private func joinsAccount(_ gap: DigitGroup.Gap) -> Bool {
    gap == .space || gap == .comma || gap == .slash || gap == .bracket
  }

  /// Looks for an IBAN at `start`: country, two check digits, then letters and digits in fours.
  ///
  /// Source: FACTS A.7; SWIFT IBAN registry. The first four moved to the end, A = 10 ... Z = 35,
  /// the whole is 1 mod 97.
  mutating func findIBAN(at start: Int) {
    var reader = CodeReader(text, at: start)
    reader.letters(2)
    reader.digits(2)
    guard reader.isGood, let length = ibanLength(at: start),
      let end = endOfIBAN(from: start, length: length)
    else { return }
    let values = text.codeValues(from: start, to: end)
    let remainder = (values[4...] + values[..<4]).reduce(0) { sum, value in
      (sum * (value > 9 ? 100 : 10) + value) % 97
    }
    if remainder == 1 { add(.iban, start, end, 99) }
  }

  /// The end of the `length` letters and digits from `start` on, single blanks passed over.
  private func endOfIBAN(from start: Int, length: Int) -> Int? {
    var reader = CodeReader(text, at: start)
    for count in 0..<length {
      if count % 4 == 0, count > 0 { reader.gap() }
      reader.take(1) { $0.isAlphanumeric }
    }
    return reader.isWhole ? reader.place : nil
  }

  private func ibanLength(at start: Int) -> Int? {
    let length = Int(entry(from: start, to: start + 2).iban)
    return length > 0 ? length : nil
  }
}
