package import SchoolSettings

/// Reads a `.gatepost.yml` against the schema.
///
/// - Parameters:
///   - text: The whole file.
///   - path: The file, absolute.
/// - Returns: What it says, and every fault by line; the settings count only if there is none.
package func readSettings(_ text: String, path: String) -> (Settings, [SourceError]) {
  var faults = Faults()
  let name = String(path.split(separator: "/").last ?? "")
  let root = YAMLDocument.root(of: text, file: name, faults: &faults)
  let reader = SettingsReader()
  let tree = root.map { reader.mapping($0, SettingsSchema.keys, name, &faults) } ?? .mapping([])
  var hash = ContentHash()
  hash.add(text.utf8)
  let plain = Settings(tree: tree, path: path, contentHash: hash.value, wordsHash: 0)
  let words = SettingsWords(plain)
  return (
    Settings(tree: tree, path: path, contentHash: hash.value, wordsHash: words.hash),
    faults.sorted
  )
}

/// Reads settings that stand in another file, as texts for clauses have them.
///
/// - Parameters:
///   - node: What a `.gatepost.yml` would say; nil if nothing is said.
///   - faults: Takes what is wrong.
func readSettings(_ node: SourceNode?, _ faults: inout Faults) -> Settings {
  guard let node else { return .none }
  let tree = SettingsReader().mapping(node, SettingsSchema.keys, "'settings'", &faults)
  return Settings(tree: tree, path: "", contentHash: 0, wordsHash: 0)
}

/// Turns nodes into a tree as the schema has them, noting what it does not have.
private struct SettingsReader {
  func mapping(
    _ node: SourceNode, _ keys: [SettingsKey], _ what: String, _ faults: inout Faults
  ) -> SettingsTree {
    let known = keys.map(\.name)
    guard let fields = Fields(node, known: known, what: what, faults: &faults) else {
      return .mapping([])
    }
    for key in keys where key.isRequired { fields.require([key.name], of: what, &faults) }
    return .mapping(
      keys.compactMap { key in
        fields[key.name].flatMap { value($0, key.form, key.name, &faults) }
          .map { SettingsTree.Member(key.name, $0) }
      })
  }

  private func value(
    _ node: SourceNode, _ form: SettingsForm, _ key: String, _ faults: inout Faults
  ) -> SettingsTree? {
    switch form {
    case .mapping(let keys): return mapping(node, keys, "'\(key)'", &faults)
    case .list(let keys): return list(node, keys, key, &faults)
    case .texts:
      return .list(node.entries.compactMap { text($0, key, &faults) })
    case .byRule(let form): return byRule(node, form, key, &faults)
    case .text: return text(node, key, &faults)
    case .number(let range):
      return checked(node, key, "a number from \(range.lowerBound) to \(range.upperBound)", &faults)
      {
        Double($0).map(range.contains) ?? false
      }
    case .flag: return checked(node, key, "true or false", &faults) { Bool($0) != nil }
    case .date:
      return checked(node, key, "a day, written YYYY-MM-DD", &faults, isDay)
    case .choice(let words):
      guard case .text(let word)? = text(node, key, &faults) else { return nil }
      if words.contains(word) { return .text(word) }
      let near = suggestion(for: word, among: words)
      let all = near.isEmpty ? "; it is one of \(words.joined(separator: ", "))" : near
      faults.add("unknown \(key) '\(word)'" + all, at: node)
      return nil
    }
  }

  private func text(_ node: SourceNode, _ key: String, _ faults: inout Faults) -> SettingsTree? {
    if node.mayHaveLostNumberSign {
      faults.add("what follows '#' is a comment; put quotes round the text to keep it", at: node)
    }
    return trimmedText(node, as: "'\(key)'", &faults).map(SettingsTree.text)
  }

  private func checked(
    _ node: SourceNode, _ key: String, _ form: String, _ faults: inout Faults,
    _ isRight: (String) -> Bool
  ) -> SettingsTree? {
    guard let text = trimmedText(node, as: "'\(key)'", &faults) else { return nil }
    if isRight(text) { return .text(text) }
    faults.add("'\(key)' is \(form), not '\(text)'", at: node)
    return nil
  }

  private func list(
    _ node: SourceNode, _ keys: [SettingsKey], _ key: String, _ faults: inout Faults
  ) -> SettingsTree {
    .list(
      node.entries.map { entry in
        let tree = mapping(entry, keys, "an entry of '\(key)'", &faults)
        guard case .mapping(let members) = tree else { return tree }
        return .mapping(members + [.init("line", .text(String(entry.place.line)))])
      })
  }

  private func byRule(
    _ node: SourceNode, _ form: SettingsForm, _ key: String, _ faults: inout Faults
  ) -> SettingsTree? {
    guard case .mapping(let pairs) = node.content else {
      faults.add(
        "'\(key)' is written as rules and what they ask for, not as \(node.form)", at: node)
      return nil
    }
    var members: [SettingsTree.Member] = []
    for (rule, asked) in pairs {
      guard let id = trimmedText(rule, as: "a rule", &faults),
        let value = value(asked, form, key, &faults)
      else { continue }
      members.append(.init(id, value))
    }
    return .mapping(members)
  }
}

/// Whether a text is a day of the calendar, `YYYY-MM-DD`.
private func isDay(_ text: String) -> Bool {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  guard parts.map(\.utf8.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
    let day = Int(parts[2]), (1...12).contains(month),
    parts.allSatisfy({ $0.allSatisfy(\.isNumber) })
  else { return false }
  let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return (1...lengths[month - 1]).contains(day)
}
