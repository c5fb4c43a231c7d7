import Detectors
import ScanCore

/// A list of words by which identifiers are known.
package struct IdentifierListSource: Hashable, Sendable {
  /// Its name: one of `IdentifierList`.
  package var name: String
  /// Its words in plain small letters, with what they stand for where the list says so.
  package var words: [Word] = []
  /// Whether it takes the place of what earlier folders say.
  package var replaces = false

  /// A word and the number that it stands for.
  package struct Word: Hashable, Sendable {
    /// Small letters, digits, and the signs `.`, `-` and `_`.
    package var text: String
    /// The number that it stands for, packed as the image has it; 0 if the list gives none.
    package var value: UInt16
  }
}

extension LexiconReader {
  /// Tables of codes beside `identifiers/`, and the list that each one fills.
  static let codeFiles: [(file: String, list: IdentifierList)] = [
    ("postcode-areas.tsv", .postcodeArea), ("la-codes.tsv", .authority),
  ]
}

/// Reads the first column of a table of codes; its first row is the heading.
func readCodes(_ text: String, list: String, file: String) -> IdentifierListSource {
  let rows = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.dropFirst()
  let words = rows.map { row in
    let code = row.prefix { $0 != "\t" }
    return IdentifierListSource.Word(text: trimmingWhitespace(code).lowercased(), value: 0)
  }
  return IdentifierListSource(name: list, words: words.filter { !$0.text.isEmpty })
}

/// Reads `identifiers:`: for each list its `words`, or its `values`, a number for each word.
func readIdentifiers(_ node: SourceNode, _ faults: inout Faults) -> [IdentifierListSource] {
  guard let file = Fields(node, known: ["identifiers"], what: "a file of words", faults: &faults),
    let lists = file["identifiers"]
  else { return [] }
  let known = IdentifierList.allCases.map(\.name)
  guard let names = Fields(lists, known: known, what: "'identifiers'", faults: &faults) else {
    return []
  }
  return IdentifierList.allCases.compactMap { list in
    names[list.name].flatMap { readList(list, $0, &faults) }
  }
}

private func readList(
  _ list: IdentifierList, _ node: SourceNode, _ faults: inout Faults
) -> IdentifierListSource? {
  let hasValues = list == .spoken || list == .iban
  let key = hasValues ? "values" : "words"
  guard
    let fields = Fields(
      node, known: ["about", "source", key, "replace"], what: "the list '\(list.name)'",
      faults: &faults)
  else { return nil }
  fields.require([key], of: "the list '\(list.name)'", &faults)
  var source = IdentifierListSource(name: list.name)
  source.replaces = fields.flag("replace", &faults) ?? false
  if !hasValues {
    for entry in fields[key]?.entries ?? [] {
      guard let word = word(entry, &faults) else { continue }
      source.words.append(.init(text: word, value: 0))
    }
  } else if case .mapping(let pairs) = fields[key]?.content {
    for (key, value) in pairs {
      guard let word = word(key, &faults), let number = number(value, list, &faults) else {
        continue
      }
      source.words.append(.init(text: word, value: number))
    }
  } else if let values = fields[key] {
    faults.add("'values' gives each word its number, as 'seven: 7', not \(values.form)", at: values)
  }
  return source
}

private func word(_ node: SourceNode, _ faults: inout Faults) -> String? {
  guard let word = trimmedText(node, as: "a word", &faults)?.lowercased() else { return nil }
  let signs = Set(".-_".utf8)
  let isPlain = word.utf8.allSatisfy {
    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || signs.contains($0)
  }
  guard isPlain, word.utf8.count <= IdentifierWords.longest else {
    faults.add(
      "'\(word)' is not one word of plain letters, digits and . - _, of at most "
        + "\(IdentifierWords.longest) letters", at: node)
    return nil
  }
  return word
}

private func number(
  _ node: SourceNode, _ list: IdentifierList, _ faults: inout Faults
) -> UInt16? {
  guard let text = trimmedText(node, as: "a number", &faults) else { return nil }
  if list == .iban, let length = UInt16(text), (15...34).contains(length) { return length }
  if list == .spoken, let packed = SpokenValue.packed(text) { return packed }
  let form =
    list == .iban ? "a length from 15 to 34" : "a number below 100, x2 to x9, or noughts in quotes"
  faults.add("'\(text)' is not \(form)", at: node)
  return nil
}
