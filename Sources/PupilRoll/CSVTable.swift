/// A table of comma-separated values, as RFC 4180 has them and as spreadsheets write them: parted by
/// commas, semicolons or tabs, in UTF-8 with or without a mark, UTF-16 with one, or Windows-1252.
struct CSVTable {
  /// A row and the line that it begins on, counted from 1.
  struct Row {
    var line: Int
    var cells: [String]
  }

  /// The row of headings first.
  var rows: [Row] = []

  /// Reads a table.
  ///
  /// - Throws: The line of a quotation mark that is never closed, or that stands inside a cell.
  init(_ bytes: [UInt8]) throws(RollFault) {
    let text = Self.text(of: bytes)
    var reader = Reader(
      scalars: Array(text.unicodeScalars), separator: Self.separator(of: text))
    rows = try reader.rows()
  }

  private static func text(of bytes: [UInt8]) -> String {
    if let text = wideText(of: bytes) { return text }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
    if let text = String(validating: body, as: UTF8.self) { return text }
    // Older exports; what differs from Latin 1 here is punctuation alone.
    let upper: [UInt32] = [
      0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
      0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]
    var text = String.UnicodeScalarView()
    for byte in body {
      let scalar = (0x80..<0xA0).contains(byte) ? upper[Int(byte - 0x80)] : UInt32(byte)
      text.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
    }
    return String(text)
  }

  /// The text of what spreadsheets call "Unicode text": UTF-16 behind a mark.
  private static func wideText(of bytes: [UInt8]) -> String? {
    let isLittle = bytes.starts(with: [0xFF, 0xFE])
    guard isLittle || bytes.starts(with: [0xFE, 0xFF]) else { return nil }
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place in
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// The sign that the headings hold most of.
  private static func separator(of text: String) -> Unicode.Scalar {
    let head = text.unicodeScalars.prefix { $0 != "\n" && $0 != "\r" }
    let signs: [Unicode.Scalar] = [",", ";", "\t"]
    let counts = signs.map { sign in head.count { $0 == sign } }
    return zip(signs, counts).max { $0.1 < $1.1 }?.0 ?? ","
  }

  private struct Reader {
    let scalars: [Unicode.Scalar]
    let separator: Unicode.Scalar
    var position = 0
    var line = 1

    init(scalars: [Unicode.Scalar], separator: Unicode.Scalar) {
      self.scalars = scalars
      self.separator = separator
    }

    mutating func rows() throws(RollFault) -> [Row] {
      var rows: [Row] = []
      while position < scalars.count {
        let row = try row()
        // A blank line at the end, or between, is no row.
        if row.cells.contains(where: { !$0.isEmpty }) { rows.append(row) }
      }
      return rows
    }

    private mutating func row() throws(RollFault) -> Row {
      var row = Row(line: line, cells: [])
      while true {
        row.cells.append(try cell())
        guard position < scalars.count else { return row }
        let sign = scalars[position]
        position += 1
        if sign == separator { continue }
        if sign == "\r", position < scalars.count, scalars[position] == "\n" { position += 1 }
        line += 1
        return row
      }
    }

    private var isAtEndOfCell: Bool {
      position == scalars.count || scalars[position] == separator || scalars[position] == "\n"
        || scalars[position] == "\r"
    }

    private mutating func cell() throws(RollFault) -> String {
      guard position < scalars.count, scalars[position] == "\"" else { return plainCell() }
      let start = line
      position += 1
      var text = String.UnicodeScalarView()
      while position < scalars.count {
        let scalar = scalars[position]
        position += 1
        if scalar == "\n" { line += 1 }
        guard scalar == "\"" else {
          text.append(scalar)
          continue
        }
        if position < scalars.count, scalars[position] == "\"" {
          text.append("\"")
          position += 1
          continue
        }
        guard isAtEndOfCell else {
          throw RollFault(line, "a quotation mark ends before its cell does; double it inside")
        }
        return trimmed(text)
      }
      throw RollFault(start, "a quotation mark is never closed")
    }

    private mutating func plainCell() -> String {
      var text = String.UnicodeScalarView()
      while !isAtEndOfCell {
        text.append(scalars[position])
        position += 1
      }
      return trimmed(text)
    }

    private func trimmed(_ text: String.UnicodeScalarView) -> String {
      let start = text.drop { $0.properties.isWhitespace }
      guard let last = start.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
      return String(start[...last])
    }
  }
}

/// What is wrong with a row of an export; never says what the row holds.
public struct RollFault: Error, Hashable, Sendable {
  /// The line in the file, counted from 1.
  public let line: Int
  /// What is wrong and what to do.
  public let message: String

  init(_ line: Int, _ message: String) {
    self.line = line
    self.message = message
  }
}
