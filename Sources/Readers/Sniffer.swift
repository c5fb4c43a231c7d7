import TextModel

/// What a document is, judged by its first block.
enum Form: Equatable {
  case empty, binary, text, markdown, html, json, jsonl, csv, whatsapp, zip, media
  /// A form that the companion reads.
  case form(InputFormat)
  /// A file of an X archive: JavaScript whose JSON begins at an offset, and the type that it names.
  case script(start: Int, type: String)
  /// A form that is known but cannot be read.
  case unreadable(kind: String, detail: String)
}

/// Judges a document by its bytes first and by its name last.
struct Sniffer {
  /// The first block, at most 64 KiB, its byte order mark left out.
  let bytes: ArraySlice<UInt8>
  /// Whether the block is the whole document.
  let isWhole: Bool
  /// The document's name, which only breaks ties.
  let name: String

  /// What the document is.
  var form: Form {
    if bytes.isEmpty { return .empty }
    return signature ?? textForm
  }

  private var textForm: Form {
    if isBinary { return .binary }
    if let mail = MailSigns(bytes).form { return .form(mail) }
    if let script = scriptForm { return script }
    let isNamedMarkdown = [".md", ".markdown", ".mdx"].contains { lowerName.hasSuffix($0) }
    if let json = jsonForm { return json }
    if let feed = feedForm { return feed }
    if isMarkup { return .html }
    if isNamedMarkdown || hasFrontMatter { return .markdown }
    if WhatsAppLine.isChat(bytes) { return .whatsapp }
    let isNamedTable = [".csv", ".tsv", ".tab"].contains { lowerName.hasSuffix($0) }
    return TableSigns(bytes, isWhole: isWhole).isTable(isNamed: isNamedTable) ? .csv : .text
  }

  private var lowerName: String { name.lowercased() }

  private func begins(_ bytes: [UInt8], at offset: Int = 0) -> Bool {
    self.bytes.dropFirst(offset).starts(with: bytes)
  }

  private func begins(_ text: String, at offset: Int = 0) -> Bool {
    begins(Array(text.utf8), at: offset)
  }

  private func contains(_ part: [UInt8]) -> Bool {
    guard let first = part.first else { return true }
    return bytes.indices.contains { bytes[$0] == first && bytes[$0...].starts(with: part) }
  }

  /// A file of an X archive: `window.YTD.tweets.part0 = [`.
  private var scriptForm: Form? {
    guard begins("window.") else { return nil }
    let head = bytes.prefix(200)
    guard let equals = head.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let words = String(decoding: head[..<equals].dropFirst(7), as: UTF8.self)
      .split { $0 == "." || $0 == " " }
    guard let first = words.first, first.hasPrefix("YTD") || first.hasPrefix("__THAR") else {
      return nil
    }
    let type = words.count > 1 ? words[1] : "manifest"
    return .script(
      start: equals + 1 - bytes.startIndex, type: String(type.map { $0 == "_" ? "-" : $0 }))
  }

  private var signature: Form? {
    if begins([0x50, 0x4B, 3, 4]) || begins([0x50, 0x4B, 5, 6]) || begins([0x50, 0x4B, 7, 8]) {
      return .zip
    }
    if begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      return oldForm
    }
    if begins("{\\rtf") { return .form(.rtf) }
    if begins([0x1F, 0x8B]) || begins([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) || begins("Rar!")
      || begins("ustar", at: 257)
    {
      return .unreadable(kind: "archive", detail: "an archive that is not a zip; unpack it first")
    }
    if isPDF { return .form(.pdf) }
    return isMedia ? .media : nil
  }

