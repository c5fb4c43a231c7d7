import TestSupport
import Testing

/// Vehicle marks of before 2001 in all their forms.
struct OlderMarkTests {
  /// L stands for a letter, 0 for a digit, the blank for what may part them.
  private static let sure = ["L 000 LLL", "LLL 000 L"]
  private static let shapes = [
    "L 00 LLL", "L 0 LLL", "LLL 00 L", "LLL 0 L", "LLL 0000", "LLL 000", "LLL 00", "LLL 0",
    "LL 0000", "LL 000", "0000 LLL", "000 LLL", "00 LLL", "0 LLL", "0000 LL", "000 LL",
  ]
  private static let others = ["LLLL 00", "L 00", "LL 0", "LL 00", "LLL 00000"]

  /// Whether a mark is found in a form filled with letters and digits.
  private static func isFound(_ form: String, _ random: inout SplitMix, gap: String, small: Bool)
    -> Bool
  {
    let mark = form.map { sign in
      switch sign {
      case "L": random.pick(["B", "D", "J", "W"])
      case "0": "\(4 + random.below(6))"
      default: gap
      }
    }.joined()
    return identifiers(in: "seen: " + (small ? mark.lowercased() : mark) + ", x", withShapes: true)
      .contains { $0.contains("vehicle") }
  }

  @Test(arguments: ["", " ", "-"])
  func `marks of every older form are found in capitals, in small letters the sure ones`(
    gap: String
  ) {
    var random = SplitMix(7)
    for _ in 0..<20 {
      for form in Self.sure {
        #expect(Self.isFound(form, &random, gap: gap, small: false), "\(form)")
        #expect(Self.isFound(form, &random, gap: gap, small: true), "\(form)")
      }
      for form in Self.shapes {
        #expect(Self.isFound(form, &random, gap: gap, small: false), "\(form)")
        #expect(!Self.isFound(form, &random, gap: gap, small: true), "\(form)")
      }
      for form in Self.others {
        #expect(!Self.isFound(form, &random, gap: gap, small: false), "\(form)")
      }
    }
  }
}
