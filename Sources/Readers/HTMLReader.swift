import TextModel

/// Reads HTML.
final class HTMLReader: DocumentReader {
  init(
    _ window: consuming ByteWindow, from position: Int, origin: Origin, repair: TextRepair,
    limit: Int, log: ReadLog
  ) {
    log.refuse(origin.name, cause: "unsupported", "HTML")
  }

  func read(into output: inout PassageWriter) -> Bool { false }
}
