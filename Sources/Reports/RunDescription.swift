public import TextModel

/// Whether found text may stand in a report.
public enum Quoting: Sendable {
  /// Every found span is masked.
  case masked
  /// Found spans stand as they are (`--show-match`).
  case shown
}

/// What a report says of the run as a whole, known before the first document is read.
public struct RunDescription: Sendable {
  /// The program that made the report.
  public var tool: ToolDescription
  /// Whose voice a passage has where its input does not say.
  public var audience: Audience
  /// Whether clean passages are reported too (`--all`).
  public var showsClean: Bool
  /// Whether found text may stand in the report.
  public var quoting: Quoting
  /// Whether the `text` report may colour its output; the caller knows the terminal.
  public var hasColour: Bool
  /// The width of the `text` report in columns, kept between 60 and 100.
  public var columns: Int

  /// A run.
  public init(
    tool: ToolDescription, audience: Audience = .official, showsClean: Bool = false,
    quoting: Quoting = .masked, hasColour: Bool = false, columns: Int = 88
  ) {
    self.tool = tool
    self.audience = audience
    self.showsClean = showsClean
    self.quoting = quoting
    self.hasColour = hasColour
    self.columns = min(max(columns, 60), 100)
  }
}

/// The program, its words and its configuration, so that a decision can be replayed.
public struct ToolDescription: Hashable, Sendable {
  /// The program's name.
  public var name: String
  /// The program's version.
  public var version: String
  /// The hash of the compiled lexicon.
  public var lexiconHash: String
  /// The hash of policies, options and a school's own configuration.
  public var configHash: String

  /// A program.
  public init(
    name: String = "gatepost", version: String, lexiconHash: String, configHash: String
  ) {
    self.name = name
    self.version = version
    self.lexiconHash = lexiconHash
    self.configHash = configHash
  }
}
