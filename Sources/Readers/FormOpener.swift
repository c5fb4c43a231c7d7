/// A document in a form that the scanner itself does not read: an office file, a PDF, mail.
package struct FormInput {
  /// Where its bytes are.
  package enum Content {
    /// A regular file, by name.
    case file(String)
    /// A zip that is in memory and open.
    case archive(ZipArchive)
    /// All of its bytes.
    case bytes([UInt8])
  }

  /// The form.
  package var form: InputFormat
  /// Where it comes from.
  package var origin: Origin
  /// Its bytes.
  package var content: Content
  /// How many archives it lies in.
  package var depth: Int
}

/// Makes readers of the forms whose libraries are too heavy, or too dangerous on hostile input, for
/// the scanner's own process.
///
/// The scanner has one that asks the companion program; the companion has one that reads.
package protocol FormOpener: AnyObject, Sendable {
  /// A reader of that document.
  func reader(
    for input: FormInput, options: ReaderOptions, log: ReadLog
  ) -> any DocumentReader
}
