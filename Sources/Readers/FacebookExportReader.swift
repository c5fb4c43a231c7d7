import TextModel

/// Reads a Facebook export, a folder or a zip, as one document.
final class FacebookExportReader: DocumentReader {
  private let container: any Container
  private let opener: DocumentOpener
  private let source: String
  private let prefix: String
  private let depth: Int
  private let export: FacebookExport
  private let account: String?
  private let names = SeenTexts()
  private var next = 0
  private var current: (any DocumentReader)?
  private var attachments: [Int] = []
  private var neverRead = 0
  private var threads: Set<String> = []
  private var isSaid = false

  /// Reads `container`, which `source` names; `prefix` leads to it through outer archives.
  init(
    _ container: any Container, opener: DocumentOpener, source: String, prefix: String = "",
    depth: Int
  ) {
    self.container = container
    self.opener = opener
    self.source = source
    self.prefix = prefix
    self.depth = depth
    export = FacebookExport(paths: container.paths)
    account = Self.account(in: container)
  }

  func read(into output: inout PassageWriter) -> Bool {
    while !output.isFull {
      if let current {
        if !current.read(into: &output) { self.current = nil }
        continue
      }
      guard next < container.paths.count else {
        emitNames(into: &output)
        say()
        return false
      }
      current = open(next)
      next += 1
    }
    return true
  }

  private func open(_ index: Int) -> (any DocumentReader)? {
    let path = container.paths[index]
    switch export.role(of: path) {
    case .furniture: return nil
    case .never:
      neverRead += 1
      return nil
    case .page: return openPage(index, kind: .post)
    case .attachment:
      guard !MediaName.isMedia(path) else {
        attachments.append(index)
        return nil
      }
      return openMember(index, context: nil)
    case .messages:
      guard opener.options.includeMessages else {
        threads.insert(path.split(separator: "/").dropLast().joined(separator: "/"))
        return nil
      }
      guard path.hasSuffix(".json") else { return openPage(index, kind: .message) }
      return openMember(index, context: context(.messages, isComments: false))
    case .list(let list, let isComments):
      return openMember(index, context: context(list, isComments: isComments))
    }
  }

  private func context(_ list: FacebookList?, isComments: Bool) -> FacebookContext {
    FacebookContext(
      account: account, isPage: export.isPage, list: list, isComments: isComments,
      includeMessages: opener.options.includeMessages, names: names)
  }

  private func openMember(_ index: Int, context: FacebookContext?) -> (any DocumentReader)? {
    let origin = self.origin(index)
    if let obstacle = container.obstacle(index) {
      opener.log.refuse(origin.name, obstacle)
      return nil
    }
    guard let bytes = container.open(index) else { return nil }
    return opener.open(
      bytes, origin: origin, depth: depth + 1, format: context == nil ? .auto : .facebook,
      facebook: context
    ).reader
  }

  /// A page of an export in HTML form, whose records end in a date.
  private func openPage(_ index: Int, kind: PassageKind) -> (any DocumentReader)? {
    let origin = self.origin(index)
    opener.log.warn(
      source, "the HTML form says less than the JSON form of the same export; ask for that")
    guard let bytes = container.open(index) else {
      opener.log.refuse(origin.name, container.obstacle(index))
      return nil
    }
    return opener.open(
      bytes, origin: origin, depth: depth + 1, format: .html, pageKind: kind
    ).reader
  }

  private func origin(_ index: Int) -> Origin {
    Origin(source: source, member: prefix + container.paths[index])
  }

  /// The names of files that no JSON has given.
  private func emitNames(into output: inout PassageWriter) {
    for index in attachments {
      let path = container.paths[index]
      guard names.insert(FacebookItem.lastPart(path)), let words = FileNameText(path).words
      else { continue }
      var passage = Passage(text: output.store(words))
      passage.kind = .fileName
      passage.audience = export.isPage ? .official : nil
      passage.member = output.store(member: prefix + path)
      output.append(passage)
    }
    attachments = []
  }

  private func say() {
    let log = opener.log
    log.warn(
      source,
      "This export holds only what the account itself wrote. Comments by visitors are not in it.")
    if neverRead > 0 {
      log.warn(
        source, "\(neverRead) file(s) about settings, tracking and contacts hold no posts; left out"
      )
    }
    if !threads.isEmpty {
      log.warn(
        source,
        "\(threads.count) thread(s) of private messages left out; ask for messages to read them")
    }
  }

  /// The name of the account or Page that the export is of.
  private static func account(in container: any Container) -> String? {
    for (index, path) in container.paths.enumerated() where FacebookExport.isProfile(path) {
      guard container.obstacle(index) == nil, let bytes = container.open(index) else { continue }
      var scanner = JSONScanner(ByteWindow(bytes), from: 0, options: ReaderOptions())
      var recorder = TapeRecorder()
      let token = scanner.next()
      _ = recorder.read(token, from: &scanner, limit: 4 << 20)
      let tape = recorder.tape
      let name = tape.nodes.indices.first {
        tape.nodes[$0].kind == .string
          && (tape.isKey($0, "full_name") || tape.isKey($0, "page_name"))
      }
      guard let name else { continue }
      var mojibake = Mojibake()
      return mojibake.string(tape.value(name))
    }
    return nil
  }
}