  /// What a compound file is, by the names of its streams, which are in UTF-16, and where they stand
  /// too far behind by its own name.
  private var oldForm: Form {
    func holds(_ stream: String, _ endings: String...) -> Bool {
      contains(Array(stream.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }))
        || endings.contains(where: name.lowercased().hasSuffix)
    }
    // An encrypted docx is such a file, too.
    if holds("EncryptedPackage") {
      return .unreadable(
        kind: "encrypted", detail: "protected by a password; save a copy without one")
    }
    if holds("__substg1.0_", ".msg") {
      return .unreadable(kind: "msg", detail: "a mail of Outlook's; save it as eml")
    }
    if holds("PowerPoint Document", ".ppt", ".pps") {
      return .unreadable(kind: "ppt", detail: "an old PowerPoint file; save it as pptx")
    }
    if holds("WordDocument", ".doc", ".dot") { return .form(.doc) }
    if holds("Workbook", ".xls", ".xlt") { return .form(.xls) }
    return .unreadable(
      kind: "ole",
      detail: "an old Office file, or a mail of Outlook's; save it as docx, pptx, xlsx or eml")
  }

  private var isPDF: Bool {
    let head = Array(bytes.prefix(1024))
    let mark = Array("%PDF-".utf8)
    return head.indices.contains { head[$0...].starts(with: mark) }
  }

  private var isMedia: Bool {
    begins([0xFF, 0xD8, 0xFF]) || begins([0x89, 0x50, 0x4E, 0x47]) || begins("GIF8")
      || begins("RIFF") || begins("ftyp", at: 4) || begins("ID3") || begins("OggS")
  }

  private var isBinary: Bool {
    let head = bytes.prefix(65536)
    var control = 0
    for byte in head where byte < 0x20 || byte == 0x7F {
      if byte == 0 { return true }
      let isSpace = 0x09...0x0D ~= byte || byte == 0x1B
      if !isSpace { control += 1 }
    }
    if control * 10 > head.count { return true }
    // Fewer are enough where the bytes are no UTF-8 either: noise, or a file that calls itself a
    // document and is none.
    guard control > 0, control * 50 > head.count || isNamedDocument else { return false }
    return !isUTF8(head)
  }

  /// Whether the name promises one of the forms that are not text.
  private var isNamedDocument: Bool {
    let endings = [
      ".docx", ".pptx", ".xlsx", ".odt", ".ods", ".doc", ".xls", ".ppt", ".pdf", ".zip", ".epub",
      ".rtf",
    ]
    return endings.contains(where: lowerName.hasSuffix)
  }

  /// Whether bytes are UTF-8, but for a character that their end cuts in two.
  private func isUTF8(_ head: ArraySlice<UInt8>) -> Bool {
    if String(validating: head, as: UTF8.self) != nil { return true }
    guard let lead = head.suffix(3).lastIndex(where: { $0 >= 0xC0 }),
      head[(lead + 1)...].allSatisfy({ $0 & 0xC0 == 0x80 })
    else { return false }
    return String(validating: head[..<lead], as: UTF8.self) != nil
  }

  private var hasFrontMatter: Bool {
    guard begins("---\n") || begins("---\r\n") || begins("+++\n") || begins("+++\r\n") else {
      return false
    }
    let mark = bytes.prefix(3)
    let lines = bytes.split(separator: 0x0A, maxSplits: 200)
    return lines.dropFirst().prefix(200).contains { line in
      line.starts(with: mark) && line.dropFirst(3).allSatisfy { $0 == 0x0D || $0 == 0x20 }
    }
  }

  /// An export of a blog or of its comments.
  var feedForm: Form? {
    guard bytes.first(where: { $0 > 0x20 }) == 0x3C else { return nil }
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    if head.holds("<disqus"), head.holds("disqus.com") { return .form(.disqus) }
    return head.holds("<rss") && head.holds("wordpress.org/export/") ? .form(.wordpress) : nil
  }

  private var isMarkup: Bool {
    let start = bytes.drop { $0 <= 0x20 }.prefix(16)
    let lower = String(decoding: start, as: UTF8.self).lowercased()
    let openings = [
      "<!doctype html", "<html", "<head", "<body", "<?xml", "<rss", "<disqus", "<feed",
    ]
    if openings.contains(where: lower.hasPrefix) { return true }
    // Markdown may hold a few tags; a text that starts with one and has more is HTML.
    guard lower.hasPrefix("<") else { return false }
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
    let tags = [
      "<p>", "<p ", "<div", "<br", "<a ", "<li>", "<ul", "<table", "<h1", "<h2", "<h3", "<span",
      "<strong", "<em>", "<b>", "<img",
    ]
    return tags.filter { head.holds($0) }.count >= 3 || head.holds("</")
  }
}

extension Sniffer {
  private var jsonForm: Form? {
    guard let first = bytes.first(where: { $0 > 0x20 }) else { return nil }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return nil }
    var scanner = JSONScanner(
      ByteWindow(MemorySource(bytes), capacity: bytes.count + 1), from: 0,
      options: ReaderOptions())
    var count = 0
    var token = scanner.next()
    while token != .fault, token != .end {
      count += 1
      if scanner.depth == 0 { break }
      token = scanner.next()
    }
    guard token != .end, token != .fault else { return broken(scanner.fault, after: count) }
    let rest = bytes.dropFirst(scanner.offset)
    guard let next = rest.first(where: { $0 > 0x20 }) else { return .json }
    let isNewLine = rest.prefix { $0 <= 0x20 }.contains(0x0A)
    let isContainer = next == UInt8(ascii: "{") || next == UInt8(ascii: "[")
    if isNewLine, isContainer || hasRows { return .jsonl }
    return count > 3 && first == UInt8(ascii: "{") ? .json : nil
  }

  /// What a text is that stops being JSON after so many tokens.
  private func broken(_ fault: JSONScanner.Fault?, after count: Int) -> Form? {
    if hasRows { return .jsonl }
    if fault == .tooDeep { return .json }
    // A first row may be longer than the block: then the name decides.
    if fault == .truncated, !isWhole { return isNamedRows ? .jsonl : .json }
    return count > (fault == .truncated ? 1 : 3) ? .json : nil
  }

  /// Whether it begins with an object and the name promises one a line.
  private var isNamedRows: Bool {
    bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
      && [".jsonl", ".ndjson"].contains(where: lowerName.hasSuffix)
  }

  /// Whether most of the first lines look like an object each.
  private var hasRows: Bool {
    let lines = bytes.split(separator: 0x0A, maxSplits: 20).prefix(20)
    var rows = 0
    var others = 0
    for line in lines {
      let text = line.drop { $0 <= 0x20 }
      let last = text.last { $0 > 0x20 }
      if text.first == UInt8(ascii: "{"), last == UInt8(ascii: "}"), text.count > 2 {
        rows += 1
      } else if !text.isEmpty {
        others += 1
      }
    }
    return rows >= 2 && rows >= others || rows == 1 && others == 1 && lines.count == 2
  }
}
