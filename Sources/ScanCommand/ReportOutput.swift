import GatepostKit
import Glibc
import Reports

/// Where the report goes.
package struct OutputFile {
  /// Why it cannot be written.
  package enum Failure: Error, CustomStringConvertible {
    /// The other end of the pipe was closed.
    case readerLeft
    case unwritable(String, Int32)

    package var description: String {
      switch self {
      case .readerLeft:
        "the report's reader went away, and the rest was not scanned; give it all of the output"
      case .unwritable(let path, let number):
        "\(path): the report cannot be written (\(String(cString: strerror(number)))); "
          + "make room or name another file with --output"
      }
    }
  }

  private let file: Int32
  private let name: String

  package init(path: String?) throws {
    guard let path, path != "-" else {
      file = STDOUT_FILENO
      name = "standard output"
      return
    }
    file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    name = path
    guard file >= 0 else { throw Failure.unwritable(path, errno) }
  }

  package func write(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw errno == EPIPE ? Failure.readerLeft : Failure.unwritable(name, errno)
      }
      written += count
    }
  }
}

/// The progress bar on standard error.
final class ProgressLine {
  private var bar: ProgressBar

  init(isShown: Bool) {
    bar = ProgressBar(isTerminal: isShown && isatty(STDERR_FILENO) == 1)
  }

  func show(_ stream: any PassageSource, elapsed: Duration) {
    put(bar.update(done: stream.bytesRead, total: stream.totalBytes, elapsed: elapsed))
  }

  func erase() { put(bar.erase()) }

  private func put(_ bytes: [UInt8]?) {
    guard let bytes else { return }
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
