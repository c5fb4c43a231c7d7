import TextModel

/// Reads a file of an X archive: what the account posted, its profile, and its messages if asked
/// for.
///
/// Texts are escaped as HTML in there.
final class XReader: DocumentReader {
  private let type: String
  private let origin: Origin
  private let log: ReadLog
  private let includeMessages: Bool
  private var items: JSONItems
  private var record: UInt32 = 0
  private var leftOut = 0

  private static let posts: Set<String> = [
    "tweets", "tweet", "deleted-tweets", "deleted-tweet", "community-tweet", "note-tweet",
    "deleted-note-tweet",
  ]
  private static let texts: Set<String> = ["full_text", "text", "ext_alt_text"]
  private static let profile: Set<String> = ["bio", "location", "website"]

  /// Reads what `scanner` reads, the data of that type.
  init(
    _ scanner: consuming JSONScanner, type: String, origin: Origin, options: ReaderOptions,
    log: ReadLog
  ) {
    items = JSONItems(scanner, outline: .rows, options: options)
    self.type = type
    self.origin = origin
    self.log = log
    includeMessages = options.includeMessages
  }

  /// Whether a file of the archive holds what the account wrote.
  static func isRead(_ path: String) -> Bool {
    guard let file = path.split(separator: "/").last, file.hasSuffix(".js") else { return false }
    // tweets.js, tweets-part1.js
    var parts = file.dropLast(3).split(separator: "-")
    if parts.last?.hasPrefix("part") == true { parts.removeLast() }
    let type = parts.joined(separator: "-")
    return posts.contains(type) || type == "profile" || type.hasPrefix("direct-messages")
  }

  func read(into output: inout PassageWriter) -> Bool {
    while !output.isFull {
      guard items.next() == .item else {
        if leftOut > 0 {
          log.warn(origin.name, "\(leftOut) conversation(s) left out; --messages reads them")
        }
        finishJSON(items.scanner, origin, log)
        return false
      }
      record += 1
      take(items.tape, into: &output)
    }
    return true
  }

  private func take(_ tape: JSONTape, into output: inout PassageWriter) {
    let isMessages = type.hasPrefix("direct-message")
    if isMessages, !includeMessages {
      leftOut += 1
      return
    }
    let wanted = type == "profile" ? Self.profile : Self.texts
    guard isMessages || type == "profile" || Self.posts.contains(type) else { return }
    var common = Passage(text: .none)
    common.kind = isMessages ? .message : type == "profile" ? .profile : .post
    common.member = output.store(member: origin.member)
    common.paragraph = record
    common.time = value(of: ["created_at", "createdAt"], in: tape, into: &output)
    common.id = value(of: ["id_str", "noteTweetId"], in: tape, into: &output)
    for node in tape.nodes.indices where tape.nodes[node].kind == .string {
      let key = tape.string(tape.nodes[node].key)
      guard wanted.contains(key) || isMessages && key == "text" else { continue }
      // The words of a hashtag stand in the text as well.
      guard !isHashtag(node, tape) else { continue }
      let bytes = HTMLEntity.decoded(tape.value(node))
      guard bytes.contains(where: { $0 > 0x20 }) else { continue }
      var passage = common
      if key == "ext_alt_text" { passage.kind = .caption }
      // A retweet is another's words.
      if bytes.starts(with: "RT @".utf8) { passage.audience = .parent }
      passage.text = output.store(bytes[...])
      var pointer = items.pointer
      tape.appendPointer(to: node, into: &pointer)
      passage.pointer = output.store(pointer[...])
      output.append(passage)
    }
  }

  private func isHashtag(_ node: Int, _ tape: JSONTape) -> Bool {
    let list = Int(tape.nodes[Int(tape.nodes[node].parent)].parent)
    return list >= 0 && (tape.isKey(list, "hashtags") || tape.isKey(list, "symbols"))
  }

  private func value(
    of keys: [String], in tape: JSONTape, into output: inout PassageWriter
  ) -> ByteRange {
    for node in tape.nodes.indices where tape.nodes[node].kind == .string {
      if keys.contains(tape.string(tape.nodes[node].key)) { return output.store(tape.value(node)) }
    }
    return .none
  }
}
