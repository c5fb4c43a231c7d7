import TextModel

/// The families that a rule's id may begin with.
let ruleFamilies = [
  "pupil", "personal", "confidential", "offensive", "defamation", "conduct", "link",
  "safeguarding", "security", "entity", "exempt",
]

/// Reads one rule.
func readRule(_ node: SourceNode, _ faults: inout Faults) -> RuleSource? {
  let own = [
    "id", "title", "advice", "replacement", "route", "within", "handling", "ways", "examples",
  ]
  guard
    let fields = Fields(node, known: own + WayReader.keys, what: "a rule", faults: &faults),
    let id = fields.required("id", of: "a rule", &faults)
  else { return nil }
  checkRuleID(id, node, &faults)
  let what = "rule '\(id)'"
  var reader = WayReader(rule: fields, id: id, &faults)
  let ways = reader.ways(&faults)
  let title = fields.required("title", of: what, &faults)
  let advice = fields.required("advice", of: what, &faults)
  guard let title, let advice, let severity = reader.severity, !ways.isEmpty else { return nil }
  let voice = ExampleVoice(fields)
  return RuleSource(
    id: id, place: node.place, title: title, severity: severity, action: reader.action,
    confidence: reader.confidence, advice: advice,
    replacement: fields.text("replacement", &faults), route: fields.texts("route", &faults),
    within: fields.text("within", &faults), handling: fields.text("handling", &faults),
    ways: ways, examples: readExamples(fields["examples"], voice, &faults), uses: reader.uses)
}

/// Checks the form and the family of an id.
func checkRuleID(_ id: String, _ node: SourceNode, _ faults: inout Faults) {
  let parts = id.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  guard parts.count == 2, parts.allSatisfy(isKebabCase) else {
    faults.add("rule '\(id)' is not called family.kebab-case in small letters", at: node)
    return
  }
  guard !ruleFamilies.contains(parts[0]) else { return }
  let near = suggestion(for: parts[0], among: ruleFamilies)
  let all = "; there are \(ruleFamilies.joined(separator: ", "))"
  faults.add("unknown family '\(parts[0])' in '\(id)'" + (near.isEmpty ? all : near), at: node)
}
