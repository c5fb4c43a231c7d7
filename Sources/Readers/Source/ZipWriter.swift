import CMinizip

/// Writes a zip, member by member, into memory.
///
/// Source: PKWARE APPNOTE 6.3 (local headers, central directory); sizes below 4 GiB only.
struct ZipWriter {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// An empty archive.
  init() {}

  /// Adds a member; the first one of an OpenDocument file is to be stored as it is.
  mutating func add(_ name: String, _ contents: [UInt8], isStored: Bool = false) {
    let packed = isStored ? nil : Self.deflated(contents)
    let data = packed ?? contents
    let sum = contents.withUnsafeBufferPointer {
      UInt32(crc32(0, $0.baseAddress, UInt32(contents.count)))
    }
    let start = UInt32(bytes.count)
    // Version 2.0, names in UTF-8, method, 1 January 2026 at midnight.
    var common: [UInt8] = []
    Self.append16(20, &common)
    Self.append16(0x0800, &common)
    Self.append16(packed == nil ? 0 : 8, &common)
    Self.append16(0, &common)
    Self.append16(46 << 9 | 1 << 5 | 1, &common)
    Self.append32(sum, &common)
    Self.append32(UInt32(data.count), &common)
    Self.append32(UInt32(contents.count), &common)
    Self.append16(UInt16(name.utf8.count), &common)
    Self.append16(0, &common)
    bytes += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + data
    directory += [0x50, 0x4B, 1, 2]
    Self.append16(20, &directory)
    directory += common
    for _ in 0..<3 { Self.append16(0, &directory) }
    Self.append32(0, &directory)
    Self.append32(start, &directory)
    directory += Array(name.utf8)
    count += 1
  }

  /// The archive.
  func finished() -> [UInt8] {
    var end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
    Self.append16(UInt16(count), &end)
    Self.append16(UInt16(count), &end)
    Self.append32(UInt32(directory.count), &end)
    Self.append32(UInt32(bytes.count), &end)
    Self.append16(0, &end)
    return bytes + directory + end
  }

  private static func deflated(_ contents: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    guard
      deflateInit2_(
        &stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    var input = contents
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(contents.count))))
    let status = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END else { return nil }
    return Array(output.prefix(Int(stream.total_out)))
  }

  private static func append16(_ number: UInt16, _ bytes: inout [UInt8]) {
    bytes += [UInt8(number & 0xFF), UInt8(number >> 8)]
  }

  private static func append32(_ number: UInt32, _ bytes: inout [UInt8]) {
    append16(UInt16(number & 0xFFFF), &bytes)
    append16(UInt16(number >> 16), &bytes)
  }
}
