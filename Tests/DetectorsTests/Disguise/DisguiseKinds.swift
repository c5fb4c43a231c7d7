import Testing

/// A way of hiding a word that the tests try on the words of the lexicon.
struct DisguiseKind: CustomTestStringConvertible, Sendable {
  /// Its name in messages.
  let testDescription: String
  /// Which words it is looked for in.
  var scope = Scope.all
  /// The letters in this disguise; nil if the kind does not apply.
  let hide: @Sendable ([Character]) -> String?

  /// Words that a disguise is looked for in.
  enum Scope {
    /// Medium swear words and over, and slurs.
    case all
    /// Of these the swear words, and slurs of six letters or more: short slurs joined to a word,
    /// or backwards, are too often honest.
    case sure
  }

  /// All kinds.
  static let all: [DisguiseKind] = masks + looks + partings + spellings + scripts

  private static let masks = [
    DisguiseKind("a star for the first vowel") {
      replacing(firstVowel(of: $0) ?? 1, in: $0, by: "*")
    },
    DisguiseKind("stars for all vowels") { letters in
      String(letters.enumerated().map { $0 > 0 && isVowel($1) ? "*" : $1 })
    },
    DisguiseKind("stars for all inner letters") { letters in
      "\(letters[0])" + String(repeating: "*", count: letters.count - 2) + String(letters.suffix(1))
    },
    DisguiseKind("stars for the end") { letters in
      String(letters.prefix(2)) + String(repeating: "*", count: letters.count - 2)
    },
    DisguiseKind("symbols for all inner letters") { letters in
      let symbols = Array("@#$%&!")
      return "\(letters[0])" + String((0..<letters.count - 2).map { symbols[$0 % 6] })
        + String(letters.suffix(1))
    },
    DisguiseKind("a dash for the vowel of a short word") { letters in
      letters.count == 4 && letters.filter(isVowel).count == 1 && isVowel(letters[1])
        ? replacing(1, in: letters, by: "-") : nil
    },
  ]

  private static let looks = [
    DisguiseKind("one digit or sign for a letter") { leet($0, limit: 1) },
    DisguiseKind("digits and signs for all but two letters") { leet($0, limit: $0.count - 2) },
    DisguiseKind("spaced digits and signs") { letters in
      leet(letters, limit: letters.count - 2).map { parted(Array($0), by: " ") }
    },
  ]

  private static let partings =
    [" ", ".", "-", "_", "/", "*", "·", "💩", ". "].map { mark in
      DisguiseKind("'\(mark)' between all letters") { parted($0, by: mark) }
    }
    + [" ", ".", "-", "💩"].map { mark in
      DisguiseKind("'\(mark)' in the middle") { letters in
        let half = letters.count / 2
        return String(letters.prefix(half)) + mark + String(letters.dropFirst(half))
      }
    }

  private static let spellings = [
    DisguiseKind("a letter repeated") { letters in
      let index = firstVowel(of: letters) ?? 1
      return replacing(index, in: letters, by: String(repeating: letters[index], count: 4))
    },
    DisguiseKind("every letter doubled") { letters in letters.map { "\($0)\($0)" }.joined() },
    DisguiseKind("no vowels") { letters in
      let kept = letters.enumerated().filter { $0 == 0 || !isVowel($1) }.map(\.element)
      return kept.count >= 5 && kept.count < letters.count ? String(kept) : nil
    },
    DisguiseKind("two neighbours exchanged") { letters in
      var swapped = letters
      let inner = letters.indices.dropFirst().dropLast(2)
      guard let index = inner.first(where: { letters[$0] != letters[$0 + 1] }) else { return nil }
      swapped.swapAt(index, index + 1)
      return String(swapped)
    },
    DisguiseKind("letters of the same sound", hide: soundAlike),
    DisguiseKind("backwards", scope: .sure) { letters in
      letters.elementsEqual(letters.reversed()) ? nil : String(letters.reversed())
    },
    DisguiseKind("joined to a word", scope: .sure) { letters in
      letters.count >= 7 ? "you" + String(letters) : nil
    },
    DisguiseKind("joined in a hashtag", scope: .sure) { letters in
      letters.count >= 7 ? "#Silly" + String(letters) + "Today" : nil
    },
    DisguiseKind("capitals by turns") { letters in
      letters.enumerated().map { $0 % 2 == 0 ? String($1) : $1.uppercased() }.joined()
    },
  ]

  private static let scripts = [
    DisguiseKind("a letter of another script") { letters in
      let twins: [Character: String] = ["a": "а", "e": "е", "o": "о", "c": "с", "i": "і", "p": "р"]
      guard let index = letters.firstIndex(where: { twins[$0] != nil }) else { return nil }
      return replacing(index, in: letters, by: twins[letters[index]] ?? "")
    },
    DisguiseKind("full-width letters") { shifted($0, to: 0xFF41) },
    DisguiseKind("bold letters") { shifted($0, to: 0x1D41A) },
    DisguiseKind("characters of no width") { parted($0, by: "\u{200B}") },
    DisguiseKind("accents") { letters in
      firstVowel(of: letters).map { replacing($0, in: letters, by: "\(letters[$0])\u{301}") }
    },
  ]

  private init(
    _ name: String, scope: Scope = .all, hide: @escaping @Sendable ([Character]) -> String?
  ) {
    testDescription = name
    self.scope = scope
    self.hide = hide
  }
}

private func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }

private func firstVowel(of letters: [Character]) -> Int? {
  letters.indices.dropFirst().dropLast().first { isVowel(letters[$0]) }
}

private func replacing(_ index: Int, in letters: [Character], by new: String) -> String {
  letters.enumerated().map { $0 == index ? new : String($1) }.joined()
}

private func parted(_ letters: [Character], by mark: String) -> String {
  letters.map(String.init).joined(separator: mark)
}

private func leet(_ letters: [Character], limit: Int) -> String? {
  let twins: [Character: Character] = [
    "a": "@", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7", "b": "8", "g": "9",
  ]
  var left = limit
  var result = letters
  for index in letters.indices.dropFirst() where left > 0 {
    guard let twin = twins[letters[index]] else { continue }
    result[index] = twin
    left -= 1
  }
  return result == letters ? nil : String(result)
}

private func soundAlike(_ letters: [Character]) -> String? {
  let sounds: [Character: String] = ["f": "ph", "c": "k", "s": "z"]
  let result = letters.map { sounds[$0] ?? String($0) }.joined()
  return result == String(letters) ? nil : result
}

private func shifted(_ letters: [Character], to start: UInt32) -> String {
  let scalars = letters.flatMap(\.unicodeScalars).compactMap {
    Unicode.Scalar($0.value - 0x61 + start)
  }
  return String(String.UnicodeScalarView(scalars))
}
