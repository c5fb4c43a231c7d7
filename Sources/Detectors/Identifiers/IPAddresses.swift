/// Addresses on the internet; those of home and school networks, which lead nowhere, are quiet.
extension IdentifierSearch {
  /// Looks for four octets with full stops between them from the group at `index` on.
  ///
  /// Where no octet has three digits ("section 3.4.1.2") it may be anything: it needs a cue.
  mutating func findIPv4(at index: Int) {
    guard index + 3 < groups.count, groups[index + 1].gap == .dot else { return }
    let parts = groups[index...index + 3]
    let values = parts.map { text.number(from: $0.start, to: $0.end) }
    let (start, end) = (parts[index].start, parts[index + 3].end)
    guard parts.dropFirst().allSatisfy({ $0.gap == .dot && text[$0.start - 1] == .dot }),
      end - start == parts.reduce(3, { $0 + $1.count }),
      parts.allSatisfy({ $0.count == 1 || text[$0.start] != UInt8(ascii: "0") }),
      values.allSatisfy({ $0 <= 255 }), !isQuiet(values),
      standsAlone(NumberWindow(first: index, last: index + 3, digits: 0))
    else { return }
    let isSure = parts.contains { $0.count == 3 }
    add(isSure ? .ipAddress : .ipShape, start, end, isSure ? 92 : 90)
  }

  /// Source: RFC 1918 and RFC 6890: private, loopback, link-local, multicast, broadcast, masks.
  private func isQuiet(_ octets: [Int]) -> Bool {
    switch (octets[0], octets[1]) {
    case (0, _), (10, _), (127, _), (224..., _), (192, 168), (169, 254), (172, 16...31): true
    default: false
    }
  }

  /// Looks for eight hexadecimal groups, or fewer with `::`, round the digit at `start`.
  ///
  /// Source: RFC 4291; fe80::/10 and fc00::/7 are local, and quiet.
  mutating func findIPv6(at start: Int) {
    guard text[text.endOfAlphanumerics(from: start)] == .colon || text[start - 1] == .colon else {
      return
    }
    var begin = start
    while begin > 0, start - begin < 40, isHexByte(text[begin - 1]) { begin -= 1 }
    guard begin == start || !text[begin..<start].contains(where: \.isDigit) else { return }
    var end = start
    while end - begin < 40, isHexByte(text[end]) { end += 1 }
    while end > start, text[end - 1] == .colon { end -= 1 }
    guard !text.isWord(before: begin), !text.isWord(at: end), isIPv6(begin, end) else { return }
    add(.ipAddress, begin, end, 95)
  }

  private func isHexByte(_ byte: UInt8) -> Bool {
    byte.isDigit || byte == .colon || (byte | 0x20) &- 0x61 < 6
  }

  private func isIPv6(_ start: Int, _ end: Int) -> Bool {
    var groups = 0
    var length = 0
    var doubles = 0
    for index in start..<end {
      if text[index] != .colon {
        length += 1
        if length == 1 { groups += 1 }
        if length > 4 { return false }
      } else {
        if text[index + 1] == .colon { doubles += 1 }
        length = 0
      }
    }
    let isLocal =
      text.has("fe8", at: start) || text.has("fc", at: start) || text.has("fd", at: start)
    return !isLocal && (doubles == 0 ? groups == 8 : doubles == 1 && (3...7).contains(groups))
  }
}
