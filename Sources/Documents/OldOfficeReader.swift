import Processes
import Readers
import TextModel

/// Reads Word files of 1997 to 2003 through `catdoc`, and Excel files of these years through its
/// `xls2csv`.
///
/// These programs see less than the readers of the newer forms, and what they do not see is said.
final class OldOfficeReader: FormReader {
  private let input: FormInput
  private var isRead = false

  /// A reader of a document.
  init(_ input: FormInput, log: ReadLog) {
    self.input = input
    super.init(origin: input.origin, log: log)
  }

  private var isSheet: Bool { input.form == .xls }

  override func more() -> Bool {
    guard !isRead else { return false }
    isRead = true
    let newer = isSheet ? "xlsx" : "docx"
    let arguments =
      ["-d", "utf-8"] + (isSheet ? ["-q", "0", "-c", "\t"] : ["-w"]) + ["/dev/stdin"]
    let program = isSheet ? "xls2csv" : "catdoc"
    guard let file = DocumentFile(input.content),
      let result = Subprocess.result(of: program, arguments, input: file.descriptor),
      result.status != 127
    else {
      log.refuse(
        origin.name, cause: "no-program",
        "catdoc, which reads old Office files, is not installed; install it, or save the file as "
          + newer)
      return false
    }
    if String(decoding: result.errors, as: UTF8.self).contains("encrypted") {
      log.refuse(
        origin.name, cause: "encrypted", "protected by a password; save a copy without one")
      return false
    }
    guard result.status == 0, result.output.contains(where: { $0 > 0x20 }) else {
      log.refuse(
        origin.name, cause: "damaged",
        "an old Office file of which no text could be read; save it as \(newer)")
      return false
    }
    if isSheet { addRows(result.output) } else { addParagraphs(result.output) }
    return true
  }

  private func addParagraphs(_ text: [UInt8]) {
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0C || $0 == 0x0D }) {
      add(line, place: "paragraph \(queue.count + 1)")
    }
    log.warn(
      origin.name,
      "an old Word file: alternative texts and properties were not read; save it as docx")
  }

  private func addRows(_ text: [UInt8]) {
    // A form feed ends a sheet.
    for (sheet, rows) in text.split(separator: 0x0C).enumerated() {
      for (row, line) in rows.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
      where line.contains(where: { $0 > 0x20 }) {
        add(line, place: "sheet \(sheet + 1), row \(row + 1)")
      }
    }
    log.refuse(
      origin.name, cause: "unsupported",
      "an old Excel file: comments, headers and texts that formulas make were not read; save it as "
        + "xlsx")
  }

  private func add(_ line: ArraySlice<UInt8>, place: String) {
    let text = SourcedText(String(decoding: line, as: UTF8.self))
    guard !text.isBlank else { return }
    var passage = FormPassage(text, place: place)
    passage.paragraph = queue.count + 1
    queue.append(passage)
  }
}
