import Glibc
public import ScanCore
public import SchoolSettings

/// Finds the compiled lexicon of this installation, and has it compiled anew where a file of words
/// or rules was edited, added or taken away since.
///
/// The scanner never reads YAML itself: the companion `gatepost-lexicon` does, once a change.
public struct LexiconStore {
  /// Why no lexicon could be opened.
  public enum Failure: Error, Hashable, CustomStringConvertible {
    /// There is none beside the program, nor in its installation.
    case notFound
    /// Files have changed, and the companion that compiles them is not there.
    case noCompanion(String)
    /// The companion has said what is wrong with the files.
    case faultyFiles
    /// The compiled file is not one.
    case unusable(LexiconError)

    /// What is wrong and what to do.
    public var description: String {
      switch self {
      case .notFound:
        "no lexicon was found beside the program; reinstall Gatepost, or set GATEPOST_LEXICONS "
          + "to its Lexicons folder"
      case .noCompanion(let folder):
        "\(folder): words or rules have changed, but gatepost-lexicon, which compiles them, is "
          + "not beside the program; reinstall Gatepost"
      case .faultyFiles: "nothing was scanned, because the lexicon does not compile; see above"
      case .unusable(let error): "\(error)"
      }
    }
  }

  /// The folder of a school's own words and rules, or nil.
  private let ownFolder: String?
  private let settings: Settings

  /// A store.
  ///
  /// - Parameter place: A file or folder that is scanned; a school's `.gatepost` folder is looked
  ///   for there and in the folders above it.
  public init(near place: String = ".") {
    self.init(near: place, settings: .none)
  }

  /// A store that also knows the words of a school's settings.
  ///
  /// - Parameters:
  ///   - place: A file or folder that is scanned.
  ///   - settings: What the school says of itself.
  public init(near place: String = ".", settings: Settings) {
    ownFolder = Files.inFolders(above: place, ".gatepost", where: Files.isFolder)
    self.settings = settings
  }

  /// Opens the lexicon.
  public func open() throws(Failure) -> Lexicon {
    let shipped = Self.shippedImage()
    if ownFolder == nil, settings.wordsHash == 0, let shipped,
      let lexicon = try? Lexicon(path: shipped)
    {
      let manifest = LexiconManifest(lexicon)
      if manifest.isCurrent || manifest.isDetached { return lexicon }
    }
    guard let folder = Self.shippedFolder() else { throw .notFound }
    return try compiled([folder] + (ownFolder.map { [$0] } ?? []))
  }

  /// The folders of words and rules, those shipped first and a school's own last.
  public func folders() throws(Failure) -> [String] {
    guard let folder = Self.shippedFolder() else { throw .notFound }
    return [folder] + (ownFolder.map { [$0] } ?? [])
  }

  /// Opens the cached image of some folders, compiling it first if it is not current.
  private func compiled(_ folders: [String]) throws(Failure) -> Lexicon {
    let hasWords = settings.wordsHash != 0
    let cache = Self.cacheFile(for: folders + (hasWords ? [settings.path] : []), ending: "gplex")
    let arguments = ["compile"] + folders + (hasWords ? ["--settings", settings.path] : [])
    let companion = Companion.path(of: "gatepost-lexicon")
    // A compiler that came later may make something else of the same files.
    if let cache, !(companion.map { Files.isNewer($0, than: cache) } ?? false),
      let lexicon = try? Lexicon(path: cache)
    {
      let manifest = LexiconManifest(lexicon)
      if manifest.settingsHash == settings.wordsHash && manifest.isCurrent { return lexicon }
    }
    guard let companion else { throw .noCompanion(folders[folders.count - 1]) }
    if let cache, Files.makeFolder(Files.folder(of: cache)) {
      let status = Companion.run(companion, arguments + ["--output", cache])
      guard status == 0 else { throw .faultyFiles }
      do { return try Lexicon(path: cache) } catch { throw .unusable(error) }
    }
    // Nowhere to keep it (a read-only home): compiled for this run alone.
    let output = Companion.output(of: companion, arguments + ["--output", "-"])
    guard let output, output.status == 0 else { throw .faultyFiles }
    do { return try Lexicon(bytes: output.bytes) } catch { throw .unusable(error) }
  }

  /// The image that came with the program.
  private static func shippedImage() -> String? {
    if let folder = Files.environment("GATEPOST_LEXICONS") {
      let image = Files.folder(of: folder) + "/lexicon.gplex"
      return Files.exists(image) ? image : nil
    }
    guard let folder = Companion.programFolder else { return nil }
    return ["\(folder)/lexicon.gplex", "\(folder)/../share/gatepost/lexicon.gplex"]
      .first(where: Files.exists)
  }

  /// A text file of the folder of words and rules that came with the program, or nil.
  public static func shippedText(_ name: String) -> String? {
    shippedFolder().flatMap { Files.contents(of: $0 + "/" + name) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The folder of words and rules that came with the program.
  ///
  /// A program that was built and not installed finds the folder of its own checkout above it.
  private static func shippedFolder() -> String? {
    if let folder = Files.environment("GATEPOST_LEXICONS") { return Files.absolute(folder) }
    guard var folder = Companion.programFolder else { return nil }
    if let installed = Files.absolute("\(folder)/../share/gatepost/Lexicons") { return installed }
    while folder != "/" {
      if Files.isFolder(folder + "/Lexicons/signals") { return folder + "/Lexicons" }
      folder = Files.folder(of: folder)
    }
    return nil
  }

  /// Where what is made of some files or folders is kept; nil if there is no place for it.
  static func cacheFile(for sources: [String], ending: String) -> String? {
    let home = Files.environment("HOME").map { $0 + "/.cache" }
    guard let root = Files.environment("XDG_CACHE_HOME") ?? home else { return nil }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a: a name for a file, not a secret.
    for source in sources {
      for byte in source.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ 0x0A) &* 0x100_0000_01B3
    }
    return "\(root)/gatepost/\(String(hash, radix: 16)).\(ending)"
  }
}
