import TextModel

/// Takes the passages out of one item of a Facebook file.
///
/// Generations of exports differ in names and nesting but hardly in the keys beside a text, so one
/// walk by keys serves them all, and tomorrow's file, too.
struct FacebookItem {
  /// What holds for everything inside an object, unless it says otherwise.
  struct Frame {
    /// The sort of text.
    var kind: PassageKind
    /// The voice.
    var audience: Audience?
    /// The time, as ISO 8601.
    var time = ""
    /// The writer.
    var author = ""
    /// The group, the thread or the title of the post.
    var title = ""
    /// The link.
    var url = ""
    /// Meta's identifier.
    var id = ""
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
  /// Texts of the item.
  private let own = SeenTexts()
  /// Titles, captions and file names of the whole file.
  private let file = SeenTexts()
  /// Posts of the whole file, with their times.
  private let posts = SeenTexts()
  private var prefix: [UInt8] = []

  /// Takes passages for a file.
  init(context: FacebookContext, member: String?) {
    self.context = context
    self.member = member
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
    visit(0, key: root, tape, frame, parent: nil, into: &output)
  }

  private mutating func visit(
    _ node: Int, key: FacebookKey?, _ tape: JSONTape, _ frame: Frame, parent: FacebookKey?,
    into output: inout PassageWriter
  ) {
    guard key != .never else { return }
    switch tape.nodes[node].kind {
    case .object:
      var frame = frame
      frame.key = key
      enter(node, tape, &frame, into: &output)
      for child in tape.children(of: node) {
        visit(child, key: self.key(of: child, tape), tape, frame, parent: key, into: &output)
      }
    case .array:
      var frame = frame
      if key == .comments { enterComments(&frame) }
      for child in tape.children(of: node) {
        visit(child, key: key, tape, frame, parent: parent, into: &output)
      }
    case .string: visitString(node, key: key, tape, frame, into: &output)
    default: break
    }
  }

  private func enterComments(_ frame: inout Frame) {
    frame.kind = .comment
    frame.audience = .parent
  }

  /// Takes over what an object says of everything inside it.
  private mutating func enter(
    _ node: Int, _ tape: JSONTape, _ frame: inout Frame, into output: inout PassageWriter
  ) {
    var title: Int?
    var isPost = false
    var hasTime = !frame.time.isEmpty
    if frame.key == .comment { frame.kind = .comment }
    if frame.key == .profileText { frame.isOwnDescription = true }
    for child in tape.children(of: node) {
      let value = tape.nodes[child].value
      switch key(of: child, tape) {
      case .time:
        if let time = time(value, tape) { frame.time = time }
        hasTime = true
      case .laterTime where !hasTime: frame.time = time(value, tape) ?? frame.time
      case .author: enter(author: repaired(child, tape), &frame)
      case .group: frame.title = repaired(child, tape)
      case .url where tape.nodes[child].kind == .string: frame.url = repaired(child, tape)
      case .id: frame.id = tape.string(value)
      case .uri: frame.isMedia = true
      case .title: title = child
      case nil where isOne(of: ["data", "attachments"], child, tape): isPost = true
      case nil where isOne(of: ["label_values"], child, tape): enterLabels(child, tape, &frame)
      default: break
      }
    }
    if isPost, let title { enter(sentence: title, tape, &frame, into: &output) }
  }

  private func enter(author: String, _ frame: inout Frame) {
    frame.author = author
    guard frame.kind == .comment || frame.kind == .message else { return }
    if frame.kind == .message {
      frame.audience = context.voice(of: author)
    } else if author == context.account {
      frame.audience = context.ownVoice
    }
  }

  /// The first link of a label form is the item's.
  private mutating func enterLabels(_ node: Int, _ tape: JSONTape, _ frame: inout Frame) {
    for entry in tape.children(of: node) where tape.nodes[entry].kind == .object {
      for child in tape.children(of: entry) where key(of: child, tape) == .url {
        frame.url = repaired(child, tape)
        return
      }
    }
  }

  /// Facebook's own sentence over a post: it names the writer and the group, and is itself text
  /// only where nothing else holds what it says.
  private mutating func enter(
    sentence node: Int, _ tape: JSONTape, _ frame: inout Frame, into output: inout PassageWriter
  ) {
    let sentence = FacebookSentence(repaired(node, tape))
    if frame.author.isEmpty { frame.author = sentence.subject ?? "" }
    if frame.title.isEmpty { frame.title = sentence.text }
    guard let told = sentence.told else { return }
    emit(Array(told.utf8)[...], node, tape, frame, kind: frame.kind, into: &output)
  }

