import TextModel

/// Reads HTML: the text of each block is a passage, and so is every alternative text, title and
/// file name of a picture.
///
/// It is tolerant and small: it knows no document tree, only tags. Rows of a table and items of a
/// list stay in one passage, because a name in one and a class in the next combine.
final class HTMLReader: DocumentReader {
  private var scanner: HTMLScanner

  /// Reads `window` from `position` on.
  init(
    _ window: consuming ByteWindow, from position: Int, origin: Origin, kind: PassageKind,
    repair: TextRepair, limit: Int, isExport: Bool = false, log: ReadLog
  ) {
    scanner = HTMLScanner(
      window, from: position, origin: origin, kind: kind, repair: repair, limit: limit, log: log)
    if isExport { scanner.page = FacebookPage(kind: kind) }
  }

  func read(into output: inout PassageWriter) -> Bool { scanner.read(into: &output) }
}

/// Walks the tags and texts of a document.
struct HTMLScanner: ~Copyable {
  private var window: ByteWindow
  private var position: Int
  private var counter = LineCounter()
  private var block = HTMLBlock()
  private var repair: TextRepair
  /// The element whose contents are skipped, or nil.
  private var skipped: String?
  /// What comments before the next passage allow.
  private var allowed: [UInt8] = []
  private var paragraph: UInt32 = 0
  /// What puts the blocks of an export's page together, or nil for any other page.
  fileprivate var page: FacebookPage?
  private let origin: Origin
  private let kind: PassageKind
  private let limit: Int
  private let log: ReadLog

  /// Reads `window` from `position` on.
  init(
    _ window: consuming ByteWindow, from position: Int, origin: Origin, kind: PassageKind,
    repair: TextRepair, limit: Int, log: ReadLog
  ) {
    self.window = window
    self.position = position
    self.origin = origin
    self.kind = kind
    self.repair = repair
    self.limit = limit
    self.log = log
  }

  /// Reads until the batch is full; whether there is more.
  mutating func read(into output: inout PassageWriter) -> Bool {
    while !output.isFull {
      position = window.fill(position, 64 << 10)
      guard position < window.end else {
        flush(into: &output)
        if let rest = page?.rest() { emit(rest, into: &output) }
        for warning in repair.warnings { log.warn(origin.name, warning) }
        log.refuse(origin.name, window.failure)
        return false
      }
      step(into: &output)
    }
    return true
  }

  private mutating func step(into output: inout PassageWriter) {
    if let name = skipped { return skipContents(of: name) }
    let stop = firstPosition(
      of: UInt8(ascii: "<"), or: UInt8(ascii: "&"), in: window.base, from: position, to: window.end)
    if stop > position {
      // A passage may not grow without end, and the window ends somewhere.
      let end = min(stop, position + limit)
      block.append(window.base, from: position, to: end, at: counter)
      move(to: end)
      if block.count > limit { flush(into: &output) }
    } else if window.base[position] == UInt8(ascii: "&") {
      readEntity()
    } else {
      readMarkup(into: &output)
    }
  }

  private mutating func move(to end: Int) {
    counter.advance(over: window.base, from: position, to: end)
    position = end
  }

  private mutating func readEntity() {
    let bytes = UnsafeBufferPointer(
      start: window.base + position, count: min(32, window.end - position))
    guard let (scalar, length) = HTMLEntity.decode(bytes) else {
      block.append(window.base, from: position, to: position + 1, at: counter)
      return move(to: position + 1)
    }
    block.append(scalar: scalar, at: counter)
    move(to: position + length)
  }

  private mutating func readMarkup(into output: inout PassageWriter) {
    let rest = UnsafeBufferPointer(
      start: window.base + position, count: window.end - position)
    if rest.starts(with: "<!--".utf8) {
      return readComment(rest, into: &output)
    }
    guard let tag = HTMLTag(rest) else {
      block.append(window.base, from: position, to: position + 1, at: counter)
      return move(to: position + 1)
    }
    let place = counter
    move(to: position + tag.length)
    if tag.isBlock { flush(into: &output) }
    if tag.isLine { block.breakLine() }
    if tag.isCell { block.breakCell() }
    for (name, value) in tag.texts { emit(attribute: name, value, at: place, into: &output) }
    if tag.hidesContents { skipped = tag.name }
  }

