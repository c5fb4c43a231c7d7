import TextModel

/// The sentence or sentences of a passage that findings stand in.
struct Excerpt {
  /// Its range in the passage's text.
  let range: Range<Int>

  /// How many bytes of a sentence are shown before and after a found span.
  private static let reach = 240
  /// How many bytes of a found span are shown.
  private static let longest = 600

  /// The excerpts that show every finding, in the order of the text, none overlapping another.
  static func around(_ findings: ArraySlice<Finding>, in text: Span<UInt8>) -> [Excerpt] {
    var excerpts: [Excerpt] = []
    for found in findings.map({ wholeCharacters(of: $0.range, in: text) }).sorted(by: isBefore) {
      let next = sentence(around: found, in: text)
      if let last = excerpts.last, next.lowerBound < last.range.upperBound {
        let end = max(last.range.upperBound, next.upperBound)
        excerpts[excerpts.count - 1] = Excerpt(range: last.range.lowerBound..<end)
      } else {
        excerpts.append(Excerpt(range: next))
      }
    }
    return excerpts
  }

  private static func isBefore(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.lowerBound < right.lowerBound
  }

  private static func sentence(around found: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
    let shownEnd = min(found.upperBound, found.lowerBound + longest)
    var start = found.lowerBound
    while start > 0, found.lowerBound - start < reach, !endsSentence(at: start - 1, in: text) {
      start -= 1
    }
    while start < found.lowerBound, text[start] == 0x20 { start += 1 }
    var end = shownEnd
    while end < text.count, end - shownEnd < reach, !endsSentence(at: end, in: text) { end += 1 }
    if end < text.count, end - shownEnd < reach, text[end] != 0x0A { end += 1 }
    return wholeCharacters(of: ByteRange(start, end), in: text)
  }

  /// Whether the byte is a line break, or a full stop or the like before a space or the end.
  private static func endsSentence(at index: Int, in text: Span<UInt8>) -> Bool {
    switch text[index] {
    case 0x0A: true
    case 0x2E, 0x21, 0x3F: index + 1 == text.count || text[index + 1] <= 0x20
    default: false
    }
  }

  /// The excerpt's text with found spans marked, and masked unless they may be shown.
  ///
  /// What a finding rests on is masked too, but not marked: a name that makes an accusation a
  /// finding is as private as the accusation.
  func styled(
    _ findings: ArraySlice<Finding>, in text: Span<UInt8>, _ run: RunDescription
  ) -> StyledText {
    var output = StyledText(isCutBefore(in: text) ? "… " : "", .dim)
    forEachPiece(of: findings, in: text) { append($0, as: $1, run, to: &output) }
    if isCutAfter(in: text) { output.append(" …", .dim) }
    return output
  }

  /// Whether its sentence begins before it.
  func isCutBefore(in text: Span<UInt8>) -> Bool { range.lowerBound > 0 && !isLineStart(in: text) }

  /// Whether its sentence goes on after it.
  func isCutAfter(in text: Span<UInt8>) -> Bool {
    range.upperBound < text.count && !isSentenceEnd(in: text)
  }

  /// Calls `body` with each run of bytes that belong to the same.
  func forEachPiece(
    of findings: ArraySlice<Finding>, in text: Span<UInt8>, _ body: (Span<UInt8>, Role) -> Void
  ) {
    let roles = roles(of: findings)
    var index = range.lowerBound
    while index < range.upperBound {
      let role = roles[index - range.lowerBound]
      var end = index + 1
      while end < range.upperBound, isSame(role, roles, at: end, in: text) { end += 1 }
      body(text.extracting(index..<end), role)
      index = end
    }
  }

  /// What a byte of the excerpt belongs to.
  enum Role {
    case words, evidence, found
  }

  private func roles(of findings: ArraySlice<Finding>) -> [Role] {
    var roles = [Role](repeating: .words, count: range.count)
    for finding in findings {
      for evidence in finding.evidence { mark(evidence.range, as: .evidence, in: &roles) }
    }
    for finding in findings { mark(finding.range, as: .found, in: &roles) }
    return roles
  }

  private func mark(_ marked: ByteRange, as role: Role, in roles: inout [Role]) {
    for index in marked.indices.clamped(to: range) { roles[index - range.lowerBound] = role }
  }

  /// Whether the run of one role goes on; never ends inside a character.
  private func isSame(_ role: Role, _ roles: [Role], at index: Int, in text: Span<UInt8>) -> Bool {
    roles[index - range.lowerBound] == role || text[index] & 0xC0 == 0x80
  }

  private func append(
    _ piece: Span<UInt8>, as role: Role, _ run: RunDescription, to output: inout StyledText
  ) {
    var words = piece.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    if role != .words, run.quoting == .masked { words = Mask.masked(words, limit: .max) }
    switch role {
    case .words, .evidence: output.append(words)
    case .found: output.append(run.hasColour ? words : "⟦\(words)⟧", .found)
    }
  }

  private func isLineStart(in text: Span<UInt8>) -> Bool {
    var index = range.lowerBound - 1
    while index > 0, text[index] == 0x20 { index -= 1 }
    return Self.endsSentence(at: index, in: text)
  }

  private func isSentenceEnd(in text: Span<UInt8>) -> Bool {
    Self.endsSentence(at: range.upperBound, in: text)
      || (range.upperBound > 0 && Self.endsSentence(at: range.upperBound - 1, in: text))
  }
}
