/// What `.gatepost.yml` says, checked: texts, lists, and mappings in the order of the file.
public indirect enum SettingsTree: Hashable, Sendable {
  case text(String)
  case list([SettingsTree])
  case mapping([Member])

  /// A key and what it says.
  public struct Member: Hashable, Sendable {
    /// The key.
    public let key: String
    /// What it says.
    public let value: SettingsTree

    /// A key and what it says.
    public init(_ key: String, _ value: SettingsTree) {
      self.key = key
      self.value = value
    }
  }

  /// What a key of a mapping says; an empty list if there is no such key.
  public subscript(key: String) -> SettingsTree {
    guard case .mapping(let members) = self, let member = members.first(where: { $0.key == key })
    else { return .list([]) }
    return member.value
  }

  /// The text; nil if it is something else.
  public var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  /// The entries of a list; nothing for anything else.
  public var entries: [SettingsTree] {
    guard case .list(let entries) = self else { return [] }
    return entries
  }

  /// The texts of a list, or the one text that it is.
  public var texts: [String] {
    if case .text(let text) = self { return [text] }
    return entries.compactMap(\.text)
  }

  /// `true` or `false`, as written; nil for anything else.
  public var flag: Bool? { text.flatMap(Bool.init) }

  /// The keys and values of a mapping; nothing for anything else.
  public var members: [(key: String, value: SettingsTree)] {
    guard case .mapping(let members) = self else { return [] }
    return members.map { ($0.key, $0.value) }
  }
}
