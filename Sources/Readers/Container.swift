import Glibc

/// A zip or a folder: members that can be opened by number.
protocol Container: AnyObject {
  /// The members' paths, `/` between folders, sorted.
  var paths: [String] { get }

  /// Why a member cannot be opened, or nil.
  func obstacle(_ index: Int) -> ReadFailure?

  /// A source of a member's bytes.
  func open(_ index: Int) -> (any ByteSource)?
}

/// A folder, taken as a whole.
final class FolderContainer: Container {
  let paths: [String]
  private let folder: String
  private let log: ReadLog

  /// The files at `paths`, which count from `folder`.
  init(folder: String, paths: [String], log: ReadLog) {
    self.folder = folder.hasSuffix("/") ? folder : folder + "/"
    self.paths = paths
    self.log = log
  }

  func obstacle(_ index: Int) -> ReadFailure? {
    guard access(folder + paths[index], R_OK) != 0 else { return nil }
    return ReadFailure(
      cause: "unreadable", detail: "cannot be opened: \(systemMessage()); check its permissions")
  }

  func open(_ index: Int) -> (any ByteSource)? {
    let descriptor = Glibc.open(folder + paths[index], O_RDONLY | O_CLOEXEC)
    return descriptor < 0 ? nil : FileSource(descriptor: descriptor, log: log)
  }
}

/// A zip, its members sorted by name so that the same members give the same report.
final class ZipContainer: Container {
  let paths: [String]
  private let archive: ZipArchive
  private let members: [ZipMember]
  private let options: ReaderOptions
  private let budget: UnpackBudget
  private let log: ReadLog

  /// The members of an open archive.
  init(_ archive: ZipArchive, options: ReaderOptions, budget: UnpackBudget, log: ReadLog) {
    self.archive = archive
    self.options = options
    self.budget = budget
    self.log = log
    members = archive.members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    paths = members.map(\.name)
  }

  func obstacle(_ index: Int) -> ReadFailure? { members[index].obstacle }

  func open(_ index: Int) -> (any ByteSource)? {
    log.bytesRead += members[index].packedSize
    return archive.open(members[index], limits: options, budget: budget)
  }
}

/// Reads every member of an archive as a document of its own kind.
final class ContainerReader: DocumentReader {
  private let container: any Container
  private let opener: DocumentOpener
  private let source: String
  private let prefix: String
  private let depth: Int
  private let filter: ExportFilter?
  private var leftOut = 0
  private var next = 0
  private var current: (any DocumentReader)?

  /// Reads `container`, which `source` names; `prefix` leads to it through outer archives.
  init(
    _ container: any Container, opener: DocumentOpener, source: String, prefix: String, depth: Int
  ) {
    self.container = container
    self.opener = opener
    self.source = source
    self.prefix = prefix
    self.depth = depth
    filter = ExportFilter(
      paths: container.paths, includeMessages: opener.options.includeMessages)
  }

  func read(into output: inout PassageWriter) -> Bool {
    while !output.isFull {
      if let current {
        if !current.read(into: &output) { self.current = nil }
        continue
      }
      guard next < container.paths.count else {
        opener.log.sayLeftOut(leftOut, of: filter, in: source)
        return false
      }
      current = open(next)
      next += 1
    }
    return true
  }

  private func open(_ index: Int) -> (any DocumentReader)? {
    let origin = Origin(source: source, member: prefix + container.paths[index])
    if MediaName.isMedia(container.paths[index]) { return FileNameReader(origin: origin) }
    if filter?.isRead(container.paths[index]) == false {
      leftOut += 1
      return nil
    }
    if let obstacle = container.obstacle(index) {
      opener.log.refuse(origin.name, obstacle)
      return nil
    }
    guard let bytes = container.open(index) else { return nil }
    let isContainer = [.zip, .facebook].contains(opener.options.input)
    return opener.open(
      bytes, origin: origin, depth: depth + 1, format: isContainer ? .auto : nil
    ).reader
  }
}

/// Names of pictures, films and sounds.
enum MediaName {
  private static let endings: Set<String> = [
    "jpg", "jpeg", "png", "gif", "webp", "heic", "bmp", "tif", "tiff", "mp4", "mov", "m4v", "avi",
    "webm", "3gp", "mp3", "m4a", "aac", "wav", "ogg", "opus", "srt",
  ]

  /// Whether a path is one.
  static func isMedia(_ path: String) -> Bool {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return endings.contains(String(path[path.utf8.index(after: dot)...]).lowercased())
  }
}
