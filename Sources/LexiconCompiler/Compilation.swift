import Detectors
import Foundation
import ScanCore

/// Compiles `Lexicons` folders into one image.
package struct Compilation {
  /// What the files say.
  package let source: LexiconSource
  /// Every fault, by file and line.
  package let errors: [SourceError]
  /// What is worth saying and stops nothing.
  package let warnings: [SourceError]
  /// The image, or nil if there are errors.
  package let image: [UInt8]?
  /// Where each phrase of the image was written, by its number.
  package let phrasePlaces: [SourcePlace]
  /// Every word that a term, phrase or pattern is looked for from, in plain small letters, sorted.
  package let anchors: [String]
  /// Every given name and surname that the index holds, in plain small letters, sorted.
  package let names: [String]
  /// Compiles.
  ///
  /// - Parameters:
  ///   - roots: The folders; later ones win.
  ///   - recordedAs: Where the first folder will stand when the image is used, if elsewhere.
  ///   - words: What a school's settings add; they win over all folders.
  package init(roots: [String], recordedAs: String? = nil, words: SettingsWords? = nil) {
    let (source, faults) = readLexicon(roots: roots, adding: words?.text)
    let manifest = Manifest(source, root: roots.first ?? "", recordedAs: recordedAs)
    self.init(source, faults, NameTables(paths: source.nameFiles), manifest, words) {
      manifest.contentHash
    }
  }

  /// Compiles files that are not on disk: the image then depends on no file.
  ///
  /// - Parameters:
  ///   - texts: The files, a school's own after the shipped ones.
  ///   - words: What a school's settings add.
  package init(texts: [LexiconText], words: SettingsWords? = nil) {
    let own = words?.text.map { [LexiconText(".gatepost/" + $0.path, $0.text)] } ?? []
    let (source, faults) = readLexicon(texts: texts + own)
    let manifest = Manifest(source, root: "", recordedAs: nil)
    self.init(source, faults, NameTables(texts: texts), manifest, words) {
      var hash = ContentHash()
      for file in texts {
        hash.add(file.path.utf8)
        hash.add(file.text.utf8)
      }
      return hash.value
    }
  }

  private init(
    _ source: LexiconSource, _ faults: [SourceError], _ tables: NameTables, _ manifest: Manifest,
    _ added: SettingsWords?, contentHash: () -> UInt64
  ) {
    // One slip in a file of signals is one fault, not one for each rule that uses them.
    let links =
      faults.contains(where: \.losesFile)
      ? [] : source.errors(builtins: Set(BuiltinSignal.names))
    var errors = faults + links + tables.faults
    var image: [UInt8]?
    var places: [SourcePlace] = []
    var anchors: [String] = []
    var warnings = source.warnings()
    if errors.isEmpty {
      var builder = ImageBuilder(source, tables: tables)
      builder.staffNames = added?.staffNames ?? []
      var strings = StringTable()
      let words = manifest.words { strings.store($0) } + [added?.hash ?? 0]
      image = builder.build(
        manifest: words, manifestStrings: strings, hash: contentHash() ^ UInt64(added?.hash ?? 0))
      errors += builder.faults
      warnings += builder.warnings
      places = builder.phrasePlaces
      anchors = builder.anchors
    }
    self.source = source
    self.errors = errors
    self.warnings = warnings
    self.image = image
    phrasePlaces = places
    self.anchors = anchors
    names = tables.entries
      .filter { $0.value.attributes.isGivenName || $0.value.attributes.surname > 0 }
      .map { String(decoding: $0.key, as: UTF8.self) }.sorted()
  }
}

/// A number over bytes: FNV-1a, which tells contents apart and keeps no secret.
struct ContentHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }
}

/// The files and folders that an image was made from, as the scanner checks them at each start.
struct Manifest {
  private let source: LexiconSource
  private let root: String
  private let recordedAs: String?

  init(_ source: LexiconSource, root: String, recordedAs: String?) {
    self.source = source
    self.root = root
    self.recordedAs = recordedAs
  }

  /// A number over the contents of all files, whatever their place or time.
  var contentHash: UInt64 {
    var hash = ContentHash()
    for path in source.files.sorted() {
      let name = path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
      hash.add(name.utf8)
      hash.add(FileManager.default.contents(atPath: path) ?? Data())
    }
    return hash.value
  }

  /// The words of the image's section: a count, then eight words a file or folder.
  ///
  /// Behind them stands a number over the words that a school's settings add.
  func words(store: (String) -> (start: UInt32, count: UInt32)) -> [UInt32] {
    let entries = source.files.map { ($0, UInt32(0)) } + source.folders.map { ($0, UInt32(1)) }
    var words = [UInt32(entries.count)]
    for (path, isFolder) in entries {
      var status = stat()
      _ = stat(path, &status)
      let recorded = recordedAs.map { $0 + path.dropFirst(root.count) } ?? path
      let place = store(recorded)
      let size = isFolder == 1 ? 0 : UInt64(status.st_size)
      let seconds = UInt64(bitPattern: Int64(status.st_mtim.tv_sec))
      words += [place.start, place.count, isFolder]
      words += [UInt32(truncatingIfNeeded: size), UInt32(truncatingIfNeeded: size >> 32)]
      words += [UInt32(truncatingIfNeeded: seconds), UInt32(truncatingIfNeeded: seconds >> 32)]
      words.append(UInt32(status.st_mtim.tv_nsec))
    }
    return words
  }
}
