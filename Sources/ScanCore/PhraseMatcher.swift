/// Confirms phrases round their anchor words.
///
/// A phrase is a row of elements, each one word, one of several, a gap or a kind of word. The
/// index gives the anchor's place; the rest is matched forwards and backwards from there, over
/// the numbers of words, without looking at a byte except for `exact` and letter case.
struct PhraseMatcher {
  let lexicon: PhraseTables
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  /// For each token that begins a person's name, the last token of the name plus 1; else 0.
  let personEnds: UnsafeBufferPointer<UInt32>

  /// Matches a phrase whose anchor stands at a token.
  ///
  /// The anchor itself is looked at last: but for rare collisions of two words it is there, or
  /// nothing would have led here, and a search through its list is dear.
  ///
  /// - Returns: The first and last token of the match, or nil.
  @inline(__always)
  func match(_ phrase: PhraseRecord, anchorAt token: Int) -> (first: Int, last: Int)? {
    let elements = lexicon.elements + Int(phrase.firstElement)
    let anchor = Int(phrase.anchor)
    let tail = Cursor(elements: elements, index: anchor &+ 1, end: Int(phrase.elementCount))
    guard let last = goForward(tail, token &+ 1, nil) else { return nil }
    let head = Cursor(elements: elements, index: anchor &- 1, end: -1)
    guard let first = goBackward(head, token &- 1, nil), accepts(elements + anchor, token) else {
      return nil
    }
    return (first, last)
  }

  /// A place in a row of elements and the place at which it is done.
  private struct Cursor {
    var elements: UnsafePointer<ElementRecord>
    var index: Int
    var end: Int
  }

  /// What is left to match once the row of a group is done; lives on the stack of the caller.
  private struct Rest {
    var cursor: Cursor
    var next: UnsafePointer<Rest>?
  }

  /// The last token of a match that goes on at `token`.
  private func forward(_ start: Cursor, _ from: Int, _ rest: UnsafePointer<Rest>?) -> Int? {
    goForward(start, from, rest)
  }

  /// What `forward` does, without a call: most phrases are a few words, none of them open.
  @inline(__always)
  private func goForward(_ start: Cursor, _ from: Int, _ rest: UnsafePointer<Rest>?) -> Int? {
    var cursor = start
    var token = from
    while cursor.index != cursor.end {
      let record = cursor.elements + cursor.index
      guard record.pointee.optional == 0, record.pointee.kind < Self.firstOpenKind else {
        return forwardOpen(record, cursor, token, rest)
      }
      guard isJoined(token), accepts(record, token) else { return nil }
      cursor.index &+= 1
      token &+= 1
    }
    guard let rest else { return token - 1 }
    return forward(rest.pointee.cursor, token, rest.pointee.next)
  }

  /// Kinds from here on match no, one or several words in more than one way.
  private static let firstOpenKind = ElementRecord.Kind.person.rawValue

  /// Goes on with an element that can match in more than one way.
  private func forwardOpen(
    _ record: UnsafePointer<ElementRecord>, _ cursor: Cursor, _ token: Int,
    _ rest: UnsafePointer<Rest>?
  ) -> Int? {
    var next = cursor
    next.index += 1
    switch ElementRecord.Kind(rawValue: record.pointee.kind) {
    case .gap where rest == nil && next.index == next.end: return longest(record, from: token)
    case .gap:
      var skipped = 0
      while skipped <= Int(record.pointee.max) {
        if skipped >= Int(record.pointee.min),
          mayGoOn(next, token + skipped, { $0.pointee.firstWords }),
          let last = forward(next, token + skipped, rest)
        {
          return last
        }
        guard isJoined(token + skipped) else { return nil }
        skipped += 1
      }
      return nil
    case .group:
      if isJoined(token), mayBegin(record.pointee.firstWords, token),
        let last = forwardGroup(record, next, token, rest)
      {
        return last
      }
    default:
      if isJoined(token), let end = end(of: record, at: token),
        let last = forward(next, end + 1, rest)
      {
        return last
      }
    }
    return record.pointee.optional == 1 ? forward(next, token, rest) : nil
  }

