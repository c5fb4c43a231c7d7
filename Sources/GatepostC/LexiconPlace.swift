import CLibraryPath
import Glibc

/// Finds the compiled lexicon that belongs to this library.
enum LexiconPlace {
  /// There is none.
  struct NotFound: Error, CustomStringConvertible {
    /// Where it was looked for.
    let places: [String]

    /// What is wrong and what to do.
    var description: String {
      "no compiled lexicon is at \(places.joined(separator: " or ")); name its path, or set "
        + "GATEPOST_LEXICONS to the Lexicons folder beside it"
    }
  }

  /// The path of the lexicon.
  static func usual() throws(NotFound) -> String {
    let places: [String]
    if let folder = getenv("GATEPOST_LEXICONS").map({ String(cString: $0) }), !folder.isEmpty {
      places = [parent(of: folder) + "/lexicon.gplex"]
    } else {
      let own = parent(of: libraryPath)
      places = ["\(own)/lexicon.gplex", "\(own)/../share/gatepost/lexicon.gplex"]
    }
    guard let found = places.first(where: { access($0, R_OK) == 0 }) else {
      throw NotFound(places: places)
    }
    return found
  }

  /// The path of this library, as it was loaded.
  private static var libraryPath: String {
    guard let name = gp_library_path() else { return "." }
    guard let real = realpath(name, nil) else { return String(cString: name) }
    defer { free(real) }
    return String(cString: real)
  }

  private static func parent(of path: String) -> String {
    var path = path[...]
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
