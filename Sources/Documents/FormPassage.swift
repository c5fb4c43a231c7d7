package import TextModel

/// Text of a document together with the places in its parts that it stands for.
package struct SourcedText: Sendable {
  /// A run of the text that stands in one piece in a part.
  package struct Piece: Sendable {
    /// Its bytes in the text.
    package var text: Range<Int>
    /// The part: a member of the package.
    package var part: String
    /// Its bytes there.
    package var source: Range<Int>
  }

  /// The text, valid UTF-8.
  package private(set) var bytes: [UInt8] = []
  /// Where its runs stand.
  package private(set) var pieces: [Piece] = []

  /// An empty text.
  package init() {}

  /// A text that stands nowhere by itself.
  package init(_ words: String) { bytes = Array(words.utf8) }

  /// Whether it holds no word.
  package var isBlank: Bool { !bytes.contains { $0 > 0x20 } }

  /// Appends text that stands in a part.
  package mutating func append(
    _ new: UnsafeBufferPointer<UInt8>, part: String, source: Range<Int>
  ) {
    guard !new.isEmpty else { return }
    let start = bytes.count
    bytes.append(contentsOf: new)
    if let last = pieces.indices.last, pieces[last].part == part,
      pieces[last].source.upperBound == source.lowerBound, pieces[last].text.upperBound == start,
      pieces[last].source.count == pieces[last].text.count, source.count == new.count
    {
      pieces[last].text = pieces[last].text.lowerBound..<bytes.count
      pieces[last].source = pieces[last].source.lowerBound..<source.upperBound
    } else {
      pieces.append(Piece(text: start..<bytes.count, part: part, source: source))
    }
  }

  /// Appends text that stands for an element: a tab, a line break.
  package mutating func append(_ words: StaticString) {
    words.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Appends another text.
  package mutating func append(_ other: SourcedText) {
    let offset = bytes.count
    bytes += other.bytes
    pieces += other.pieces.map { piece in
      var piece = piece
      piece.text = piece.text.lowerBound + offset..<piece.text.upperBound + offset
      return piece
    }
  }

  /// Whether it ends in white space, or is empty.
  var endsInSpace: Bool { bytes.last.map { $0 <= 0x20 } ?? true }
}

/// A passage of a document, before it is put into a batch.
package struct FormPassage: Sendable {
  /// The text.
  package var text: SourcedText
  /// Where it stands, in words.
  package var place: String
  /// What sort of text it is.
  package var kind = PassageKind.newsletter
  /// Who wrote it, or empty.
  package var author = ""
  /// When, or empty.
  package var time = ""
  /// The title of what it belongs to, or empty.
  package var title = ""
  /// The link to it, or empty.
  package var url = ""
  /// Its number in the document, or 0.
  package var paragraph = 0
  /// Whose voice it is; nil where nobody says.
  package var audience: Audience?
  /// The line on which it begins, or 0.
  package var line = 0

  /// A passage at a place.
  package init(_ text: SourcedText, place: String, kind: PassageKind = .newsletter) {
    self.text = text
    self.place = place
    self.kind = kind
  }
}
