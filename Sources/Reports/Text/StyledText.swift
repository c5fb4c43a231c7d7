/// How a piece of text is to stand out.
enum TextStyle {
  case plain, strong, dim
  /// A found span.
  case found
  /// The word for an action.
  case block, review, note

  /// The ANSI sequence that begins it, or nil for plain text.
  var sequence: StaticString? {
    switch self {
    case .plain: nil
    case .strong: "\u{1B}[1m"
    case .dim: "\u{1B}[2m"
    case .found: "\u{1B}[1;4;31m"
    case .block: "\u{1B}[1;31m"
    case .review: "\u{1B}[1;33m"
    case .note: "\u{1B}[36m"
    }
  }
}

/// A line of text of several styles that is still to be wrapped.
struct StyledText {
  private struct Cell {
    let character: Character
    let style: TextStyle
  }
  private var cells: [Cell] = []

  /// Text of one style.
  init(_ string: String = "", _ style: TextStyle = .plain) {
    append(string, style)
  }

  /// Appends text; control characters in it are spelled out.
  mutating func append(_ string: String, _ style: TextStyle = .plain) {
    for character in Printable.text(string) {
      cells.append(Cell(character: character, style: style))
    }
  }

  /// Appends the text, wrapped at spaces, each line ended by a line feed.
  ///
  /// - Parameters:
  ///   - layout: width and colour.
  ///   - first: what stands before the first line.
  ///   - indent: what stands before the others; as wide as `first`.
  ///   - output: takes the UTF-8.
  func append(
    to output: inout ByteBuffer, _ layout: TextLayout, first: String = "", indent: String = ""
  ) {
    var start = 0
    repeat {
      let end = lineEnd(from: start, width: max(20, layout.columns - indent.count))
      output.append(utf8: start == 0 ? first : indent)
      appendLine(start..<end, layout, to: &output)
      start = end
      while start < cells.count, cells[start].character == " " { start += 1 }
    } while start < cells.count
  }

  /// Where the line that begins at `start` ends: after its last whole word, or at the full width
  /// where one word is longer than that.
  private func lineEnd(from start: Int, width: Int) -> Int {
    guard start + width < cells.count else { return cells.count }
    let space = cells[start...(start + width)].lastIndex { $0.character == " " }
    guard let space, space > start else { return start + width }
    return space
  }

  private func appendLine(
    _ range: Range<Int>, _ layout: TextLayout, to output: inout ByteBuffer
  ) {
    var style = TextStyle.plain
    for cell in cells[range] {
      if layout.hasColour, cell.style != style {
        if style != .plain { output.append("\u{1B}[0m") }
        if let sequence = cell.style.sequence { output.append(sequence) }
        style = cell.style
      }
      output.append(utf8: String(cell.character))
    }
    if style != .plain { output.append("\u{1B}[0m") }
    output.append("\n")
  }
}

/// How text is laid out.
struct TextLayout {
  /// The width of a line.
  let columns: Int
  /// Whether styles are written.
  let hasColour: Bool
}
