import Glibc
import ScanCore

/// The files that a compiled lexicon was made from, and whether they still are as they were.
struct LexiconManifest {
  private let lexicon: Lexicon
  private let words: UnsafeBufferPointer<UInt32>
  /// Words an entry takes: path (2), whether it is a folder, size (2), time of change (2, 1).
  private static let stride = 8

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    words = lexicon.records(.manifest, as: UInt32.self)
  }

  /// The folder that the first file stands under, or nil for an image of nothing.
  var isEmpty: Bool { words.isEmpty || words[0] == 0 }

  /// A number over the words that a school's settings added; 0 if they added none.
  var settingsHash: UInt32 {
    let place = words.isEmpty ? 0 : 1 + Self.stride * Int(words[0])
    return place < words.count ? words[place] : 0
  }

  /// Whether no file was changed, added or taken away since the image was made.
  ///
  /// A folder's time of change says that files came or went; a file's time and size that it was
  /// edited. Costs one system call an entry.
  var isCurrent: Bool {
    guard !isEmpty else { return true }
    return (0..<Int(words[0])).allSatisfy { isCurrent(at: 1 + Self.stride * $0) }
  }

  /// Whether none of the files is there at all: an image that was copied without its sources.
  var isDetached: Bool {
    guard !isEmpty else { return true }
    var status = stat()
    return stat(lexicon.string(at: words[1], count: words[2]), &status) != 0
  }

  private func isCurrent(at entry: Int) -> Bool {
    var status = stat()
    guard stat(lexicon.string(at: words[entry], count: words[entry + 1]), &status) == 0 else {
      return false
    }
    let size = UInt64(words[entry + 3]) | UInt64(words[entry + 4]) << 32
    let seconds = UInt64(words[entry + 5]) | UInt64(words[entry + 6]) << 32
    let isFolder = words[entry + 2] == 1
    return (isFolder || UInt64(status.st_size) == size)
      && UInt64(bitPattern: Int64(status.st_mtim.tv_sec)) == seconds
      && UInt32(status.st_mtim.tv_nsec) == words[entry + 7]
  }
}
