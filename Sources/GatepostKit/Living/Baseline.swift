import Glibc

/// What was found before and may stay: keyed fingerprints with their rules, sorted, one a line.
///
/// No dates, no places and no words, so that nothing changes but what was found.
public struct Baseline: Equatable, Sendable {
  /// Why a baseline cannot be used.
  public enum Failure: Error, Hashable, CustomStringConvertible {
    /// A line that is no entry: the file and the line.
    case badLine(String, Int)
    /// The file cannot be read or written; holds the system's reason.
    case failed(String, String)

    /// What is wrong and what to do.
    public var description: String {
      switch self {
      case .badLine(let path, let line):
        "\(path):\(line): is no fingerprint and rule; write the baseline anew"
      case .failed(let path, let reason): "\(path): \(reason); check the path"
      }
    }
  }

  /// The name that a baseline has unless another is given.
  public static let usualName = ".gatepost-baseline"
  private static let head = """
    # Findings that a person has looked at and that may stay; 'gatepost baseline' writes this file.
    # A keyed hash of rule and words, and the rule. Nobody can read from it what was found.

    """

  /// The entries: rule by fingerprint.
  public private(set) var entries: [String: String] = [:]

  /// An empty baseline.
  public init() {}

  /// The baseline that a file holds.
  public init(path: String) throws(Failure) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw .failed(path, "cannot be read (\(String(cString: strerror(errno))))")
    }
    defer { close(file) }
    let text = String(decoding: Files.readAll(from: file), as: UTF8.self)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty && !line.hasPrefix("#") {
      let words = line.split(separator: " ")
      guard words.count == 2, words[0].utf8.count == 32 else { throw .badLine(path, index + 1) }
      entries[String(words[0])] = String(words[1])
    }
  }

  /// Adds a finding.
  public mutating func add(_ fingerprint: String, rule: String) { entries[fingerprint] = rule }

  /// Takes out every entry that is not among some fingerprints.
  ///
  /// - Returns: How many were taken out.
  public mutating func prune(keeping found: Set<String>) -> Int {
    let before = entries.count
    entries = entries.filter { found.contains($0.key) }
    return before - entries.count
  }

  /// The file's text.
  public var text: String {
    let lines = entries.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
      .map { "\($0.key) \($0.value)\n" }
    return Self.head + lines.joined()
  }

  /// Writes the file, whole or not at all.
  public func write(to path: String) throws(Failure) {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw .failed(path, "is a device or folder, not a file")
    }
    let draft = path + ".gatepost-new"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      throw .failed(path, "cannot be written (\(String(cString: strerror(errno))))")
    }
    let isWritten = Files.write(text.utf8, to: file)
    guard close(file) == 0, isWritten, rename(draft, path) == 0 else {
      throw .failed(path, "cannot be written (\(String(cString: strerror(errno))))")
    }
  }

  /// The baseline file for something that is scanned: in its folder or the nearest above it.
  public static func path(near place: String) -> String? {
    guard var folder = Files.absolute(place) ?? Files.absolute(".") else { return nil }
    if !Files.isFolder(folder) { folder = Files.folder(of: folder) }
    while true {
      let path = (folder == "/" ? "" : folder) + "/" + usualName
      if Files.exists(path) { return path }
      if folder == "/" { return nil }
      folder = Files.folder(of: folder)
    }
  }
}
