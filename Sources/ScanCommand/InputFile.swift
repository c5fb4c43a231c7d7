import Glibc

/// Whole files that commands read.
package enum InputFile {
  /// Why a file cannot be read.
  package struct Failure: Error, CustomStringConvertible {
    let path: String
    let reason: String

    package var description: String { "\(path): cannot be read (\(reason)); check the path" }
  }

  /// All bytes of a file; "-" is standard input.
  package static func bytes(of path: String) throws(Failure) -> [UInt8] {
    let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Failure(path: path, reason: String(cString: strerror(errno))) }
    defer { if file != STDIN_FILENO { close(file) } }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw Failure(path: path, reason: String(cString: strerror(errno)))
      }
      if count == 0 { return bytes }
      bytes += block[..<count]
    }
  }
}
