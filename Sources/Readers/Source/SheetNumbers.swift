/// Takes numbers out of a sheet of a workbook: a telephone number or an NHS number that was typed as
/// a number is one, and a cell that held a number holds text from then on.
///
/// Source: ECMA-376 part 1, 18.3.1.4 (`c`), 18.3.1.53 (`is`).
enum SheetNumbers {
  /// The sheet with those cells changed whose number is one of the texts to take out.
  static func edited(_ bytes: [UInt8], _ wanted: [SourceEdit.Wanted]) -> [UInt8] {
    let numbers = wanted.filter { $0.words.allSatisfy { 0x30...0x39 ~= $0 } }
    guard !numbers.isEmpty else { return bytes }
    var result: [UInt8] = []
    var position = 0
    while let cell = Cell(bytes, from: position) {
      result += bytes[position..<cell.range.lowerBound]
      position = cell.range.upperBound
      if let number = numbers.first(where: { bytes[cell.value].elementsEqual($0.words) }) {
        result += cell.head(bytes) + SourceEdit.encoded(number.replacement, .markup)
        result += "</t></is></c>".utf8
      } else {
        result += bytes[cell.range]
      }
    }
    return result + bytes[position...]
  }

  /// A cell and the value in it.
  private struct Cell {
    /// All of the element.
    let range: Range<Int>
    /// What stands between `<v>` and `</v>`.
    let value: Range<Int>
    /// Its first tag.
    private let tag: Range<Int>

    /// The next cell with a number.
    init?(_ bytes: [UInt8], from start: Int) {
      var position = start
      while let open = Self.find("<c ", in: bytes, position..<bytes.count) {
        guard let end = bytes[open...].firstIndex(of: 0x3E),
          let close = Self.find("</c>", in: bytes, end..<bytes.count)
        else { return nil }
        position = end
        guard bytes[end - 1] != 0x2F, !Self.isText(bytes[open..<end]),
          let from = Self.find("<v>", in: bytes, end..<close),
          let to = Self.find("</v>", in: bytes, from..<close)
        else { continue }
        (range, value, tag) = (open..<close + 4, from + 3..<to, open..<end)
        return
      }
      return nil
    }

    /// The tags with which the cell begins as one that holds text.
    func head(_ bytes: [UInt8]) -> [UInt8] {
      var head = Array(bytes[tag])
      if let type = Self.find(" t=\"n\"", in: head, 0..<head.count) {
        head.removeSubrange(type..<type + 6)
      }
      return head + Array(" t=\"inlineStr\"><is><t>".utf8)
    }

    private static func isText(_ tag: ArraySlice<UInt8>) -> Bool {
      let bytes = Array(tag)
      return find(" t=\"", in: bytes, 0..<bytes.count) != nil
        && find(" t=\"n\"", in: bytes, 0..<bytes.count) == nil
    }

    private static func find(_ mark: String, in bytes: [UInt8], _ range: Range<Int>) -> Int? {
      let mark = Array(mark.utf8)
      var index = range.lowerBound
      while index + mark.count <= range.upperBound {
        if bytes[index] == mark[0], bytes[index...].starts(with: mark) { return index }
        index += 1
      }
      return nil
    }
  }
}
