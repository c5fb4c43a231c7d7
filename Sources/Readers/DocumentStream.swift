import Glibc
public import TextModel

/// All inputs of a run as one stream of batches, in the order given.
///
/// Nothing is thrown: what cannot be read is in `notExamined`, and the rest goes on.
public final class DocumentStream {
  /// The inputs met so far, in the order of `PassageBatch.document`.
  public private(set) var documents: [DocumentDescription] = []
  /// The size of all inputs in bytes, for progress, or nil if one is a pipe.
  public private(set) var totalBytes: Int?

  private enum Input {
    case path(String)
    case found(FoundDocument)
    case memory([UInt8], String)
  }

  private let options: ReaderOptions
  private let log = ReadLog()
  private let opener: DocumentOpener
  /// What is still to be opened, the next one last.
  private var pending: [Input]
  private var current: (any DocumentReader)?
  private var hasBegun = false
  private var reported = 0
  private var said = 0

  /// Reads files and folders; "-", or no path at all, is standard input.
  public init(paths: [String], options: ReaderOptions = ReaderOptions()) {
    self.options = options
    opener = DocumentOpener(options: options, log: log, budget: UnpackBudget(0))
    let paths = paths.isEmpty ? ["-"] : paths
    pending = paths.reversed().map(Input.path)
    totalBytes = FolderWalk.size(of: paths)
  }

  /// Reads one document that is in memory.
  public init(bytes: [UInt8], name: String, options: ReaderOptions = ReaderOptions()) {
    self.options = options
    opener = DocumentOpener(options: options, log: log, budget: UnpackBudget(0))
    pending = [.memory(bytes, name)]
    totalBytes = bytes.count
  }

  /// What could not be read so far.
  public var notExamined: [NotExamined] { log.notExamined }
  /// What was said so far about inputs that were read.
  public var warnings: [ReadWarning] { log.warnings }
  /// Bytes of input consumed so far.
  public var bytesRead: Int { log.bytesRead }

  /// The next batch, or nil at the end.
  ///
  /// A batch belongs to one document; a document without passages gives an empty batch.
  public func nextBatch() -> PassageBatch? {
    while current == nil {
      guard let input = pending.popLast() else { return nil }
      guard open(input) else { continue }
      if current == nil {
        var nothing = PassageWriter(document: documents.count - 1, target: 1)
        return finish(&nothing)
      }
    }
    var output = PassageWriter(
      document: documents.count - 1, target: options.batchTarget, isFirst: !hasBegun)
    hasBegun = true
    if current?.read(into: &output) == false { current = nil }
    if output.hasLongText {
      log.warn(
        documents[documents.count - 1].source,
        "a text is longer than \(LongText.most) bytes; it was judged in parts")
    }
    return finish(&output)
  }

  /// The batch that is ready, handed over and not copied: the writer alone holds it until then.
  private func finish(_ output: inout PassageWriter) -> PassageBatch {
    let new = log.bytesRead - reported
    reported = log.bytesRead
    let warnings = Array(log.warnings[said...])
    said = log.warnings.count
    return output.finish(bytesRead: new, warnings: warnings)
  }

  /// Opens an input.
  ///
  /// - Returns: whether a document came of it.
  private func open(_ input: Input) -> Bool {
    opener.budget.left = options.maximumUnpacked
    switch input {
    case .memory(let bytes, let name):
      log.bytesRead += bytes.count
      start(
        name, opener.open(MemorySource(bytes[...]), origin: Origin(source: name)))
      return true
    case .path("-"):
      let source = FileSource(descriptor: STDIN_FILENO, log: log)
      start("-", opener.open(source, origin: Origin(source: "-")))
      return true
    case .path(let path):
      let found = FolderWalk(log: log, options: options).documents(at: path)
      pending.append(contentsOf: found.reversed().map(Input.found))
      return false
    case .found(let document):
      return open(document)
    }
  }

  private func open(_ document: FoundDocument) -> Bool {
    switch document {
    case .refused(let path):
      start(path, OpenedDocument(kind: "unknown"))
    case .facebook(let folder, let files):
      let container = FolderContainer(folder: folder, paths: files, log: log)
      start(
        folder,
        OpenedDocument(
          kind: "facebook",
          reader: FacebookExportReader(container, opener: opener, source: folder, depth: 0)))
    case .file(let path, let isRegular):
      let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        log.refuse(
          path, cause: "unreadable", "cannot be opened: \(systemMessage()); check its permissions")
        start(path, OpenedDocument(kind: "unknown"))
        return true
      }
      let source = FileSource(descriptor: descriptor, log: log)
      start(
        path,
        opener.open(source, origin: Origin(source: path), path: isRegular ? path : nil))
    }
    return true
  }

  private func start(_ source: String, _ opened: OpenedDocument) {
    documents.append(DocumentDescription(source: source, kind: opened.kind))
    current = opened.reader
  }
}
