/// Twenty ways in which people hide a word; a form is nil where a way does not apply.
///
/// What varies (which sign, which letter) goes by the letters of the word, so that every run tries
/// the same.
enum DisguiseForms {
  static let all: [(kind: String, form: @Sendable ([Character]) -> String?)] = [
    ("star-one", { replacing(inner($0), in: $0, by: "*") }),
    ("star-vowels", starVowels),
    (
      "star-inner",
      { "\($0[0])" + String(repeating: "*", count: $0.count - 2) + "\($0[$0.count - 1])" }
    ),
    ("symbols-inner", symbolsInner),
    ("leet", leet),
    ("spaced", { joined($0, by: " ") }),
    ("dotted", { joined($0, by: ".") }),
    ("hyphened", { joined($0, by: ["-", "_", "/", "•"][$0.count % 4]) }),
    ("part-spaced", partSpaced),
    ("repeats", repeated),
    ("dropped-vowels", droppedVowels),
    ("letter-swap", swapped),
    ("sound-alike", soundAlike),
    ("homoglyph", homoglyph),
    ("styled", { shifted($0, to: $0.count % 2 == 0 ? 0xFF41 : 0x1D41A) }),
    ("zero-width", zeroWidth),
    ("marks", { String($0.flatMap { isVowel($0) ? "\($0)\u{306}" : "\($0)" }) }),
    ("reversed", { $0.elementsEqual($0.reversed()) ? nil : String($0.reversed()) }),
    ("run-together", { ($0.count % 2 == 0 ? "you" : "#silly") + String($0) }),
    ("mixed-case", { String($0.enumerated().flatMap { $0 % 2 == 1 ? $1.uppercased() : "\($1)" }) }),
  ]

  private static func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }

  /// The first inner vowel, or the letter in the middle.
  private static func inner(_ word: [Character]) -> Int {
    word.indices.dropFirst().dropLast().first { isVowel(word[$0]) } ?? word.count / 2
  }

  private static func replacing(_ index: Int, in word: [Character], by sign: Character) -> String {
    var word = word
    word[index] = sign
    return String(word)
  }

  private static func joined(_ word: [Character], by sign: String) -> String {
    word.map(String.init).joined(separator: sign)
  }

  private static func starVowels(_ word: [Character]) -> String? {
    let hidden = word.enumerated().map { $0 > 0 && isVowel($1) ? "*" : $1 }
    return hidden == word ? nil : String(hidden)
  }

  private static func symbolsInner(_ word: [Character]) -> String? {
    let signs = Array("@#$%&!")
    let inner = word[1..<word.count - 1].map { signs[Int($0.asciiValue ?? 0) % 6] }
    return "\(word[0])" + String(inner) + "\(word[word.count - 1])"
  }

  private static func leet(_ word: [Character]) -> String? {
    let twins: [Character: Character] = [
      "a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7", "b": "8", "g": "9",
    ]
    guard word.count(where: { twins[$0] != nil }) >= 2 else { return nil }
    return String(word.map { twins[$0] ?? $0 })
  }

  private static func partSpaced(_ word: [Character]) -> String? {
    let place = word.count >= 4 ? 2 + word.count % (word.count - 3) : 1
    return String(word[..<place]) + [" ", ".", "-"][word.count % 3] + String(word[place...])
  }

  private static func repeated(_ word: [Character]) -> String? {
    let place = word.count / 2
    return String(word[..<place]) + String(repeating: word[place], count: 3)
      + String(word[(place + 1)...])
  }

  private static func droppedVowels(_ word: [Character]) -> String? {
    guard word.count(where: { !isVowel($0) }) >= 3 else { return nil }
    let kept = word.enumerated().filter { $0 == 0 || !isVowel($1) }.map(\.element)
    return kept.count < word.count ? String(kept) : nil
  }

  private static func swapped(_ word: [Character]) -> String? {
    guard
      let place = word.indices.dropFirst().dropLast(2).first(where: { word[$0] != word[$0 + 1] })
    else { return nil }
    var word = word
    word.swapAt(place, place + 1)
    return String(word)
  }

  private static func soundAlike(_ word: [Character]) -> String? {
    let sounds = [("cks", "xx"), ("ck", "kk"), ("f", "ph"), ("c", "k"), ("s", "z"), ("oo", "u")]
    let word = String(word)
    return sounds.first { word.contains($0.0) }.map {
      word.replacing($0.0, with: $0.1, maxReplacements: 1)
    }
  }

  private static func homoglyph(_ word: [Character]) -> String? {
    let twins: [Character: Character] = [
      "a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х", "y": "у", "i": "і", "s": "ѕ",
    ]
    return word.firstIndex { twins[$0] != nil }.map {
      replacing($0, in: word, by: twins[word[$0]] ?? "?")
    }
  }

  private static func zeroWidth(_ word: [Character]) -> String? {
    let sign = ["\u{200B}", "\u{200D}", "\u{AD}", "\u{FE0F}"][word.count % 4]
    return String(word[..<2]) + sign + String(word[2...])
  }

  private static func shifted(_ word: [Character], to start: UInt32) -> String {
    String(
      String.UnicodeScalarView(
        word.flatMap(\.unicodeScalars).compactMap { Unicode.Scalar($0.value - 0x61 + start) }))
  }
}
