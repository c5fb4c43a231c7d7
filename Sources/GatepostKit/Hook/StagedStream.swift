import Readers
public import TextModel

/// The texts that are staged for a commit, as passages: from the index, never the work tree.
public final class StagedStream: PassageSource {
  /// How much of a staged text is judged.
  public enum Scope: Sendable {
    /// Passages that the commit adds or changes.
    case changedPassages
    /// All passages of the texts that the commit adds or changes.
    case wholeFiles
  }

  /// The texts opened so far.
  public private(set) var documents: [DocumentDescription] = []
  /// What could not be read so far.
  public private(set) var notExamined: [NotExamined] = []
  /// Bytes of text read so far.
  public private(set) var bytesRead = 0
  /// The size of the texts is not known beforehand.
  public let totalBytes: Int? = nil
  /// Staged entries that hold no text of their own, and why they were left out.
  public let skipped: [ReadWarning]
  /// How many staged texts there are to read.
  public let fileCount: Int
  /// How many staged texts were left out as unwanted.
  public let unwantedCount: Int

  /// The largest text that is read, in bytes: it is in memory as a whole.
  private static let maximumSize = 64 << 20

  private let scope: Scope
  private let changes: [String: ChangedLines]
  /// What is still to be opened, the next one last.
  private var pending: [StagedFile]
  private var blobs: BlobReader?
  private var current: (stream: DocumentStream, filter: PassageFilter)?
  /// Whether `current` has said what it is.
  private var isOpened = false
  private var unsaid: [ReadWarning]

  /// The texts staged in a repository.
  ///
  /// - Parameter isWanted: Whether a file is to be read, by its path from the repository's top.
  public init(
    _ repository: GitRepository, scope: Scope, forms: StagedForms = .texts,
    isWanted: (String) -> Bool = { _ in true }
  ) throws(GitRepository.Failure) {
    self.scope = scope
    let readable = StagedFile.list(try repository.output(Self.listing), forms)
    let files = readable.filter { isWanted($0.path) }
    unwantedCount = readable.count { $0.kind == .text } - files.count { $0.kind == .text }
    let texts = files.filter { $0.kind == .text }
    fileCount = texts.count
    pending = texts.reversed()
    skipped = files.compactMap(Self.warning(for:))
    unsaid = skipped
    notExamined = files.filter { $0.kind == .unmerged }.map {
      NotExamined(source: $0.path, cause: "unmerged", detail: "resolve the conflict and stage it")
    }
    var reader = ChangeReader()
    if scope == .changedPassages && texts.contains(where: { !$0.isWhollyNew && !$0.isDocument }) {
      try repository.read(Self.patch) { reader.take($0) }
    }
    changes = reader.changes
  }

  /// Whether there is anything to read, or to say that it could not be read.
  public var isEmpty: Bool { fileCount == 0 && notExamined.isEmpty }

  /// The next batch, or nil at the end.
  public func nextBatch() -> PassageBatch? {
    while true {
      if var batch = nextBatchOfCurrent() {
        batch.warnings = unsaid + batch.warnings
        unsaid = []
        return batch
      }
      guard let file = pending.popLast() else { return nil }
      open(file)
    }
  }

  private func nextBatchOfCurrent() -> PassageBatch? {
    guard let current else { return nil }
    guard let batch = current.stream.nextBatch() else {
      notExamined += current.stream.notExamined
      self.current = nil
      return nil
    }
    if !isOpened {
      isOpened = true
      documents += current.stream.documents
    }
    bytesRead += batch.bytesRead
    return current.filter.kept(of: batch, as: documents.count - 1)
  }

  private func open(_ file: StagedFile) {
    if blobs == nil { blobs = BlobReader() }
    switch blobs?.read(file.object, limit: Self.maximumSize) ?? .missing {
    case .missing:
      refuse(file, "missing", "git does not give its staged content; run 'git fsck'")
    case .tooLarge(let size):
      refuse(
        file, "too-large",
        "\(size) bytes, and \(Self.maximumSize) are read at most; divide it, or scan it by itself")
    case .bytes(let bytes):
      let options = ReaderOptions().withDocuments
      let stream = DocumentStream(bytes: bytes, name: file.path, options: options)
      current =
        file.isDocument
        ? (stream, PassageFilter(known: knownPassages(of: file)))
        : (stream, PassageFilter(changes: changedLines(of: file, bytes)))
      isOpened = false
    }
  }

  private func refuse(_ file: StagedFile, _ cause: String, _ detail: String) {
    notExamined.append(NotExamined(source: file.path, cause: cause, detail: detail))
  }

  /// The passages of a document as it was, by their words; nil if all of it is judged.
  private func knownPassages(of file: StagedFile) -> Set<[UInt8]>? {
    guard scope == .changedPassages, !file.isWhollyNew,
      case .bytes(let bytes)? = blobs?.read(file.before, limit: Self.maximumSize)
    else { return nil }
    let options = ReaderOptions().withDocuments
    let stream = DocumentStream(bytes: bytes, name: file.path, options: options)
    var known: Set<[UInt8]> = []
    while let batch = stream.nextBatch() {
      for passage in batch.passages { known.insert(Array(batch.bytes[passage.text.indices])) }
    }
    return known
  }

  /// The changed lines of a text, or nil if all of it is judged.
  private func changedLines(of file: StagedFile, _ bytes: [UInt8]) -> ChangedLines? {
    guard scope == .changedPassages, !file.isWhollyNew else { return nil }
    // Renamed, or only its permissions changed.
    if file.before == file.object { return ChangedLines() }
    // Git and the readers must agree on what a line is.
    return ChangedLines.canCount(in: bytes)
      ? changes[ChangeReader.pair(file.before, file.object)] : nil
  }

  private static func warning(for file: StagedFile) -> ReadWarning? {
    switch file.kind {
    case .symbolicLink:
      ReadWarning(source: file.path, message: "a symbolic link: skipped, for it holds no text")
    case .submodule:
      ReadWarning(
        source: file.path, message: "a submodule: skipped; its own repository has to scan it")
    case .text, .unmerged, .other: nil
    }
  }

  /// Plain options of git's, so that nobody's configuration changes what is listed.
  private static let comparison = [
    "--no-pager", "-c", "diff.relative=false", "diff", "--cached", "--find-renames",
    "--diff-filter=ACMRTU", "--no-ext-diff", "--no-color", "--ignore-submodules=none",
  ]
  private static let listing = comparison + ["--raw", "-z", "--no-abbrev"]
  /// With `--text`, because an attribute may have git take a newsletter for binary.
  private static let patch =
    comparison
    + ["--unified=0", "--inter-hunk-context=0", "--full-index", "--text", "--no-textconv", "--"]
    + StagedFile.endings.map { ":(top,icase)*" + $0 }
}
