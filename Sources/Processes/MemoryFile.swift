import CScan
import Glibc

/// Bytes that another program can read as a file, though they are never written to a disk.
package final class MemoryFile {
  /// The descriptor, at the first byte.
  package let descriptor: Int32

  /// A file of those bytes; nil if the system has no room for it.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    descriptor = gp_memory_file()
    guard descriptor >= 0 else { return nil }
    var written = 0
    while written < bytes.count {
      let count = write(
        descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return nil }
      written += count
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
