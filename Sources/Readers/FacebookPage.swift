import TextModel

/// Puts the blocks of a page of a Facebook or Instagram export in HTML together to records: a
/// heading, a text, and last a date.
///
/// Class names of these pages change with every export; the order has not.
struct FacebookPage {
  /// The blocks since the last date.
  private(set) var blocks: [(text: HTMLBlock.Text, kind: PassageKind)] = []
  private let kind: PassageKind

  /// A page without a record that no date ends is handed on after so many blocks.
  static let longest = 400

  /// A page of posts, comments or messages.
  init(kind: PassageKind) { self.kind = kind }

  /// What a record says of its texts.
  struct Record {
    var author: [UInt8] = []
    var time = ""
    var texts: [(text: HTMLBlock.Text, kind: PassageKind)] = []
  }

  /// Takes a block.
  ///
  /// - Returns: The record that it ends, or nil.
  mutating func take(_ text: HTMLBlock.Text, kind: PassageKind) -> Record? {
    let isText = kind == self.kind
    let words = isText ? String(decoding: text.bytes.prefix(64), as: UTF8.self) : ""
    if isText, text.bytes.count <= 48 {
      if words.hasPrefix("Updated "), Self.time(in: String(words.dropFirst(8))) != nil {
        return nil
      }
      if let time = Self.time(in: words) { return ended(at: time) }
    }
    // An album's caption stands under each of its pictures.
    guard !blocks.contains(where: { $0.text.bytes == text.bytes }) else { return nil }
    blocks.append((text, kind))
    return blocks.count < Self.longest ? nil : rest()
  }

  /// What is left at the end, which no date has ended.
  mutating func rest() -> Record? {
    defer { blocks.removeAll() }
    return blocks.isEmpty ? nil : Record(texts: blocks)
  }

  private mutating func ended(at time: String) -> Record {
    defer { blocks.removeAll() }
    var record = Record(time: time, texts: blocks)
    guard let heading = blocks.firstIndex(where: { $0.kind == kind }) else { return record }
    let words = blocks[heading].text.bytes
    let sentence = words.withUnsafeBufferPointer { FacebookSentence($0) }
    let others = blocks.count { $0.kind == kind } > 1
    if !sentence.subject.isEmpty {
      record.author = Array(words[sentence.subject])
      if sentence.told.isEmpty { record.texts.remove(at: heading) }
    } else if kind == .message, others, words.count <= 80 {
      record.author = words
      record.texts.remove(at: heading)
    }
    return record
  }

  /// A text that is nothing but a date with a time, in English, as ISO 8601 without a zone.
  static func time(in text: String) -> String? {
    var day: Int?
    var month: Int?
    var year: Int?
    var clock: (hour: Int, minute: Int, second: Int)?
    for token in text.split(whereSeparator: { " ,\u{202F}\u{A0}".contains($0) }) {
      let word = token.lowercased()
      if let number = Int(word) {
        if number > 1900, number < 2200 { year = number } else if 1...31 ~= number { day = number }
      } else if word.contains(":") {
        var digits = word
        let isLate = digits.hasSuffix("pm")
        let isEarly = digits.hasSuffix("am")
        if isLate || isEarly { digits.removeLast(2) }
        let parts = digits.split(separator: ":").map { Int($0) }
        guard 2...3 ~= parts.count, !parts.contains(nil) else { return nil }
        let hour = (parts[0] ?? 0) + (isLate && parts[0] != 12 ? 12 : 0)
        clock = (
          isEarly && hour == 12 ? 0 : hour, parts[1] ?? 0, parts.count > 2 ? parts[2] ?? 0 : 0
        )
      } else if let place = months.firstIndex(of: String(word.prefix(3))), word.count >= 3,
        word.count <= 9
      {
        month = place + 1
      } else if word == "pm", let found = clock, found.hour < 12 {
        clock?.hour += 12
      } else if word == "am", clock?.hour == 12 {
        clock?.hour = 0
      } else if !["am", "pm", "at", "utc", "gmt"].contains(word), !word.hasSuffix("day") {
        return nil
      }
    }
    guard let day, let month, let year, let clock else { return nil }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = "\(year)-\(two(month))-\(two(day))"
    return "\(date)T\(two(clock.hour)):\(two(clock.minute)):\(two(clock.second))"
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
}
