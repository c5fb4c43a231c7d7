import ScanCore

/// What stands round a street in an address: towns and postcode after it, a house's name before.
extension IdentifierSearch {
  /// The end of the places and the postcode that follow a street which ends at `index`.
  func endOfAddress(from index: Int) -> Int {
    var end = index
    for _ in 0..<5 {
      let part = text.skippingPartSigns(from: end)
      if let postcode = postcode(at: part) { return postcode }
      guard part > end, text[end] == .comma || text[end] == .newline,
        let place = endOfPlace(from: part)
      else { return end }
      end = place
    }
    return end
  }

  /// The end of one to three capitalised words that fill a part of an address by themselves.
  private func endOfPlace(from index: Int) -> Int? {
    var end = index
    for _ in 0..<3 {
      guard text[end].isCapital else { return nil }
      while text[end].isLetter || text[end] == .hyphen || text[end] == UInt8(ascii: "'") {
        end += 1
      }
      let next = text.skippingPartSigns(from: end)
      if text[end] == .comma || text[end] == .newline || text[end] == .dot || end == text.count {
        return end
      }
      if postcode(at: next) != nil { return end }
      guard text.blank(at: end) > 0 else { return nil }
      end = text.skippingBlanks(from: end)
    }
    return nil
  }

  /// Looks for a house's name before the postcode at `start`: at least two parts, one of them a
  /// street, and no house number.
  mutating func findNamedHouse(before start: Int, postcodeEnd: Int) {
    var begin = start
    var parts = 0
    var hasStreet = false
    while parts < 5, let part = partStart(before: begin) {
      if endsInStreet(part.end) { hasStreet = true }
      begin = part.start
      parts += 1
    }
    guard parts >= 2, hasStreet, !isVenue(begin, start), !text.isNumbered(before: begin) else {
      return
    }
    add(.addressNamedHouse, begin, postcodeEnd, 70)
  }

  /// The part of capitalised words that ends before `index`, with a comma or line break between
  /// (the first may do without).
  private func partStart(before index: Int) -> (start: Int, end: Int)? {
    var end = index
    while end > 0, text[end - 1] == .comma || text[end - 1] == .newline || text[end - 1] == .space {
      end -= 1
    }
    guard end < index else { return nil }
    var start = end
    var words = 0
    while words < 4 {
      var word = start
      while text[word - 1].isLetter || text[word - 1] == UInt8(ascii: "'") { word -= 1 }
      guard word < start, text[word].isCapital else { break }
      start = word
      words += 1
      guard text[start - 1] == .space || text[start - 1] == .hyphen else { break }
      guard text[start - 2].isLetter else { break }
      start -= 1
    }
    while start < end, !text[start].isCapital { start += 1 }
    return words > 0 ? (start, end) : nil
  }

  /// Whether the part of an address before its postcode names a public building.
  private func isVenue(_ start: Int, _ end: Int) -> Bool {
    (start..<end).contains { index in
      !text.isWord(before: index)
        && isWord(of: .venue, from: index, to: text.endOfAlphanumerics(from: index))
    }
  }

  private func endsInStreet(_ end: Int) -> Bool {
    let start = text.startOfLetters(before: end)
    return isWord(of: .streetStrong, from: start, to: end)
  }
}

extension PassageBytes {
  /// Past blanks and one comma or line break.
  func skippingPartSigns(from index: Int) -> Int {
    var place = skippingBlanks(from: index)
    if self[place] == .comma { place = skippingBlanks(from: place + 1) }
    if self[place] == .newline { place = skippingBlanks(from: place + 1) }
    return place
  }

  /// Whether the word before `index` has a digit: a house number.
  func isNumbered(before index: Int) -> Bool {
    var place = index
    while self[place - 1] == .space || self[place - 1] == .comma { place -= 1 }
    while self[place - 1].isLetter { place -= 1 }
    return self[place - 1].isDigit
  }
}
