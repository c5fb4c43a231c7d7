import TextModel

/// What opening a document gave.
struct OpenedDocument {
  /// The form, as reports name it.
  var kind: String
  /// The reader, or nil if there is nothing to read.
  var reader: (any DocumentReader)?
}

/// Finds out what a document is and makes its reader.
struct DocumentOpener {
  /// How inputs are read.
  let options: ReaderOptions
  /// Where things are said.
  let log: ReadLog
  /// How much archives may still unpack to.
  let budget: UnpackBudget

  private static let block = 64 << 10

  /// Opens the document that `source` gives.
  ///
  /// - Parameters:
  ///   - path: the file it is, if it can be opened again by name.
  ///   - depth: how many archives it lies in.
  func open(
    _ source: any ByteSource, origin: Origin, path: String? = nil, depth: Int = 0,
    format: InputFormat? = nil, facebook: FacebookContext? = nil,
    pageKind: PassageKind? = nil
  ) -> OpenedDocument {
    let format = format ?? options.input
    guard format.isReadable else { return refuse(format, origin) }
    var window = ByteWindow(source)
    _ = window.fill(0, Self.block)
    if window.end == 0, let failure = window.failure {
      log.refuse(origin.name, failure)
      return OpenedDocument(kind: format == .auto ? "unknown" : format.rawValue)
    }
    var start = 0
    if let isLittle = utf16Order(window) {
      let prefix = Array(UnsafeBufferPointer(start: window.base, count: window.end))
      log.warn(origin.name, "read as UTF-16")
      window = ByteWindow(
        UTF16Source(prefix: prefix, source: source, isLittleEndian: isLittle))
      _ = window.fill(0, Self.block)
    }
    if window.end >= 3, window.base[0] == 0xEF, window.base[1] == 0xBB, window.base[2] == 0xBF {
      start = 3
    }
    let head = Array(
      UnsafeBufferPointer(
        start: window.base + start, count: min(Self.block, window.end - start)))
    let isWhole = window.isAtEnd && head.count == window.end - start
    var repair = TextRepair()
    head.withUnsafeBufferPointer { repair.consider($0, isWhole: isWhole) }
    let form = self.form(format, head, isWhole: isWhole, origin: origin)
    let opened = Opened(form: form, head: head, start: start, origin: origin, repair: repair)
    guard opened.form != .zip else {
      return ArchiveOpener(opener: self, origin: origin, depth: depth).open(window, path: path)
    }
    return open(window, opened, format: format, facebook: facebook, pageKind: pageKind)
  }

  private struct Opened {
    var form: Form
    var head: [UInt8]
    var start: Int
    var origin: Origin
    var repair: TextRepair
  }

  private func form(
    _ format: InputFormat, _ head: [UInt8], isWhole: Bool, origin: Origin
  ) -> Form {
    let sniffer = Sniffer(bytes: head[...], isWhole: isWhole, name: origin.member ?? origin.source)
    let found = sniffer.form
    switch format {
    case .text where found != .binary && found != .empty: return .text
    case .markdown where found != .binary && found != .empty: return .markdown
    case .html where found != .binary && found != .empty: return .html
    case .json where found != .empty: return .json
    case .jsonl where found != .empty: return .jsonl
    case .facebook where found != .empty && found != .zip && found != .html: return .json
    case .zip where found != .empty: return .zip
    default: return found
    }
  }

  private func open(
    _ window: consuming ByteWindow, _ opened: Opened, format: InputFormat,
    facebook: FacebookContext?, pageKind: PassageKind?
  ) -> OpenedDocument {
    let origin = opened.origin
    switch opened.form {
    case .empty:
      log.warn(origin.name, "empty: there is nothing to read")
      return OpenedDocument(kind: "empty")
    case .binary:
      log.refuse(origin.name, cause: "binary", "not text; give the text itself")
      return OpenedDocument(kind: "binary")
    case .unreadable(let kind, let detail):
      log.refuse(origin.name, cause: "unsupported", detail)
      return OpenedDocument(kind: kind)
    case .media:
      return OpenedDocument(kind: "media", reader: FileNameReader(origin: origin))
    case .zip: return OpenedDocument(kind: "zip")
    case .json: return openJSON(window, opened, format: format, facebook: facebook)
    case .jsonl:
      return OpenedDocument(
        kind: "jsonl",
        reader: JSONLReader(
          window, from: opened.start, origin: origin, options: options, repair: opened.repair,
          log: log))
    case .html:
      return OpenedDocument(
        kind: "html",
        reader: HTMLReader(
          window, from: opened.start, origin: origin, kind: pageKind ?? .newsletter,
          repair: opened.repair, limit: options.maximumParagraph, log: log))
    case .text, .markdown:
      let isMarkdown = opened.form == .markdown
      return OpenedDocument(
        kind: isMarkdown ? "markdown" : "text",
        reader: PlainTextReader(
          window, from: opened.start, origin: origin, isMarkdown: isMarkdown,
          kind: isMarkdown ? .newsletter : .text, repair: opened.repair,
          limit: options.maximumParagraph, log: log))
    }
  }

  private func openJSON(
    _ window: consuming ByteWindow, _ opened: Opened, format: InputFormat,
    facebook: FacebookContext?
  ) -> OpenedDocument {
    let shape = JSONShape(opened.head, options: options, isFacebook: format == .facebook)
    var scanner = JSONScanner(window, from: opened.start, options: options)
    scanner.repair = opened.repair
    switch shape {
    case .rows:
      return OpenedDocument(
        kind: "json",
        reader: JSONRowsReader(scanner, origin: opened.origin, options: options, log: log))
    case .facebook(let isSingle):
      let context = facebook ?? FacebookContext(includeMessages: options.includeMessages)
      return OpenedDocument(
        kind: "facebook",
        reader: FacebookReader(
          scanner, isSingle: isSingle, context: context, origin: opened.origin, options: options,
          log: log))
    case .generic:
      return OpenedDocument(
        kind: "json", reader: GenericJSONReader(scanner, origin: opened.origin, log: log))
    }
  }

  private func refuse(_ format: InputFormat, _ origin: Origin) -> OpenedDocument {
    log.refuse(
      origin.name, cause: "unsupported",
      "the form \"\(format.rawValue)\" cannot be read yet; save it as plain text or HTML")
    return OpenedDocument(kind: format.rawValue)
  }

  /// Whether the document is UTF-16, and if so, whether its little end comes first.
  private func utf16Order(_ window: borrowing ByteWindow) -> Bool? {
    guard window.end >= 2 else { return nil }
    let base = window.base
    if base[0] == 0xFF, base[1] == 0xFE { return true }
    if base[0] == 0xFE, base[1] == 0xFF { return false }
    let pairs = min(window.end, 4096) / 2
    var even = 0
    var odd = 0
    for pair in 0..<pairs {
      if base[2 * pair] == 0 { even += 1 }
      if base[2 * pair + 1] == 0 { odd += 1 }
    }
    guard pairs >= 2 else { return nil }
    if odd * 10 >= pairs * 6, even * 20 <= pairs { return true }
    if even * 10 >= pairs * 6, odd * 20 <= pairs { return false }
    return nil
  }
}
