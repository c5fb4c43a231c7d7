import Foundation

/// Finds and reads the files of one `Lexicons` folder.
struct LexiconFolder {
  /// No list that people write by hand comes near this size, in bytes.
  static let largestFile = 4 << 20
  private static let deepest = 6

  /// The absolute path of the folder.
  let path: String
  /// What stands before a file's path in errors: nothing, or `.gatepost/`.
  let label: String
  /// The folder's number, counted from 0; later ones win.
  let number: Int

  /// Reads everything into `reader` and notes in `source` what was read and listed.
  func read(into reader: inout LexiconReader, _ source: inout LexiconSource) {
    guard isFolder(path) else {
      let place = SourcePlace(file: label.isEmpty ? path : label, line: 1)
      return reader.faults.add("no such folder", at: place)
    }
    source.folders.append(path)
    reportMisspeltFolders(&reader)
    for subfolder in LexiconReader.Subfolder.allCases {
      for file in files(under: subfolder.rawValue, endings: [".yml", ".yaml"], &source, depth: 0) {
        guard let text = text(of: file, &reader, &source) else { continue }
        reader.add(text, file: label + file, in: subfolder, root: number)
      }
    }
    let names = files(under: "names", endings: [".tsv"], &source, depth: 0).map(absolute)
    source.nameFiles += names
    source.files += names
    let spellings = "spellings.tsv"
    if let text = textIfThere(of: spellings, &reader, &source) {
      reader.addSpellings(text, file: label + spellings)
    }
    for (file, list) in LexiconReader.codeFiles {
      guard let text = textIfThere(of: file, &reader, &source) else { continue }
      reader.addCodes(text, list: list, file: label + file)
    }
  }

  private func textIfThere(
    of file: String, _ reader: inout LexiconReader, _ source: inout LexiconSource
  ) -> String? {
    guard FileManager.default.fileExists(atPath: absolute(file)) else { return nil }
    return text(of: file, &reader, &source)
  }

  /// A folder `rule` would hold rules that nobody reads, and nobody would notice.
  private func reportMisspeltFolders(_ reader: inout LexiconReader) {
    let known = LexiconReader.Subfolder.allCases.map(\.rawValue) + ["names"]
    // A folder that cannot be listed has no subfolders to be read either.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    for name in names.sorted() where !known.contains(name) && isFolder(absolute(name)) {
      guard let near = nearestName(to: name, among: known) else { continue }
      let place = SourcePlace(file: label + name, line: 1)
      reader.faults.add("this folder is not read; did you mean '\(near)'?", at: place)
    }
  }

  /// The files of a subfolder and of those in it, sorted, from this folder on.
  private func files(
    under folder: String, endings: [String], _ source: inout LexiconSource, depth: Int
  ) -> [String] {
    guard depth < Self.deepest,
      let names = try? FileManager.default.contentsOfDirectory(atPath: absolute(folder))
    else { return [] }  // A subfolder that is not there holds nothing.
    source.folders.append(absolute(folder))
    var found: [String] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = folder + "/" + name
      if isFolder(absolute(path)) {
        found += files(under: path, endings: endings, &source, depth: depth + 1)
      } else if endings.contains(where: name.hasSuffix) {
        found.append(path)
      }
    }
    return found
  }

  private func text(
    of file: String, _ reader: inout LexiconReader, _ source: inout LexiconSource
  ) -> String? {
    source.files.append(absolute(file))
    do throws(ReadFault) {
      return try contents(ofFile: absolute(file), atMost: Self.largestFile)
    } catch {
      reader.faults.add(error.message, at: SourcePlace(file: label + file, line: error.line))
      return nil
    }
  }

  private func absolute(_ file: String) -> String { path + "/" + file }
}

/// Why a file could not be read.
private struct ReadFault: Error {
  var message: String
  var line = 1
}

private func isFolder(_ path: String) -> Bool {
  var isFolder: ObjCBool = false
  return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
}

private func contents(ofFile path: String, atMost limit: Int) throws(ReadFault) -> String {
  let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  // What cannot be asked about cannot be read either: one message for both.
  guard let facts = try? FileManager.default.attributesOfItem(atPath: real),
    facts[.type] as? FileAttributeType == .typeRegular
  else { throw ReadFault(message: "not a readable file") }
  guard let size = facts[.size] as? Int, size <= limit else {
    throw ReadFault(message: "larger than \(limit >> 20) MiB")
  }
  guard let data = FileManager.default.contents(atPath: real), data.count <= limit else {
    throw ReadFault(message: "not a readable file")
  }
  return try text(of: Array(data))
}

/// The text of some bytes, without a byte-order mark.
private func text(of bytes: [UInt8]) throws(ReadFault) -> String {
  guard let text = String(validating: bytes, as: UTF8.self) else {
    let repaired = String(decoding: bytes, as: UTF8.self)
    let line = repaired.prefix { $0 != "\u{FFFD}" }.count(where: \.isNewline) + 1
    throw ReadFault(message: "not UTF-8; save the file as UTF-8", line: line)
  }
  return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
}
