/// Reads `lists:`.
///
/// A list of `{list: name, words: [...], about: ..., source: ..., replace: true}`; or shorter, as
/// `name: [entries]` or `name: {words: [...], ...}`. `terms` may stand for `words`.
func readLists(_ node: SourceNode?, _ faults: inout Faults) -> [ListDraft] {
  switch node?.content {
  case nil, .nothing: return []
  case .mapping(let pairs): return pairs.compactMap { readPair($0.key, $0.value, &faults) }
  case .list(let entries): return entries.compactMap { readEntry($0, &faults) }
  case .text:
    if let node { faults.add("'lists' needs lists with names, not a text", at: node) }
    return []
  }
}

private let keys = ["about", "source", "words", "terms", "replace"]

private func readPair(
  _ key: SourceNode, _ value: SourceNode, _ faults: inout Faults
) -> ListDraft? {
  guard let name = trimmedText(key, as: "a list's name", &faults) else { return nil }
  guard case .mapping = value.content else {
    return draft(name, at: key, entries: value.entries, &faults)
  }
  let fields = Fields(value, known: keys, what: "a list", faults: &faults)
  return fields.flatMap { draft(name, at: key, $0, &faults) }
}

private func readEntry(_ node: SourceNode, _ faults: inout Faults) -> ListDraft? {
  guard let fields = Fields(node, known: ["list"] + keys, what: "a list", faults: &faults),
    let name = fields.required("list", of: "a list", &faults)
  else { return nil }
  return draft(name, at: node, fields, &faults)
}

private func draft(
  _ name: String, at node: SourceNode, _ fields: Fields, _ faults: inout Faults
) -> ListDraft? {
  if fields["words"] != nil, let both = fields["terms"] {
    faults.add("give either 'words' or 'terms'", at: both)
  }
  let entries = (fields["words"] ?? fields["terms"])?.entries ?? []
  var list = draft(name, at: node, entries: entries, &faults)
  list?.replaces = fields.flag("replace", &faults) ?? false
  return list
}

private func draft(
  _ name: String, at node: SourceNode, entries: [SourceNode], _ faults: inout Faults
) -> ListDraft? {
  guard isKebabCase(name) else {
    faults.add("list '\(name)' is not called by small letters, digits and hyphens", at: node)
    return nil
  }
  if entries.isEmpty { faults.add("list '\(name)' is empty", at: node) }
  return ListDraft(name: name, place: node.place, entries: entries)
}