  /// Reads a comment; one longer than what is in memory is passed over, and said to be.
  private mutating func readComment(
    _ rest: UnsafeBufferPointer<UInt8>, into output: inout PassageWriter
  ) {
    noteAllowance(rest)
    let comment = HTMLComment(rest)
    if comment.length == rest.count, comment.body == nil, !comment.isConditional {
      log.refuse(
        origin.name, cause: window.isAtEnd ? "damaged" : "too-large",
        window.isAtEnd
          ? "a comment is never closed, and what follows it was not read; close it"
          : "a comment longer than 64 KiB was not read; scan its text by itself")
      skipped = "!--"
      return move(to: position + 4)
    }
    var text = HTMLBlock.Text(bytes: comment.text(of: rest), place: counter, isLiteral: false)
    while text.bytes.last == 0x20 { text.bytes.removeLast() }
    move(to: position + comment.length)
    guard page == nil else { return }
    emit(text, kind: kind, into: &output)
  }

  /// Skips to the end of a comment, script or style sheet.
  private mutating func skipContents(of name: String) {
    let end = Array((name == "!--" ? "-->" : "</" + name).utf8)
    var place = position
    while place + end.count <= window.end {
      let isEnd = (0..<end.count).allSatisfy { offset in
        let byte = window.base[place + offset]
        return byte == end[offset] || 0x41...0x5A ~= byte && byte | 0x20 == end[offset]
      }
      if isEnd {
        skipped = nil
        return move(to: name == "!--" ? place + end.count : place)
      }
      place += 1
    }
    // The end may have begun at the window's edge.
    move(to: window.isAtEnd ? window.end : max(position + 1, window.end - end.count + 1))
  }

  /// Keeps what a comment allows for the passage that it stands in or before.
  private mutating func noteAllowance(_ rest: UnsafeBufferPointer<UInt8>) {
    let head = UnsafeBufferPointer(rebasing: rest.prefix(1024))
    guard let comment = AllowComment(in: head), comment.range.lowerBound == 0 else { return }
    if !allowed.isEmpty { allowed.append(0x0A) }
    allowed += head[comment.body].map { $0 < 0x20 ? 0x20 : $0 }
  }

  private mutating func flush(into output: inout PassageWriter) {
    guard var text = block.take() else { return }
    if let named = text.bytes.withUnsafeBufferPointer({ FacebookMention.removed(from: $0) }),
      named != text.bytes
    {
      text.bytes = named
      text.isLiteral = false
    }
    emit(text, kind: kind, into: &output)
  }

  private mutating func emit(
    attribute name: String, _ value: [UInt8], at place: LineCounter,
    into output: inout PassageWriter
  ) {
    var bytes = value
    if name == "href" {
      guard page == nil, HTMLLink.isRead(value) else { return }
    }
    if name == "src" {
      guard !value.starts(with: "data:".utf8),
        let words = FileNameText(String(decoding: value, as: UTF8.self)).words
      else { return }
      bytes = Array(words.utf8)
    }
    let text = HTMLBlock.Text(bytes: bytes, place: place, isLiteral: false)
    emit(text, kind: name == "src" ? .fileName : name == "href" ? .link : .caption, into: &output)
  }

  private mutating func emit(
    _ text: HTMLBlock.Text, kind: PassageKind, into output: inout PassageWriter
  ) {
    guard text.bytes.contains(where: { $0 > 0x20 }) else { return }
    guard page != nil else { return append(text, kind: kind, into: &output) }
    if let record = page?.take(text, kind: kind) { emit(record, into: &output) }
  }

  private mutating func emit(_ record: FacebookPage.Record, into output: inout PassageWriter) {
    let author = output.store(record.author[...])
    let time = output.store(record.time)
    for (text, kind) in record.texts {
      append(text, kind: kind, author: author, time: time, into: &output)
    }
  }

  private mutating func append(
    _ text: HTMLBlock.Text, kind: PassageKind, author: ByteRange = .none, time: ByteRange = .none,
    into output: inout PassageWriter
  ) {
    let repaired = text.bytes.withUnsafeBufferPointer { repair.repaired($0) }
    paragraph += 1
    var passage = Passage(text: output.store((repaired ?? text.bytes)[...]))
    passage.kind = kind
    passage.member = output.store(member: origin.member)
    passage.line = text.place.line
    passage.column = text.place.column
    passage.paragraph = paragraph
    passage.isLiteral = text.isLiteral
    (passage.author, passage.time) = (author, time)
    passage.allowed = output.store(allowed[...])
    allowed = []
    output.append(passage)
  }
}
