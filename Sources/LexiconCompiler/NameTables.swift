import Foundation
import ScanCore

/// What the name and word lists say of each word, gathered from `Lexicons/names/*.tsv`.
struct NameTables {
  /// What is known of one word.
  struct Entry {
    var births = 0
    var recentBirths = 0
    var wordClass = 0
    var place = 0
    var surname = 0
    var isBritishSurname = false
    var isNickname = false
    var cue = WordCue.none

    var attributes: WordAttributes {
      WordAttributes(
        births: births, recentBirths: recentBirths, wordClass: wordClass, place: place,
        surname: surname, isBritishSurname: isBritishSurname, isNickname: isNickname, cue: cue)
    }
  }

  /// By the word's plain letters.
  private(set) var entries: [[UInt8]: Entry] = [:]
  /// How often the commonest words occur, per million words.
  private(set) var frequencies: [[UInt8]: Int] = [:]
  /// Full names of people whom everybody may name.
  private(set) var knownPeople: [String] = []
  /// The table of `Letters`, ascending by scalar.
  private(set) var letters: [(scalar: UInt32, plain: UInt32)] = []
  /// What is wrong with the files.
  private(set) var faults: [SourceError] = []
  private var scalars: [UInt32] = []
  private var plainForms: [UInt32] = []
  /// Files that are not on disk, by their path.
  private let texts: [String: String]

  /// Reads files that are on disk.
  init(paths: [String]) { self.init(paths: paths, texts: [:]) }

  /// Reads files that are not on disk; only `names/` counts.
  init(texts: [LexiconText]) {
    let files = texts.filter { $0.path.hasPrefix("names/") }
    let byPath = files.map { ($0.path, $0.text) }
    self.init(
      paths: files.map(\.path), texts: Dictionary(byPath, uniquingKeysWith: { _, last in last }))
  }

  /// Reads the files; the letters first, because they decide how the names are folded.
  private init(paths: [String], texts: [String: String]) {
    self.texts = texts
    for path in paths where Self.name(path) == "letters" { readLetters(path) }
    scalars = letters.map(\.scalar)
    plainForms = letters.map(\.plain)
    for path in paths { read(path) }
  }

  /// How often a word occurs, per million words: counted if it is among the commonest, else judged
  /// by its class, one class of words.tsv being about half as common as the next.
  func frequency(of word: [UInt8]) -> Int {
    if let counted = frequencies[word] { return counted }
    return 1 << (entries[word]?.wordClass ?? 0) / 6 + 1
  }

  /// The plain words of a text, folded as a scan folds them.
  func plainWords(_ text: String) -> [[UInt8]] {
    WordKey.plainWords(of: text, scalars: scalars, plain: plainForms)
  }

  private static func name(_ path: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }

  private mutating func read(_ path: String) {
    switch Self.name(path) {
    case "given-names":
      eachRow(path, columns: 5) { row, entry in
        entry.births = max(entry.births, Int(row[1]) ?? 0)
        entry.recentBirths = max(entry.recentBirths, Int(row[2]) ?? 0)
        entry.wordClass = max(entry.wordClass, Int(row[3]) ?? 0)
        entry.place = max(entry.place, Int(row[4]) ?? 0)
      }
    case "surnames":
      eachRow(path, columns: 5) { row, entry in
        entry.surname = max(entry.surname, Int(row[1]) ?? 0)
        if row[2] == "1" { entry.isBritishSurname = true }
        entry.wordClass = max(entry.wordClass, Int(row[3]) ?? 0)
        entry.place = max(entry.place, Int(row[4]) ?? 0)
      }
    case "nicknames": eachRow(path, columns: 2, key: 1) { _, entry in entry.isNickname = true }
    case "places":
      eachRow(path, columns: 2) { row, entry in entry.place = max(entry.place, Int(row[1]) ?? 0) }
    case "words":
      eachRow(path, columns: 2) { row, entry in
        entry.wordClass = max(entry.wordClass, Int(row[1]) ?? 0)
      }
    case "cues": readCues(path)
    case "frequency":
      for (_, row) in rows(of: path) where row.count >= 2 {
        guard let rate = Double(row[1]), let word = plainWords(row[0]).first else { continue }
        frequencies[word] = Int(rate * 100)
      }
    case "known-people":
      for (_, row) in rows(of: path) where row.count >= 1 && row[0].contains(" ") {
        knownPeople.append(row[0])
      }
    default: break
    }
  }

  /// Calls `body` for each row whose key is one plain word; names of several words are phrases'
  /// business.
  private mutating func eachRow(
    _ path: String, columns: Int, key: Int = 0, _ body: ([String], inout Entry) -> Void
  ) {
    for (line, row) in rows(of: path) {
      guard row.count >= columns else {
        fault(path, line, "expected \(columns) columns, parted by tabs; found \(row.count)")
        continue
      }
      let words = plainWords(row[key])
      guard words.count == 1 else { continue }
      body(row, &entries[words[0], default: Entry()])
    }
  }

  private mutating func readCues(_ path: String) {
    let names = Dictionary(
      WordCue.allCases.map { ("\($0)", $0) }, uniquingKeysWith: { first, _ in first })
    for (line, row) in rows(of: path) {
      guard row.count >= 2, let cue = names[row[1].trimmingCharacters(in: .whitespaces)] else {
        if row.count >= 2 && line > 1 && row[1] != "cue" {
          fault(path, line, "no cue is called '\(row[1])'")
        }
        continue
      }
      let words = plainWords(row[0])
      if words.count == 1 { entries[words[0], default: Entry()].cue = cue }
    }
  }

  private mutating func readLetters(_ path: String) {
    for (line, row) in rows(of: path) where row.count >= 3 && row[0].hasPrefix("U+") {
      let plain = Array(row[1].utf8)
      guard let scalar = UInt32(row[0].dropFirst(2), radix: 16), (1...3).contains(plain.count),
        plain.allSatisfy({ $0 < 0x80 })
      else {
        fault(path, line, "expected U+XXXX, one to three plain letters, and letter or look-alike")
        continue
      }
      var packed: UInt32 = row[2] == "look-alike" ? Letters.lookAlike : 0
      for (index, byte) in plain.enumerated() { packed |= UInt32(byte) << UInt32(8 * index) }
      letters.append((scalar, packed))
    }
    letters.sort { $0.scalar < $1.scalar }
  }

  /// The rows of a file with their line numbers, comments and blank lines left out.
  private mutating func rows(of path: String) -> [(line: Int, row: [String])] {
    guard let text = texts[path] ?? (try? String(contentsOfFile: path, encoding: .utf8)) else {
      fault(path, 1, "cannot be read as UTF-8")
      return []
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { !$0.element.isEmpty && !$0.element.hasPrefix("#") }
      .map { ($0.offset + 1, $0.element.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)) }
  }

  private mutating func fault(_ path: String, _ line: Int, _ message: String) {
    let file = "names/" + URL(fileURLWithPath: path).lastPathComponent
    faults.append(SourceError(message, at: SourcePlace(file: file, line: line)))
  }
}
