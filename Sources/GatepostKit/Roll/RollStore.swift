import CSodium
import Glibc
public import PupilRoll
public import SchoolSettings

/// Keeps a school's roll: sealed, in the user's configuration folder or where `.gatepost.yml` says.
public struct RollStore {
  /// Why a roll cannot be kept or opened.
  public enum Failure: Error, Hashable, CustomStringConvertible {
    /// There is no home folder to keep it in.
    case noFolder
    /// The key at that place, a file or variable, is not 64 hexadecimal digits.
    case badKey(String)
    /// Others may read the key.
    case openKey(String)
    /// There is a roll, and no key.
    case noKey(String)
    /// The roll was sealed with another key.
    case wrongKey(String)
    /// The file is no roll, or not whole.
    case damaged(String)
    /// A file cannot be written.
    case unwritable(String, Int32)
    /// A file cannot be read.
    case unreadable(String, Int32)

    /// What is wrong and what to do.
    public var description: String {
      switch self {
      case .noFolder:
        "there is no folder to keep the roll in; set HOME or XDG_CONFIG_HOME"
      case .badKey(let place):
        "\(place): this is no key, which is 64 hexadecimal digits; put the right one back, or "
          + "remove it and import the roll again"
      case .openKey(let path):
        "\(path): others may read the key, so it is not used; run: chmod 600 '\(path)'"
      case .noKey(let path):
        "\(path): the roll is sealed and its key is gone; set \(RollKey.variable), or import the "
          + "roll again"
      case .wrongKey(let path):
        "\(path): the roll was sealed with another key; put that key back, or import the roll again"
      case .damaged(let path):
        "\(path): the roll is damaged and cannot be opened; import it again"
      case .unwritable(let path, let number):
        "\(path): cannot be written: \(String(cString: strerror(number)))"
      case .unreadable(let path, let number):
        "\(path): cannot be read: \(String(cString: strerror(number)))"
      }
    }
  }

  /// The user's configuration folder of Gatepost, or nil if there is no home.
  static var folder: String? {
    let home = Files.environment("HOME").map { $0 + "/.config" }
    return (Files.environment("XDG_CONFIG_HOME") ?? home).map { $0 + "/gatepost" }
  }

  /// The bytes of an export, or nil if it cannot be read or is far larger than any school's.
  public static func contents(ofExport path: String) -> [UInt8]? {
    guard let stamp = FileStamp(ofFile: path), stamp.size <= 64 << 20 else { return nil }
    return Files.contents(of: path)
  }

  /// The file, or nil if there is no home to keep it in.
  public let path: String?

  /// The store of a school.
  ///
  /// - Parameter settings: What the school says; `roll: {file: …}` is the place of its roll.
  public init(_ settings: Settings = .none) {
    guard let file = settings.roll.file else {
      path = Self.folder.map { $0 + "/roll.sealed" }
      return
    }
    path = file.hasPrefix("/") ? file : settings.folder + "/" + file
  }

  /// Whether there is a roll.
  public var hasRoll: Bool { path.map(Files.isEntry) ?? false }

  /// The roll, or nil if there is none.
  public func open() throws(Failure) -> Roll? {
    guard let path, Files.isEntry(path) else { return nil }
    guard let file = Files.contents(of: path) else { throw .unreadable(path, errno) }
    try Self.begin()
    guard let key = try RollKey.existing() else { throw .noKey(path) }
    do {
      guard let roll = RollCoding.roll(from: try SealedRoll.open(file, with: key)) else {
        throw SealedRoll.Fault.damaged
      }
      return roll
    } catch SealedRoll.Fault.wrongKey {
      throw .wrongKey(path)
    } catch {
      throw .damaged(path)
    }
  }

  /// Keeps a roll in place of the one before; makes a key if there is none.
  public func keep(_ roll: Roll) throws(Failure) {
    guard let path else { throw .noFolder }
    try Self.begin()
    // Not `??`, whose right side may not throw a typed error.
    let key: RollKey
    if let existing = try RollKey.existing() { key = existing } else { key = try RollKey.make() }
    let file = SealedRoll.seal(RollCoding.bytes(of: roll), with: key)
    guard Files.replace(path, with: file) else { throw .unwritable(path, errno) }
  }

  /// Removes the roll; the key stays, other rolls may be sealed with it.
  ///
  /// - Returns: Whether there was one.
  public func remove() throws(Failure) -> Bool {
    guard let path, Files.isEntry(path) else { return false }
    guard unlink(path) == 0 else { throw .unwritable(path, errno) }
    return true
  }

  private static func begin() throws(Failure) {
    // Chooses the fastest code for this processor; fails only if there is no randomness at all.
    guard sodium_init() >= 0 else { throw .unreadable("/dev/urandom", ENOSYS) }
  }
}
