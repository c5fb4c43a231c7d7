/// The ways of hiding a word that the tests try on the words of the lexicon.
enum DisguiseKind: String, CaseIterable, Sendable {
  case starOne, starVowels, starInner, starTail, symbolsInner, leet, leetOne, spaced, dotted
  case hyphened, underscored, spacedLeet, partSpaced, partDotted, repeats, doubled, droppedVowels
  case letterSwap, soundAlike, homoglyph, fullwidth, bold, zeroWidth, accents, reversed
  case runTogether, hashtag, mixedCase, emojiBetween, emojiWithin

  /// The word in this disguise; nil if the kind does not apply to it.
  func hide(_ word: String) -> String? {
    let letters = Array(word)
    let hidden = disguised(letters)
    return hidden == word ? nil : hidden
  }

  private func disguised(_ letters: [Character]) -> String? {
    let count = letters.count
    let inner = letters.indices.dropFirst().dropLast()
    let firstVowel = inner.first { "aeiou".contains(letters[$0]) }
    func replacing(_ index: Int?, _ new: (Character) -> String) -> String? {
      guard let index else { return nil }
      return letters.enumerated().map { $0 == index ? new($1) : String($1) }.joined()
    }
    switch self {
    case .starOne: return replacing(firstVowel ?? 1) { _ in "*" }
    case .starVowels:
      return letters.enumerated().map { $0 > 0 && "aeiou".contains($1) ? "*" : String($1) }.joined()
    case .starInner:
      return String(letters[0]) + String(repeating: "*", count: count - 2) + String(letters[count - 1])
    case .starTail:
      return String(letters.prefix(2)) + String(repeating: "*", count: count - 2)
    case .symbolsInner:
      let symbols = Array("@#$%&!")
      return String(letters[0]) + String((0..<count - 2).map { symbols[$0 % 6] })
        + String(letters[count - 1])
    case .leet: return leet(letters, all: true)
    case .leetOne: return leet(letters, all: false)
    case .spaced: return letters.map(String.init).joined(separator: " ")
    case .dotted: return letters.map(String.init).joined(separator: ".")
    case .hyphened: return letters.map(String.init).joined(separator: "-")
    case .underscored: return letters.map(String.init).joined(separator: "_")
    case .spacedLeet: return leet(letters, all: true).map { $0.map(String.init).joined(separator: " ") }
    case .partSpaced: return String(letters.prefix(count / 2)) + " " + String(letters.dropFirst(count / 2))
    case .partDotted: return String(letters.prefix(count / 2)) + "." + String(letters.dropFirst(count / 2))
    case .repeats: return replacing(firstVowel ?? 1) { String(repeating: $0, count: 4) }
    case .doubled: return letters.map { "\($0)\($0)" }.joined()
    case .droppedVowels:
      let kept = letters.enumerated().filter { $0 == 0 || !"aeiou".contains($1) }.map(\.element)
      return kept.count >= 4 && kept.count < count ? String(kept) : nil
    case .letterSwap:
      var swapped = letters
      guard let index = inner.dropLast().first(where: { letters[$0] != letters[$0 + 1] }) else { return nil }
      swapped.swapAt(index, index + 1)
      return String(swapped)
    case .soundAlike: return soundAlike(String(letters))
    case .homoglyph:
      let twins: [Character: String] = ["a": "а", "e": "е", "o": "о", "c": "с", "i": "і", "p": "р"]
      return replacing(letters.firstIndex { twins[$0] != nil }) { twins[$0] ?? "" }
    case .fullwidth: return shifted(letters, by: 0xFF41)
    case .bold: return shifted(letters, by: 0x1D41A)
    case .zeroWidth: return letters.map(String.init).joined(separator: "\u{200B}")
    case .accents: return replacing(firstVowel) { "\($0)\u{301}" }
    case .reversed: return String(letters.reversed())
    case .runTogether: return "you" + String(letters)
    case .hashtag: return "#silly" + String(letters)
    case .mixedCase:
      return letters.enumerated().map { $0 % 2 == 0 ? String($1) : $1.uppercased() }.joined()
    case .emojiBetween: return letters.map(String.init).joined(separator: "💩")
    case .emojiWithin: return String(letters.dropLast(2)) + "💩" + String(letters.suffix(2))
    }
  }

  private func leet(_ letters: [Character], all: Bool) -> String? {
    let twins: [Character: Character] = [
      "a": "@", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7", "b": "8", "g": "9",
    ]
    var left = all ? letters.count - 2 : 1
    var result = letters
    for index in letters.indices.dropFirst() where left > 0 {
      guard let twin = twins[letters[index]] else { continue }
      result[index] = twin
      left -= 1
    }
    return result == letters ? nil : String(result)
  }

  private func soundAlike(_ word: String) -> String? {
    var result = ""
    for letter in word.hasSuffix("ck") ? Substring(word.dropLast(2) + "kk") : Substring(word) {
      switch letter {
      case "f": result += "ph"
      case "c": result += "k"
      case "s": result += "z"
      default: result.append(letter)
      }
    }
    return result
  }

  private func shifted(_ letters: [Character], by start: UInt32) -> String {
    String(
      String.UnicodeScalarView(
        letters.compactMap { letter in
          letter.unicodeScalars.first.flatMap { Unicode.Scalar($0.value - 0x61 + start) }
        }))
  }
}
