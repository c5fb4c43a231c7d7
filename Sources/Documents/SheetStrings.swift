import TextModel

/// The strings that the cells of a workbook share.
///
/// Source: ECMA-376 part 1, 18.4 (shared string table).
final class SheetStrings: XMLPart {
  /// The strings, by the number that cells give.
  private(set) var texts: [SourcedText] = []
  private let part: String
  private var current = SourcedText()
  private var isText = false
  private var skipped = 0

  /// The table in that part.
  init(part: String) { self.part = part }

  override func begin(_ name: String, _ attributes: XMLAttributes) {
    guard skipped == 0 else {
      skipped += 1
      return
    }
    switch name {
    case "si": current = SourcedText()
    case "t": isText = true
    // How a word is pronounced is not said twice.
    case "rPh": skipped = 1
    default: break
    }
  }

  override func end(_ name: String) {
    guard skipped == 0 else {
      skipped -= 1
      return
    }
    if name == "si" { texts.append(current) }
    if name == "t" { isText = false }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>) {
    if skipped == 0, isText { current.append(bytes, part: part, source: source) }
  }
}

/// Which styles of a workbook are dates.
///
/// Source: ECMA-376 part 1, 18.8.30 (number formats).
final class SheetStyles: XMLPart {
  private var formats: [Int: String] = [:]
  private var styles: [Int] = []
  private var inCells = false

  /// Whether the cells of a style hold dates.
  func isDate(_ style: Int) -> Bool {
    guard styles.indices.contains(style) else { return false }
    let format = styles[style]
    if 14...22 ~= format || 27...36 ~= format || 45...47 ~= format || 50...58 ~= format {
      return true
    }
    guard let code = formats[format] else { return false }
    var isQuoted = false
    for character in code.lowercased() {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, "dy".contains(character) { return true }
    }
    return false
  }

  override func begin(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "numFmt":
      if let id = Int(attributes["numFmtId"] ?? "") { formats[id] = attributes["formatCode"] }
    case "cellXfs": inCells = true
    case "xf": if inCells { styles.append(Int(attributes["numFmtId"] ?? "") ?? 0) }
    default: break
    }
  }

  override func end(_ name: String) {
    if name == "cellXfs" { inCells = false }
  }
}

/// A day of a spreadsheet, which counts them.
enum SheetDate {
  /// The day as "15/04/2016", as British sheets show it; nil if the number is no day.
  ///
  /// - Parameter from1904: whether the workbook counts from 1904.
  static func text(_ number: String, from1904: Bool) -> String? {
    guard let serial = Double(number), 1...2_958_465 ~= serial else { return nil }
    // Days since 1970: 25569 days after 1899-12-30, 24107 after 1904-01-01.
    let days = Int(serial) - (from1904 ? 24107 : 25569)
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let day = dayOfYear - (153 * fromMarch + 2) / 5 + 1
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(day))/\(two(month))/\(year)"
  }
}
