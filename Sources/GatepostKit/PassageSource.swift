public import Readers
public import TextModel

/// Where a run gets its passages from.
public protocol PassageSource: AnyObject {
  /// The documents met so far, in the order of `PassageBatch.document`.
  var documents: [DocumentDescription] { get }
  /// What could not be read so far.
  var notExamined: [NotExamined] { get }
  /// Bytes of input consumed so far.
  var bytesRead: Int { get }
  /// The size of all input in bytes, or nil if it is not known.
  var totalBytes: Int? { get }

  /// The next batch, or nil at the end. It belongs to one document, and may be empty.
  func nextBatch() -> PassageBatch?
}

extension DocumentStream: PassageSource {}
