/// The marks `⟦ ⟧` that examples and tests put round spans.
package enum TextMarks {
  /// Puts marks round some spans, given in bytes.
  package static func put(_ spans: [Range<Int>], into text: String) -> String {
    var marked: [UInt8] = []
    let bytes = Array(text.utf8)
    for place in 0...bytes.count {
      for _ in spans.filter({ $0.upperBound == place }) { marked += "⟧".utf8 }
      for _ in spans.filter({ $0.lowerBound == place }) { marked += "⟦".utf8 }
      if place < bytes.count { marked.append(bytes[place]) }
    }
    return String(decoding: marked, as: UTF8.self)
  }

  /// The text without marks.
  package static func removed(from text: String) -> String {
    String(text.unicodeScalars.filter { $0 != "⟦" && $0 != "⟧" }.map(Character.init))
  }
}
