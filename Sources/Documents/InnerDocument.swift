import Readers
import TextModel

/// A document inside another one: an attachment of a mail.
final class InnerDocument: DocumentReader {
  private let reader: (any DocumentReader)?

  /// Opens the document that the bytes are.
  init(_ bytes: [UInt8], origin: Origin, options: ReaderOptions, log: ReadLog) {
    reader = InnerDocument.open(bytes, origin: origin, options: options, log: log)
  }

  func read(into output: inout PassageWriter) -> Bool {
    reader?.read(into: &output) ?? false
  }

  private static func open(
    _ bytes: [UInt8], origin: Origin, options: ReaderOptions, log: ReadLog
  ) -> (any DocumentReader)? {
    DocumentEntry.open(
      MemorySource(bytes[...]), origin: origin, options: options, log: log)
  }
}
