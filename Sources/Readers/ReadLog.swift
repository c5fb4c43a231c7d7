package import TextModel

/// What was noticed while reading, shared by all readers of a run.
package final class ReadLog {
  /// Things said which stop nothing, each once.
  package private(set) var warnings: [ReadWarning] = []
  /// What could not be read, each once.
  package private(set) var notExamined: [NotExamined] = []
  /// Bytes of input consumed so far.
  package var bytesRead = 0
  private var warned: Set<ReadWarning> = []
  private var refused: Set<NotExamined> = []

  /// An empty log.
  package init() {}

  /// Says something about `source`, unless it was said before.
  package func warn(_ source: String, _ message: String) {
    let warning = ReadWarning(source: source, message: message)
    if warned.insert(warning).inserted { warnings.append(warning) }
  }

  /// Records that `source` was not read from here on.
  package func refuse(_ source: String, cause: String, _ detail: String) {
    let entry = NotExamined(source: source, cause: cause, detail: detail)
    if refused.insert(entry).inserted { notExamined.append(entry) }
  }

  /// Records a failure of a byte source, if there was one.
  package func refuse(_ source: String, _ failure: ReadFailure?) {
    if let failure { refuse(source, cause: failure.cause, failure.detail) }
  }
}

/// Why a byte source stopped before its end.
package struct ReadFailure: Hashable {
  /// The short, stable word of `NotExamined.cause`.
  package var cause: String
  /// What happened and what to do about it.
  package var detail: String

  /// A failure.
  package init(cause: String, detail: String) {
    self.cause = cause
    self.detail = detail
  }
}

/// Where a piece of input comes from, for messages and locators.
package struct Origin {
  /// The document, as the user named it.
  package var source: String
  /// The archive member, or nil.
  package var member: String?

  /// A place.
  package init(source: String, member: String? = nil) {
    self.source = source
    self.member = member
  }

  /// The name used in messages: the document and, after a `!`, the member.
  package var name: String { member.map { source + "!" + $0 } ?? source }
}

/// A reader of one document, which hands its passages on a batch at a time.
package protocol DocumentReader: AnyObject {
  /// Reads on until the batch is full or the document ends.
  ///
  /// - Returns: whether there is more to read.
  func read(into output: inout PassageWriter) -> Bool
}
