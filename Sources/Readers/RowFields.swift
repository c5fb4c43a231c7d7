import TextModel

/// Takes the passages out of rows: objects whose fields hold a text and what is known of it.
struct RowFields {
  /// What a field of a row is.
  enum Role: UInt8 {
    case text = 1, author, time, url, title
    case namedText, namedID, namedAudience, namedKind
  }

  private static let roles = KeyTable(
    [
      "comment", "commenttext", "comments", "message", "content", "body", "fulltext", "reply",
      "review", "caption", "description", "post", "posttext", "postmessage", "postcontent",
      "question", "answer", "response", "feedback", "notes", "snippet", "textoriginal",
      "textdisplay",
    ].map { ($0, Role.text.rawValue) }
      + ["author", "username", "user", "from", "profilename", "sender", "commenter", "displayname"]
      .map { ($0, Role.author.rawValue) }
      + [
        "createdat", "created", "createdtime", "timestamp", "date", "time", "datetime",
        "publishedat", "publishtime",
      ].map { ($0, Role.time.rawValue) }
      + ["url", "permalink", "permalinkurl", "link", "commenturl", "posturl"]
      .map { ($0, Role.url.rawValue) }
      + ["title", "posttitle", "thread", "threadtitle", "group", "groupname"]
      .map { ($0, Role.title.rawValue) })

  private let text: [[UInt8]]
  private let id: [[UInt8]]
  private let audience: [[UInt8]]
  private let kind: [[UInt8]]
  private let takesOtherText: Bool
  /// The fields that the user named, those without a dot.
  private let named: KeyTable
  private var textNode: Int?
  private var idNode: Int?
  private var audienceNode: Int?
  private var kindNode: Int?
  private var roleNodes: [(role: Role, node: Int)] = []
  private var lastRow = RowKeys()
  private var shape = RowShape()
  private let origin: Origin

  /// Rows with a text.
  private(set) var rowsWithText = 0
  /// Rows without one.
  private(set) var rowsWithout = 0
  private var fieldsSeen: [String] = []
  private var unknownAudience: String?
  private var unknownKind: String?
  private var pointer: [UInt8] = []
  private var texts: [Int] = []

  /// Takes the fields that `options` name.
  init(options: ReaderOptions, origin: Origin) {
    text = Self.path(options.textField)
    id = Self.path(options.idField)
    audience = Self.path(options.audienceField)
    kind = Self.path(options.kindField)
    // A field that the user named is meant; the default is only a first guess.
    takesOtherText = options.textField == ReaderOptions().textField
    self.origin = origin
    named = KeyTable([
      (options.textField, Role.namedText.rawValue), (options.idField, Role.namedID.rawValue),
      (options.audienceField, Role.namedAudience.rawValue),
      (options.kindField, Role.namedKind.rawValue),
    ])
  }

  /// Adds the passages of the row that `tape` holds.
  mutating func take(
    _ tape: JSONTape, prefix: [UInt8], line: Int, record: Int, into output: inout PassageWriter
  ) {
    findFields(tape)
    findTexts(tape)
    guard !texts.isEmpty else {
      noteMissing(tape)
      return
    }
    rowsWithText += 1
    var passage = passage(line: line, record: record, into: &output)
    fill(&passage, from: tape, into: &output)
    for node in texts {
      passage.text = output.store(tape.value(node))
      pointer.removeAll(keepingCapacity: true)
      pointer.append(contentsOf: prefix)
      tape.appendPointer(to: node, into: &pointer)
      passage.pointer = output.store(pointer: pointer)
      output.append(passage)
    }
  }

  /// Adds the passage of a row of JSONL that is like one that was read before, without a tape.
  ///
  /// - Parameters:
  ///   - row: The line, with at least `ByteWindow.slack` bytes behind its end that may be loaded.
  ///   - line: Its number; a document of such rows has no other prefix of pointers than none.
  /// - Returns: Whether it was one; if not, nothing was added, and `take` says what it is.
  mutating func takeAlike(
    _ row: UnsafeBufferPointer<UInt8>, line: Int, record: Int, into output: inout PassageWriter
  ) -> Bool {
    var values = RowValues()
    guard shape.read(row, takesOtherText: takesOtherText, into: &values) else { return false }
    rowsWithText += 1
    var passage = passage(line: line, record: record, into: &output)
    // All from the first value to the last at once, with what stands between them, unless that is
    // much: it costs less than to add them one by one.
    let isOnePart = values.between <= 256
    let part = isOnePart ? output.store(row, values.part) : .none
    let way = part.start &- values.part.start
    func stored(_ range: ByteRange) -> ByteRange {
      guard !range.isEmpty else { return .none }
      return isOnePart ? range.moved(by: way) : output.store(row, range)
    }
    passage.id = stored(values.id)
    passage.author = stored(values.author)
    passage.time = stored(values.time)
    passage.url = stored(values.url)
    passage.title = stored(values.title)
    passage.text = stored(values.text)
    if let name = values.audience { setAudience(of: &passage, to: Self.string(name, in: row)) }
    if let name = values.kind { setKind(of: &passage, to: Self.string(name, in: row)) }
    passage.pointer = output.store(pointer: shape.pointer(to: values.textMember))
    output.append(passage)
    return true
  }

