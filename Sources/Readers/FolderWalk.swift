import Glibc

/// A document that a walk met.
enum FoundDocument {
  /// A file; not regular if it is a pipe or a device.
  case file(String, isRegular: Bool)
  /// A folder that is a Facebook export, and the files in it.
  case facebook(String, files: [String])
  /// Something that could not be opened, which was said already.
  case refused(String)
}

/// Finds the files below a path, sorted by name.
struct FolderWalk {
  /// Where things are said.
  let log: ReadLog
  /// How inputs are read.
  let options: ReaderOptions

  /// The documents at `path`: the file that it is, or the files of the folder.
  func documents(at path: String) -> [FoundDocument] {
    var status = stat()
    guard stat(path, &status) == 0 else {
      refuse(path)
      return [.refused(path)]
    }
    guard isFolder(status) else { return [.file(path, isRegular: isRegular(status))] }
    let files = self.files(below: path)
    if files.isEmpty { log.warn(path, "the folder holds no files to read") }
    if options.input == .facebook || options.input == .auto && FacebookExport.matches(files) {
      return [.facebook(path, files: files)]
    }
    let filter = ExportFilter(paths: files, includeMessages: options.includeMessages)
    let read = files.filter { filter?.isRead($0) ?? true }
    log.sayLeftOut(files.count - read.count, of: filter, in: path)
    return read.map { .file(join(path, $0), isRegular: true) }
  }

  /// The regular files below a folder, as paths from there.
  func files(below folder: String) -> [String] {
    var found: [String] = []
    var hidden = 0
    var ancestors: [FileIdentity] = []
    var status = stat()
    if stat(folder, &status) == 0 {
      ancestors = [FileIdentity(device: UInt(status.st_dev), number: UInt(status.st_ino))]
    }
    walk(folder, "", &ancestors, &found, &hidden)
    if hidden > 0 { log.warn(folder, "\(hidden) hidden file(s) or folder(s) were left out") }
    return found
  }

  /// The size of all regular files among `paths`, or nil if it cannot be known beforehand.
  static func size(of paths: [String]) -> Int? {
    var total = 0
    for path in paths {
      var status = stat()
      guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        return nil
      }
      total += Int(status.st_size)
    }
    return total
  }

  /// Whether a name is one that systems leave behind and nobody wrote.
  static func isLitter(_ name: some StringProtocol) -> Bool {
    let litter = ["__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"]
    return name.hasPrefix("._") || litter.contains { $0 == name }
  }

  private struct FileIdentity: Equatable {
    var device: UInt
    var number: UInt
  }

  private func walk(
    _ folder: String, _ prefix: String, _ ancestors: inout [FileIdentity],
    _ found: inout [String], _ hidden: inout Int
  ) {
    guard let names = self.names(in: folder) else {
      log.refuse(
        folder, cause: "unreadable", "cannot be opened: \(systemMessage()); check its permissions")
      return
    }
    for name in names where !Self.isLitter(name) {
      guard !name.hasPrefix(".") else {
        hidden += 1
        continue
      }
      let path = join(folder, name)
      var status = stat()
      guard !name.unicodeScalars.contains("\u{FFFD}") || stat(path, &status) == 0 else {
        log.refuse(path, cause: "unreadable", "its name is not UTF-8; rename it")
        continue
      }
      guard stat(path, &status) == 0 else {
        refuse(path)
        continue
      }
      if isRegular(status) { found.append(prefix + name) }
      guard isFolder(status) else { continue }
      let identity = FileIdentity(device: UInt(status.st_dev), number: UInt(status.st_ino))
      guard !ancestors.contains(identity), ancestors.count < 128 else {
        log.warn(path, "the folder leads back into itself; it was read once")
        continue
      }
      ancestors.append(identity)
      walk(path, prefix + name + "/", &ancestors, &found, &hidden)
      ancestors.removeLast()
    }
  }

  private func names(in folder: String) -> [String]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func refuse(_ path: String) {
    let isMissing = errno == ENOENT || errno == ENOTDIR
    log.refuse(
      path, cause: isMissing ? "missing" : "unreadable",
      isMissing
        ? "there is no such file; check the path"
        : "cannot be opened: \(systemMessage()); check its permissions")
  }

  private func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  private func isFolder(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }
  private func isRegular(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFREG }
}
