import TextModel

/// Reads one JSON file of a Facebook export.
final class FacebookReader: DocumentReader {
  private let origin: Origin
  private let log: ReadLog
  private let context: FacebookContext
  private var items: JSONItems
  private var item: FacebookItem
  private var record = 0
  private var participants: [String] = []
  private var thread = ""
  private let cover = Array("cover_photo".utf8)
  private let participantsKey = Array("participants".utf8)
  private let commentsKey = Array("comments".utf8)
  private let pagingKey = Array("paging".utf8)
  private let nextKey = Array("next".utf8)
  private let errorKey = Array("error".utf8)
  private var changes = -1
  private var keys: [[UInt8]] = []
  private var list: FacebookList?
  private var isComments = false
  private var leftOut = 0
  /// Messages that were passed over because they were not asked for.
  private(set) var leftOutMessages = 0

  /// Reads what `scanner` reads.
  init(
    _ scanner: consuming JSONScanner, isSingle: Bool, context: FacebookContext, origin: Origin,
    options: ReaderOptions, log: ReadLog
  ) {
    items = JSONItems(scanner, outline: isSingle ? .single : .lists, options: options)
    item = FacebookItem(context: context, member: origin.member)
    self.context = context
    self.origin = origin
    self.log = log
  }

  func read(into output: inout PassageWriter) -> Bool {
    while !output.isFull {
      guard items.next() == .item else {
        finish()
        return false
      }
      take(into: &output)
    }
    return true
  }

  private func take(into output: inout PassageWriter) {
    if changes != items.changes { readKeys() }
    let pointer = items.pointer
    if items.isCut { sayTooLarge(pointer, origin, log) }
    if keys.first == participantsKey {
      noteParticipant()
      return
    }
    guard !isGraphNotice(),
      var frame = frame(for: list, isScalar: items.tape.nodes.first?.kind == .string)
    else {
      return
    }
    record += 1
    item.record = record
    if list == .messages { frame.title = output.store(thread: thread) }
    // A cover repeats one of the pictures, whose title and name are handed on once.
    if keys.first == cover { frame.isMedia = true }
    let isMember = items.record == 0
    item.take(
      items.tape, at: pointer, key: isMember ? keys.last : nil, frame: frame, into: &output)
  }

  /// Whether the item is what the Graph API says about its answer; that is passed on in words.
  private func isGraphNotice() -> Bool {
    guard keys.count == 2 else { return false }
    if keys[0] == pagingKey, keys[1] == nextKey {
      log.warn(origin.name, "the answer goes on: paging.next says that this is only a part of it")
    }
    if keys[0] == errorKey {
      log.refuse(
        origin.name, cause: "failed", "the Graph API answered with an error; ask it again")
    }
    return keys[0] == pagingKey || keys[0] == errorKey
  }

  private func readKeys() {
    changes = items.changes
    keys = items.keys
    list = keys.lazy.compactMap { FacebookList(key: $0) }.first ?? context.list
    isComments = keys.count == 1 && keys[0] == commentsKey
  }

  /// What holds for the items of a list, or nil if they are not read.
  private func frame(for list: FacebookList?, isScalar: Bool) -> FacebookItem.Frame? {
    let own = context.ownVoice
    switch list {
    case .never:
      leftOut += 1
      return nil
    case .messages, .support:
      guard context.includeMessages else {
        leftOutMessages += 1
        return nil
      }
      guard !isScalar, !isPlaceholder else { return nil }
      return FacebookItem.Frame(kind: .message)
    case .profile: return FacebookItem.Frame(kind: .profile, audience: own)
    case .visitors: return FacebookItem.Frame(kind: .post, audience: .parent)
    case .comments:
      // Under a picture of an album the comments are others', so their writers are named.
      let isAlbum = isComments && !hasData
      return FacebookItem.Frame(kind: .comment, audience: isAlbum ? .parent : own)
    case .posts, nil:
      return FacebookItem.Frame(kind: context.isComments ? .comment : .post, audience: own)
    }
  }

  private var hasData: Bool {
    let tape = items.tape
    return tape.nodes.first?.kind == .object
      && tape.member(0, "data") != nil
  }

  /// Whether the item only says that a message was taken back.
  private var isPlaceholder: Bool {
    let tape = items.tape
    guard tape.nodes.first?.kind == .object else { return false }
    guard let type = tape.member(0, "type") else { return false }
    return tape.value(type).elementsEqual("placeholder".utf8)
  }

  private func noteParticipant() {
    let tape = items.tape
    guard participants.count < 20,
      let node = tape.nodes.indices.first(where: { tape.nodes[$0].kind == .string })
    else { return }
    participants.append(item.mojibake.string(tape.value(node)))
    thread = participants.joined(separator: ", ")
  }

  private func finish() {
    if leftOut > 0 {
      log.warn(origin.name, "\(leftOut) entries hold nothing that the account wrote; left out")
    }
    if leftOutMessages > 0, context.list != .messages {
      log.refuse(
        origin.name, cause: "messages",
        "\(leftOutMessages) private messages were left out; ask for messages to read them")
    }
    if item.mojibake.repairedPartly > 0 {
      log.warn(
        origin.name, "the letters of \(item.mojibake.repairedPartly) text(s) were repaired partly")
    }
    finishJSON(items.scanner, origin, log)
  }
}
