import TextModel

/// Hands on the name of a file whose contents are not read: pictures are often named after
/// children.
final class FileNameReader: DocumentReader {
  private let origin: Origin

  /// The name of that file.
  init(origin: Origin) {
    self.origin = origin
  }

  func read(into output: inout PassageWriter) -> Bool {
    guard let words = FileNameText(origin.member ?? origin.source).words else { return false }
    var passage = Passage(text: output.store(words))
    passage.kind = .fileName
    passage.member = output.store(member: origin.member)
    output.append(passage)
    return false
  }
}
