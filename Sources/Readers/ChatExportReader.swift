import TextModel

/// Reads what Telegram, Teams and TikTok hand out: each message or comment is a passage with its
/// writer and its time.
///
/// Sources: Telegram Desktop's `result.json`; Microsoft Graph, chatMessage; TikTok's
/// `user_data_tiktok.json`.
final class ChatExportReader: DocumentReader {
  private let service: ChatService
  private let origin: Origin
  private let options: ReaderOptions
  private let log: ReadLog
  private var items: JSONItems
  private var record: UInt32 = 0
  private var leftOut = 0

  /// Reads what `scanner` reads.
  init(
    _ scanner: consuming JSONScanner, of service: ChatService, origin: Origin,
    options: ReaderOptions, log: ReadLog
  ) {
    items = JSONItems(scanner, outline: .deep, options: options)
    self.service = service
    self.origin = origin
    self.options = options
    self.log = log
  }

  func read(into output: inout PassageWriter) -> Bool {
    while !output.isFull {
      guard items.next() == .item else {
        finish()
        return false
      }
      if items.isCut { sayTooLarge(items.pointer, origin, log) }
      take(0, in: nil, into: &output)
    }
    return true
  }

  private func finish() {
    finishJSON(items.scanner, origin, log)
    guard leftOut > 0 else { return }
    log.warn(
      origin.name, "\(leftOut) private message(s) were not read; --messages reads them")
  }

  /// Takes a node and the messages in it.
  private func take(_ node: Int, in thread: String?, into output: inout PassageWriter) {
    let tape = items.tape
    guard tape.nodes.indices.contains(node), tape.nodes[node].kind == .object else { return }
    switch service {
    case .telegram:
      if let messages = tape.member(node, "messages") {
        let name = text(tape.member(node, "name"))
        for message in tape.children(of: messages) { take(message, in: name, into: &output) }
      } else {
        takeTelegram(node, thread, into: &output)
      }
    case .teams:
      takeTeams(node, into: &output)
      guard let replies = tape.member(node, "replies") else { return }
      for reply in tape.children(of: replies) { take(reply, in: nil, into: &output) }
    case .tiktok: takeTikTok(node, into: &output)
    }
  }

  private func takeTelegram(_ node: Int, _ thread: String?, into output: inout PassageWriter) {
    let tape = items.tape
    var passage = Passage(text: .none)
    passage.kind = .message
    passage.audience = .parent
    passage.author = output.store(text(tape.member(node, "from")) ?? "")
    passage.time = output.store(text(tape.member(node, "date")) ?? "")
    passage.title = output.store(thread ?? "")
    // A text is a string, or strings and marked words in a row.
    for name in ["text", "caption"] as [StaticString] {
      guard let member = tape.member(node, name) else { continue }
      var words = text(member) ?? ""
      if tape.nodes[member].kind == .array {
        for part in tape.children(of: member) {
          words += text(part) ?? text(tape.member(part, "text")) ?? ""
        }
      }
      emit(Array(words.utf8), of: member, passage, into: &output)
    }
    if let poll = tape.member(node, "poll") {
      for part in tape.nodes.indices
      where part > poll && part < Int(tape.nodes[poll].end)
        && (tape.isKey(part, "question") || tape.isKey(part, "text"))
      {
        emit(Array(tape.value(part)), of: part, passage, into: &output)
      }
    }
    if let file = tape.member(node, "file") { emitName(file, passage, into: &output) }
  }

  private func takeTeams(_ node: Int, into output: inout PassageWriter) {
    let tape = items.tape
    guard let body = tape.member(node, "body") else { return }
    var passage = Passage(text: .none)
    passage.kind = .message
    let sender = tape.member(node, "from").flatMap { tape.member($0, "user") }
    passage.author = output.store(text(sender.flatMap { tape.member($0, "displayName") }) ?? "")
    passage.time = output.store(text(tape.member(node, "createdDateTime")) ?? "")
    passage.url = output.store(text(tape.member(node, "webUrl")) ?? "")
    if let subject = tape.member(node, "subject"), tape.nodes[subject].kind == .string {
      emit(Array(tape.value(subject)), of: subject, passage, into: &output)
    }
    if let content = tape.member(body, "content"), tape.nodes[content].kind == .string {
      let isHTML = text(tape.member(body, "contentType"))?.lowercased() == "html"
      let texts = isHTML ? Self.blocks(Array(tape.value(content))) : [Array(tape.value(content))]
      for words in texts { emit(words, of: content, passage, into: &output) }
    }
    guard let attachments = tape.member(node, "attachments") else { return }
    for attachment in tape.children(of: attachments) {
      if let name = tape.member(attachment, "name") { emitName(name, passage, into: &output) }
    }
  }

  private func takeTikTok(_ node: Int, into output: inout PassageWriter) {
    let tape = items.tape
    let isMessage = items.keys.contains {
      String(decoding: $0, as: UTF8.self).lowercased().hasPrefix("chat history")
    }
    if isMessage, !options.includeMessages {
      leftOut += 1
      return
    }
    var passage = Passage(text: .none)
    passage.kind = isMessage ? .message : .comment
    for child in tape.children(of: node) {
      let value = text(child) ?? ""
      switch tape.string(tape.nodes[child].key).lowercased() {
      case "date": passage.time = output.store(value)
      case "from":
        passage.author = output.store(value)
        if isMessage { passage.audience = .parent }
      case "url": passage.url = output.store(value)
      default: break
      }
    }
    for child in tape.children(of: node) where tape.nodes[child].kind == .string {
      switch tape.string(tape.nodes[child].key).lowercased() {
      case "comment", "content", "title", "text", "bio", "biodescription":
        emit(Array(tape.value(child)), of: child, passage, into: &output)
      default: break
      }
    }
  }

  private func text(_ node: Int?) -> String? {
    guard let node, items.tape.nodes[node].kind == .string else { return nil }
    return String(decoding: items.tape.value(node), as: UTF8.self)
  }

  private func emit(
    _ words: [UInt8], of node: Int, _ common: Passage, into output: inout PassageWriter
  ) {
    guard words.contains(where: { $0 > 0x20 }) else { return }
    record += 1
    var passage = common
    passage.text = output.store(words[...])
    passage.member = output.store(member: origin.member)
    passage.paragraph = record
    var pointer = items.pointer
    items.tape.appendPointer(to: node, into: &pointer)
    passage.pointer = output.store(pointer[...])
    output.append(passage)
  }

  private func emitName(_ node: Int, _ common: Passage, into output: inout PassageWriter) {
    guard let name = text(node), let words = FileNameText(name).words else { return }
    var passage = common
    passage.kind = .fileName
    emit(Array(words.utf8), of: node, passage, into: &output)
  }

  /// The texts of a message that is a small page.
  private static func blocks(_ html: [UInt8]) -> [[UInt8]] {
    let stream = DocumentStream(
      bytes: html, name: "message", options: ReaderOptions(input: .html))
    var texts: [[UInt8]] = []
    while let batch = stream.nextBatch() {
      texts += batch.passages.map { Array(batch.bytes[$0.text.indices]) }
    }
    return texts
  }
}

/// A service whose exports are messages in JSON.
enum ChatService: String {
  case telegram, teams, tiktok
}
