import TextModel

/// Opens a zip and finds out what it is an archive of.
struct ArchiveOpener {
  /// What opens the members.
  let opener: DocumentOpener
  /// Where the zip is.
  let origin: Origin
  /// How many archives it lies in.
  let depth: Int

  /// Opens the zip that `window` has begun to read, at `path` if it is a file of its own.
  func open(_ window: consuming ByteWindow, path: String?) -> OpenedDocument {
    guard depth < opener.options.maximumArchiveDepth else {
      return refuse("too-deep", "archives lie in one another too deeply; unpack the outer one")
    }
    guard let archive = archive(window, path: path) else {
      return OpenedDocument(kind: "zip")
    }
    opener.log.refuse(origin.name, archive.failure)
    if let office = office(archive) {
      return opener.openForm(
        office, path.map(FormInput.Content.file) ?? .archive(archive), origin: origin,
        depth: depth)
    }
    let container = ZipContainer(
      archive, options: opener.options, budget: opener.budget, log: opener.log)
    let isForced = opener.options.input == .facebook && depth == 0
    if isForced || FacebookExport.matches(container.paths) {
      return OpenedDocument(
        kind: "facebook",
        reader: FacebookExportReader(
          container, opener: opener, source: origin.source, prefix: prefix, depth: depth))
    }
    return OpenedDocument(
      kind: "zip",
      reader: ContainerReader(
        container, opener: opener, source: origin.source, prefix: prefix, depth: depth))
  }

  private var prefix: String { origin.member.map { $0 + "!" } ?? "" }

  private func archive(_ window: consuming ByteWindow, path: String?) -> ZipArchive? {
    if let path {
      if let archive = ZipArchive(path: path) { return archive }
    } else {
      guard let bytes = whole(window) else { return nil }
      if let archive = ZipArchive(bytes: bytes) { return archive }
    }
    _ = refuse("truncated", "the zip has no directory at its end; download it again")
    return nil
  }

  /// The whole archive in memory, or nil if it is too large for that.
  func whole(_ window: consuming ByteWindow) -> [UInt8]? {
    let options = opener.options
    let limit = depth == 0 ? options.maximumPipedArchive : options.maximumNestedArchive
    var bytes: [UInt8] = []
    repeat {
      bytes.append(contentsOf: UnsafeBufferPointer(start: window.base, count: window.end))
      if bytes.count > limit {
        _ = refuse(
          "too-large", "a zip of more than \(limit) bytes that is no file of its own; save it first"
        )
        return nil
      }
    } while window.refill(keeping: window.end)
    opener.log.refuse(origin.name, window.failure)
    return bytes
  }

  /// The form of an office file, by the names in it.
  ///
  /// Source: ECMA-376 part 2 (packages), OASIS OpenDocument 1.2 part 3 (packages).
  private func office(_ archive: ZipArchive) -> InputFormat? {
    let names = Set(archive.members.map(\.name))
    if names.contains("[Content_Types].xml") {
      if names.contains(where: { $0.hasPrefix("word/") }) { return .docx }
      if names.contains(where: { $0.hasPrefix("ppt/") }) { return .pptx }
      if names.contains(where: { $0.hasPrefix("xl/") }) { return .xlsx }
    }
    guard names.contains("mimetype"), names.contains("content.xml") else { return nil }
    return archive.text(of: "mimetype", limit: 100)?.holds("spreadsheet") == true ? .ods : .odt
  }

  private func refuse(_ cause: String, _ detail: String, _ kind: String = "zip") -> OpenedDocument {
    opener.log.refuse(origin.name, cause: cause, detail)
    return OpenedDocument(kind: kind)
  }
}
