/// Where the paragraphs of a text end.
///
/// In Markdown a heading is a block of its own, and a fence or front matter holds blank lines.
/// List items and table rows that follow one another stay together, because a name in one and a
/// class in the next combine.
struct TextBlocks {
  /// Whether Markdown's headings, fences and front matter count.
  let isMarkdown: Bool

  /// Where the block that starts at `start` ends, its last line break left out.
  ///
  /// - Returns: the position, or nil if it does not end before `end` and more may follow.
  func end(
    in base: UnsafePointer<UInt8>, from start: Int, to end: Int, isLast: Bool, isFirst: Bool
  ) -> Int? {
    var lineStart = start
    var fence: UInt8?
    while true {
      let stop = firstPosition(of: 0x0A, or: 0x0D, in: base, from: lineStart, to: end)
      if stop == end { return isLast ? end : nil }
      if isMarkdown {
        let mark = mark(base, lineStart, stop)
        if fence == nil, lineStart > start, mark == .heading || mark.isFence {
          return trimmed(base, start, lineStart)
        }
        if fence == nil, mark == .heading { return stop }
        if let open = fence {
          if mark.closes(open) { return stop }
        } else {
          fence = mark.opening(isFront: isFirst && lineStart == start)
        }
      }
      let next = afterBreak(base, stop, end)
      if fence == nil {
        if next == end && !isLast { return nil }
        if isBlank(base, next, end) { return stop }
      }
      lineStart = next
    }
  }

  /// The first position that is not on a blank line.
  func afterBlankLines(
    in base: UnsafePointer<UInt8>, from start: Int, to end: Int, isLast: Bool
  ) -> Int {
    var lineStart = start
    while lineStart < end {
      var position = lineStart
      while position < end, base[position] == 0x20 || base[position] == 0x09 { position += 1 }
      if position == end { return isLast ? end : lineStart }
      guard base[position] == 0x0A || base[position] == 0x0D else { return lineStart }
      lineStart = afterBreak(base, position, end)
    }
    return end
  }

  private func isBlank(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var position = start
    while position < end, base[position] == 0x20 || base[position] == 0x09 { position += 1 }
    return position == end || base[position] == 0x0A || base[position] == 0x0D
  }

  private func afterBreak(_ base: UnsafePointer<UInt8>, _ stop: Int, _ end: Int) -> Int {
    guard stop < end else { return end }
    let isPair = base[stop] == 0x0D && stop + 1 < end && base[stop + 1] == 0x0A
    return stop + (isPair ? 2 : 1)
  }

  private func trimmed(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, base[end - 1] == 0x0A || base[end - 1] == 0x0D { end -= 1 }
    return end
  }

  private enum Mark: Equatable {
    case none, heading, fence(UInt8), rule(UInt8)

    var isFence: Bool { if case .fence = self { true } else { false } }

    func closes(_ open: UInt8) -> Bool { self == .fence(open) || self == .rule(open) }

    func opening(isFront: Bool) -> UInt8? {
      switch self {
      case .fence(let byte): byte
      case .rule(let byte): isFront ? byte : nil
      default: nil
      }
    }
  }

  private func mark(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Mark {
    var position = start
    while position < end, position < start + 3, base[position] == 0x20 { position += 1 }
    guard position < end else { return .none }
    let byte = base[position]
    var count = 0
    while position < end, base[position] == byte {
      position += 1
      count += 1
    }
    switch byte {
    case UInt8(ascii: "#"):
      return count <= 6 && (position == end || base[position] == 0x20) ? .heading : .none
    case UInt8(ascii: "`"), UInt8(ascii: "~"):
      return count >= 3 ? .fence(byte) : .none
    case UInt8(ascii: "-"), UInt8(ascii: "+"):
      return count == 3 && isBlank(base, position, end) ? .rule(byte) : .none
    default: return .none
    }
  }
}
