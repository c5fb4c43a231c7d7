import Readers

/// The words of a file's name, or nil if a camera or program has named it.
enum FileNameWords {
  static func of(_ name: String) -> String? { FileNameText(name).words }
}
