import Foundation

/// Reads the files of `Lexicons` folders.
///
/// Later folders win: a rule or a policy of the same name replaces the earlier one; what is said of
/// a signal or a list is added to what is known, unless it says `replace: true`.
///
/// - Parameters:
///   - roots: the paths of the folders. Subfolders that are not there are empty.
///   - words: a further file of signals, read after them.
/// - Returns: what could be read, and every fault, by file and line.
package func readLexicon(
  roots: [String], adding words: LexiconText? = nil
) -> (LexiconSource, [SourceError]) {
  var reader = LexiconReader()
  var files = LexiconSource()
  for (number, root) in roots.enumerated() {
    let url = URL(fileURLWithPath: root).standardizedFileURL
    let name = url.lastPathComponent
    let label = number == 0 && name != ".gatepost" ? "" : name + "/"
    LexiconFolder(path: url.path, label: label, number: number).read(into: &reader, &files)
  }
  if let words { reader.add(words.text, file: words.path, in: .signals, root: roots.count) }
  var source = reader.finish()
  source.nameFiles = files.nameFiles
  source.files = files.files
  source.folders = files.folders
  return (source, reader.faults.sorted)
}

/// A lexicon file that is not on disk.
package struct LexiconText: Sendable {
  /// Its path from the `Lexicons` folder on, `signals/a.yml`; `.gatepost/signals/a.yml` is one of
  /// a school's own.
  package var path: String
  /// What it says.
  package var text: String

  /// A file at `path`.
  package init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
  }
}

/// Reads lexicon files that are not on disk; else as `readLexicon(roots:)`.
///
/// - Parameter texts: the files, a school's own after the shipped ones.
/// - Returns: what could be read, and every fault, by file and line.
package func readLexicon(texts: [LexiconText]) -> (LexiconSource, [SourceError]) {
  var reader = LexiconReader()
  for file in texts {
    let own = file.path.hasPrefix(".gatepost/")
    let parts = file.path.split(separator: "/").dropFirst(own ? 1 : 0)
    if let subfolder = parts.first.flatMap({ LexiconReader.Subfolder(rawValue: String($0)) }) {
      reader.add(file.text, file: file.path, in: subfolder, root: own ? 1 : 0)
    } else if parts.last == "spellings.tsv" {
      reader.addSpellings(file.text, file: file.path)
    } else if let (_, list) = LexiconReader.codeFiles.first(where: { $0.file == parts.last ?? "" })
    {
      reader.addCodes(file.text, list: list, file: file.path)
    }
  }
  let source = reader.finish()
  return (source, reader.faults.sorted)
}

extension Faults {
  /// The faults by file and line.
  var sorted: [SourceError] {
    errors.sorted { left, right in
      let before = (left.place.file, left.place.line, left.column ?? 0)
      let after = (right.place.file, right.place.line, right.column ?? 0)
      return before == after ? left.message < right.message : before < after
    }
  }
}
