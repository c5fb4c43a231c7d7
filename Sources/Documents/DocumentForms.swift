import Glibc
import Processes
package import Readers

/// Reads the forms that need a library of their own.
package final class DocumentForms: FormOpener {
  /// A reader of them.
  package init() {}

  package func reader(
    for input: FormInput, options: ReaderOptions, log: ReadLog
  ) -> any DocumentReader {
    let origin = input.origin
    switch input.form {
    case .docx, .pptx, .xlsx, .odt, .ods:
      guard let archive = archive(input.content) else {
        log.refuse(
          origin.name, cause: "truncated", "the file has no directory at its end; get it again")
        return FormReader(origin: origin, log: log)
      }
      let package = OfficePackage(archive, options: options)
      switch input.form {
      case .docx: return WordReader(package, origin: origin, log: log)
      case .pptx: return SlidesReader(package, origin: origin, log: log)
      case .xlsx: return SheetsReader(package, origin: origin, log: log)
      case .ods: return OpenSheetsReader(package, origin: origin, log: log)
      default: return OpenDocumentReader(package, origin: origin, log: log)
      }
    case .pdf: return PDFReader(input, log: log)
    case .rtf: return RichTextReader(input, options: options, log: log)
    case .eml, .mbox: return MailReader(input, options: options, log: log)
    default:
      log.refuse(
        origin.name, cause: "unsupported", "\(input.form.rawValue) is not read; save it as text")
      return FormReader(origin: origin, log: log)
    }
  }

  private func archive(_ content: FormInput.Content) -> ZipArchive? {
    switch content {
    case .file(let path): ZipArchive(path: path)
    case .archive(let archive): archive
    case .bytes(let bytes): ZipArchive(bytes: bytes)
    }
  }
}

/// A descriptor that other programs can read a document from.
final class DocumentFile {
  /// The descriptor.
  let descriptor: Int32
  private let memory: MemoryFile?

  /// Opens the file, or keeps the bytes in memory that has a descriptor; nil if that fails.
  init?(_ content: FormInput.Content) {
    switch content {
    case .file(let path):
      memory = nil
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
    case .bytes(let bytes):
      guard let memory = bytes.withUnsafeBytes({ MemoryFile($0) }) else { return nil }
      descriptor = memory.descriptor
      self.memory = memory
    case .archive: return nil
    }
    if descriptor < 0 { return nil }
  }

  deinit { if memory == nil, descriptor >= 0 { close(descriptor) } }
}
