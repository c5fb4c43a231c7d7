import TextModel

/// Takes the passages out of one item of a Facebook file.
///
/// Generations of exports differ in names and nesting but hardly in the keys beside a text, so one
/// walk by keys serves them all, and tomorrow's file, too.
struct FacebookItem {
  /// What holds for everything inside an object, unless it says otherwise.
  ///
  /// Its strings lie in the batch already.
  struct Frame {
    /// The sort of text.
    var kind: PassageKind
    /// The voice.
    var audience: Audience?
    /// The time, as ISO 8601.
    var time = ByteRange.none
    /// The time in seconds since 1970, or 0.
    var seconds = 0
    /// The writer.
    var author = ByteRange.none
    /// The group, the thread or the title of the post.
    var title = ByteRange.none
    /// The link.
    var url = ByteRange.none
    /// Meta's identifier.
    var id = ByteRange.none
    /// Whether this is inside a picture or film.
    var isMedia = false
    /// Whether this is a part of a profile that people write themselves.
    var isOwnDescription = false
    /// The key of the object.
    var key: FacebookKey?
  }

  /// What repairs the strings.
  var mojibake = Mojibake()
  /// The number of the item, counted from 1.
  var record = 0
  private let context: FacebookContext
  private let member: String?
  private let account: [UInt8]?
  /// Texts of the item.
  private let own = SeenTexts()
  /// Titles, captions and file names of the whole file.
  private let file = SeenTexts()
  /// Posts of the whole file, with their times.
  private let posts = SeenTexts()
  private var prefix: [UInt8] = []
  private var pointer: [UInt8] = []

  /// Takes passages for a file.
  init(context: FacebookContext, member: String?) {
    self.context = context
    self.member = member
    account = context.account.map { Array($0.utf8) }
  }

  /// Adds the passages of the item that `tape` holds, which stands at `pointer`.
  mutating func take(
    _ tape: JSONTape, at pointer: [UInt8], key: [UInt8]?, frame: Frame,
    into output: inout PassageWriter
  ) {
    own.removeAll()
    prefix = pointer
    let root = key.flatMap { key in
      FacebookKey(rawValue: key.withUnsafeBufferPointer { FacebookKey.table.meaning(of: $0) })
    }
    visit(0, key: root, tape, frame, into: &output)
  }

  private mutating func visit(
    _ node: Int, key: FacebookKey?, _ tape: JSONTape, _ frame: Frame,
    into output: inout PassageWriter
  ) {
    guard key != .never, key != .from else { return }
    switch tape.nodes[node].kind {
    case .object:
      var frame = frame
      frame.key = key
      if key == .comments { enterComments(&frame) }
      enter(node, tape, &frame, into: &output)
      for child in tape.children(of: node) {
        visit(child, key: self.key(of: child, tape), tape, frame, into: &output)
      }
    case .array:
      var frame = frame
      if key == .comments { enterComments(&frame) }
      for child in tape.children(of: node) {
        visit(child, key: key, tape, frame, into: &output)
      }
    case .string: visitString(node, key: key, tape, frame, into: &output)
    default: break
    }
  }

  /// Comments are others' words until their writer turns out to be the account.
  private func enterComments(_ frame: inout Frame) {
    frame.kind = .comment
    frame.audience = .parent
    frame.author = .none
  }

  /// Takes over what an object says of everything inside it.
  private mutating func enter(
    _ node: Int, _ tape: JSONTape, _ frame: inout Frame, into output: inout PassageWriter
  ) {
    var title: Int?
    var isPost = false
    if frame.key == .comment { frame.kind = .comment }
    if frame.key == .profileText { frame.isOwnDescription = true }
    for child in tape.children(of: node) {
      switch key(of: child, tape) {
      case .time: enterTime(child, tape, &frame, into: &output)
      case .laterTime where frame.seconds == 0: enterTime(child, tape, &frame, into: &output)
      case .author: enterAuthor(child, tape, &frame, into: &output)
      case .from: enterFrom(child, tape, &frame, into: &output)
      case .createdTime: frame.time = storeTime(child, tape, &output)
      case .group: frame.title = store(child, tape, &output)
      case .url: frame.url = store(child, tape, &output)
      case .id: frame.id = store(child, tape, &output)
      case .uri: frame.isMedia = true
      case .title: title = child
      case .attachments: isPost = true
      case .labels: enterLabels(child, tape, &frame, into: &output)
      default: break
      }
    }
    if isPost, let title { enter(sentence: title, tape, &frame, into: &output) }
  }

