/// Short forms of given names (`Lexicons/names/nicknames.tsv`).
public struct Nicknames: Sendable {
  private var others: [String: Set<String>] = [:]

  /// Reads the table: a given name and a short form of it in each row.
  public init(_ text: String) {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t")
      guard cells.count >= 2, cells[0] != "given" else { continue }
      others[String(cells[0]), default: []].insert(String(cells[1]))
      others[String(cells[1]), default: []].insert(String(cells[0]))
    }
  }

  /// The short forms of a name, and the long forms of a short one, sorted.
  public func others(of given: String) -> [String] {
    (others[given.lowercased()] ?? []).sorted()
  }
}
