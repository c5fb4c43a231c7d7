import Readers
import TextModel

/// Makes passages of the rows of a sheet: of a table of comments each text cell with its writer and
/// time, of any other sheet each row, its cells parted by tabs.
struct SheetRows {
  /// A filled cell.
  struct Cell {
    /// The column, counted from 0.
    var column: Int
    /// What it shows.
    var text: SourcedText
  }

  /// The sheet's name, with what is odd about it.
  let sheet: String
  private var layout: TableLayout?
  private var tried = 0

  /// The rows of a sheet.
  init(sheet: String) { self.sheet = sheet }

  /// The passages of a row, which is counted from 1.
  mutating func passages(_ cells: [Cell], row: Int) -> [FormPassage] {
    let filled = cells.filter { !$0.text.isBlank }
    guard let first = filled.first else { return [] }
    if layout == nil, tried < 15 {
      tried += 1
      var names: [String] = []
      for cell in filled where cell.column < 256 {
        while names.count < cell.column { names.append("") }
        names.append(String(decoding: cell.text.bytes, as: UTF8.self))
      }
      layout = TableLayout(header: names)
      if layout != nil { return [] }
    }
    if let layout { return comments(filled, row, layout) }
    var joined = SourcedText()
    var column = first.column
    for cell in filled {
      // A far cell is not worth a thousand tabs; what stands in it is.
      let gap = cell.column - column
      for _ in 0..<max(0, min(gap, 64)) { joined.append("\t") }
      joined.append(cell.text)
      column = cell.column
    }
    var passage = FormPassage(joined, place: place(first.column, row), kind: .text)
    passage.paragraph = row
    return [passage]
  }

  private func comments(_ cells: [Cell], _ row: Int, _ layout: TableLayout) -> [FormPassage] {
    var common = FormPassage(SourcedText(), place: "", kind: .text)
    common.paragraph = row
    for cell in cells where cell.column < layout.roles.count {
      let words = String(decoding: cell.text.bytes, as: UTF8.self)
      switch layout.roles[cell.column] {
      case .author where common.author.isEmpty: common.author = words
      case .time where common.time.isEmpty: common.time = words
      case .title where common.title.isEmpty: common.title = words
      case .url where common.url.isEmpty: common.url = words
      default: break
      }
    }
    return cells.compactMap { cell in
      let isText = cell.column < layout.roles.count ? layout.roles[cell.column] == .text : true
      guard isText else { return nil }
      var passage = common
      passage.text = cell.text
      passage.place = place(cell.column, row)
      return passage
    }
  }

  /// A cell's name: "Trips!B7".
  func place(_ column: Int, _ row: Int) -> String { "\(sheet)!\(Self.letters(column))\(row)" }

  /// The letters of a column, counted from 0: A to Z, then AA.
  static func letters(_ column: Int) -> String {
    var number = column + 1
    var letters = ""
    while number > 0 {
      letters = String(Unicode.Scalar(UInt8(65 + (number - 1) % 26))) + letters
      number = (number - 1) / 26
    }
    return letters
  }

  /// The column and row that a reference such as "B7" names, both counted from 0.
  static func reference(_ name: String) -> (column: Int, row: Int)? {
    var column = 0
    var row = 0
    for byte in name.utf8 {
      switch byte {
      case 0x41...0x5A where row == 0: column = column * 26 + Int(byte - 0x40)
      case 0x30...0x39: row = row * 10 + Int(byte - 0x30)
      case 0x24: break
      default: return nil
      }
      guard column < 20000, row < 2_000_000 else { return nil }
    }
    return column > 0 && row > 0 ? (column - 1, row - 1) : nil
  }
}
