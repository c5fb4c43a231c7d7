import ScanCore

/// Addresses of houses: a number and a street, and what stands round them.
extension IdentifierSearch {
  /// Looks for an address whose house number is the token.
  ///
  /// With capitals ("14 Mere Lane") it is an address; in small letters ("14 mere lane") only the
  /// shape of one, since words like "way" and "lane" mean much else.
  mutating func findStreetAddress(token: Int) {
    guard isHouseNumber(token), !isCounted(token), let street = street(after: token) else { return }
    let start = startOfFlat(before: token)
    guard street.isCapital else {
      return add(.addressShape, start, street.end, 90)
    }
    let end = endOfAddress(from: street.end)
    let hasMore = end > street.end || start < Int(tokens[token].start)
    if street.isStrong || hasMore || isToken(token - 1, "at") || isToken(token - 1, "to") {
      add(.addressStreet, start, end, hasMore ? 95 : 85)
    } else {
      add(.addressShape, start, end, 90)
    }
  }

  /// Whether it is 1 to 9999, perhaps with one letter: "27b".
  private func isHouseNumber(_ token: Int) -> Bool {
    let (start, end) = (Int(tokens[token].start), Int(tokens[token].end))
    var digitsEnd = start
    while digitsEnd < end, text[digitsEnd].isDigit { digitsEnd += 1 }
    guard (1...4).contains(digitsEnd - start), end - digitsEnd <= 1, end <= text.count else {
      return false
    }
    return (end == digitsEnd || text[digitsEnd].isLetter) && text[start] != UInt8(ascii: "0")
      && ![.dot, .slash, .colon].contains(text[start - 1])
  }

  /// Whether the number counts or names something else: "Year 4", "Class 4", "£4".
  private func isCounted(_ token: Int) -> Bool {
    let start = Int(tokens[token].start)
    if text[start - 1] == UInt8(ascii: "$") || text[start - 1] == 0xA3 { return true }
    return countedWords.contains { isToken(token - 1, $0) }
  }

  private struct Street {
    let end: Int
    let isCapital: Bool
    let isStrong: Bool
  }

  /// One to three words of a name and a word for a street, or a Welsh word for one and a name.
  private func street(after number: Int) -> Street? {
    if let street = welshStreet(after: number) { return street }
    for last in (number + 2)..<(number + 5) {
      guard last < tokens.count, isNextWord(last - 1), isNextWord(last) else { return nil }
      let isStrong = isToken(last, oneOf: strongStreets)
      guard isStrong || isToken(last, oneOf: weakStreets), !isStreetName(last + 1) else { continue }
      let names = number + 1..<last
      guard names.allSatisfy({ isName($0) }) else { return nil }
      let isCapital = ([last] + names).allSatisfy { isCapitalName($0) }
      // In capitals throughout nothing can be told from them.
      let isShouted = names.allSatisfy { tokens[$0].shape.contains(.allCapitals) }
      guard isCapital || names.count == 1 else { return nil }
      return Street(
        end: Int(tokens[last].end), isCapital: isCapital && (!isShouted || names.count == 1),
        isStrong: isStrong)
    }
    return nil
  }

  /// Whether the street goes on, as in "Mill Lane Close" or "Church Street North".
  private func isStreetName(_ token: Int) -> Bool {
    guard token < tokens.count, isNextWord(token) else { return false }
    return isToken(token, oneOf: strongStreets) && isCapitalName(token)
  }

  private func welshStreet(after number: Int) -> Street? {
    let words: [StaticString] = ["heol", "ffordd", "stryd", "maes", "clos", "rhodfa", "bryn"]
    guard number + 2 < tokens.count, isNextWord(number + 1), isNextWord(number + 2),
      isToken(number + 1, oneOf: words), isCapitalName(number + 1), isCapitalName(number + 2)
    else { return nil }
    return Street(end: Int(tokens[number + 2].end), isCapital: true, isStrong: true)
  }

