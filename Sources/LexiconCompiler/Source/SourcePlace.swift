/// A line of a lexicon file.
package struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
  /// The file, from its `Lexicons` folder on; `.gatepost/...` for a school's own.
  package var file: String
  /// The line, counted from 1.
  package var line: Int

  /// A line of a file.
  package init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// `file:line`, as editors understand it.
  package var description: String { "\(file):\(line)" }
}

/// What is wrong with a line of a lexicon file.
package struct SourceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where.
  package var place: SourcePlace
  /// The column, in code points counted from 1, where one can be named.
  package var column: Int?
  /// What is wrong and what to do about it; lower case, no full stop.
  package var message: String
  /// The term at fault, where it is one.
  package var excerpt: TermExcerpt?
  /// Nothing of the file could be read, so that what it defines is not known.
  package var losesFile = false

  /// A fault of a line.
  package init(
    _ message: String, at place: SourcePlace, column: Int? = nil, excerpt: TermExcerpt? = nil
  ) {
    self.place = place
    self.column = column
    self.message = message
    self.excerpt = excerpt
  }

  /// `file:line: reason`.
  package var description: String { "\(place): \(message)" }
}

/// A term and the place in it where something is wrong.
package struct TermExcerpt: Hashable, Sendable, CustomStringConvertible {
  /// The term as written.
  package var text: String
  /// Where, in code points from the start of the term.
  package var offset: Int

  /// A term and a place in it.
  package init(text: String, offset: Int) {
    self.text = text
    self.offset = offset
  }

  /// The term and, on the next line, a caret under the place.
  package var description: String {
    text + "\n" + String(repeating: " ", count: offset) + "^"
  }
}

/// The faults found so far.
struct Faults {
  /// A hostile file can hold a fault on every line; nobody reads more than this many.
  static let limit = 1_000

  private(set) var errors: [SourceError] = []
  private var seen: Set<SourceError> = []

  /// Notes a fault, once.
  mutating func add(_ error: SourceError) {
    guard errors.count < Self.limit, seen.insert(error).inserted else { return }
    errors.append(error)
  }

  /// Notes a fault of a line.
  mutating func add(_ message: String, at place: SourcePlace) {
    add(SourceError(message, at: place))
  }

  /// Notes a fault of a node.
  mutating func add(_ message: String, at node: SourceNode) {
    add(SourceError(message, at: node.place, column: node.column))
  }
}