  private mutating func visitString(
    _ node: Int, key: FacebookKey?, _ tape: JSONTape, _ frame: Frame,
    into output: inout PassageWriter
  ) {
    let kind = frame.isMedia && frame.kind != .comment ? .caption : frame.kind
    switch key {
    case .text, .description, .comment, .name:
      guard frame.kind != .profile || frame.isOwnDescription else { return }
      emitText(node, tape, frame, kind: key == .comment ? .comment : kind, into: &output)
    case .question:
      // Over a member's answer the question is the group's, not the member's.
      guard !siblings(of: node, tape).contains(where: { isOne(of: ["answer"], $0, tape) }) else {
        return
      }
      emitText(node, tape, frame, kind: kind, into: &output)
    case .profileText: emitText(node, tape, frame, kind: .profile, into: &output)
    case .value: emitText(node, tape, frame, kind: kind, isFiltered: true, into: &output)
    case .title: visitTitle(node, tape, frame, into: &output)
    case .uri: visitFileName(node, tape, frame, into: &output)
    default: break
    }
  }

  private mutating func visitTitle(
    _ node: Int, _ tape: JSONTape, _ frame: Frame, into output: inout PassageWriter
  ) {
    let isLabel = siblings(of: node, tape).contains {
      isOne(of: ["data", "attachments", "dict", "vec"], $0, tape)
    }
    guard !isLabel, frame.kind != .message, frame.kind != .profile || frame.isOwnDescription else {
      return
    }
    let text = repairedBytes(node, tape)
    if frame.isMedia, !file.insert(text) { return }
    emit(text[...], node, tape, frame, kind: frame.isMedia ? .caption : frame.kind, into: &output)
  }

  private func siblings(of node: Int, _ tape: JSONTape) -> [Int] {
    let parent = Int(tape.nodes[node].parent)
    return parent >= 0 ? tape.children(of: parent) : []
  }

  private mutating func visitFileName(
    _ node: Int, _ tape: JSONTape, _ frame: Frame, into output: inout PassageWriter
  ) {
    let path = repaired(node, tape)
    guard !path.hasPrefix("http") else { return }
    _ = context.names?.insert(Self.lastPart(path))
    guard let words = FileNameText(path).words, file.insert(words.utf8, salt: 1) else { return }
    emit(Array(words.utf8)[...], node, tape, frame, kind: .fileName, into: &output)
  }

  /// The name that a path ends in.
  static func lastPart(_ path: String) -> Substring.UTF8View {
    (path.split(separator: "/").last ?? "").utf8
  }

  private mutating func emitText(
    _ node: Int, _ tape: JSONTape, _ frame: Frame, kind: PassageKind, isFiltered: Bool = false,
    into output: inout PassageWriter
  ) {
    let raw = tape.bytes[tape.nodes[node].value.indices]
    if isFiltered, !isWording(raw) { return }
    if let repaired = mojibake.repair(raw) {
      emit(repaired[...], node, tape, frame, kind: kind, into: &output)
    } else {
      emit(raw, node, tape, frame, kind: kind, into: &output)
    }
  }

  private mutating func emit(
    _ text: ArraySlice<UInt8>, _ node: Int, _ tape: JSONTape, _ frame: Frame, kind: PassageKind,
    into output: inout PassageWriter
  ) {
    let text = FacebookMention.removed(from: text)
    guard text.contains(where: { $0 > 0x20 }), own.insert(text) else { return }
    if kind == .caption { _ = file.insert(text) }
    if kind == .post || kind == .caption, !frame.time.isEmpty {
      var salt: UInt64 = 0
      for byte in frame.time.utf8 { salt = salt &* 31 &+ UInt64(byte) }
      if !posts.insert(text, salt: salt) { return }
    }
    var passage = Passage(text: output.store(text))
    passage.kind = kind
    passage.audience = frame.audience
    passage.time = output.store(frame.time)
    passage.author = output.store(frame.author)
    passage.title = output.store(frame.title)
    passage.url = output.store(frame.url)
    passage.id = output.store(frame.id)
    passage.member = output.store(member: member)
    passage.pointer = output.store((prefix + tape.pointer(to: node))[...])
    passage.paragraph = UInt32(clamping: record)
    output.append(passage)
  }

  private func key(of node: Int, _ tape: JSONTape) -> FacebookKey? {
    let range = tape.nodes[node].key.indices
    return tape.bytes.withUnsafeBufferPointer {
      FacebookKey(
        rawValue: FacebookKey.table.meaning(of: UnsafeBufferPointer(rebasing: $0[range])))
    }
  }

  private func isOne(of names: [StaticString], _ node: Int, _ tape: JSONTape) -> Bool {
    let key = tape.bytes[tape.nodes[node].key.indices]
    return names.contains { name in
      name.utf8CodeUnitCount == key.count
        && name.withUTF8Buffer { $0.elementsEqual(key) }
    }
  }

  private func time(_ value: ByteRange, _ tape: JSONTape) -> String? {
    UnixTime(tape.bytes[value.indices])?.iso8601
  }

  private mutating func repairedBytes(_ node: Int, _ tape: JSONTape) -> [UInt8] {
    let raw = tape.bytes[tape.nodes[node].value.indices]
    return mojibake.repair(raw) ?? Array(raw)
  }

  private mutating func repaired(_ node: Int, _ tape: JSONTape) -> String {
    guard tape.nodes[node].kind == .string else { return "" }
    return String(decoding: repairedBytes(node, tape), as: UTF8.self)
  }
}
