import Glibc
import TextModel

/// Reads an exported WhatsApp chat: each message is a passage, with its sender and time.
final class WhatsAppReader: DocumentReader {
  private let origin: Origin
  private let limit: Int
  private let log: ReadLog
  private var window: ByteWindow
  private var position: Int
  private var counter = LineCounter()
  private var repair: TextRepair
  private var number: UInt32 = 0
  private let isMonthFirst: Bool
  /// The line that the next message begins with, where it was read already.
  private var next: WhatsAppLine?

  /// Reads `window` from `position` on; `head` is its first block.
  init(
    _ window: consuming ByteWindow, from position: Int, head: [UInt8], origin: Origin,
    repair: TextRepair, limit: Int, log: ReadLog
  ) {
    self.window = window
    self.position = position
    self.origin = origin
    self.repair = repair
    self.limit = limit
    self.log = log
    isMonthFirst = Self.isMonthFirst(head)
  }

  func read(into output: inout PassageWriter) -> Bool {
    while !output.isFull {
      position = window.fill(position, limit + 4096)
      guard position < window.end else {
        for warning in repair.warnings { log.warn(origin.name, warning) }
        log.refuse(origin.name, window.failure)
        return false
      }
      let line = next
      let end = messageEnd()
      let message = UnsafeBufferPointer(start: window.base + position, count: end - position)
      take(upTo: end, line ?? WhatsAppLine(message), into: &output)
      counter.advance(over: window.base, from: position, to: end)
      position = end
    }
    return true
  }

  /// Where the next message begins.
  private func messageEnd() -> Int {
    next = nil
    let stop = min(window.end, position + limit)
    var start = position
    while let found = memchr(window.base + start, 0x0A, stop - start) {
      start = UnsafeRawPointer(found) - UnsafeRawPointer(window.base) + 1
      let rest = UnsafeBufferPointer(start: window.base + start, count: window.end - start)
      if let line = WhatsAppLine(rest) {
        next = line
        return start
      }
      if start == stop { break }
    }
    return stop
  }

  private func take(upTo end: Int, _ line: WhatsAppLine?, into output: inout PassageWriter) {
    let message = UnsafeBufferPointer(start: window.base + position, count: end - position)
    var start = line?.rest ?? 0
    var sender = ""
    if line != nil {
      let firstLine = message[start...].prefix { $0 != 0x0A && $0 != 0x0D }
      if let colon = firstLine.indices.first(where: {
        message[$0] == UInt8(ascii: ":") && $0 + 1 < end - position && message[$0 + 1] == 0x20
      }) {
        sender = Self.plain(String(decoding: message[start..<colon], as: UTF8.self))
        start = colon + 2
      } else if Self.isNotice(firstLine) {
        return
      }
    }
    var stop = message.count
    while stop > start, message[stop - 1] <= 0x20 { stop -= 1 }
    guard start < stop else { return }
    let raw = UnsafeBufferPointer(rebasing: message[start..<stop])
    let bytes = repair.repaired(raw) ?? Array(raw)
    guard let text = MessageText(String(decoding: bytes, as: UTF8.self)) else { return }
    number += 1
    var passage = Passage(text: output.store(text.words))
    passage.kind = text.isFileName ? .fileName : .message
    passage.audience = .parent
    passage.author = output.store(sender)
    passage.time = output.store(line.map { WhatsAppTime.iso($0.time, isMonthFirst) } ?? "")
    passage.member = output.store(member: origin.member)
    var place = counter
    place.advance(over: window.base, from: position, to: position + start)
    (passage.line, passage.column) = (place.line, place.column)
    passage.paragraph = number
    passage.isLiteral = text.words.utf8.elementsEqual(raw)
    output.append(passage)
  }

  /// What WhatsApp itself says in a chat, in which nobody is quoted.
  private static func isNotice(_ line: some Collection<UInt8>) -> Bool {
    let text = plain(String(decoding: line, as: UTF8.self))
    let quotes: [Character] = ["\"", "\u{201C}"]
    return !text.contains { quotes.contains($0) }
  }

  private static func plain(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !WhatsAppLine.isMark(scalar) {
      scalars.append(scalar == "\u{202F}" || scalar == "\u{A0}" ? " " : scalar)
    }
    let name = String(scalars)
    return name.hasPrefix("~ ") ? String(name.dropFirst(2)) : name
  }

  /// Whether dates put the month first: some second number is above 12 and no first one is.
  private static func isMonthFirst(_ head: [UInt8]) -> Bool {
    var isMonthFirst = false
    for line in head.split(separator: 0x0A) {
      guard let stamp = WhatsAppLine(line)?.time else { continue }
      let numbers = stamp.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
      guard numbers.count == 2 else { continue }
      if numbers[0] > 12 { return false }
      if numbers[1] > 12 { isMonthFirst = true }
    }
    return isMonthFirst
  }
}

/// The words of a message, without what WhatsApp puts round them.
private struct MessageText {
  let words: String
  let isFileName: Bool

  private static let empty: Set<String> = [
    "<media omitted>", "image omitted", "video omitted", "audio omitted", "sticker omitted",
    "gif omitted", "document omitted", "contact card omitted", "this message was deleted",
    "this message was deleted.", "you deleted this message", "you deleted this message.", "null",
    "missed voice call", "missed video call", "live location shared",
  ]

  init?(_ text: String) {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !WhatsAppLine.isMark(scalar) { scalars.append(scalar) }
    var plain = String(scalars)
    for mark in ["<This message was edited>", " (file attached)"] where plain.hasSuffix(mark) {
      plain.removeLast(mark.count)
    }
    while plain.last?.isWhitespace == true { plain.removeLast() }
    if plain.isEmpty || Self.empty.contains(plain.lowercased()) { return nil }
    if plain.hasPrefix("Messages and calls are end-to-end encrypted") { return nil }
    if plain.hasPrefix("Location: http") { return nil }
    if plain.hasPrefix("<attached: "), plain.hasSuffix(">") {
      guard let name = FileNameText(String(plain.dropFirst(11).dropLast())).words else {
        return nil
      }
      (words, isFileName) = (name, true)
      return
    }
    (words, isFileName) = (plain, false)
  }
}

/// The time of a message.
private enum WhatsAppTime {
  /// As ISO 8601 without a zone, or as it stands if it cannot be read.
  static func iso(_ stamp: String, _ isMonthFirst: Bool) -> String {
    let numbers = stamp.split { !$0.isNumber }.compactMap { Int($0) }
    guard numbers.count >= 5 else { return stamp }
    var (day, month, year) = (numbers[0], numbers[1], numbers[2])
    if day > 31 { (year, month, day) = (numbers[0], numbers[1], numbers[2]) }
    if isMonthFirst { swap(&day, &month) }
    if year < 100 { year += 2000 }
    var hour = numbers[3]
    let lower = stamp.lowercased()
    if lower.contains("p"), hour < 12 { hour += 12 }
    if lower.contains("a"), hour == 12 { hour = 0 }
    let second = numbers.count > 5 ? numbers[5] : 0
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))T\(two(hour)):\(two(numbers[4])):\(two(second))"
  }
}
