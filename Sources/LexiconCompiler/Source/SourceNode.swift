/// A value of a YAML file with its place.
struct SourceNode {
  /// What a node holds.
  enum Content {
    case nothing
    case text(String)
    case list([SourceNode])
    case mapping([(key: SourceNode, value: SourceNode)])
  }

  /// What it holds.
  var content: Content
  /// Where it begins.
  var place: SourcePlace
  /// The column of its first character, after an opening quote; in code points counted from 1.
  var column: Int
  /// Whether a comment follows one space after it, so that a `#` meant as part of it was lost.
  var mayHaveLostNumberSign = false

  /// The text, or nil if it holds something else.
  var text: String? {
    guard case .text(let text) = content else { return nil }
    return text
  }

  /// The entries of a list, the node itself if it holds anything else, nothing if it is empty.
  var entries: [SourceNode] {
    switch content {
    case .nothing: []
    case .list(let entries): entries
    case .text, .mapping: [self]
    }
  }

  /// What it holds, in words.
  var form: String {
    switch content {
    case .nothing: "nothing"
    case .text: "a text"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}
