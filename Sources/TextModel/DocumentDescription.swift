/// What a report says of a document.
public struct DocumentDescription: Hashable, Sendable {
  /// The document, as the user named it; "-" is standard input.
  public var source: String
  /// The form it was read as: "text", "jsonl", "facebook", ...
  public var kind: String

  /// A document and its form.
  public init(source: String, kind: String) {
    self.source = source
    self.kind = kind
  }
}
