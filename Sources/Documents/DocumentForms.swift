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
    case .wordpress, .disqus: return FeedReader(input, options: options, log: log)
    case .doc, .xls: return OldOfficeReader(input, log: log)
    case .rtf: return RichTextReader(input, log: log)
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

  /// All of it; nil if there is more than that, or it cannot be read.
  func bytes(atMost limit: Int) -> [UInt8]? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) <= limit else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        pread(
          descriptor, $0.baseAddress.map { $0 + filled }, $0.count - filled, Int(filled))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      filled += count
    }
    return Array(bytes[..<filled])
  }

  deinit { if memory == nil, descriptor >= 0 { close(descriptor) } }
}
