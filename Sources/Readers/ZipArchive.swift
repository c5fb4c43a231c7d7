import CMinizip
import Glibc

/// A member of an archive, as the central directory describes it.
package struct ZipMember {
  /// Its name, as UTF-8 with `/` between folders.
  package var name: String
  /// Its size when unpacked, in bytes, as the directory claims.
  package var size: Int
  /// Its size in the archive, in bytes.
  package var packedSize: Int
  /// Why it cannot be read, or nil.
  package var obstacle: ReadFailure?
  /// Where the directory describes it.
  fileprivate var position: unz64_file_pos
}

/// A zip that is open, read by its central directory and never unpacked to disk.
package final class ZipArchive {
  /// The members, in the order of the directory; folders and systems' litter left out.
  package let members: [ZipMember]
  /// Why the directory could not be read to its end, or nil.
  package let failure: ReadFailure?
  private let handle: unzFile
  private let memory: ZipMemory?

  /// Opens the zip at `path`; nil if it is none.
  package convenience init?(path: String) {
    self.init(unzOpen64(path), memory: nil)
  }

  /// Opens a zip that is in memory; nil if it is none.
  package convenience init?(bytes: [UInt8]) {
    let memory = ZipMemory(bytes)
    var functions = memory.functions
    self.init(unzOpen2_64("memory", &functions), memory: memory)
  }

  private init?(_ handle: unzFile?, memory: ZipMemory?) {
    guard let handle else { return nil }
    self.handle = handle
    self.memory = memory
    (members, failure) = Self.directory(of: handle)
  }

  deinit { unzClose(handle) }

  /// The archive's own bytes, where they are in memory.
  package var bytes: UnsafeRawBufferPointer? { memory?.contents }

  /// The first bytes of a small member as text, or nil.
  package func text(of name: String, limit: Int) -> String? {
    guard let member = members.first(where: { $0.name == name }), member.obstacle == nil else {
      return nil
    }
    let source = open(member, limits: ReaderOptions(), budget: UnpackBudget(limit))
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = bytes.withUnsafeMutableBytes { source.read(into: $0) }
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  /// A source of the member's bytes; one member is open at a time.
  package func open(_ member: ZipMember, limits: ReaderOptions, budget: UnpackBudget)
    -> ZipMemberSource
  {
    var position = member.position
    let isFound = unzGoToFilePos64(handle, &position) == UNZ_OK
    let isOpen = isFound && unzOpenCurrentFile(handle) == UNZ_OK
    return ZipMemberSource(
      archive: self, handle: handle, member: member, isOpen: isOpen, limits: limits, budget: budget)
  }

  private static func directory(of handle: unzFile) -> ([ZipMember], ReadFailure?) {
    var members: [ZipMember] = []
    var result = unzGoToFirstFile(handle)
    while result == UNZ_OK {
      if let member = currentMember(handle), isKept(member.name) { members.append(member) }
      result = unzGoToNextFile(handle)
    }
    // An empty archive has no first file, and that is no fault.
    var total = unz_global_info64()
    unzGetGlobalInfo64(handle, &total)
    let isWhole = result == UNZ_END_OF_LIST_OF_FILE || total.number_entry == 0
    let failure = ReadFailure(
      cause: "truncated", detail: "the archive's directory is broken; download the archive again")
    return (members, isWhole ? nil : failure)
  }

  private static func isKept(_ name: String) -> Bool {
    !name.hasSuffix("/") && !name.split(separator: "/").contains { FolderWalk.isLitter($0) }
  }

  private static func currentMember(_ handle: unzFile) -> ZipMember? {
    var info = unz_file_info64()
    var position = unz64_file_pos()
    guard
      unzGetCurrentFileInfo64(handle, &info, nil, 0, nil, 0, nil, 0) == UNZ_OK,
      unzGetFilePos64(handle, &position) == UNZ_OK
    else { return nil }
    let length = Int(min(info.size_filename, 65535))
    var name = [CChar](repeating: 0, count: length + 1)
    unzGetCurrentFileInfo64(handle, nil, &name, UInt(length), nil, 0, nil, 0)
    return ZipMember(
      name: ZipName.decoded(name.prefix(length).map { UInt8(bitPattern: $0) }),
      size: Int(clamping: info.uncompressed_size), packedSize: Int(clamping: info.compressed_size),
      obstacle: obstacle(info), position: position)
  }

  private static func obstacle(_ info: unz_file_info64) -> ReadFailure? {
    if info.flag & 1 != 0 || info.compression_method == 99 {
      return ReadFailure(
        cause: "encrypted", detail: "protected by a password; unpack it and give the files")
    }
    guard info.compression_method == 0 || info.compression_method == 8 else {
      return ReadFailure(
        cause: "unsupported",
        detail: "packed by method \(info.compression_method), which is not known; pack it anew")
    }
    return nil
  }
}

/// How much the members of all archives of a document may still unpack to.
package final class UnpackBudget {
  /// Bytes left.
  package var left: Int

  /// A budget of so many bytes.
  package init(_ left: Int) { self.left = left }
}

/// The bytes of one member, unpacked as they are asked for.
package final class ZipMemberSource: ByteSource {
  package private(set) var failure: ReadFailure?
  private let archive: ZipArchive
  private let handle: unzFile
  private let member: ZipMember
  private let limits: ReaderOptions
  private let budget: UnpackBudget
  private var isOpen: Bool
  private var count = 0

  fileprivate init(
    archive: ZipArchive, handle: unzFile, member: ZipMember, isOpen: Bool, limits: ReaderOptions,
    budget: UnpackBudget
  ) {
    self.archive = archive
    self.handle = handle
    self.member = member
    self.isOpen = isOpen
    self.limits = limits
    self.budget = budget
    if !isOpen {
      failure = ReadFailure(
        cause: "truncated", detail: "the member's header is broken; download the archive again")
    }
  }

  deinit { close() }

  package func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard isOpen, failure == nil else { return 0 }
    let wanted = UInt32(min(buffer.count, 1 << 20))
    let got = Int(unzReadCurrentFile(handle, buffer.baseAddress, wanted))
    guard got > 0 else {
      if got < 0 {
        failure = ReadFailure(
          cause: "damaged", detail: "the packed data is broken; download the archive again")
      }
      close()
      return 0
    }
    count += got
    budget.left -= got
    if isBomb {
      failure = ReadFailure(
        cause: "too-large",
        detail: "unpacks to far more than it holds (\(count) bytes so far); reading stopped there")
      close()
      return 0
    }
    return got
  }

  private var isBomb: Bool {
    budget.left < 0
      || count > 10 << 20 && count / max(1, member.packedSize) > limits.maximumRatio
  }

  /// Closes the member; only then is its check sum known.
  private func close() {
    guard isOpen else { return }
    isOpen = false
    if unzCloseCurrentFile(handle) == UNZ_CRCERROR, failure == nil {
      failure = ReadFailure(
        cause: "damaged",
        detail: "its check sum is wrong, so what was read may be wrong; download the archive again")
    }
  }
}
