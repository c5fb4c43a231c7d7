/// Many texts in one buffer, as an Arrow `large_string` column has them.
struct TextRows {
  /// All texts, one after the other; nil only if they are all empty.
  let texts: UnsafePointer<UInt8>?
  /// Where each text begins, and where the last one ends.
  let offsets: UnsafeBufferPointer<Int64>

  /// How many texts there are.
  var count: Int { offsets.count - 1 }

  /// What makes the rows unusable, or nil; nothing may be read from them before this was asked.
  var fault: ScanStatus? {
    guard offsets[0] >= 0 else { return .invalidArgument }
    for row in 0..<count {
      guard offsets[row] <= offsets[row + 1] else { return .invalidArgument }
      guard offsets[row + 1] - offsets[row] <= Session.maximumLength else { return .tooLong }
    }
    return texts == nil && offsets[count] > offsets[0] ? .invalidArgument : nil
  }

  /// A text.
  subscript(row: Int) -> UnsafeBufferPointer<UInt8> {
    let start = Int(offsets[row])
    return UnsafeBufferPointer(
      start: texts.map { $0 + start }, count: texts == nil ? 0 : Int(offsets[row + 1]) - start)
  }
}
