public import SchoolSettings

/// Finds a school's `.gatepost.yml` and opens its compiled form, which the companion
/// `gatepost-lexicon` makes anew when the file has changed.
///
/// Unchanged settings cost one look at the file's status and a read of a few hundred bytes.
public struct SettingsStore {
  /// Why settings cannot be opened.
  public enum Failure: Error, Hashable, CustomStringConvertible {
    /// The file is new or changed, and the companion that reads it is not there.
    case noCompanion(String)
    /// The companion has said what is wrong with the file.
    case faulty(String)

    /// What is wrong and what to do.
    public var description: String {
      switch self {
      case .noCompanion(let path):
        "\(path): cannot be read, because gatepost-lexicon, which reads it, is not beside the "
          + "program; reinstall Gatepost"
      case .faulty(let path):
        "nothing was scanned, because of \(path); see above"
      }
    }
  }

  /// What the file is called.
  public static let fileName = ".gatepost.yml"

  /// The file that counts, absolute; nil if there is none.
  public let path: String?

  /// A store.
  ///
  /// - Parameter place: A file or folder that is scanned; the file is looked for there and in the
  ///   folders above it.
  public init(near place: String = ".") {
    path = Files.inFolders(above: place, Self.fileName) { FileStamp(ofFile: $0) != nil }
  }

  /// Opens the settings; those of no file say nothing.
  public func open() throws(Failure) -> Settings {
    guard let path, let stamp = FileStamp(ofFile: path) else { return .none }
    let companion = Companion.path(of: "gatepost-lexicon")
    let cache = LexiconStore.cacheFile(for: [path], ending: "gpset")
    // A reader that came later may read the same file otherwise.
    if let cache, !(companion.map { Files.isNewer($0, than: cache) } ?? false),
      let bytes = Files.contents(of: cache), let (settings, made) = SettingsImage.read(bytes),
      made == stamp, settings.path == path
    {
      return settings
    }
    guard let companion else { throw .noCompanion(path) }
    let output = Companion.output(of: companion, ["settings", path, "--output", "-"])
    guard let output, output.status == 0, let read = SettingsImage.read(output.bytes) else {
      throw .faulty(path)
    }
    // Without a cache the next run reads the file again, and nothing else is lost.
    if let cache { _ = Files.replace(cache, with: output.bytes) }
    return read.settings
  }
}