  private func forwardGroup(
    _ record: UnsafePointer<ElementRecord>, _ next: Cursor, _ token: Int,
    _ rest: UnsafePointer<Rest>?
  ) -> Int? {
    var left = Rest(cursor: next, next: rest)
    let word = WordSignature.bit(of: tokens[token].word)
    let branches = lexicon.branches + Int(record.pointee.data)
    for number in 0..<Int(record.pointee.count) where branches[number].firstWords & word != 0 {
      let branch = branches[number]
      let row = Cursor(
        elements: lexicon.elements + Int(branch.first), index: 0, end: Int(branch.count))
      if let last = withUnsafePointer(to: &left, { forward(row, token, $0) }) { return last }
    }
    return nil
  }

  /// Whether the element at a cursor can match a token at all: most words behind a gap are not worth
  /// a call.
  ///
  /// - Parameter words: The words that it can begin or end with.
  @inline(__always)
  private func mayGoOn(
    _ cursor: Cursor, _ token: Int, _ words: (UnsafePointer<ElementRecord>) -> UInt64
  ) -> Bool {
    guard cursor.index != cursor.end, token >= 0, token < tokens.count else { return true }
    let record = cursor.elements + cursor.index
    return record.pointee.optional == 1 || mayBegin(words(record), token)
  }

  /// Whether a word can be among those that `bits` stands for.
  @inline(__always)
  private func mayBegin(_ bits: UInt64, _ token: Int) -> Bool {
    bits & WordSignature.bit(of: tokens[token].word) != 0
  }

  /// The first token of a match that goes back at `token`.
  private func backward(_ start: Cursor, _ from: Int, _ rest: UnsafePointer<Rest>?) -> Int? {
    goBackward(start, from, rest)
  }

  /// What `backward` does, without a call.
  @inline(__always)
  private func goBackward(_ start: Cursor, _ from: Int, _ rest: UnsafePointer<Rest>?) -> Int? {
    var cursor = start
    var token = from
    while cursor.index != cursor.end {
      let record = cursor.elements + cursor.index
      guard record.pointee.optional == 0, record.pointee.kind < Self.firstOpenKind else {
        return backwardOpen(record, cursor, token, rest)
      }
      guard token >= 0, isJoined(token + 1), accepts(record, token) else { return nil }
      cursor.index &-= 1
      token &-= 1
    }
    guard let rest else { return token + 1 }
    return backward(rest.pointee.cursor, token, rest.pointee.next)
  }

  /// Goes back with an element that can match in more than one way.
  private func backwardOpen(
    _ record: UnsafePointer<ElementRecord>, _ cursor: Cursor, _ token: Int,
    _ rest: UnsafePointer<Rest>?
  ) -> Int? {
    var next = cursor
    next.index -= 1
    switch ElementRecord.Kind(rawValue: record.pointee.kind) {
    case .gap where rest == nil && next.index == next.end: return farthest(record, back: token)
    case .gap:
      var skipped = 0
      while skipped <= Int(record.pointee.max) {
        if skipped >= Int(record.pointee.min),
          mayGoOn(next, token - skipped, { $0.pointee.lastWords }),
          let first = backward(next, token - skipped, rest)
        {
          return first
        }
        guard isJoined(token - skipped + 1), token - skipped >= 0 else { return nil }
        skipped += 1
      }
      return nil
    case .group:
      if token >= 0, isJoined(token + 1), mayBegin(record.pointee.lastWords, token),
        let first = backwardGroup(record, next, token, rest)
      {
        return first
      }
    default:
      if token >= 0, isJoined(token + 1), let start = start(of: record, at: token),
        let first = backward(next, start - 1, rest)
      {
        return first
      }
    }
    return record.pointee.optional == 1 ? backward(next, token, rest) : nil
  }

  /// The last token of a gap that ends its phrase: it covers all it may.
  private func longest(_ record: UnsafePointer<ElementRecord>, from token: Int) -> Int? {
    var skipped = 0
    while skipped < Int(record.pointee.max), isJoined(token + skipped) { skipped += 1 }
    return skipped >= Int(record.pointee.min) ? token + skipped - 1 : nil
  }