  private func enterTime(
    _ node: Int, _ tape: JSONTape, _ frame: inout Frame, into output: inout PassageWriter
  ) {
    guard let time = UnixTime(tape.value(node)), time.seconds != frame.seconds,
      let text = time.iso8601
    else { return }
    frame.seconds = time.seconds
    frame.time = output.store(text[...])
  }

  private mutating func enterAuthor(
    _ node: Int, _ tape: JSONTape, _ frame: inout Frame, into output: inout PassageWriter
  ) {
    guard tape.nodes[node].kind == .string else { return }
    let raw = tape.value(node)
    let name = mojibake.repair(raw) ?? Array(raw)
    frame.author = output.store(name[...])
    let isAccount = account == name
    if frame.kind == .message, account != nil {
      frame.audience = isAccount ? context.ownVoice : .parent
    } else if frame.kind == .comment, isAccount {
      frame.audience = context.ownVoice
    }
  }

  /// The writer by the Graph API: who is not the Page itself is a visitor.
  private mutating func enterFrom(
    _ node: Int, _ tape: JSONTape, _ frame: inout Frame, into output: inout PassageWriter
  ) {
    if let name = tape.member(node, "name") { frame.author = store(name, tape, &output) }
    guard let id = tape.member(node, "id"),
      let post = tape.nodes.indices.first(where: { other in
        tape.nodes[other].parent == 0 && tape.isKey(other, "id")
      })
    else { return }
    let page = tape.value(post).prefix { $0 != UInt8(ascii: "_") }
    let isPage = page.count < tape.value(post).count && page.elementsEqual(tape.value(id))
    frame.audience = isPage ? context.ownVoice : .parent
  }

  /// A time such as `2025-03-10T10:00:00+0000`, its zone written as ISO 8601 does.
  private func storeTime(
    _ node: Int, _ tape: JSONTape, _ output: inout PassageWriter
  ) -> ByteRange {
    let raw = Array(tape.value(node))
    guard raw.count == 24, raw.suffix(5).elementsEqual("+0000".utf8) else {
      return output.store(raw[...])
    }
    return output.store((raw.prefix(19) + Array("Z".utf8))[...])
  }

  /// The first link of a label form is the item's.
  private mutating func enterLabels(
    _ node: Int, _ tape: JSONTape, _ frame: inout Frame, into output: inout PassageWriter
  ) {
    for entry in tape.children(of: node) {
      guard let link = tape.member(entry, "href") else { continue }
      frame.url = store(link, tape, &output)
      return
    }
  }

  /// Facebook's own sentence over a post: it names the writer and the group, and is itself text
  /// only where nothing else holds what it says.
  private mutating func enter(
    sentence node: Int, _ tape: JSONTape, _ frame: inout Frame, into output: inout PassageWriter
  ) {
    guard tape.nodes[node].kind == .string else { return }
    let raw = tape.value(node)
    let text = mojibake.repair(raw) ?? Array(raw)
    let sentence = text.withUnsafeBufferPointer { FacebookSentence($0) }
    if frame.author.isEmpty { frame.author = output.store(text[sentence.subject]) }
    if frame.title.isEmpty { frame.title = output.store(text[...]) }
    guard !sentence.told.isEmpty else { return }
    Array(text[sentence.told]).withUnsafeBufferPointer {
      emit($0, node, tape, frame, kind: frame.kind, into: &output)
    }
  }

  private mutating func visitString(
    _ node: Int, key: FacebookKey?, _ tape: JSONTape, _ frame: Frame,
    into output: inout PassageWriter
  ) {
    let kind = frame.isMedia && frame.kind != .comment ? .caption : frame.kind
    let isShown = frame.kind != .profile || frame.isOwnDescription
    switch key {
    case .text where isShown, .description where isShown, .name where isShown:
      emitText(node, tape, frame, kind: kind, into: &output)
    case .comment: emitText(node, tape, frame, kind: .comment, into: &output)
    case .question:
      // Over a member's answer the question is the group's, not the member's.
      if tape.member(Int(tape.nodes[node].parent), "answer") != nil { return }
      emitText(node, tape, frame, kind: kind, into: &output)
    case .profileText: emitText(node, tape, frame, kind: .profile, into: &output)
    case .value where isWording(tape.value(node)):
      emitText(node, tape, frame, kind: kind, into: &output)
    case .title where isShown: visitTitle(node, tape, frame, into: &output)
    case .uri: visitFileName(node, tape, frame, into: &output)
    default: break
    }
  }

