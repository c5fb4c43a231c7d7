import TextModel

/// Checks a policy file on its own.
///
/// - Parameters:
///   - text: The whole file.
///   - file: Its name in errors.
///   - rules: The ids that there are; nil leaves them unchecked.
/// - Returns: What could be read, and every fault by line.
package func checkPolicy(
  _ text: String, file: String, rules: Set<String>?
) -> (PolicySource?, [SourceError]) {
  var faults = Faults()
  guard let root = YAMLDocument.root(of: text, file: file, faults: &faults),
    let policy = readPolicy(root, &faults)
  else { return (nil, faults.sorted) }
  for clause in policy.clauses {
    for (id, place) in zip(clause.rules, clause.rulePlaces) where !(rules?.contains(id) ?? true) {
      let near = suggestion(for: id, among: rules ?? [])
      let all = "; 'gatepost rules list' names them"
      faults.add(
        "clause \(clause.id): no rule is called '\(id)'" + (near.isEmpty ? all : near), at: place)
    }
  }
  return (policy, faults.sorted)
}

/// Reads a policy file.
func readPolicy(_ node: SourceNode, _ faults: inout Faults) -> PolicySource? {
  let keys = ["policy", "version", "title", "law", "clauses", "union-of", "weighs", "exempts"]
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
  var policy = PolicySource(
    name: name, version: version ?? "", title: fields.text("title", &faults) ?? "",
    place: node.place, clauses: readClauses(fields["clauses"], &faults), unionOf: union)
  policy.weighings = readWeighings(fields["weighs"], &faults)
  policy.exemptions = readExemptions(fields["exempts"], &faults)
  policy.isLaw = fields.flag("law", &faults) ?? false
  return policy
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
    "id", "heading", "paraphrase", "audiences", "speakers", "rules", "names", "action", "route",
    "within", "handling", "evidence", "duty-for", "not-in-text",
  ]
  guard let fields = Fields(node, known: keys, what: "a clause", faults: &faults),
    let id = fields.required("id", of: "a clause", &faults)
  else { return nil }
  let what = "clause \(id)"
  let heading = fields.required("heading", of: what, &faults)
  let paraphrase = fields.required("paraphrase", of: what, &faults)
  let audiences: [Audience] = fields.choices("audiences", &faults)
  let speakers: [Audience] = fields.choices("speakers", &faults)
  let rules = (fields["rules"]?.entries ?? []).filter { isRuleName($0, &faults) }
  let dutyFor = (fields["duty-for"]?.entries ?? []).compactMap { rulePattern($0, &faults) }
  if rules.isEmpty, fields["not-in-text"] == nil {
    faults.add("\(what) needs 'rules', or 'not-in-text' with the reason", at: node)
  }
  let ids = rules.compactMap { $0.text.map(trimmingWhitespace) }
  return ClauseSource(
    id: id, heading: heading ?? "", paraphrase: paraphrase ?? "",
    audiences: AudienceSet(audiences),
    speakers: speakers.isEmpty ? nil : AudienceSet(speakers), rules: ids,
    names: names(fields, among: ids, &faults),
    action: fields.choice("action", &faults), route: fields.texts("route", &faults),
    within: within(fields, &faults), handling: fields.texts("handling", &faults),
    evidence: fields.texts("evidence", &faults), dutyFor: dutyFor,
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

/// `immediately`, `24h`, `3d`, `2wd` and the like.
private func within(_ fields: Fields, _ faults: inout Faults) -> String? {
  guard let text = fields.text("within", &faults), let node = fields["within"] else { return nil }
  let words = [
    "immediately", "earliest-opportunity", "as-soon-as-possible", "quickly", "before-contact",
  ]
  let digits = text.prefix { ("0"..."9").contains($0) }
  if words.contains(text)
    || !digits.isEmpty && ["h", "d", "wd"].contains(text.dropFirst(digits.count))
  {
    return text
  }
  let near = suggestion(for: text, among: words)
  let all = "; it is \(words.joined(separator: ", ")), or hours, days or working days: 24h, 3d, 2wd"
  faults.add("unknown time limit '\(text)'" + (near.isEmpty ? all : near), at: node)
  return nil
}

/// An id, a family, or a pattern with `*`.
private func rulePattern(_ node: SourceNode, _ faults: inout Faults) -> String? {
  guard let text = trimmedText(node, as: "a pattern of rules", &faults) else { return nil }
  let family = text.prefix { $0 != "." && $0 != "*" }
  if family.isEmpty || ruleFamilies.contains(String(family)) { return text }
  let near = suggestion(for: String(family), among: ruleFamilies)
  faults.add("no rule or family is called '\(text)'" + near, at: node)
  return nil
}

/// `weighs:` gives for a rule or family `off`, an action, a severity, or both: `high review`.
private func readWeighings(_ node: SourceNode?, _ faults: inout Faults) -> [WeighingSource] {
  guard let node else { return [] }
  guard case .mapping(let pairs) = node.content else {
    faults.add("'weighs' gives for each rule how it counts, {conduct.gossip: note}", at: node)
    return []
  }
  return pairs.compactMap { key, value in
    guard let rules = rulePattern(key, &faults) else { return nil }
    var weighing = WeighingSource(
      rules: rules, audiences: .all, isOff: false, severity: nil, action: nil, place: key.place)
    var words: SourceNode? = value
    if case .mapping = value.content {
      let keys = ["as", "audiences"]
      guard let fields = Fields(value, known: keys, what: "a weighing", faults: &faults) else {
        return nil
      }
      fields.require(["as"], of: "a weighing", &faults)
      words = fields["as"]
      let audiences: [Audience] = fields.choices("audiences", &faults)
      if !audiences.isEmpty { weighing.audiences = AudienceSet(audiences) }
    }
    guard let words, let text = trimmedText(words, as: "'weighs'", &faults) else { return nil }
    for word in text.split(separator: " ").map(String.init) {
      // `note` is an action here: a school says what is to happen.
      if word == "off" {
        weighing.isOff = true
      } else if let action = Action(name: word) {
        weighing.action = action
      } else if let severity = Severity(name: word) {
        weighing.severity = severity
      } else {
        let known = ["off"] + Action.allCases.map(\.name) + Severity.allCases.map(\.name)
        let near = suggestion(for: word, among: known)
        let all = "; it is off, an action (note, review, block) or a severity with it: high review"
        faults.add("unknown weight '\(word)'" + (near.isEmpty ? all : near), at: words)
      }
    }
    return weighing
  }
}

/// `exempts:` gives for a sign the rules that it excuses.
private func readExemptions(_ node: SourceNode?, _ faults: inout Faults) -> [ExemptionSource] {
  guard let node else { return [] }
  guard case .mapping(let pairs) = node.content else {
    faults.add("'exempts' gives for each sign the rules that it excuses", at: node)
    return []
  }
  return pairs.compactMap { key, value in
    guard let sign = trimmedText(key, as: "a sign", &faults) else { return nil }
    guard sign.hasPrefix("exempt.") else {
      faults.add("'\(sign)' excuses nothing; rules of the family exempt do", at: key)
      return nil
    }
    return ExemptionSource(
      sign: sign, rules: value.entries.compactMap { rulePattern($0, &faults) }, place: key.place)
  }
}
