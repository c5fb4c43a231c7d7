/// How a text is judged that is too long to be judged at once.
///
/// What a scan keeps of a text is many times as large as the text: a string of four megabytes would
/// take two hundred. So a long one is judged in parts, cut where nothing is likely to go on.
public enum LongText {
  /// The most bytes that are judged at once.
  public static let most = 64 << 10

  /// The best place to cut a text that goes on: after a sentence, else after a word, else between two
  /// characters.
  ///
  /// - Parameters:
  ///   - base: The text, valid UTF-8.
  ///   - start: Where the part begins.
  ///   - end: Where it ends at the latest, more than four bytes on.
  /// - Returns: Its end, behind `start`.
  package static func cut(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    let earliest = end - min((end - start) / 2, 8192)
    var word: Int?
    var place = end
    while place > earliest {
      let byte = base[place - 1]
      if byte == 0x20 || byte == 0x0A || byte == 0x09 {
        word = word ?? place
        let before = place >= 2 ? base[place - 2] : 0
        if before == 0x2E || before == 0x21 || before == 0x3F || before == 0x0A { return place }
      }
      place -= 1
    }
    if let word { return word }
    place = end
    while place > end - 4, place > start + 1, base[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }

  /// The parts in which a text is judged, one after another; the text itself if it is not long.
  ///
  /// - Parameter text: Valid UTF-8.
  package static func parts(of text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    guard let base = text.baseAddress, text.count > most else { return [0..<text.count] }
    var parts: [Range<Int>] = []
    var start = 0
    while text.count - start > most {
      let end = cut(base, from: start, to: start + most)
      parts.append(start..<end)
      start = end
    }
    parts.append(start..<text.count)
    return parts
  }
}
