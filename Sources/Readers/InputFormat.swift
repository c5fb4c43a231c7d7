import TextModel

/// A form of input, by the name that the command line and the library take.
public enum InputFormat: String, CaseIterable, Sendable {
  case auto, text, markdown, html, docx, odt, pptx, xlsx, ods, doc, xls, rtf, pdf, eml, mbox
  case json, jsonl, csv, facebook, instagram, x, youtube, whatsapp, tiktok, wordpress, disqus, zip
}

/// How inputs are read.
public struct ReaderOptions: Sendable {
  /// The form of the input; `auto` finds it from the bytes.
  public var input: InputFormat
  /// The field of a row that holds the text; dots lead into objects.
  public var textField = "text"
  /// The field of a row that holds its identifier.
  public var idField = "id"
  /// The field of a row that says whose voice it is.
  public var audienceField = "audience"
  /// The field of a row that says what sort of text it is.
  public var kindField = "kind"
  /// Whether private messages of an export are read.
  public var includeMessages = false
  /// About how many bytes of text a batch holds.
  public var batchTarget = 256 << 10
  /// How deep JSON may nest.
  public var maximumDepth = 512
  /// The longest string of a JSON document, in bytes; what is longer is cut, with a warning.
  public var maximumString = 4 << 20
  /// The longest line of a JSONL document and the largest item of a list, in bytes.
  public var maximumItem = 16 << 20
  /// The longest plain-text passage, in bytes; longer paragraphs are cut between sentences.
  public var maximumParagraph = LongText.most
  /// How many zips may lie in one another.
  public var maximumArchiveDepth = 3
  /// The largest zip that is read into memory because it lies in another one, in bytes.
  public var maximumNestedArchive = 64 << 20
  /// The largest zip that is read from a pipe, in bytes.
  public var maximumPipedArchive = 256 << 20
  /// The most bytes that all members of an archive may unpack to.
  public var maximumUnpacked = 8 << 30
  /// The most bytes out for one byte in that a member may have beyond its first 10 MiB.
  public var maximumRatio = 200

  /// How many archives the input itself lies in.
  package var depth = 0
  /// What reads the forms that the scanner itself does not; nil refuses them.
  package var forms: (any FormOpener)?

  /// The usual way of reading.
  public init(input: InputFormat = .auto) {
    self.input = input
  }
}
