import TextModel

/// Reads one JSON file of an Instagram export: captions, comments, answers and the profile.
///
/// The keys beside a text are in the language of the account, so every value that is no time and no
/// owner's name is read.
final class InstagramReader: DocumentReader {
  private let origin: Origin
  private let log: ReadLog
  private var items: JSONItems
  private var mojibake = Mojibake()
  private var record: UInt32 = 0
  private let seen = SeenTexts()

  /// The keys that only such files begin with.
  static func isRoot(_ key: String) -> Bool {
    key.hasPrefix("ig_") || key.hasPrefix("story_activities_")
      || ["comments_media_comments", "comments_reels_comments", "comments_story_comments"]
        .contains(key)
      || key == "profile_user"
  }

  /// Reads what `scanner` reads.
  init(
    _ scanner: consuming JSONScanner, isSingle: Bool, origin: Origin, options: ReaderOptions,
    log: ReadLog
  ) {
    items = JSONItems(scanner, outline: isSingle ? .single : .lists, options: options)
    self.origin = origin
    self.log = log
  }

  func read(into output: inout PassageWriter) -> Bool {
    while !output.isFull {
      guard items.next() == .item else {
        finishJSON(items.scanner, origin, log)
        return false
      }
      record += 1
      if items.isCut { sayTooLarge(items.pointer, origin, log) }
      take(items.tape, into: &output)
    }
    return true
  }

  private func take(_ tape: JSONTape, into output: inout PassageWriter) {
    seen.removeAll()
    var common = Passage(text: .none)
    common.member = output.store(member: origin.member)
    common.paragraph = record
    common.time = time(tape, into: &output)
    for node in tape.nodes.indices where tape.nodes[node].kind == .string {
      guard let kind = kind(of: node, tape) else { continue }
      let raw = tape.value(node)
      let text = mojibake.repair(raw) ?? Array(raw)
      guard text.contains(where: { $0 > 0x20 }) else { continue }
      var passage = common
      passage.kind = kind
      if kind == .fileName {
        guard let words = FileNameText(String(decoding: text, as: UTF8.self)).words,
          seen.insert(words.utf8)
        else { continue }
        passage.text = output.store(words)
      } else {
        guard seen.insert(text) else { continue }
        passage.text = output.store(text[...])
      }
      var pointer = items.pointer
      tape.appendPointer(to: node, into: &pointer)
      passage.pointer = output.store(pointer[...])
      output.append(passage)
    }
  }

  /// What sort of text a string is; nil if it is none.
  private func kind(of node: Int, _ tape: JSONTape) -> PassageKind? {
    if tape.isKey(node, "uri") { return .fileName }
    if tape.isKey(node, "title") {
      // Over a comment stands whose post it was written under.
      let parent = Int(tape.nodes[node].parent)
      if tape.member(parent, "string_list_data") != nil { return nil }
      return tape.member(parent, "string_map_data") == nil ? .post : nil
    }
    guard tape.isKey(node, "value") else { return nil }
    let entry = Int(tape.nodes[node].parent)
    guard entry >= 0 else { return nil }
    let name = tape.string(tape.nodes[entry].key).lowercased()
    if ["media owner", "media-eigenaar", "owner", "username"].contains(name) { return nil }
    if isProfile { return name.holds("bio") ? .profile : nil }
    return .comment
  }

  private var isProfile: Bool { items.keys.contains { $0.elementsEqual("profile_user".utf8) } }

  private func time(_ tape: JSONTape, into output: inout PassageWriter) -> ByteRange {
    for node in tape.nodes.indices
    where tape.nodes[node].kind == .number
      && (tape.isKey(node, "timestamp") || tape.isKey(node, "creation_timestamp"))
    {
      if let text = UnixTime(tape.value(node))?.iso8601 { return output.store(text[...]) }
    }
    return .none
  }
}