  /// Whether a blank, hyphen or "St." full stop is all that parts a token from the one before.
  private func isNextWord(_ token: Int) -> Bool {
    guard tokens.indices.contains(token), token > 0 else { return false }
    let (start, end) = (Int(tokens[token - 1].end), Int(tokens[token].start))
    guard start < end, end <= text.count, end - start <= 6 else { return false }
    return (start..<end).allSatisfy { index in
      let isSaint = text[index] == .dot && text.has("st", at: start - 2)
      let isPossessive =
        text.lowered(index) == UInt8(ascii: "s") || text[index] == UInt8(ascii: "'")
        || text[index] >= 0x80
      return text.blank(at: index) > 0 || text.hyphen(at: index) > 0 || isSaint || isPossessive
    }
  }

  /// Whether a token may be part of a street's name: no digits, and not one of the small words
  /// that join a number to a street in a sentence.
  private func isName(_ token: Int) -> Bool {
    !tokens[token].shape.contains(.hasDigit) && !isToken(token, oneOf: joiningWords)
  }

  private func isCapitalName(_ token: Int) -> Bool {
    text[Int(tokens[token].start)].isCapital || isToken(token, "of") || isToken(token, "the")
      || tokens[token].shape.contains([.capitalised, .nonASCII])
  }

  func isToken(_ token: Int, oneOf words: [StaticString]) -> Bool {
    words.contains { isToken(token, $0) }
  }

  /// The start of "Flat 3, " before a house number, or the number's own start.
  private func startOfFlat(before token: Int) -> Int {
    let words: [StaticString] = ["flat", "apartment", "apt", "unit", "caravan", "room", "plot"]
    let start = Int(tokens[token].start)
    guard token >= 2, isToken(token - 2, oneOf: words),
      start - Int(tokens[token - 1].end) <= 3
    else { return start }
    return Int(tokens[token - 2].start)
  }
}

/// Words that say that the number after them is no house.
private let countedWords: [StaticString] = [
  "year", "yr", "y", "class", "room", "week", "term", "stage", "ks", "group", "team", "set",
  "chapter", "page", "unit", "lesson", "day", "level", "part", "episode", "number", "gate", "bus",
  "route", "platform", "zone", "band", "step", "series", "act", "scene", "form", "age", "aged",
  "january", "february", "march", "april", "may", "june", "july", "august", "september",
  "october", "november", "december", "the",
]

/// Words that stand between a number and a street where the number is no house.
private let joiningWords: [StaticString] = [
  "on", "in", "at", "from", "to", "down", "up", "along", "near", "by", "for", "and", "or", "are",
  "is", "was", "were", "has", "have", "had", "with", "this", "that", "our", "my", "your", "their",
  "his", "her", "cars", "people", "children", "kids", "minutes", "mins", "minute", "hours", "miles",
  "way", "ways", "lane", "car", "mile", "year", "years", "pupils", "boys", "girls", "houses",
  "other",
  "more", "new", "different", "main", "busy", "big", "little", "long", "hour", "min", "whole",
  "per",
  "a", "an", "pm", "am", "times", "weeks", "days", "metres", "yards", "feet", "steps",
]

/// Words for a street that seldom mean anything else after a capitalised name.
///
/// Source: BS 7666 (street descriptors) and its usual short forms.
let strongStreets: [StaticString] = [
  "road", "rd", "street", "st", "lane", "ln", "avenue", "ave", "close", "cl", "drive", "dr",
  "crescent", "cres", "terrace", "terr", "grove", "gardens", "gdns", "mews", "row", "cottages",
  "villas", "croft", "rise", "parade", "chase", "buildings", "wharf", "quay", "dene", "paddock",
  "meadows", "orchard", "walk", "court", "way", "place", "square", "sq", "avenues", "crofts",
]

/// Words for a street that mean much else too.
private let weakStreets: [StaticString] = [
  "park", "green", "hill", "bank", "end", "gate", "view", "fields", "field", "yard", "common",
  "path", "mount", "vale", "fold", "garth", "heights", "house", "estate", "circus", "approach",
  "alley", "meadow", "wood", "bridge", "cottage", "farm", "mill", "wynd", "brow", "bottom", "top",
]
