import LexiconCompiler
import Testing

/// A file in a test, and what reading it says.
struct ReadingCase: Sendable, CustomTestStringConvertible {
  let file: String
  let text: String
  let message: String

  init(_ file: String, _ text: String, _ message: String) {
    self.file = file
    self.text = text
    self.message = message
  }

  var testDescription: String { message }
}

/// A phrase as a test writes it: `the? money|cash ..3 =LAC #`.
func written(_ phrase: [PhraseElement]) -> String {
  phrase.map { written($0.kind) + ($0.optional ? "?" : "") }.joined(separator: " ")
}

private func written(_ kind: PhraseElement.Kind) -> String {
  switch kind {
  case .words(let words): words.joined(separator: "|")
  case .exact(let words): "=" + words.joined(separator: "|")
  case .number: "#"
  case .capitalised: "@cap"
  case .givenName: "@name"
  case .surname: "@surname"
  case .person: "@person"
  case .gap(let most, let least): "<\(least)-\(most)>"
  case .group(let branches): "(" + branches.map(written).joined(separator: "|") + ")"
  }
}

/// Reads a file of signals, lists or rules that has no faults.
func lexicon(_ path: String, _ text: String) -> LexiconSource {
  let (source, errors) = readLexicon(texts: [LexiconText(path, text)])
  #expect(errors.map(\.description) == [])
  return source
}

/// A rule with what every rule needs, and some more lines.
func rule(_ lines: String, find: String = "[matter]") -> String {
  """
  - id: conduct.test
    title: A title
    find: \(find)
    severity: high
    advice: Some advice
  """ + "\n" + lines.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
}

/// Random numbers that are the same at every run (Vigna's SplitMix64).
struct SplitMix {
  var state: UInt64

  /// A number from 0 up to, not including, `bound`.
  mutating func next(upTo bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
