import Glibc

/// The few things about files that the scanner needs, without Foundation.
enum Files {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether something has that name, a link that leads nowhere included.
  static func isEntry(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  static func canRun(_ path: String) -> Bool { access(path, X_OK) == 0 && !isFolder(path) }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a file was changed after another, or the other is not there.
  static func isNewer(_ path: String, than other: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let (seconds, rest) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    guard stat(other, &status) == 0 else { return true }
    return (seconds, rest) > (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
  }

  /// The path with links and dots resolved, or nil if it does not exist.
  static func absolute(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The folder that a path lies in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes a folder and those above it, for the user alone.
  static func makeFolder(_ path: String) -> Bool {
    if isFolder(path) { return true }
    let above = folder(of: path)
    guard above != path, makeFolder(above) else { return false }
    return mkdir(path, 0o700) == 0 || errno == EEXIST
  }

  /// The nearest of the files or folders of a name that suit, from a place upwards.
  ///
  /// - Parameter place: A file or folder; one that is not there stands for the working folder.
  static func inFolders(
    above place: String, _ name: String, where suits: (String) -> Bool
  ) -> String? {
    guard var folder = absolute(place) ?? absolute(".") else { return nil }
    if !isFolder(folder) { folder = Files.folder(of: folder) }
    while true {
      let path = folder == "/" ? "/" + name : folder + "/" + name
      if suits(path) { return path }
      if folder == "/" { return nil }
      folder = Files.folder(of: folder)
    }
  }

  /// The bytes of a file, or nil if it cannot be read.
  static func contents(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return readAll(from: file)
  }

  /// Writes a file for the user alone, beside and renamed, so that nobody ever opens half of it.
  ///
  /// - Returns: Whether that could be done; if not, the file is as it was.
  static func replace(_ path: String, with bytes: [UInt8]) -> Bool {
    guard makeFolder(folder(of: path)) else { return false }
    let beside = "\(path).\(getpid())"
    let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    let isWritten = write(bytes, to: file)
    guard close(file) == 0, isWritten, rename(beside, path) == 0 else {
      unlink(beside)
      return false
    }
    return true
  }

  static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  static func readAll(from file: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    read(from: file) { bytes += $0 }
    return bytes
  }

  /// Reads to the end, piece by piece.
  static func read(from file: Int32, _ take: (ArraySlice<UInt8>) -> Void) {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      take(block[..<count])
    }
  }

  /// Writes all bytes.
  ///
  /// - Returns: Whether that could be done; if not, `errno` says why.
  static func write(_ bytes: some Sequence<UInt8>, to file: Int32) -> Bool {
    let bytes = Array(bytes)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }
}
