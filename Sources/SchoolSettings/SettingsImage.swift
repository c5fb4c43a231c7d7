import Glibc

/// The compiled form of a `.gatepost.yml`: a few hundred bytes that open at once.
///
/// `GPST`, the version, the file's stamp and hashes, its path, and the tree; numbers are
/// little-endian, a text is its length in bytes and its UTF-8.
public enum SettingsImage {
  private static let magic: UInt32 = 0x5453_5047
  /// Changes with every change of the form or the schema, so that an old image is made anew.
  private static let version: UInt32 = 1
  private static let deepest = 32

  /// The image of a file.
  ///
  /// - Parameters:
  ///   - settings: What the file says.
  ///   - stamp: When it was read.
  public static func bytes(of settings: Settings, stamp: FileStamp) -> [UInt8] {
    var writer = Writer()
    writer.put(magic)
    writer.put(version)
    writer.put(stamp.size)
    writer.put(stamp.seconds)
    writer.put(stamp.nanoseconds)
    writer.put(settings.contentHash)
    writer.put(settings.wordsHash)
    writer.put(settings.path)
    writer.put(settings.tree)
    return writer.bytes
  }

  /// The settings that an image holds, and the stamp of the file that it was made from.
  ///
  /// - Returns: Nil if the bytes are no image of this version.
  public static func read(_ bytes: [UInt8]) -> (settings: Settings, stamp: FileStamp)? {
    var reader = Reader(bytes: bytes)
    guard reader.number(UInt32.self) == magic, reader.number(UInt32.self) == version,
      let size = reader.number(UInt64.self), let seconds = reader.number(Int64.self),
      let nanoseconds = reader.number(UInt32.self), let content = reader.number(UInt64.self),
      let words = reader.number(UInt32.self), let path = reader.text(),
      let tree = reader.tree(depth: 0), reader.isAtEnd
    else { return nil }
    return (
      Settings(tree: tree, path: path, contentHash: content, wordsHash: words),
      FileStamp(size: size, seconds: seconds, nanoseconds: nanoseconds)
    )
  }

  private struct Writer {
    var bytes: [UInt8] = []

    mutating func put(_ number: some FixedWidthInteger) {
      withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    mutating func put(_ text: String) {
      put(UInt32(text.utf8.count))
      bytes += text.utf8
    }

    mutating func put(_ tree: SettingsTree) {
      switch tree {
      case .text(let text):
        put(UInt8(0))
        put(text)
      case .list(let entries):
        put(UInt8(1))
        put(UInt32(entries.count))
        for entry in entries { put(entry) }
      case .mapping(let members):
        put(UInt8(2))
        put(UInt32(members.count))
        for member in members {
          put(member.key)
          put(member.value)
        }
      }
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
      let size = MemoryLayout<Number>.size
      guard bytes.count - position >= size else { return nil }
      defer { position += size }
      return bytes.withUnsafeBytes {
        Number(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Number.self))
      }
    }

    mutating func text() -> String? {
      guard let count = number(UInt32.self).map(Int.init), bytes.count - position >= count else {
        return nil
      }
      defer { position += count }
      return String(decoding: bytes[position..<(position + count)], as: UTF8.self)
    }

    mutating func tree(depth: Int) -> SettingsTree? {
      guard depth < deepest, let form = number(UInt8.self) else { return nil }
      if form == 0 { return text().map(SettingsTree.text) }
      // Each entry takes at least a byte, so a false count ends at the end of the bytes.
      guard form <= 2, let count = number(UInt32.self) else { return nil }
      var entries: [SettingsTree] = []
      var members: [SettingsTree.Member] = []
      for _ in 0..<count {
        let key = form == 2 ? text() : ""
        guard let key, let value = tree(depth: depth + 1) else { return nil }
        if form == 2 { members.append(.init(key, value)) } else { entries.append(value) }
      }
      return form == 2 ? .mapping(members) : .list(entries)
    }
  }
}

/// What tells that a file was changed: its size and its time of change.
public struct FileStamp: Hashable, Sendable {
  /// In bytes.
  public let size: UInt64
  /// Since 1970.
  public let seconds: Int64
  /// The rest of the time.
  public let nanoseconds: UInt32

  /// A stamp.
  public init(size: UInt64, seconds: Int64, nanoseconds: UInt32) {
    self.size = size
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// The stamp of a file as it is now, or nil if there is none.
  public init?(ofFile path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    size = UInt64(status.st_size)
    seconds = Int64(status.st_mtim.tv_sec)
    nanoseconds = UInt32(status.st_mtim.tv_nsec)
  }
}
