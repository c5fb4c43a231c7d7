import Glibc
import Processes
import Readers
import TextModel

/// Reads the text layer of a PDF, through the `pdftotext` program (poppler).
final class PDFReader: FormReader {
  private let input: FormInput
  private var isRead = false

  /// A reader of a document.
  init(_ input: FormInput, log: ReadLog) {
    self.input = input
    super.init(origin: input.origin, log: log)
  }

  override func more() -> Bool {
    guard !isRead else { return false }
    isRead = true
    guard let file = DocumentFile(input.content) else {
      log.refuse(origin.name, cause: "unreadable", "cannot be opened; check its permissions")
      return false
    }
    let pages = PDFPages()
    let source = PushedSource()
    let feed = XMLFeed(source, to: pages, allowsDoctype: true)
    let result = Subprocess.run(
      "pdftotext", ["-q", "-bbox-layout", "-enc", "UTF-8", "/dev/stdin", "-"],
      input: file.descriptor
    ) { bytes in
      source.bytes = bytes
      _ = feed.step()
    }
    guard let result, result.status != 127 else {
      log.refuse(
        origin.name, cause: "no-program",
        "pdftotext, which reads PDF, is not installed; install poppler-utils")
      return false
    }
    queue += pages.passages
    if result.status != 0 { sayFailed(String(decoding: result.errors, as: UTF8.self), file) }
    sayEmpty(pages, file.descriptor)
    addProperties(file.descriptor)
    return true
  }

  private func sayFailed(_ said: String, _ file: DocumentFile) {
    rewind(file.descriptor)
    let info = Subprocess.result(of: "pdfinfo", ["/dev/stdin"], input: file.descriptor)
    let words = said + String(decoding: info?.errors ?? [], as: UTF8.self)
    let isLocked = words.lowercased().contains("password")
    log.refuse(
      origin.name, cause: isLocked ? "encrypted" : "damaged",
      isLocked
        ? "protected by a password; save a copy without one"
        : "no PDF that can be read to its end; save it again")
  }

  /// Says which pages are only pictures, which nobody has read.
  private func sayEmpty(_ pages: PDFPages, _ file: Int32) {
    if !pages.garbled.isEmpty {
      log.refuse(
        origin.name, cause: "no-text",
        "the letters of \(Self.list(pages.garbled)) stand for no characters; save the text itself")
    }
    guard !pages.empty.isEmpty else { return }
    rewind(file)
    let images = Subprocess.result(of: "pdfimages", ["-list", "/dev/stdin"], input: file)
    let lines = String(decoding: images?.output ?? [], as: UTF8.self).split(separator: "\n")
    let withImages = Set(lines.compactMap { $0.split(separator: " ").first.flatMap { Int($0) } })
    let unread = pages.empty.filter { withImages.contains($0) }
    guard !unread.isEmpty else { return }
    log.refuse(
      origin.name, cause: "no-text",
      "\(Self.list(unread)) only a picture, without text that can be read; give the text itself")
  }

  private static func list(_ pages: [Int]) -> String {
    guard pages.count > 1 else { return "page \(pages.first ?? 0) is" }
    let shown = pages.prefix(8).map(String.init).joined(separator: ", ")
    return pages.count > 8 ? "pages \(shown) and \(pages.count - 8) more are" : "pages \(shown) are"
  }

  private func addProperties(_ file: Int32) {
    rewind(file)
    guard let info = Subprocess.result(of: "pdfinfo", ["-enc", "UTF-8", "/dev/stdin"], input: file)
    else { return }
    for line in String(decoding: info.output, as: UTF8.self).split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon]
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      guard ["Title", "Subject", "Keywords"].contains(name), !value.isEmpty else {
        continue
      }
      queue.append(
        FormPassage(
          SourcedText(String(value)), place: "document properties (\(name.lowercased()))",
          kind: .caption))
    }
    rewind(file)
    let files = Subprocess.result(of: "pdfdetach", ["-list", "/dev/stdin"], input: file)
    let count = files.flatMap {
      String(decoding: $0.output, as: UTF8.self).split(separator: " ").first.flatMap { Int($0) }
    }
    if let count, count > 0 {
      log.refuse(
        origin.name, cause: "unsupported",
        "\(count) file(s) attached to the PDF were not read; save them as files of their own")
    }
  }

  private func rewind(_ file: Int32) { lseek(file, 0, SEEK_SET) }
}

/// Bytes that are pushed, one block at a time.
private final class PushedSource: ByteSource {
  let failure: ReadFailure? = nil
  var bytes: ArraySlice<UInt8> = []

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.count)
    buffer.copyBytes(from: bytes.prefix(count))
    bytes = bytes.dropFirst(count)
    return count
  }
}

/// The pages as `pdftotext -bbox-layout` writes them: pages, blocks, lines, words.
///
/// A block is a passage. A word that a hyphen parts at a line's end is joined.
private final class PDFPages: XMLPart {
  private(set) var passages: [FormPassage] = []
  /// Pages without a word.
  private(set) var empty: [Int] = []
  /// Pages whose letters stand for no characters.
  private(set) var garbled: [Int] = []
  private var page = 0
  private var line = 0
  private var firstLine = 0
  private var block: [UInt8] = []
  private var word: [UInt8] = []
  private var isWord = false
  private var isNewLine = false
  private var letters = 0
  private var odd = 0

  override func begin(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "page":
      page += 1
      (line, letters, odd) = (0, 0, 0)
    case "block":
      block = []
      firstLine = line + 1
    case "line":
      line += 1
      isNewLine = true
    case "word":
      isWord = true
      word = []
    default: break
    }
  }

  override func end(_ name: String) {
    switch name {
    case "word":
      isWord = false
      addWord()
    case "block":
      guard block.contains(where: { $0 > 0x20 }) else { return }
      var passage = FormPassage(
        SourcedText(String(decoding: block, as: UTF8.self)),
        place: "page \(page), line \(firstLine)")
      passage.paragraph = passages.count + 1
      passages.append(passage)
    case "page":
      if letters == 0 { empty.append(page) }
      if odd * 10 > letters * 3 { garbled.append(page) }
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>) {
    if isWord { word += bytes }
  }

  private func addWord() {
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      letters += 1
      let isPrivate = 0xE000...0xF8FF ~= scalar.value
      if isPrivate || scalar == "\u{FFFD}" || scalar.value < 0x20 { odd += 1 }
    }
    if isNewLine, block.last == UInt8(ascii: "-"), let first = word.first, 0x61...0x7A ~= first {
      block.removeLast()
    } else if !block.isEmpty {
      block.append(isNewLine ? 0x0A : 0x20)
    }
    isNewLine = false
    block += Self.expanded(word)
  }

  /// Ligatures as the letters that they are: matching knows words, not glyphs.
  private static func expanded(_ word: [UInt8]) -> [UInt8] {
    guard word.contains(0xEF) else { return word }
    var text = ""
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0xFB00: text += "ff"
      case 0xFB01: text += "fi"
      case 0xFB02: text += "fl"
      case 0xFB03: text += "ffi"
      case 0xFB04: text += "ffl"
      case 0xFB05, 0xFB06: text += "st"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return Array(text.utf8)
  }
}
