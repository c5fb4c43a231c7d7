import TextModel

/// Reads plain text and Markdown: one literal passage a paragraph.
final class PlainTextReader: DocumentReader {
  private let origin: Origin
  private let log: ReadLog
  private let blocks: TextBlocks
  private let kind: PassageKind
  private let limit: Int
  private var window: ByteWindow
  private var position: Int
  private var counter = LineCounter()
  private var repair: TextRepair
  private var paragraph: UInt32 = 0
  private var isFirst = true
  private var wasCut = false
  /// What comments before the next passage allow.
  private var allowed: [UInt8] = []

  /// Reads `window` from `position` on.
  init(
    _ window: consuming ByteWindow, from position: Int, origin: Origin, isMarkdown: Bool,
    kind: PassageKind, repair: TextRepair, limit: Int, log: ReadLog
  ) {
    self.window = window
    self.position = position
    self.origin = origin
    self.log = log
    self.kind = kind
    self.repair = repair
    self.limit = max(limit, 256)
    blocks = TextBlocks(isMarkdown: isMarkdown)
  }

  func read(into output: inout PassageWriter) -> Bool {
    while !output.isFull {
      guard readBlock(into: &output) else {
        finish()
        return false
      }
    }
    return true
  }

  private func readBlock(into output: inout PassageWriter) -> Bool {
    skipBlankLines()
    position = window.fill(position, limit + 4)
    guard position < window.end else { return false }
    let stop = min(window.end, position + limit)
    let isLast = window.isAtEnd && stop == window.end
    var end = blocks.end(
      in: window.base, from: position, to: stop, isLast: isLast, isFirst: isFirst)
    if end == nil {
      end = LongText.cut(window.base, from: position, to: stop)
      sayCut()
    }
    isFirst = false
    emit(upTo: end ?? stop, into: &output)
    return true
  }

  private func emit(upTo end: Int, into output: inout PassageWriter) {
    paragraph += 1
    let bytes = UnsafeBufferPointer(start: window.base + position, count: end - position)
    defer {
      counter.advance(over: window.base, from: position, to: end)
      position = end
    }
    var passage = Passage(text: .none)
    if let plain = withoutAllowance(bytes) ?? withoutMarks(bytes) {
      // A comment alone counts for what follows it.
      guard plain.contains(where: { $0 > 0x20 }) else { return }
      passage.text = output.store(plain[...])
    } else if let repaired = repair.repaired(bytes) {
      passage.text = output.store(repaired[...])
    } else {
      passage.text = output.store(bytes)
    }
    passage.allowed = output.store(allowed[...])
    allowed = []
    passage.member = output.store(member: origin.member)
    passage.kind = kind
    passage.line = counter.line
    passage.column = counter.column
    passage.paragraph = paragraph
    passage.isLiteral = true
    output.append(passage)
  }

  /// The text with blanks in the place of every comment that allows something, so that what stands
  /// after it keeps its place; nil if it has none.
  private func withoutAllowance(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard var comment = AllowComment(in: bytes) else { return nil }
    var plain = Array(bytes)
    while true {
      if !allowed.isEmpty { allowed.append(0x0A) }
      allowed += bytes[comment.body].map { $0 < 0x20 ? 0x20 : $0 }
      for index in comment.range where plain[index] != 0x0A && plain[index] != 0x0D {
        plain[index] = 0x20
      }
      guard let next = AllowComment(in: bytes, from: comment.range.upperBound) else { break }
      comment = next
    }
    return plain.withUnsafeBufferPointer { withoutMarks($0) ?? repair.repaired($0) } ?? plain
  }

  /// The text of a Markdown paragraph without marks of emphasis, valid UTF-8; nil if it has none.
  private func withoutMarks(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard blocks.isMarkdown else { return nil }
    let marks = MarkdownMarks(bytes)
    guard !marks.isEmpty else { return nil }
    var plain = Array(bytes)
    marks.removed(from: &plain)
    return plain.withUnsafeBufferPointer { repair.repaired($0) } ?? plain
  }

  private func skipBlankLines() {
    while true {
      position = window.fill(position, 4096)
      let next = blocks.afterBlankLines(
        in: window.base, from: position, to: window.end, isLast: window.isAtEnd)
      guard next > position else { return }
      counter.advance(over: window.base, from: position, to: next)
      position = next
      if next < window.end { return }
    }
  }

  private func sayCut() {
    guard !wasCut else { return }
    wasCut = true
    log.warn(
      origin.name,
      "a paragraph from line \(counter.line) on is longer than \(limit) bytes; it was judged in parts"
    )
  }

  private func finish() {
    for warning in repair.warnings { log.warn(origin.name, warning) }
    log.refuse(origin.name, window.failure)
  }
}
