import TextModel

/// Reads a policy file.
func readPolicy(_ node: SourceNode, _ faults: inout Faults) -> PolicySource? {
  let keys = ["policy", "version", "title", "clauses", "union-of"]
  guard let fields = Fields(node, known: keys, what: "a policy", faults: &faults),
    let name = fields.required("policy", of: "a policy", &faults)
  else { return nil }
  if !isKebabCase(name) {
    faults.add("policy '\(name)' is not called by small letters, digits and hyphens", at: node)
  }
  let what = "policy '\(name)'"
  let version = fields.required("version", of: what, &faults)
  let union = fields.texts("union-of", &faults)
  fields.require(["clauses", "union-of"], of: what, &faults)
  if let clauses = fields["clauses"], !union.isEmpty {
    faults.add("\(what) is either a union or has clauses of its own", at: clauses)
  }
  return PolicySource(
    name: name, version: version ?? "", title: fields.text("title", &faults) ?? "",
    place: node.place, clauses: readClauses(fields["clauses"], &faults), unionOf: union)
}

private func readClauses(_ node: SourceNode?, _ faults: inout Faults) -> [ClauseSource] {
  var clauses: [ClauseSource] = []
  var first: [String: SourcePlace] = [:]
  for entry in node?.entries ?? [] {
    guard let clause = readClause(entry, &faults) else { continue }
    if let known = first[clause.id] {
      faults.add("clause \(clause.id) appears twice; first at \(known)", at: entry)
      continue
    }
    first[clause.id] = clause.place
    clauses.append(clause)
  }
  return clauses
}

private func readClause(_ node: SourceNode, _ faults: inout Faults) -> ClauseSource? {
  let keys = [
    "id", "heading", "paraphrase", "audiences", "rules", "names", "action", "route", "within",
    "handling", "not-in-text",
  ]
  guard let fields = Fields(node, known: keys, what: "a clause", faults: &faults),
    let id = fields.required("id", of: "a clause", &faults)
  else { return nil }
  let what = "clause \(id)"
  let heading = fields.required("heading", of: what, &faults)
  let paraphrase = fields.required("paraphrase", of: what, &faults)
  let audiences: [Audience] = fields.choices("audiences", &faults)
  let rules = (fields["rules"]?.entries ?? []).filter { isRuleName($0, &faults) }
  if rules.isEmpty, fields["not-in-text"] == nil {
    faults.add("\(what) needs 'rules', or 'not-in-text' with the reason", at: node)
  }
  let ids = rules.compactMap { $0.text.map(trimmingWhitespace) }
  return ClauseSource(
    id: id, heading: heading ?? "", paraphrase: paraphrase ?? "",
    audiences: AudienceSet(audiences), rules: ids, names: names(fields, among: ids, &faults),
    action: fields.choice("action", &faults), route: fields.texts("route", &faults),
    within: fields.text("within", &faults), handling: fields.text("handling", &faults),
    notInText: fields.text("not-in-text", &faults), place: node.place,
    rulePlaces: rules.map(\.place))
}

private func isRuleName(_ node: SourceNode, _ faults: inout Faults) -> Bool {
  guard let id = trimmedText(node, as: "'rules'", &faults) else { return false }
  checkRuleID(id, node, &faults)
  return true
}

private func names(
  _ fields: Fields, among rules: [String], _ faults: inout Faults
) -> [String] {
  let names = fields.texts("names", &faults)
  for name in names where !rules.contains(name) {
    let place = fields["names"] ?? fields.node
    faults.add("'names' holds '\(name)', which 'rules' does not hold", at: place)
  }
  return names
}
