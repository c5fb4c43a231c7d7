import ScanCore

/// The lists of words by which identifiers are known; `Lexicons/identifiers/` holds them under these
/// names, with hyphens.
package enum IdentifierList: UInt32, CaseIterable, Sendable {
  case streetStrong, streetWeak, streetFirst, streetJoining, housePart, counted, venue
  case month, monthVerb, birthLabel
  case spelledSign, spelledDomain, domain, publicBody, mailbox, fileEnding, pictureEnding
  case shortener, beforeMark, postcodeArea, authority
  /// Looked for inside longer words.
  case body, camera, cardCode
  /// Their words stand for numbers.
  case spoken, iban

  /// Its name in the files: `streetStrong` is `street-strong`.
  package var name: String {
    var name = ""
    for letter in "\(self)" { name += letter.isUppercase ? "-" + letter.lowercased() : "\(letter)" }
    return name
  }

  /// The bit that stands for it in `IdentifierSlot.lists`.
  package var bit: UInt32 { 1 << rawValue }

  /// Which of the lists of parts it is, in the order of the image; nil if its words are whole ones.
  package var part: Int? {
    switch self {
    case .body: 0
    case .camera: 1
    case .cardCode: 2
    default: nil
    }
  }
}

extension IdentifierSearch {
  /// What the lists say of the bytes `start..<end`.
  func entry(from start: Int, to end: Int) -> IdentifierSlot {
    guard start >= 0, end <= text.count, (1...IdentifierWords.longest).contains(end - start) else {
      return .free
    }
    return words.entry(text.address(of: start), count: end - start)
  }

  /// Whether the bytes `start..<end` are a word of the list.
  func isWord(of list: IdentifierList, from start: Int, to end: Int) -> Bool {
    entry(from: start, to: end).lists & list.bit != 0
  }

  /// What the lists say of a token; nothing outside the tokens.
  func entry(ofToken token: Int) -> IdentifierSlot {
    guard tokens.indices.contains(token) else { return .free }
    return entry(from: Int(tokens[token].start), to: Int(tokens[token].end))
  }

  /// Whether a token is a word of the list; false outside the tokens.
  func isToken(_ token: Int, in list: IdentifierList) -> Bool {
    entry(ofToken: token).lists & list.bit != 0
  }

  /// The length of the word of a list of parts that stands at `index` and ends at or before `end`;
  /// the first of the list's order, or 0 if none does.
  func part(of list: IdentifierList, at index: Int, before end: Int) -> Int {
    guard let number = list.part else { return 0 }
    let parts = words.parts(number)
    var place = parts.startIndex
    while place < parts.endIndex {
      let count = Int(parts[place])
      if index + count <= end,
        (0..<count).allSatisfy({ text.lowered(index + $0) == parts[place + 1 + $0] })
      {
        return count
      }
      place += 1 + count
    }
    return 0
  }
}
