import Readers
import TextModel

/// A reader that makes its passages ahead of their being asked for.
class FormReader: DocumentReader {
  /// Where the document is.
  let origin: Origin
  /// Where things are said.
  let log: ReadLog
  /// Passages not yet handed on.
  var queue: [FormPassage] = []
  /// Readers of documents inside this one, not yet read.
  var inner: [any DocumentReader] = []
  private var taken = 0

  /// A reader of a document.
  init(origin: Origin, log: ReadLog) {
    self.origin = origin
    self.log = log
  }

  /// Reads on and adds to `queue`.
  ///
  /// - Returns: Whether there is more.
  func more() -> Bool { false }

  func read(into output: inout PassageWriter) -> Bool {
    while !output.isFull {
      if taken < queue.count {
        append(queue[taken], to: &output)
        taken += 1
        continue
      }
      if let reader = inner.first {
        if !reader.read(into: &output) { inner.removeFirst() }
        continue
      }
      queue.removeAll(keepingCapacity: true)
      taken = 0
      guard more() || !queue.isEmpty || !inner.isEmpty else { return false }
    }
    return true
  }

  /// The next passages with their sources, or nil at the end.
  func nextPassages() -> [FormPassage]? {
    queue.removeAll(keepingCapacity: true)
    let isMore = more()
    return isMore || !queue.isEmpty ? queue : nil
  }

  private func append(_ passage: FormPassage, to output: inout PassageWriter) {
    var made = Passage(text: output.store(passage.text.bytes[...]))
    made.kind = passage.kind
    made.audience = passage.audience
    made.member = output.store(member: origin.member)
    made.place = output.store(passage.place)
    made.author = output.store(passage.author)
    made.time = output.store(passage.time)
    made.title = output.store(passage.title)
    made.url = output.store(passage.url)
    made.paragraph = UInt32(clamping: passage.paragraph)
    made.line = UInt32(clamping: passage.line)
    output.append(made)
  }
}