  private mutating func visitTitle(
    _ node: Int, _ tape: JSONTape, _ frame: Frame, into output: inout PassageWriter
  ) {
    guard frame.kind != .message else { return }
    let parent = Int(tape.nodes[node].parent)
    // Beside these it is a platform sentence or a label, and metadata.
    for sibling in ["data", "attachments", "dict", "vec"] as [StaticString]
    where tape.member(parent, sibling) != nil { return }
    if frame.isMedia, !file.insert(tape.value(node), salt: 2) { return }
    emitText(node, tape, frame, kind: frame.isMedia ? .caption : frame.kind, into: &output)
  }

  private mutating func visitFileName(
    _ node: Int, _ tape: JSONTape, _ frame: Frame, into output: inout PassageWriter
  ) {
    let path = mojibake.string(tape.value(node))
    guard !path.hasPrefix("http") else { return }
    _ = context.names?.insert(Self.lastPart(path))
    guard let words = FileNameText(path).words, file.insert(words.utf8, salt: 1) else { return }
    Array(words.utf8).withUnsafeBufferPointer {
      emit($0, node, tape, frame, kind: .fileName, into: &output)
    }
  }

  /// The name that a path ends in.
  static func lastPart(_ path: String) -> Substring.UTF8View {
    (path.split(separator: "/").last ?? "").utf8
  }

  private mutating func emitText(
    _ node: Int, _ tape: JSONTape, _ frame: Frame, kind: PassageKind,
    into output: inout PassageWriter
  ) {
    let raw = tape.value(node)
    if let repaired = mojibake.repair(raw) {
      repaired.withUnsafeBufferPointer { emit($0, node, tape, frame, kind: kind, into: &output) }
    } else {
      emit(raw, node, tape, frame, kind: kind, into: &output)
    }
  }

  private mutating func emit(
    _ text: UnsafeBufferPointer<UInt8>, _ node: Int, _ tape: JSONTape, _ frame: Frame,
    kind: PassageKind, into output: inout PassageWriter
  ) {
    if let named = FacebookMention.removed(from: text) {
      named.withUnsafeBufferPointer { add($0, node, tape, frame, kind: kind, into: &output) }
    } else {
      add(text, node, tape, frame, kind: kind, into: &output)
    }
  }

  private mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, _ node: Int, _ tape: JSONTape, _ frame: Frame,
    kind: PassageKind, into output: inout PassageWriter
  ) {
    let hash = SeenTexts.hash(text)
    guard text.contains(where: { $0 > 0x20 }), own.insert(hash: hash) else { return }
    if kind == .post || kind == .caption, frame.seconds != 0 {
      let salt = UInt64(bitPattern: Int64(frame.seconds))
      guard posts.insert(hash: hash, salt: salt) else { return }
    }
    var passage = Passage(text: output.store(text))
    passage.kind = kind
    passage.audience = frame.audience
    passage.time = frame.time
    passage.author = frame.author
    passage.title = frame.title
    passage.url = frame.url
    passage.id = frame.id
    passage.member = output.store(member: member)
    pointer.removeAll(keepingCapacity: true)
    pointer.append(contentsOf: prefix)
    tape.appendPointer(to: node, into: &pointer)
    passage.pointer = output.store(pointer[...])
    passage.paragraph = UInt32(clamping: record)
    output.append(passage)
  }

  private func key(of node: Int, _ tape: JSONTape) -> FacebookKey? {
    FacebookKey(rawValue: FacebookKey.table.meaning(of: tape.key(node)))
  }

  private mutating func store(
    _ node: Int, _ tape: JSONTape, _ output: inout PassageWriter
  ) -> ByteRange {
    guard tape.nodes[node].kind == .string else { return .none }
    let raw = tape.value(node)
    guard let repaired = mojibake.repair(raw) else { return output.store(raw) }
    return output.store(repaired[...])
  }
}
