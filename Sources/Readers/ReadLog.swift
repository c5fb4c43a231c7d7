import TextModel

/// What was noticed while reading, shared by all readers of a run.
final class ReadLog {
  /// Things said which stop nothing, each once.
  private(set) var warnings: [ReadWarning] = []
  /// What could not be read, each once.
  private(set) var notExamined: [NotExamined] = []
  /// Bytes of input consumed so far.
  var bytesRead = 0
  private var warned: Set<ReadWarning> = []
  private var refused: Set<NotExamined> = []

  /// Says something about `source`, unless it was said before.
  func warn(_ source: String, _ message: String) {
    let warning = ReadWarning(source: source, message: message)
    if warned.insert(warning).inserted { warnings.append(warning) }
  }

  /// Records that `source` was not read from here on.
  func refuse(_ source: String, cause: String, _ detail: String) {
    let entry = NotExamined(source: source, cause: cause, detail: detail)
    if refused.insert(entry).inserted { notExamined.append(entry) }
  }

  /// Records a failure of a byte source, if there was one.
  func refuse(_ source: String, _ failure: ReadFailure?) {
    if let failure { refuse(source, cause: failure.cause, failure.detail) }
  }
}

/// Why a byte source stopped before its end.
struct ReadFailure: Hashable {
  /// The short, stable word of `NotExamined.cause`.
  var cause: String
  /// What happened and what to do about it.
  var detail: String
}

/// Where a piece of input comes from, for messages and locators.
struct Origin {
  /// The document, as the user named it.
  var source: String
  /// The archive member, or nil.
  var member: String?

  /// The name used in messages: the document and, after a `!`, the member.
  var name: String { member.map { source + "!" + $0 } ?? source }
}

/// A reader of one document, which hands its passages on a batch at a time.
protocol DocumentReader: AnyObject {
  /// Reads on until the batch is full or the document ends.
  ///
  /// - Returns: whether there is more to read.
  func read(into output: inout PassageWriter) -> Bool
}
