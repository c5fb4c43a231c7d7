import TextModel

/// Leaves of a staged text the passages that a commit adds or changes.
struct PassageFilter {
  /// The changed lines; nil leaves all passages.
  let changes: ChangedLines?
  /// Passages that were there before, by their words; nil leaves all.
  let known: Set<[UInt8]>?

  /// A filter of a text by its lines, or of a document by what it held before.
  init(changes: ChangedLines? = nil, known: Set<[UInt8]>? = nil) {
    self.changes = changes
    self.known = known
  }

  /// The batch with the chosen passages alone, as text of a newsletter.
  func kept(of batch: PassageBatch, as document: Int) -> PassageBatch {
    var kept = PassageBatch()
    // All bytes are kept where they are, so that the passages' ranges go on meaning the same.
    _ = kept.store(batch.bytes[...])
    let ends = lastLines(of: batch)
    for (var passage, end) in zip(batch.passages, ends)
    where isChanged(passage, end: end)
      && !(known?.contains(Array(batch.bytes[passage.text.indices])) ?? false)
    {
      if passage.kind == .text { passage.kind = .newsletter }
      kept.append(passage)
    }
    kept.warnings = batch.warnings
    kept.bytesRead = batch.bytesRead
    kept.document = document
    kept.seal()
    return kept
  }

  private func isChanged(_ passage: Passage, end: Int) -> Bool {
    guard let changes else { return true }
    // A form without lines, or lines of something else than the staged file.
    guard passage.line > 0, passage.member.isEmpty else { return true }
    return changes.touch(Int(passage.line)...max(Int(passage.line), end))
  }

  /// The last line that each passage may stand on.
  ///
  /// Where the text is not as in the document, as in HTML, its line breaks are lost: it ends, at
  /// the latest, where the next text begins that is not an attribute of a tag within it.
  private func lastLines(of batch: PassageBatch) -> [Int] {
    guard changes != nil else { return batch.passages.map { _ in 0 } }
    var next = Int.max - 1
    var start = Int.max - 1
    var ends: [Int] = []
    for passage in batch.passages.reversed() {
      let line = Int(passage.line)
      if passage.kind != .caption && passage.kind != .fileName && line < start {
        (next, start) = (start, line)
      }
      ends.append(
        passage.isLiteral ? line + lineBreaks(in: passage, of: batch) : line < start ? start : next)
    }
    return ends.reversed()
  }

  private func lineBreaks(in passage: Passage, of batch: PassageBatch) -> Int {
    batch.bytes[passage.text.indices].count { $0 == 0x0A }
  }
}
