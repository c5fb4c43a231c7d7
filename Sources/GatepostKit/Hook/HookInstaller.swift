import Glibc

/// Puts Gatepost's hook into a repository and takes it out again.
///
/// A hook that is already there is kept and called first; it is never overwritten.
public struct HookInstaller {
  /// What was done.
  public enum Change: Hashable, CustomStringConvertible {
    /// The hook is at that path now.
    case installed(String)
    /// The hook is at the first path now, and calls the one that was there, now at the second.
    case chained(String, before: String)
    /// Our hook was there already and was written anew.
    case renewed(String)
    /// Our hook was taken out.
    case removed(String)
    /// Our hook was taken out, and the one before it put back.
    case restored(String)
    /// There was no hook of ours.
    case absent(String)

    /// What was done, in words.
    public var description: String {
      switch self {
      case .installed(let path): "\(path): installed; it scans what is staged before each commit"
      case .chained(let path, let before):
        "\(path): installed; the hook that was there is now \(before) and is called first"
      case .renewed(let path): "\(path): was installed already; brought up to date"
      case .removed(let path): "\(path): removed"
      case .restored(let path): "\(path): removed, and the hook that was there before put back"
      case .absent(let path): "\(path): is no hook of Gatepost's; nothing was changed"
      }
    }
  }

  /// Why nothing was done.
  public enum Failure: Error, Hashable, CustomStringConvertible {
    /// A hook of somebody else's and one kept from before are both there.
    case twoHooks(String, kept: String)
    /// A file or folder cannot be changed; holds the system's reason.
    case unwritable(String, String)

    /// What is wrong and what to do.
    public var description: String {
      switch self {
      case .twoHooks(let path, let kept):
        "\(path): is not Gatepost's, and \(kept) is kept from before; remove one of them, or use "
          + "--force, which puts the kept one aside"
      case .unwritable(let path, let reason):
        "\(path): cannot be written (\(reason)); check the folder and its permissions"
      }
    }
  }

  private let folder: String
  private var hook: String { folder + "/pre-commit" }
  private var before: String { "\(folder)/\(HookScript.nameBefore)" }

  /// An installer for a repository.
  public init(_ repository: GitRepository) throws(GitRepository.Failure) {
    folder = try repository.hooksFolder()
  }

  /// Installs the hook.
  ///
  /// - Parameters:
  ///   - program: The absolute path of the program that it calls.
  ///   - force: Whether to put aside a hook that is still kept from an earlier time.
  public func install(program: String, force: Bool = false) throws(Failure) -> Change {
    guard Files.makeFolder(folder) else { throw failure(folder) }
    if isOurs {
      try write(program)
      return .renewed(hook)
    }
    guard Files.isEntry(hook) else {
      try write(program)
      // Kept from before: our hook was deleted by hand.
      return Files.isEntry(before) ? .chained(hook, before: before) : .installed(hook)
    }
    if Files.isEntry(before) {
      guard force else { throw .twoHooks(hook, kept: before) }
      try move(before, to: freeName)
    }
    try move(hook, to: before)
    do {
      try write(program)
    } catch {
      try move(before, to: hook)
      throw error
    }
    return .chained(hook, before: before)
  }

  /// Takes the hook out and puts back the one that was there before.
  public func uninstall() throws(Failure) -> Change {
    guard isOurs || !Files.isEntry(hook) && Files.isEntry(before) else { return .absent(hook) }
    if Files.isEntry(before) {
      try move(before, to: hook)
      return .restored(hook)
    }
    guard unlink(hook) == 0 else { throw failure(hook) }
    return .removed(hook)
  }

  private var isOurs: Bool {
    let file = open(hook, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    let head = String(decoding: Files.readAll(from: file).prefix(200), as: UTF8.self)
    return head.split(separator: "\n").contains { $0 == HookScript.mark }
  }

  private var freeName: String {
    var number = 1
    while Files.isEntry("\(before).\(number)") { number += 1 }
    return "\(before).\(number)"
  }

  /// Writes the script beside and renames it, so that git never runs half of it.
  private func write(_ program: String) throws(Failure) {
    let draft = hook + ".gatepost-new"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o755)
    guard file >= 0 else { throw failure(draft) }
    let isWritten = Files.write(HookScript.text(program: program).utf8, to: file)
    guard close(file) == 0 && isWritten else { throw failure(draft) }
    try move(draft, to: hook)
  }

  private func move(_ path: String, to target: String) throws(Failure) {
    guard rename(path, target) == 0 else { throw failure(target) }
  }

  private func failure(_ path: String) -> Failure {
    .unwritable(path, String(cString: strerror(errno)))
  }
}
