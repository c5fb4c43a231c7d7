/// Makes text of unknown origin safe to print on a terminal.
enum Printable {
  /// The text with line breaks and tabs as spaces and every control character spelled out, as in
  /// `<U+001B>`, so that it can neither drive the terminal nor reorder the line.
  static func text(_ string: String) -> String {
    guard !string.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return string }
    var output = String.UnicodeScalarView()
    var marks = 0
    for scalar in string.unicodeScalars {
      marks = isMark(scalar) ? marks + 1 : 0
      if isWhiteControl(scalar) {
        output.append(" ")
      } else if isControl(scalar) {
        output.append(contentsOf: spelledOut(scalar).unicodeScalars)
      } else if marks <= mostMarks {
        output.append(scalar)
      }
    }
    return String(output)
  }

  /// How many accents may stand on one letter; no language of a school needs more, and a tower of
  /// them would cover the lines above.
  private static let mostMarks = 4

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }  // The first mark; a look-up costs more.
    let category = scalar.properties.generalCategory
    return category == .nonspacingMark || category == .enclosingMark
  }

  private static func isWhiteControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  private static func spelledOut(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
  }
}
