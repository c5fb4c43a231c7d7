/// The ordinary forms of a word, the word itself first: what `word~` stands for.
///
/// Noun and verb at once, by the spelling rules of British English; irregular forms are written
/// out in the files. A short word that doubles its last letter has only the doubled forms
/// (`hop` hopped, not hoped); a longer one has both, since the stress cannot be seen (benefited,
/// regretted).
///
/// - Parameter word: a word in small letters.
/// - Returns: its forms, without repetitions.
package func inflections(of word: String) -> [String] {
  let stem = Stem(word)
  var seen: Set<String> = []
  return ([word] + stem.plurals + stem.pasts + stem.participles).filter { seen.insert($0).inserted }
}

private struct Stem {
  let word: String
  private let letters: [Character]

  init(_ word: String) {
    self.word = word
    letters = Array(word)
  }

  /// The noun's plural and the verb's third person.
  var plurals: [String] {
    if endsInConsonantAndY { return [without(1) + "ies"] }
    if doubles == .always, ends(in: "s", "z") { return [word + "es", doubled + "es"] }
    if ends(in: "s", "x", "z", "ch", "sh") { return [word + "es"] }
    if ends(in: "o"), !isVowel(letters.count - 2) { return [word + "es", word + "s"] }
    return [word + "s"]
  }

  /// The verb's past.
  var pasts: [String] {
    if ends(in: "e") { return [word + "d"] }
    if endsInConsonantAndY { return [without(1) + "ied"] }
    if ends(in: "ic") { return [word + "ked", word + "ed"] }
    return stems.map { $0 + "ed" }
  }

  /// The verb's form in -ing.
  var participles: [String] {
    if ends(in: "ie") { return [without(2) + "ying"] }
    if ends(in: "ee", "oe", "ye") { return [word + "ing"] }
    // Both are met: ageing and aging, whingeing and whinging.
    if ends(in: "ge") { return [without(1) + "ing", word + "ing"] }
    if ends(in: "e") { return [without(1) + "ing"] }
    if ends(in: "ic") { return [word + "king", word + "ing"] }
    return stems.map { $0 + "ing" }
  }

  /// What -ed and -ing are put to.
  private var stems: [String] {
    switch doubles {
    case .never: [word]
    case .always: [doubled]
    case .perhaps: [word, doubled]
    }
  }

  private enum Doubling { case never, always, perhaps }

  /// Whether the last letter is doubled: a consonant after a single vowel.
  private var doubles: Doubling {
    let last = letters.count - 1
    guard last >= 1, let letter = letters.last, letter.isASCII, letter.isLetter else {
      return .never
    }
    guard !isVowel(last), !"wxyhc".contains(letter) else { return .never }
    guard isVowel(last - 1), !isVowel(last - 2) else { return .never }
    return syllables == 1 ? .always : .perhaps
  }

  /// Groups of vowels, which is near enough.
  private var syllables: Int {
    letters.indices.count { isVowel($0) && !isVowel($0 - 1) }
  }

  private var doubled: String { word + word.suffix(1) }

  private var endsInConsonantAndY: Bool {
    ends(in: "y") && letters.count > 1 && !isVowel(letters.count - 2)
  }

  private func ends(in endings: String...) -> Bool {
    endings.contains { word.hasSuffix($0) }
  }

  private func without(_ count: Int) -> String {
    String(word.dropLast(count))
  }

  private func isVowel(_ index: Int) -> Bool {
    guard letters.indices.contains(index) else { return false }
    switch letters[index] {
    case "a", "e", "i", "o": return true
    // `quit` has one vowel.
    case "u": return index == 0 || letters[index - 1] != "q"
    // `gym` has a vowel, `yes` and `boy` end or begin with none.
    case "y": return index > 0 && index < letters.count - 1 && !isVowel(index - 1)
    default: return false
    }
  }
}
