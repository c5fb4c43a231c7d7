import TextModel

/// Which reader a JSON document needs, judged by the keys in its first block.
enum JSONShape: Equatable {
  /// Objects with a text field.
  case rows
  /// A file of a Facebook export; `isSingle` if the document is one item and no list.
  case facebook(isSingle: Bool)
  /// A file of an Instagram export.
  case instagram(isSingle: Bool)
  /// Messages of a service.
  case chat(ChatService)
  /// Anything else.
  case generic

  /// Judges the block `head`, which may end anywhere.
  init(_ head: [UInt8], options: ReaderOptions, isFacebook: Bool = false) {
    var scanner = JSONScanner(
      ByteWindow(MemorySource(head[...]), capacity: head.count + 1), from: 0, options: options)
    var recorder = TapeRecorder()
    let token = scanner.next()
    _ = recorder.read(token, from: &scanner, limit: .max)
    let keys = JSONKeys(tape: recorder.tape)
    if keys.isInstagram, !isFacebook {
      self = .instagram(isSingle: keys.isInstagramItem(0))
    } else if let service = keys.chatService, !isFacebook {
      self = .chat(service)
    } else if keys.isFacebook || isFacebook {
      self = .facebook(isSingle: keys.isFacebookItem(0))
    } else {
      self = keys.isRows(options) ? .rows : .generic
    }
  }
}

/// The keys in the first block of a JSON document.
private struct JSONKeys {
  let tape: JSONTape

  private static let textKeys = [
    "text", "comment", "message", "content", "body", "review", "caption", "comment_text",
  ]

  /// Whether the document is an array of rows, or one row.
  func isRows(_ options: ReaderOptions) -> Bool {
    let field = String(options.textField.split(separator: ".").first ?? "")
    return rows.contains { row in
      guard row >= 0, tape.nodes[row].kind == .object else { return false }
      if has(row, field) { return true }
      return Self.textKeys.contains { key in
        member(row, key).map { tape.nodes[$0].kind == .string } ?? false
      }
    }
  }

  /// The service whose messages these are, or nil.
  var chatService: ChatService? {
    if rows.contains(where: isTeamsMessage) || items(of: "value").contains(where: isTeamsMessage) {
      return .teams
    }
    if items(of: "messages").contains(where: isTelegramMessage) { return .telegram }
    let chats = member(0, "chats").flatMap { member($0, "list") }
    if chats != nil, has(0, "about") || has(0, "personal_information") { return .telegram }
    let isTikTok = tape.nodes.indices.contains { node in
      tape.isKey(node, "CommentsList") || tape.isKey(node, "ChatHistory")
    }
    return isTikTok ? .tiktok : nil
  }

  private func isTeamsMessage(_ node: Int) -> Bool {
    has(node, "createdDateTime")
      && (member(node, "body").map { has($0, "contentType") && has($0, "content") } ?? false)
  }

  private func isTelegramMessage(_ node: Int) -> Bool {
    has(node, "type") && has(node, "date")
      && (has(node, "text_entities") || has(node, "from_id") || has(node, "date_unixtime"))
  }

  /// Whether the keys are those of an Instagram export.
  var isInstagram: Bool {
    guard let root = tape.nodes.first else { return false }
    if root.kind == .array { return rows.contains(where: isInstagramItem) }
    guard root.kind == .object else { return false }
    return isInstagramItem(0)
      || tape.children(of: 0).contains {
        InstagramReader.isRoot(tape.string(tape.nodes[$0].key))
      }
  }

  /// Whether a node is one post or comment of Instagram's.
  func isInstagramItem(_ node: Int) -> Bool {
    guard tape.nodes.indices.contains(node), tape.nodes[node].kind == .object else { return false }
    if has(node, "string_map_data") || has(node, "string_list_data") { return true }
    guard let media = member(node, "media"), tape.nodes[media].kind == .array else { return false }
    return tape.children(of: media).contains { has($0, "uri") && has($0, "creation_timestamp") }
  }

  /// Whether the keys are those of a Facebook export.
  var isFacebook: Bool {
    guard let root = tape.nodes.first else { return false }
    if root.kind == .array { return rows.contains { isFacebookItem($0) || isGraphItem($0) } }
    guard root.kind == .object else { return false }
    if items(of: "data").contains(where: isGraphItem) { return true }
    if let error = member(0, "error"), has(error, "fbtrace_id") { return true }
    return isFacebookItem(0) || isMessages || isAlbum || hasFacebookList
  }

  /// Whether a node is one post, comment or label form.
  func isFacebookItem(_ node: Int) -> Bool {
    guard tape.nodes.indices.contains(node), tape.nodes[node].kind == .object else { return false }
    if has(node, "label_values") { return true }
    guard has(node, "timestamp") else { return false }
    let isPost = ["data", "attachments"].contains { key in
      member(node, key).map { tape.nodes[$0].kind == .array } ?? false
    }
    return isPost || has(node, "title") && has(node, "fbid")
  }

  /// Whether a node is a post or comment as the Graph API answers it.
  private func isGraphItem(_ node: Int) -> Bool {
    has(node, "id") && has(node, "created_time")
      && ["message", "story", "comments", "from"].contains { has(node, $0) }
  }

  private var isMessages: Bool {
    has(0, "participants") && has(0, "messages") && (isList("messages") || has(0, "threadName"))
  }

  private var isAlbum: Bool {
    isList("photos") && (has(0, "cover_photo") || has(0, "last_modified_timestamp"))
      || isList("photos") && items(of: "photos").contains { has($0, "uri") }
  }

  private var hasFacebookList: Bool {
    tape.children(of: 0).contains { child in
      let key = tape.string(tape.nodes[child].key)
      guard FacebookList(key: key.utf8) != nil else { return false }
      let plain = FacebookList.withoutVersion(key.utf8)
      let isCommon = FacebookList.common.contains(String(decoding: plain, as: UTF8.self))
      if !isCommon || plain.count < key.utf8.count { return true }
      if tape.nodes[child].kind == .object { return key == "profile" && has(child, "name") }
      return tape.children(of: child).prefix(5).contains {
        isFacebookItem($0) || has($0, "creation_timestamp")
      }
    }
  }

  private var rows: [Int] {
    guard let root = tape.nodes.first else { return [] }
    return root.kind == .array ? Array(tape.children(of: 0).prefix(20)) : [0]
  }

  private func items(of key: String) -> [Int] {
    member(0, key).map { Array(tape.children(of: $0).prefix(5)) } ?? []
  }

  private func isList(_ key: String) -> Bool {
    member(0, key).map { tape.nodes[$0].kind == .array } ?? false
  }

  private func has(_ node: Int, _ key: String) -> Bool { member(node, key) != nil }

  private func member(_ node: Int, _ key: String) -> Int? {
    guard tape.nodes.indices.contains(node), tape.nodes[node].kind == .object else { return nil }
    return tape.children(of: node).first {
      tape.key($0).elementsEqual(key.utf8)
    }
  }
}
