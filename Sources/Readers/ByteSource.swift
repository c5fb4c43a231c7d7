import Glibc

/// Somewhere that bytes come from, once and in order.
package protocol ByteSource: AnyObject {
  /// Fills the front of `buffer`.
  ///
  /// - Returns: the number of bytes, 0 at the end or after a failure.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int

  /// Why it ended early, or nil.
  var failure: ReadFailure? { get }
}

/// An open file or pipe.
package final class FileSource: ByteSource {
  package private(set) var failure: ReadFailure?
  private let descriptor: CInt
  private let log: ReadLog

  /// Takes over an open descriptor, and closes it at the end of its life.
  package init(descriptor: CInt, log: ReadLog) {
    self.descriptor = descriptor
    self.log = log
  }

  deinit {
    if descriptor > STDERR_FILENO { close(descriptor) }
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 {
        log.bytesRead += count
        return count
      }
      guard errno == EINTR else { break }
    }
    failure = ReadFailure(
      cause: "unreadable",
      detail: "reading stopped: \(systemMessage()); copy the file and try again")
    return 0
  }
}

/// Bytes that are already in memory.
package final class MemorySource: ByteSource {
  package let failure: ReadFailure? = nil
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// Reads those bytes.
  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.endIndex - position)
    guard count > 0 else { return 0 }
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}

/// What the system says of its last error, in small letters.
package func systemMessage() -> String {
  guard let text = strerror(errno) else { return "error \(errno)" }
  return String(cString: text).lowercased()
}
