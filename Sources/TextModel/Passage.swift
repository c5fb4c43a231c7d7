/// One unit of text that is judged, and where it comes from.
///
/// Every string is a range of the bytes of the `PassageBatch` that holds the passage, so a
/// passage costs no allocation of its own. An empty range means "not known".
public struct Passage: Sendable {
  /// The text: valid UTF-8, in the batch's bytes.
  public var text: ByteRange
  /// The identifier that the input gives it ("id" of a JSON row).
  public var id = ByteRange.none
  /// Who wrote it, as the input says.
  public var author = ByteRange.none
  /// When, as ISO 8601 where the input's form is known, else as it stands.
  public var time = ByteRange.none
  /// The permalink.
  public var url = ByteRange.none
  /// The title of the thread, post or group that it belongs to.
  public var title = ByteRange.none
  /// The archive member that it lies in, as the archive names it.
  public var member = ByteRange.none
  /// The JSON pointer (RFC 6901) of the text.
  public var pointer = ByteRange.none
  /// Where it stands in a form that has no lines, in words: "page 3, line 12", "Trips!B7".
  ///
  /// Of cells joined by tabs it names the first.
  public var place = ByteRange.none
  /// What a comment beside it allows, and why: "pupil.full-name: consent of 12 May"; several are
  /// parted by line feeds.
  public var allowed = ByteRange.none
  /// What sort of text it is.
  public var kind = PassageKind.text
  /// Whose voice it is; nil leaves it to the run's `--audience`.
  public var audience: Audience?
  /// The line on which the text begins in the document, counted from 1; 0 if the form has none.
  public var line: UInt32 = 0
  /// The column at which it begins, in code points counted from 1; 0 if the form has none.
  public var column: UInt32 = 0
  /// The paragraph or record number, counted from 1; 0 if the form has none.
  public var paragraph: UInt32 = 0
  /// Whether the text stands in the document exactly as here, so that line and column of a
  /// place inside it can be counted from `line` and `column`.
  public var isLiteral = false

  /// A passage with that text and nothing else known.
  @inlinable
  public init(text: ByteRange) {
    self.text = text
  }
}

/// A run of passages and the one buffer that all their strings lie in.
///
/// Readers fill a batch and hand it on; the scanner reads it. The buffer always ends in
/// `PassageBatch.padding` bytes that belong to no passage, so that block loads near the end of
/// the last passage stay inside it.
public struct PassageBatch: Sendable {
  /// How many bytes of padding `seal` leaves after the last passage.
  public static let padding = 64

  /// The bytes of all strings of `passages`.
  @inlinable public var bytes: [UInt8] { allBytes }
  /// The passages, in the order of the input.
  @inlinable public var passages: [Passage] { allPassages }
  @usableFromInline var allBytes: [UInt8] = []
  @usableFromInline var allPassages: [Passage] = []
  /// Things said about the input while reading it, which stop nothing.
  public var warnings: [ReadWarning] = []
  /// Which document the passages belong to: an index that the run counts from 0.
  public var document = 0
  /// Bytes of input consumed to make this batch.
  public var bytesRead = 0
  private var isSealed = false

  /// An empty batch.
  public init() {}

  /// An empty batch with room for so many bytes of strings.
  public init(reservingBytes count: Int) {
    allBytes.reserveCapacity(count + Self.padding)
    // As many as there are of comments; growing copies them all.
    allPassages.reserveCapacity(count / 128)
  }

  /// Appends bytes and says where they lie.
  @inlinable
  public mutating func store(_ string: String) -> ByteRange {
    var copy = string
    return copy.withUTF8 { store($0) }
  }

  /// Appends bytes and says where they lie; they must be valid UTF-8.
  @inlinable
  public mutating func store(_ newBytes: UnsafeBufferPointer<UInt8>) -> ByteRange {
    let start = allBytes.count
    allBytes.append(contentsOf: newBytes)
    return ByteRange(start, allBytes.count)
  }

  /// Appends bytes and says where they lie; they must be valid UTF-8.
  public mutating func store(_ newBytes: ArraySlice<UInt8>) -> ByteRange {
    let start = allBytes.count
    allBytes.append(contentsOf: newBytes)
    return ByteRange(start, allBytes.count)
  }

  /// Adds a passage whose ranges `store` gave.
  @inlinable
  public mutating func append(_ passage: Passage) {
    allPassages.append(passage)
  }

  /// Adds the padding; called once, when the batch is full.
  public mutating func seal() {
    guard !isSealed else { return }
    isSealed = true
    allBytes.append(contentsOf: repeatElement(0, count: Self.padding))
  }

  /// The string at `range`, or nil where it is empty.
  public func string(_ range: ByteRange) -> String? {
    range.isEmpty ? nil : String(decoding: bytes[range.indices], as: UTF8.self)
  }
}

/// Something worth saying about an input that was read all the same.
public struct ReadWarning: Hashable, Sendable {
  /// The document, as the user named it.
  public var source: String
  /// What was noticed, in words.
  public var message: String

  /// A warning about `source`.
  public init(source: String, message: String) {
    self.source = source
    self.message = message
  }
}

/// A document, or part of one, that could not be read.
public struct NotExamined: Hashable, Sendable {
  /// The document, as the user named it, with the archive member where there is one.
  public var source: String
  /// A short, stable word: `missing`, `unreadable`, `binary`, `truncated`, `too-deep`, `encrypted`, ...
  public var cause: String
  /// What happened and what to do about it, in words.
  public var detail: String

  /// A part of the input that was not examined, and why.
  public init(source: String, cause: String, detail: String) {
    self.source = source
    self.cause = cause
    self.detail = detail
  }
}
