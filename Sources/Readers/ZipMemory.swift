import CMinizip

/// Bytes that minizip reads as if they were a file.
final class ZipMemory {
  private let bytes: UnsafeMutableRawBufferPointer
  private var position = 0

  /// Copies the bytes, so that their address stays what it is.
  init(_ bytes: [UInt8]) {
    self.bytes = .allocate(byteCount: bytes.count, alignment: 1)
    self.bytes.copyBytes(from: bytes)
  }

  /// All of it.
  var contents: UnsafeRawBufferPointer { UnsafeRawBufferPointer(bytes) }

  deinit { bytes.deallocate() }

  /// The functions to open this with; they hold it by address, so it must outlive the archive.
  var functions: zlib_filefunc64_def {
    var functions = zlib_filefunc64_def()
    functions.opaque = Unmanaged.passUnretained(self).toOpaque()
    functions.zopen64_file = { opaque, _, _ in opaque }
    functions.zread_file = { opaque, _, buffer, size in
      ZipMemory.at(opaque)?.read(into: buffer, Int(size)) ?? 0
    }
    functions.zwrite_file = { _, _, _, _ in 0 }
    functions.ztell64_file = { opaque, _ in ZPOS64_T(ZipMemory.at(opaque)?.position ?? 0) }
    functions.zseek64_file = { opaque, _, offset, origin in
      ZipMemory.at(opaque)?.seek(offset, origin) ?? -1
    }
    functions.zclose_file = { _, _ in 0 }
    functions.zerror_file = { _, _ in 0 }
    return functions
  }

  private static func at(_ opaque: UnsafeMutableRawPointer?) -> ZipMemory? {
    opaque.map { Unmanaged<ZipMemory>.fromOpaque($0).takeUnretainedValue() }
  }

  private func read(into buffer: UnsafeMutableRawPointer?, _ size: Int) -> UInt {
    let count = min(size, bytes.count - position)
    guard count > 0, let buffer, let base = bytes.baseAddress else { return 0 }
    buffer.copyMemory(from: base + position, byteCount: count)
    position += count
    return UInt(count)
  }

  private func seek(_ offset: ZPOS64_T, _ origin: Int32) -> Int {
    // Offsets are unsigned but may stand for a step back.
    let step = Int(Int64(bitPattern: UInt64(offset)))
    let start =
      switch origin {
      case ZLIB_FILEFUNC_SEEK_CUR: position
      case ZLIB_FILEFUNC_SEEK_END: bytes.count
      default: 0
      }
    let (target, overflow) = start.addingReportingOverflow(step)
    guard !overflow, 0...bytes.count ~= target else { return -1 }
    position = target
    return 0
  }
}

/// The name of an archive member.
enum ZipName {
  /// The name as UTF-8: what is not UTF-8 is code page 437, the zip format's first character set.
  static func decoded(_ bytes: [UInt8]) -> String {
    let isUTF8 = bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return true }
      return firstFault(in: base, from: 0, to: buffer.count) == buffer.count
    }
    let old = bytes.map { $0 < 0x80 ? Unicode.Scalar($0) : high[Int($0) - 0x80] }
    let name =
      isUTF8
      ? String(decoding: bytes, as: UTF8.self) : String(String.UnicodeScalarView(old))
    return String(name.map { $0 == "\\" ? "/" : $0 })
  }

  /// Source: IBM code page 437, bytes 80 to FF.
  private static let high = Array(
    ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
      + "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars)
}