  /// The first token of a gap that begins its phrase: it covers all it may.
  private func farthest(_ record: UnsafePointer<ElementRecord>, back token: Int) -> Int? {
    var skipped = 0
    while skipped < Int(record.pointee.max), isJoined(token - skipped + 1) { skipped += 1 }
    return skipped >= Int(record.pointee.min) ? token - skipped + 1 : nil
  }

  private func backwardGroup(
    _ record: UnsafePointer<ElementRecord>, _ next: Cursor, _ token: Int,
    _ rest: UnsafePointer<Rest>?
  ) -> Int? {
    var left = Rest(cursor: next, next: rest)
    let word = WordSignature.bit(of: tokens[token].word)
    let branches = lexicon.branches + Int(record.pointee.data)
    for number in 0..<Int(record.pointee.count) where branches[number].lastWords & word != 0 {
      let branch = branches[number]
      let row = Cursor(
        elements: lexicon.elements + Int(branch.first), index: Int(branch.count) - 1, end: -1)
      if let first = withUnsafePointer(to: &left, { backward(row, token, $0) }) { return first }
    }
    return nil
  }

  /// Whether a token exists and goes on in the sentence of the token before it.
  @inline(__always)
  private func isJoined(_ token: Int) -> Bool {
    token > 0 && token < tokens.count && tokens[token].sentence == tokens[token &- 1].sentence
  }

  private func end(of record: UnsafePointer<ElementRecord>, at token: Int) -> Int? {
    guard record.pointee.kind == ElementRecord.Kind.person.rawValue else {
      return accepts(record, token) ? token : nil
    }
    guard token < personEnds.count, personEnds[token] > 0 else { return nil }
    return Int(personEnds[token]) - 1
  }

  private func start(of record: UnsafePointer<ElementRecord>, at token: Int) -> Int? {
    guard record.pointee.kind == ElementRecord.Kind.person.rawValue else {
      return accepts(record, token) ? token : nil
    }
    var start = token
    while start >= 0, token - start < 5 {
      if start < personEnds.count, personEnds[start] == UInt32(token + 1) { return start }
      start -= 1
    }
    return nil
  }

  @inline(__always)
  private func accepts(_ record: UnsafePointer<ElementRecord>, _ index: Int) -> Bool {
    switch record.pointee.kind {
    case ElementRecord.Kind.word.rawValue: return tokens[index].word == record.pointee.data
    case ElementRecord.Kind.words.rawValue:
      let word = tokens[index].word
      return record.pointee.firstWords & WordSignature.bit(of: word) != 0 && isListed(word, record)
    default: return acceptsShape(record.pointee, tokens[index])
    }
  }

  @inline(never)
  private func acceptsShape(_ record: ElementRecord, _ token: Token) -> Bool {
    switch ElementRecord.Kind(rawValue: record.kind) {
    case .exact: isSpelled(token, record)
    case .number: token.shape.contains(.allDigits)
    case .capitalised: token.shape.contains(.capitalised)
    case .givenName:
      token.shape.contains(.capitalised) && attributes(of: token).isGivenName
    case .surname:
      token.shape.contains(.capitalised) && attributes(of: token).wordClass < 5
    default: false
    }
  }

  private func attributes(of token: Token) -> WordAttributes {
    token.word == 0 ? .none : lexicon.slots[Int(token.word) - 1].attributes
  }

  private func isListed(_ word: UInt32, _ record: UnsafePointer<ElementRecord>) -> Bool {
    guard word != 0 else { return false }
    var list = lexicon.wordLists + Int(record.pointee.data)
    var count = Int(record.pointee.count)
    guard count > 0 else { return false }
    while count > 1 {
      let half = count / 2
      list += list[half - 1] < word ? half : 0
      count -= half
    }
    return list.pointee == word
  }

  private func isSpelled(_ token: Token, _ record: ElementRecord) -> Bool {
    guard token.count == Int(record.count) else { return false }
    let spelling = lexicon.strings + Int(record.data)
    for offset in 0..<token.count where text[Int(token.start) + offset] != spelling[offset] {
      return false
    }
    return true
  }
}
