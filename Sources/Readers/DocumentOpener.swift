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
    let archive = ArchiveOpener(opener: self, origin: origin, depth: depth)
    switch opened.form {
    case .zip: return archive.open(window, path: path)
    case .form(let form):
      if let path { return openForm(form, .file(path), origin: origin, depth: depth) }
      guard let bytes = archive.whole(window) else { return OpenedDocument(kind: form.rawValue) }
      return openForm(form, .bytes(bytes), origin: origin, depth: depth)
    default: break
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
    case .zip, .docx, .pptx, .xlsx, .odt, .ods:
      // What is no zip is said by what was found, an encrypted file for example.
      return found
    case .csv where found != .binary && found != .empty: return .csv
    case .whatsapp where found != .binary && found != .empty && found != .zip: return .whatsapp
    case .pdf, .rtf, .doc, .xls, .eml, .mbox, .wordpress, .disqus:
      return found == .empty ? .empty : .form(format)
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
      let cause = kind == "encrypted" ? kind : "unsupported"
      log.refuse(origin.name, cause: cause, detail)
      return OpenedDocument(kind: kind)
    case .media:
      return OpenedDocument(kind: "media", reader: FileNameReader(origin: origin))
    case .zip, .form: return OpenedDocument(kind: "zip")
    case .csv:
      return OpenedDocument(
        kind: "csv",
        reader: CSVReader(
          window, from: opened.start, head: opened.head, origin: origin, options: options,
          repair: opened.repair, log: log))
    case .whatsapp:
      return OpenedDocument(
        kind: "whatsapp",
        reader: WhatsAppReader(
          window, from: opened.start, head: opened.head, origin: origin, repair: opened.repair,
          limit: options.maximumParagraph, log: log))
    case .script(let start, let type):
      var scanner = JSONScanner(window, from: opened.start + start, options: options)
      scanner.repair = opened.repair
      return OpenedDocument(
        kind: "x",
        reader: XReader(
          scanner, type: type, origin: origin, options: options, log: log))
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
          repair: opened.repair, limit: options.maximumParagraph, isExport: pageKind != nil,
          log: log))
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
    case .instagram(let isSingle):
      return OpenedDocument(
        kind: "instagram",
        reader: InstagramReader(
          scanner, isSingle: isSingle, origin: opened.origin, options: options, log: log))
    case .chat(let service):
      return OpenedDocument(
        kind: service.rawValue,
        reader: ChatExportReader(
          scanner, of: service, origin: opened.origin, options: options, log: log))
    case .generic:
      return OpenedDocument(
        kind: "json", reader: GenericJSONReader(scanner, origin: opened.origin, log: log))
    }
  }

  /// Hands a document on to what reads its form.
  func openForm(
    _ form: InputFormat, _ input: FormInput.Content, origin: Origin, depth: Int
  ) -> OpenedDocument {
    guard let forms = options.forms else {
      log.refuse(
        origin.name, cause: "unsupported",
        "\(form.rawValue) is not read here; save it as plain text or HTML")
      return OpenedDocument(kind: form.rawValue)
    }
    let input = FormInput(form: form, origin: origin, content: input, depth: depth)
    return OpenedDocument(
      kind: form.rawValue, reader: forms.reader(for: input, options: options, log: log))
  }

  /// Whether the document is UTF-16, and if so, whether its little end comes first.
  private func utf16Order(_ window: borrowing ByteWindow) -> Bool? {
    UTF16Source.order(UnsafeBufferPointer(start: window.base, count: min(window.end, 4096)))
  }
}

/// Opens one document for those who are handed its bytes.
package enum DocumentEntry {
  /// The reader of the document that `source` gives, or nil if there is nothing to read; what is
  /// wrong is in `log`.
  ///
  /// - Parameter path: a name by which its bytes can be read again, out of order.
  package static func open(
    _ source: any ByteSource, origin: Origin, options: ReaderOptions, log: ReadLog,
    path: String? = nil
  ) -> (any DocumentReader)? {
    let opener = DocumentOpener(
      options: options, log: log, budget: UnpackBudget(options.maximumUnpacked))
    return opener.open(source, origin: origin, path: path, depth: options.depth).reader
  }
}
