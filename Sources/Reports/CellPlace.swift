import TextModel

/// Where in a document without lines a finding stands.
enum CellPlace {
  /// The place of a finding in a passage, in words, or nil where the passage has none.
  ///
  /// A row of cells is one passage with tabs between them; the place of the first is given, and
  /// each tab before the finding is one cell to the right.
  static func words(
    _ passage: Passage, in batch: PassageBatch, at range: Range<Int>
  ) -> String? {
    guard let place = batch.string(passage.place) else { return nil }
    let start = passage.text.indices.lowerBound
    let before = batch.bytes[start..<min(start + range.lowerBound, passage.text.indices.upperBound)]
    let tabs = before.count { $0 == 0x09 }
    return tabs == 0 ? place : shifted(place, by: tabs) ?? place
  }

  /// A cell's name so many cells further right; nil if the place does not end in a cell.
  static func shifted(_ place: String, by cells: Int) -> String? {
    let mark = "column "
    let digits = place.reversed().prefix { $0.isNumber }.count
    let number = Int(place.suffix(digits))
    if let number, place.dropLast(digits).hasSuffix(mark) {
      return place.dropLast(digits) + String(number + cells)
    }
    guard digits > 0, let edge = place.lastIndex(of: "!") else { return nil }
    let name = place[place.index(after: edge)...].dropLast(digits)
    guard !name.isEmpty, name.allSatisfy({ ("A"..."Z").contains($0) }) else { return nil }
    var column = name.utf8.reduce(0) { $0 * 26 + Int($1) - 64 } + cells
    var letters = ""
    while column > 0 {
      letters = String(Unicode.Scalar(UInt8(65 + (column - 1) % 26))) + letters
      column = (column - 1) / 26
    }
    return place[...edge] + letters + place.suffix(digits)
  }
}