  /// Remembers the shape of the plain row that `take` took last, if a row like it could be taken
  /// by `takeAlike`.
  ///
  /// - Parameter row: The line that the tape points into.
  mutating func remember(_ tape: JSONTape, row: UnsafePointer<UInt8>) {
    guard texts.count == 1, shape.isWorthAnother else { return }
    var new = RowShape(after: shape)
    for (place, child) in tape.children(of: 0).enumerated() {
      let key = tape.key(child)
      guard let role = lastRow.meaning(of: key, at: place), new.add(tape, child, row, role) else {
        return
      }
    }
    shape = new
  }

  @inline(__always)
  private func passage(
    line: Int, record: Int, into output: inout PassageWriter
  ) -> Passage {
    var passage = Passage(text: .none)
    passage.line = UInt32(clamping: line)
    passage.column = line > 0 ? 1 : 0
    passage.paragraph = UInt32(clamping: record)
    passage.member = output.store(member: origin.member)
    return passage
  }

  private static func string(_ range: ByteRange, in row: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: row[range.indices]), as: UTF8.self)
  }

  /// Says what was noticed, at the end of the document.
  func finish(_ log: ReadLog) {
    if rowsWithText == 0, rowsWithout > 0 {
      let name = text.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
      let seen = fieldsSeen.isEmpty ? "none" : fieldsSeen.joined(separator: ", ")
      log.refuse(
        origin.name, cause: "no-text-field",
        "no row has a text field \"\(name)\" (fields seen: \(seen)); name it with --text-field")
    } else if rowsWithout > 0 {
      let rows = rowsWithText + rowsWithout
      log.warn(origin.name, "\(rowsWithout) of \(rows) rows have no text field")
    }
    if let unknownAudience {
      log.warn(origin.name, "audience \"\(unknownAudience)\" is not known; --audience was used")
    }
    if let unknownKind { log.warn(origin.name, "kind \"\(unknownKind)\" is not known; ignored") }
  }

  private static func path(_ name: String) -> [[UInt8]] {
    name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Array.init)
  }

  /// Finds which member of the row is what.
  private mutating func findFields(_ tape: JSONTape) {
    (textNode, idNode, audienceNode, kindNode) = (nil, nil, nil, nil)
    roleNodes.removeAll(keepingCapacity: true)
    guard tape.nodes.first?.kind == .object else { return }
    var place = 0
    var row = lastRow
    lastRow = RowKeys()  // So that the row has its memory to itself, and nothing is copied.
    for child in tape.children(of: 0) {
      let key = tape.key(child)
      let role: Role?
      if let known = row.meaning(of: key, at: place) {
        role = Role(rawValue: known)
      } else {
        role = Role(rawValue: named.meaning(of: key)) ?? self.role(of: child, tape)
        row.remember(key, role?.rawValue ?? 0, at: place)
      }
      place += 1
      switch role {
      case .namedText: textNode = textNode ?? child
      case .namedID: idNode = idNode ?? child
      case .namedAudience: audienceNode = audienceNode ?? child
      case .namedKind: kindNode = kindNode ?? child
      case let role?: roleNodes.append((role, child))
      case nil: break
      }
    }
    lastRow = row
    if text.count > 1 { textNode = textNode ?? find(text, in: tape) }
    if id.count > 1 { idNode = idNode ?? find(id, in: tape) }
    if audience.count > 1 { audienceNode = audienceNode ?? find(audience, in: tape) }
    if kind.count > 1 { kindNode = kindNode ?? find(kind, in: tape) }
  }

  private mutating func findTexts(_ tape: JSONTape) {
    texts.removeAll(keepingCapacity: true)
    // A bare string is a row that is nothing but text.
    if tape.nodes.first?.kind == .string { addStrings(0, tape) }
    if let textNode {
      addStrings(textNode, tape)
    } else if takesOtherText {
      for (role, node) in roleNodes where role == .text { addStrings(node, tape) }
    }
  }

  /// Adds the node itself if it is a string, or the strings of the list that it is.
  private mutating func addStrings(_ node: Int, _ tape: JSONTape) {
    switch tape.nodes[node].kind {
    case .string where tape.value(node).contains { $0 > 0x20 }: texts.append(node)
    case .array:
      for child in tape.children(of: node) where tape.nodes[child].kind == .string {
        addStrings(child, tape)
      }
    default: break
    }
  }

  /// The node at a dotted path.
  private func find(_ path: [[UInt8]], in tape: JSONTape) -> Int? {
    var node = 0
    for step in path {
      guard tape.nodes[node].kind == .object, let next = child(step, of: node, tape) else {
        return nil
      }
      node = next
    }
    return node
  }

  private func child(_ key: [UInt8], of node: Int, _ tape: JSONTape) -> Int? {
    for child in tape.children(of: node)
    where tape.nodes[child].key.count == key.count && tape.key(child).elementsEqual(key) {
      return child
    }
    return nil
  }

  private mutating func fill(
    _ passage: inout Passage, from tape: JSONTape, into output: inout PassageWriter
  ) {
    guard tape.nodes.first?.kind == .object else { return }
    if let node = idNode { passage.id = scalar(node, tape, &output) }
    if let name = name(audienceNode, tape) { setAudience(of: &passage, to: name) }
    if let name = name(kindNode, tape) { setKind(of: &passage, to: name) }
    for (role, node) in roleNodes where role != .text {
      set(role, of: &passage, to: scalar(node, tape, &output))
    }
  }

  private mutating func setAudience(of passage: inout Passage, to name: String) {
    passage.audience = Audience(name: name)
    if passage.audience == nil { unknownAudience = unknownAudience ?? name }
  }

  private mutating func setKind(of passage: inout Passage, to name: String) {
    let kind = PassageKind(name: name)
    passage.kind = kind ?? passage.kind
    if kind == nil { unknownKind = unknownKind ?? name }
  }

  private func set(_ role: Role, of passage: inout Passage, to value: ByteRange) {
    switch role {
    case .author where passage.author.isEmpty: passage.author = value
    case .time where passage.time.isEmpty: passage.time = value
    case .url where passage.url.isEmpty: passage.url = value
    case .title where passage.title.isEmpty: passage.title = value
    default: break
    }
  }

  /// The text of a string or number, or of the `name` inside an object.
  private func scalar(
    _ node: Int, _ tape: JSONTape, _ output: inout PassageWriter
  ) -> ByteRange {
    switch tape.nodes[node].kind {
    case .string, .number: return output.store(tape.value(node))
    case .object:
      guard let name = tape.member(node, "name"), tape.nodes[name].kind == .string else {
        return .none
      }
      return output.store(tape.value(name))
    default: return .none
    }
  }

  private func name(_ node: Int?, _ tape: JSONTape) -> String? {
    guard let node, tape.nodes[node].kind == .string else { return nil }
    return tape.string(tape.nodes[node].value)
  }

  private func role(of node: Int, _ tape: JSONTape) -> Role? {
    let key = tape.nodes[node].key
    guard key.count <= 32 else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { buffer in
      var count = 0
      for byte in tape.key(node) {
        switch byte {
        case 0x41...0x5A: buffer[count] = byte | 0x20
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x20, 0x28, 0x29: continue
        default: buffer[count] = byte
        }
        count += 1
      }
      let word = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<count])
      return Role(rawValue: Self.roles.meaning(of: word))
    }
  }

  private mutating func noteMissing(_ tape: JSONTape) {
    rowsWithout += 1
    guard fieldsSeen.count < 20, tape.nodes.first?.kind == .object else { return }
    for child in tape.children(of: 0) {
      let key = tape.string(tape.nodes[child].key)
      if !fieldsSeen.contains(key), fieldsSeen.count < 20 { fieldsSeen.append(key) }
    }
  }
}

extension ByteRange {
  /// The same bytes where they lie elsewhere; so far down that 32 bits overflow is so far up.
  @inline(__always)
  fileprivate func moved(by way: UInt32) -> ByteRange { ByteRange(start &+ way, end &+ way) }
}
