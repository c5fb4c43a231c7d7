import Testing

@testable import Detectors

/// Laws of the identifiers that carry a check digit, over numbers that the tests work out for
/// themselves; none is anybody's on purpose, and none is kept.
struct CheckDigitTests {
  /// A kind of number: how a valid one is made and how people write it.
  struct Kind: CustomTestStringConvertible {
    let signal: String
    /// Lengths of the groups it is written in; one group is a number without blanks.
    let cuts: [[Int]]
    let separators: [String]
    let make: @Sendable (inout Numbers) -> String
    /// Places whose digits a slip may change without leaving the form of the number.
    let changeable: Range<Int>

    var testDescription: String { signal }
  }

  static let kinds = [
    Kind(
      signal: "nhs-number", cuts: [[10], [3, 3, 4]], separators: [" ", "-"],
      make: { $0.nhs() }, changeable: 3..<10),
    Kind(signal: "uln", cuts: [[10]], separators: [], make: { $0.uln() }, changeable: 1..<10),
    Kind(signal: "upn", cuts: [[13]], separators: [], make: { $0.upn() }, changeable: 1..<13),
    Kind(
      signal: "payment-card", cuts: [[16], [4, 4, 4, 4]], separators: [" ", "-"],
      make: { $0.card() }, changeable: 4..<16),
    Kind(
      signal: "iban", cuts: [[22], [4, 4, 4, 4, 4, 2]], separators: [" "],
      make: { $0.iban() }, changeable: 8..<22),
  ]

  @Test(arguments: kinds)
  func `every valid number is found in every form that people write`(kind: Kind) {
    var numbers = Numbers(seed: 11)
    for _ in 0..<200 {
      let number = kind.make(&numbers)
      for written in forms(of: number, kind) {
        for text in [written, "It is \(written), thanks.", "(\(written))"] {
          #expect(identifiers(in: text).contains("\(kind.signal): \(written)"), "\(text)")
        }
      }
    }
  }

  @Test(arguments: kinds)
  func `a number with one wrong digit is none of its kind`(kind: Kind) {
    var numbers = Numbers(seed: 23)
    for _ in 0..<60 {
      let number = Array(kind.make(&numbers))
      for place in kind.changeable where number[place].isNumber {
        let digit = number[place].wholeNumberValue ?? 0
        for slip in 1...9 {
          var wrong = number
          wrong[place] = Character("\((digit + slip) % 10)")
          for written in forms(of: String(wrong), kind) {
            let found = identifiers(in: "It is \(written), thanks.")
            #expect(!found.contains { $0.hasPrefix(kind.signal + ":") }, "\(written)")
          }
        }
      }
    }
  }

  @Test(arguments: kinds)
  func `a number inside a longer one is no number`(kind: Kind) {
    var numbers = Numbers(seed: 5)
    for _ in 0..<50 {
      let number = kind.make(&numbers)
      for text in ["\(number)7", "7\(number)", "X\(number)", "\(number)X"] {
        #expect(!identifiers(in: text).contains { $0 == "\(kind.signal): \(number)" }, "\(text)")
      }
    }
  }

  /// A number with each separator at each cut, and in small letters where it has any.
  private func forms(of number: String, _ kind: Kind) -> [String] {
    let forms = kind.cuts.flatMap { cut -> [String] in
      guard cut.count > 1 else { return [number] }
      return kind.separators.map { separator in
        var rest = Substring(number)
        let groups = cut.map { count in
          defer { rest = rest.dropFirst(count) }
          return rest.prefix(count)
        }
        return groups.joined(separator: separator)
      }
    }
    return forms + (number.contains(where: \.isLetter) ? [number.lowercased()] : [])
  }
}

/// Makes valid numbers from a seed, by the published rules and not by the detector's code.
struct Numbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func digit() -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % 10
  }

  private mutating func digits(_ count: Int) -> [Int] { (0..<count).map { _ in digit() } }

  private func text(_ digits: [Int]) -> String { digits.map(String.init).joined() }

  /// The test range of the NHS, 999; weights 10 to 2, the check digit 11 less the remainder.
  mutating func nhs() -> String {
    while true {
      let body = [9, 9, 9] + digits(6)
      let sum = zip(body, (2...10).reversed()).map(*).reduce(0, +)
      let check = (11 - sum % 11) % 11
      if check < 10 { return text(body + [check]) }
    }
  }

  /// Weights 10 to 2, the check digit 10 less the remainder, no number where the remainder is 0.
  mutating func uln() -> String {
    while true {
      let body = digits(9)
      let remainder = zip(body, (2...10).reversed()).map(*).reduce(0, +) % 11
      if body[0] != 0 && remainder != 0 { return text(body + [10 - remainder]) }
    }
  }

  /// An authority that there is, weights 2 to 13, the sum modulo 23 as a letter.
  mutating func upn() -> String {
    let body = [2, 0, 1] + digits(9)
    let sum = zip(body, 2...13).map(*).reduce(0, +)
    return String(Array("ABCDEFGHJKLMNPQRTUVWXYZ")[sum % 23]) + text(body)
  }

  /// Visa's test prefix, 4242; every second digit from the right is doubled, its digits summed.
  mutating func card() -> String {
    let body = [4, 2, 4, 2] + digits(11)
    let sum = body.reversed().enumerated().map { place, digit in
      place % 2 == 0 ? (digit > 4 ? 2 * digit - 9 : 2 * digit) : digit
    }.reduce(0, +)
    return text(body + [(10 - sum % 10) % 10])
  }

  /// A British one of a bank that there is not, ZZZZ: 98 less the rest of the number modulo 97.
  mutating func iban() -> String {
    let account = digits(14)
    let values = [35, 35, 35, 35] + account + [16, 11, 0, 0]  // ZZZZ, account, GB00.
    let remainder = values.reduce(0) { ($0 * ($1 > 9 ? 100 : 10) + $1) % 97 }
    let check = 98 - remainder
    return "GB" + (check < 10 ? "0" : "") + "\(check)ZZZZ" + text(account)
  }
}
