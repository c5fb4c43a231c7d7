/// A file that the next commit adds or changes.
struct StagedFile {
  /// What sort of entry it is.
  enum Kind {
    case text, symbolicLink, submodule, unmerged, other
  }

  /// What sort of entry it is.
  var kind: Kind
  /// Its path from the top of the repository; bytes that are not UTF-8 are repaired.
  var path: String
  /// The object that holds its content.
  var object: String
  /// The object that held its content in the last commit; zeros if it is new.
  var before: String
  /// Whether all of it is new to Gatepost, whatever lines git calls changed: the file is new, was
  /// another sort of file, or had a name that is not read.
  var isWhollyNew: Bool
  /// Whether git knows no lines of it: an office file, a PDF.
  var isDocument: Bool

  /// Endings of the texts that a hook reads, in small letters.
  static let endings = [".txt", ".text", ".md", ".markdown", ".html", ".htm"]

  /// Endings of the documents that the companion reads.
  static let documentEndings = [
    ".docx", ".docm", ".dotx", ".odt", ".ott", ".pptx", ".pptm", ".odp", ".xlsx", ".xlsm", ".ods",
    ".pdf", ".rtf", ".eml", ".mbox", ".doc", ".xls",
  ]

  /// The entries of `git diff --cached --raw -z --no-abbrev`, in its order.
  static func list(_ raw: [UInt8], _ forms: StagedForms = .texts) -> [StagedFile] {
    var fields = raw.split(separator: 0)[...]
    var files: [StagedFile] = []
    while let head = fields.popFirst() {
      // :100644 100644 1f2e… 8d9c… R087
      let words = String(decoding: head, as: UTF8.self).split(separator: " ")
      guard words.count == 5, let first = fields.popFirst() else { return files }
      let hasTwoPaths = words[4].hasPrefix("R") || words[4].hasPrefix("C")
      let path = hasTwoPaths ? fields.popFirst() ?? first : first
      let names = [path, first].map { String(decoding: $0, as: UTF8.self) }
      files.append(StagedFile(words, path: names[0], from: names[1], forms))
    }
    return files
  }

  private init(_ words: [Substring], path: String, from old: String, _ forms: StagedForms) {
    self.path = path
    before = String(words[2])
    object = String(words[3])
    let status = words[4].prefix(1)
    isWhollyNew = status == "A" || status == "T" || !forms.read(old)
    isDocument = Self.documentEndings.contains(where: path.lowercased().hasSuffix)
    kind =
      switch words[1] {
      case _ where status == "U": .unmerged
      case "120000": .symbolicLink
      case "160000": .submodule
      default: forms.read(path) ? .text : .other
      }
  }
}

/// Which staged files are read.
public enum StagedForms: String, CaseIterable, Sendable {
  /// Plain text, Markdown and HTML.
  case texts
  /// Office files, PDF and mail.
  case documents
  /// Both.
  case all

  /// Whether a file of that name is read.
  func read(_ path: String) -> Bool {
    let path = path.lowercased()
    let isText = self != .documents && StagedFile.endings.contains(where: path.hasSuffix)
    return isText || self != .texts && StagedFile.documentEndings.contains(where: path.hasSuffix)
  }
}
