import ScanCore

/// The strings of an image, each stored once.
struct StringTable {
  /// UTF-8 of all strings.
  private(set) var bytes: [UInt8] = []
  private var places: [String: (start: UInt32, count: UInt32)] = [:]

  /// Stores a string and says where it lies.
  mutating func store(_ string: String) -> (start: UInt32, count: UInt32) {
    if let place = places[string] { return place }
    let place = (start: UInt32(bytes.count), count: UInt32(string.utf8.count))
    bytes += string.utf8
    places[string] = place
    return place
  }
}

/// The sections of an image on their way into one file.
struct ImageFile {
  private var sections: [[UInt8]] = Array(
    repeating: [], count: ImageLayout.Section.allCases.count)

  /// Sets a section from records of a plain type, as they lie in memory.
  mutating func put<T: BitwiseCopyable>(_ records: [T], in section: ImageLayout.Section) {
    sections[section.rawValue] = records.withUnsafeBytes { Array($0) }
  }

  /// Sets a section from bytes.
  mutating func put(_ bytes: UnsafeRawBufferPointer, in section: ImageLayout.Section) {
    sections[section.rawValue] = Array(bytes)
  }

  /// Header, table and sections.
  func bytes(hash: UInt64) -> [UInt8] {
    var table: [UInt32] = []
    var offset = ImageLayout.headerSize + 8 * sections.count
    for section in sections {
      offset = (offset + 15) & ~15
      table += [UInt32(offset), UInt32(section.count)]
      offset += section.count
    }
    let header: [UInt32] = [
      ImageLayout.magic, ImageLayout.version, UInt32(truncatingIfNeeded: hash),
      UInt32(truncatingIfNeeded: hash >> 32), UInt32(sections.count), 0,
    ]
    var bytes = (header + table).withUnsafeBytes { Array($0) }
    for (number, section) in sections.enumerated() {
      bytes += Array(repeating: 0, count: Int(table[2 * number]) - bytes.count)
      bytes += section
    }
    return bytes
  }
}
