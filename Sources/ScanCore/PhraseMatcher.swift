/// Confirms phrases round their anchor words.
///
/// A phrase is a row of elements, each one word, one of several, a gap or a kind of word. The
/// index gives the anchor's place; the rest is matched forwards and backwards from there, over
/// the numbers of words, without looking at a byte except for `exact` and letter case.
struct PhraseMatcher {
  let lexicon: Lexicon
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  /// For each token that begins a person's name, the last token of the name plus 1; else 0.
  let personEnds: [UInt32]

  /// Matches a phrase whose anchor stands at a token.
  ///
  /// - Returns: The first and last token of the match, or nil.
  func match(_ phrase: PhraseRecord, anchorAt token: Int) -> (first: Int, last: Int)? {
    let elements = lexicon.elements + Int(phrase.firstElement)
    let anchor = Int(phrase.anchor)
    guard accepts(elements[anchor], token) else { return nil }
    guard let last = forward(elements, anchor + 1, Int(phrase.elementCount), token + 1) else {
      return nil
    }
    guard let first = backward(elements, anchor - 1, token - 1) else { return nil }
    return (first, last)
  }

  /// The last token of a match of elements `element ..< count` that begins at `token`.
  private func forward(
    _ elements: UnsafePointer<ElementRecord>, _ element: Int, _ count: Int, _ token: Int
  ) -> Int? {
    if element == count { return token - 1 }
    let record = elements[element]
    if record.kind == ElementRecord.Kind.gap.rawValue {
      var skipped = 0
      while skipped <= Int(record.max) {
        if skipped >= Int(record.min),
          let last = forward(elements, element + 1, count, token + skipped)
        {
          return last
        }
        guard isJoined(token + skipped) else { return nil }
        skipped += 1
      }
      return nil
    }
    if isJoined(token), let end = end(of: record, at: token),
      let last = forward(elements, element + 1, count, end + 1)
    {
      return last
    }
    return record.optional == 1 ? forward(elements, element + 1, count, token) : nil
  }

  /// The first token of a match of elements `0 ... element` that ends at `token`.
  private func backward(
    _ elements: UnsafePointer<ElementRecord>, _ element: Int, _ token: Int
  ) -> Int? {
    if element < 0 { return token + 1 }
    let record = elements[element]
    if record.kind == ElementRecord.Kind.gap.rawValue {
      var skipped = 0
      while skipped <= Int(record.max) {
        if skipped >= Int(record.min), let first = backward(elements, element - 1, token - skipped) {
          return first
        }
        guard isJoined(token - skipped + 1), token - skipped >= 0 else { return nil }
        skipped += 1
      }
      return nil
    }
    if token >= 0, isJoined(token + 1), let start = start(of: record, at: token),
      let first = backward(elements, element - 1, start - 1)
    {
      return first
    }
    return record.optional == 1 ? backward(elements, element - 1, token) : nil
  }

  /// Whether a token exists and goes on in the sentence of the token before it.
  private func isJoined(_ token: Int) -> Bool {
    token > 0 && token < tokens.count && tokens[token].sentence == tokens[token - 1].sentence
  }

  private func end(of record: ElementRecord, at token: Int) -> Int? {
    if record.kind == ElementRecord.Kind.person.rawValue {
      guard token < personEnds.count, personEnds[token] > 0 else { return nil }
      return Int(personEnds[token]) - 1
    }
    return accepts(record, token) ? token : nil
  }

  private func start(of record: ElementRecord, at token: Int) -> Int? {
    guard record.kind == ElementRecord.Kind.person.rawValue else {
      return accepts(record, token) ? token : nil
    }
    var start = token
    while start >= 0, token - start < 5 {
      if start < personEnds.count, personEnds[start] == UInt32(token + 1) { return start }
      start -= 1
    }
    return nil
  }

  private func accepts(_ record: ElementRecord, _ index: Int) -> Bool {
    let token = tokens[index]
    switch ElementRecord.Kind(rawValue: record.kind) {
    case .word: return token.word == record.data
    case .words: return isListed(token.word, record)
    case .exact: return isSpelled(token, record)
    case .number: return token.shape.contains(.allDigits)
    case .capitalised: return token.shape.contains(.capitalised)
    case .givenName:
      return token.shape.contains(.capitalised) && lexicon.attributes(of: token).isGivenName
    case .surname:
      return token.shape.contains(.capitalised) && lexicon.attributes(of: token).wordClass < 5
    case .person, .gap, .none: return false
    }
  }

  private func isListed(_ word: UInt32, _ record: ElementRecord) -> Bool {
    guard word != 0 else { return false }
    let list = lexicon.wordLists + Int(record.data)
    var low = 0
    var high = Int(record.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < word { low = middle + 1 } else { high = middle }
    }
    return low < Int(record.count) && list[low] == word
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
