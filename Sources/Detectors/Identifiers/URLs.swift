/// Links, as text: nothing is ever fetched.
extension IdentifierSearch {
  /// Looks for a link round the full stop at `index`, which stands inside a word.
  mutating func findURL(dot index: Int) {
    var host = index
    while host > 0, index - host < 253, isHostByte(text[host - 1]) { host -= 1 }
    while host < index, !text[host].isAlphanumeric { host += 1 }
    // Only the first full stop of a host begins a link.
    guard host < index, !(host..<index).contains(where: { text[$0] == .dot }),
      text[host - 1] != .at, !text.isWord(before: host)
    else { return }
    addURL(host: host)
  }

  private mutating func addURL(host: Int) {
    let scheme = schemeStart(before: host)
    var hostEnd = host
    while isHostByte(text[hostEnd]) { hostEnd += 1 }
    while hostEnd > host, text[hostEnd - 1] == .dot || text[hostEnd - 1] == .hyphen { hostEnd -= 1 }
    guard text[hostEnd] != .at else { return }
    let isAddress = (host..<hostEnd).allSatisfy { text[$0].isDigit || text[$0] == .dot }
    let hasPath = text[hostEnd] == .slash
    guard
      scheme != nil || text.has("www.", at: host) || !isAddress && isDomain(host, hostEnd, hasPath)
    else { return }
    let end = endOfPath(from: hostEnd)
    add(
      kind(ofHost: host, hostEnd, isAddress, hasPath), scheme ?? host, end, scheme == nil ? 80 : 97)
  }

  /// The start of `https://` and the like before a host, or nil.
  private func schemeStart(before host: Int) -> Int? {
    guard text[host - 1] == .slash, text[host - 2] == .slash, text[host - 3] == .colon else {
      return nil
    }
    let start = text.startOfLetters(before: host - 3)
    return host - 3 - start >= 2 ? start : nil
  }

  private func kind(
    ofHost start: Int, _ end: Int, _ isAddress: Bool, _ hasPath: Bool
  ) -> IdentifierKind {
    if isAddress { return .urlIP }
    if (start..<end).contains(where: { text.has("xn--", at: $0) }) { return .urlPunycode }
    let name = text.has("www.", at: start) ? start + 4 : start
    return hasPath && isWord(of: .shortener, from: name, to: end)
      ? .urlShort : .url
  }

  /// Whether a bare name ends in a top-level domain that is seldom anything else in a text.
  private func isDomain(_ start: Int, _ end: Int, _ hasPath: Bool) -> Bool {
    var label = end
    while label > start, text[label - 1] != .dot { label -= 1 }
    guard label > start, label - start > 2 else { return false }
    let known = isWord(of: .domain, from: label, to: end)
    return known
      || hasPath && end - label >= 2 && text[label].isSmall && text[end + 1].isAlphanumeric
  }

  /// The end of path, query and fragment from `index` on, without the stops of the sentence.
  private func endOfPath(from index: Int) -> Int {
    var end = index
    guard
      text[end] == .slash || text[end] == .colon && text[end + 1].isDigit
        || text[end] == UInt8(ascii: "?") && text[end + 1].isAlphanumeric
    else { return end }
    while isPathByte(text[end]) { end += 1 }
    while end > index, isStop(text[end - 1]) { end -= 1 }
    return end
  }

  private func isHostByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == .hyphen || byte == .dot
  }

  private func isPathByte(_ byte: UInt8) -> Bool {
    byte > .space && byte < 0x7F && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
      && byte != UInt8(ascii: "\"")
  }

  private func isStop(_ byte: UInt8) -> Bool {
    switch byte {
    case .dot, .comma, .colon, .closeBracket, UInt8(ascii: ";"), UInt8(ascii: "!"),
      UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "]"), UInt8(ascii: "*"):
      true
    default: false
    }
  }
}
