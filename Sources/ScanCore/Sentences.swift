/// Finds where sentences end and numbers the tokens' sentences.
///
/// Made for posts and newsletters, not for prose alone: a line break ends a sentence unless the
/// next line goes on in small letters; a full stop does not end one after an abbreviation ("Mr.",
/// "St."), an initial ("J. Smith"), or inside a number or an address ("example.com").
package enum Sentences {
  /// Sets `sentence` of every token of `buffer`.
  package static func number(
    _ buffer: inout TokenBuffer, of text: UnsafeBufferPointer<UInt8>, lexicon: Lexicon
  ) {
    guard buffer.count > 0, let base = text.baseAddress else { return }
    // SAFETY: the tokens lie in memory that `buffer`, which is ours to change, owns and keeps until
    // we are done. Told so, the compiler need not ask it for the place of each token anew. Where one
    // ends before another begins there is a byte of the text.
    let tokens = UnsafeMutablePointer(mutating: buffer.storage)
    let count = buffer.count
    var sentence: UInt16 = 0
    var end = tokens[0].end
    tokens[0].sentence = 0
    var index = 1
    while index < count {
      let start = tokens[index].start
      // One space is what stands between nearly all words.
      if start &- end != 1 || base[Int(end)] != 0x20,
        endsSentence(Int(end), Int(start), before: index, buffer, text, lexicon), sentence < .max
      {
        sentence += 1
      }
      tokens[index].sentence = sentence
      end = tokens[index].end
      index &+= 1
    }
  }

  /// Whether a sentence ends between the end of a token and the start of the next.
  private static func endsSentence(
    _ end: Int, _ start: Int, before index: Int, _ buffer: borrowing TokenBuffer,
    _ text: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon
  ) -> Bool {
    // A comma and a blank.
    if start - end == 2, text[end] == 0x2C, text[end + 1] == 0x20 { return false }
    let next = buffer[index]
    if start - end <= 1 { return end < start && text[end] == 0x0A && startsAnew(next, text) }
    return marks(in: end..<start, after: buffer[index - 1], before: next, text, lexicon)
  }

  private static func marks(
    in gap: Range<Int>, after previous: Token, before next: Token,
    _ text: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon
  ) -> Bool {
    var lines = 0
    var position = gap.lowerBound
    while position < gap.upperBound {
      let byte = text[position]
      switch byte {
      case 0x21, 0x3F:  // ! ?
        if isFollowedBySpace(position, gap, text) { return true }
      case 0x2E:  // .
        if fullStopEnds(at: position, in: gap, after: previous, before: next, text, lexicon) {
          return true
        }
      case 0x0A: lines += 1
      case 0x2D:  // A hyphen and a space that begin a line are a bullet.
        if lines > 0 && position + 1 < gap.upperBound && text[position + 1] == 0x20 { return true }
      case 0x2A, 0x23, 0x7C, 0xE2:  // * # | or the first byte of a dash, bullet or ellipsis
        if lines > 0 || byte == 0x7C || isBulletOrEllipsis(position, text) { return true }
      case 0xF0:  // An emoji ends a sentence if the next word begins one.
        if next.shape.contains(.capitalised) { return true }
      default: break
      }
      position += 1
    }
    return lines > 1 || lines == 1 && startsAnew(next, text)
  }

  /// Whether a token after a line break begins something new.
  private static func startsAnew(_ next: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    !(text[Int(next.start)] &- 0x61 < 26)
  }

  private static func isFollowedBySpace(
    _ position: Int, _ gap: Range<Int>, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var after = position + 1
    while after < gap.upperBound {
      switch text[after] {
      case 0x21, 0x3F, 0x22, 0x27, 0x29: after += 1
      default: return true
      }
    }
    return false
  }

  private static func fullStopEnds(
    at position: Int, in gap: Range<Int>, after previous: Token, before next: Token,
    _ text: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon
  ) -> Bool {
    let isFirst = position == gap.lowerBound
    guard position + 1 < gap.upperBound else { return false }
    guard isFirst else { return true }
    let cue = lexicon.attributes(of: previous).cue
    if cue == .abbreviation || cue == .title { return false }
    // "No. 7", "Nos. 3 and 4".
    if next.shape.contains(.allDigits) && isNumberSign(previous, text) { return false }
    // The last letter of "e.g.", "p.m.".
    let isLastOfSeveral =
      previous.count == 1 && previous.start > 0 && text[Int(previous.start) - 1] == 0x2E
    if isLastOfSeveral && !next.shape.contains(.capitalised) { return false }
    // An initial: "J. Smith", "K.A. Brown"; but "in 4 B. We ..." is rare enough.
    guard previous.count <= 4 && previous.shape.contains(.capitalised) else { return true }
    // "J.D. and Tom", "S.McA. is": the stop behind dotted initials ends nothing before a small
    // letter.
    let before = previous.start > 0 ? text[Int(previous.start) - 1] : 0
    if before == 0x2E || before == 0x2D, !next.shape.contains(.capitalised) { return false }
    guard previous.count == 1 else { return true }
    if next.shape.contains(.capitalised) { return false }
    return lexicon.attributes(of: next).cue != .particle
  }

  /// Whether a token is "No" or "Nos".
  private static func isNumberSign(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(token.start)
    guard token.count == 2 || token.count == 3 && text[start + 2] | 0x20 == 0x73 else {
      return false
    }
    return text[start] | 0x20 == 0x6E && text[start + 1] | 0x20 == 0x6F
  }

  /// Whether an `E2` byte begins `•` (E2 80 A2) or `…` (E2 80 A6).
  private static func isBulletOrEllipsis(
    _ position: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard position + 2 < text.count, text[position + 1] == 0x80 else { return false }
    return text[position + 2] == 0xA2 || text[position + 2] == 0xA6
  }
}
