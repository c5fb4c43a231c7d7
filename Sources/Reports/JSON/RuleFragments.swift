import TextModel

/// The parts of a finding's JSON that are the same for every finding of a rule, made once.
struct RuleFragments {
  private let catalogue: Catalogue
  /// By rule; empty until asked for, as all these are.
  private var heads: [[UInt8]]
  /// By rule and audience.
  private var tails: [[UInt8]]

  /// Fragments of a catalogue's rules.
  init(_ catalogue: Catalogue) {
    self.catalogue = catalogue
    heads = Array(repeating: [], count: catalogue.rules.count)
    tails = Array(repeating: [], count: catalogue.rules.count * Audience.allCases.count)
  }

  /// The members that name the rule, without braces.
  mutating func head(of rule: Int) -> [UInt8] {
    if !heads[rule].isEmpty { return heads[rule] }
    let made = Self.head(catalogue.rules[rule])
    heads[rule] = made
    return made
  }

  /// The members from `clauses` to `replacement`, without braces, for a passage of an audience.
  mutating func tail(of rule: Int, for audience: Audience) -> [UInt8] {
    let index = rule * Audience.allCases.count + Int(audience.rawValue)
    if !tails[index].isEmpty { return tails[index] }
    let made = Self.tail(catalogue.rules[rule], audience)
    tails[index] = made
    return made
  }

  private static func head(_ rule: RuleDescription) -> [UInt8] {
    var output = ByteBuffer()
    output.append("\"rule\":")
    output.appendJSON(rule.id)
    output.append(",\"family\":")
    output.appendJSON(String(rule.family))
    output.append(",\"title\":")
    output.appendJSON(rule.title)
    return output.bytes
  }

  private static func tail(_ rule: RuleDescription, _ audience: Audience) -> [UInt8] {
    var output = ByteBuffer()
    output.append("\"clauses\":")
    output.appendJSONArray(rule.clauses(for: audience)) { $0.append($1) }
    let duty = rule.duty(for: audience)
    output.append(",\"route\":")
    output.appendJSONArray(duty.route) { $0.appendJSON($1) }
    output.appendJSONMember(",\"within\":", duty.within)
    output.appendJSONMember(",\"handling\":", duty.handling)
    output.appendJSONMember(",\"keep\":", duty.evidence)
    output.append(",\"advice\":")
    output.appendJSON(rule.advice)
    output.appendJSONMember(",\"replacement\":", rule.replacement)
    return output.bytes
  }
}

extension ByteBuffer {
  /// Appends a JSON array of what `element` appends for each.
  mutating func appendJSONArray<Element>(
    _ elements: [Element], element: (inout ByteBuffer, Element) -> Void
  ) {
    append("[")
    for (index, value) in elements.enumerated() {
      if index > 0 { append(",") }
      element(&self, value)
    }
    append("]")
  }

  /// Appends a key, as written with its comma and colon, and its string, or nothing for nil.
  mutating func appendJSONMember(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    append(key)
    appendJSON(value)
  }

  /// Appends a key and its strings, or nothing if there are none.
  mutating func appendJSONMember(_ key: StaticString, _ values: [String]) {
    guard !values.isEmpty else { return }
    append(key)
    appendJSONArray(values) { $0.appendJSON($1) }
  }

  fileprivate mutating func append(_ clause: ClauseReference) {
    append("{\"policy\":")
    appendJSON(clause.policy)
    append(",\"clause\":")
    appendJSON(clause.clause)
    append(",\"heading\":")
    appendJSON(clause.heading)
    append(clause.isDuty ? ",\"duty\":true}" : "}")
  }
}
