package import PupilRoll
package import SchoolSettings
package import TextModel

/// The texts that show what a clause of a policy is about.
package struct ClauseCase: Hashable, Sendable {
  /// The clause's id.
  package var clause: String
  /// Texts that break it; each is found by one of its rules.
  package var breaks: [ClauseText]
  /// The same matter in other words; most are found.
  package var paraphrases: [ClauseText]
  /// Texts that only look like it; none is found by one of its rules.
  package var passes: [ClauseText]
  /// Where it stands.
  package var place: SourcePlace
}

/// A text in somebody's voice.
package struct ClauseText: Hashable, Sendable {
  /// What it says.
  package var text: String
  /// Whose words it is.
  package var audience: Audience
  /// What sort of text it is.
  package var kind: PassageKind
  /// When it was written, in ISO 8601; nil if that does not matter.
  package var time: String?
  /// What the school's roll says of the pupils in it; empty if there is no roll.
  package var roll: Roll
  /// Where it stands.
  package var place: SourcePlace
}

/// The texts for a policy's clauses.
package struct ClauseCases: Sendable {
  /// The policy's name.
  package var policy: String
  /// What the school of the texts says of itself, as in a `.gatepost.yml`.
  package var settings = Settings.none
  /// In the order of the file.
  package var cases: [ClauseCase]

  /// Texts for a policy.
  package init(policy: String, cases: [ClauseCase]) {
    self.policy = policy
    self.cases = cases
  }
}

/// Reads a file of clause texts, `Fixtures/clauses/NAME.yml`.
///
/// - Parameters:
///   - text: The whole file.
///   - file: Its name in errors.
/// - Returns: What could be read, and every fault by line.
package func readClauseCases(_ text: String, file: String) -> (ClauseCases, [SourceError]) {
  var faults = Faults()
  var cases = ClauseCases(policy: "", cases: [])
  if let root = YAMLDocument.root(of: text, file: file, faults: &faults),
    let fields = Fields(
      root, known: ["policy", "settings", "clauses"], what: "a file of clauses", faults: &faults)
  {
    cases.settings = readSettings(fields["settings"], &faults)
    cases.policy = fields.required("policy", of: "a file of clauses", &faults) ?? ""
    cases.cases = (fields["clauses"]?.entries ?? []).compactMap { readCase($0, &faults) }
  }
  return (cases, faults.sorted)
}

private let voiceKeys = ["audience", "kind", "time", "roll"]

private func readCase(_ node: SourceNode, _ faults: inout Faults) -> ClauseCase? {
  let keys = ["clause", "breaks", "paraphrases", "passes"] + voiceKeys
  guard let fields = Fields(node, known: keys, what: "a clause's texts", faults: &faults),
    let clause = fields.required("clause", of: "a clause's texts", &faults)
  else { return nil }
  let voice = voice(
    fields, ClauseText(text: "", audience: .staff, kind: .post, roll: Roll(), place: node.place),
    &faults)
  func texts(_ key: String) -> [ClauseText] {
    (fields[key]?.entries ?? []).compactMap { readText($0, voice, &faults) }
  }
  fields.require(["breaks"], of: "clause \(clause)", &faults)
  fields.require(["passes"], of: "clause \(clause)", &faults)
  return ClauseCase(
    clause: clause, breaks: texts("breaks"), paraphrases: texts("paraphrases"),
    passes: texts("passes"), place: node.place)
}

private func readText(
  _ node: SourceNode, _ voice: ClauseText, _ faults: inout Faults
) -> ClauseText? {
  var text = voice
  text.place = node.place
  if case .mapping = node.content {
    guard
      let fields = Fields(node, known: ["text"] + voiceKeys, what: "a text", faults: &faults),
      let words = fields.required("text", of: "a text", &faults)
    else { return nil }
    text = LexiconCompiler.voice(fields, text, &faults)
    text.text = words
    return text
  }
  guard let words = trimmedText(node, as: "a text", &faults) else { return nil }
  text.text = words
  return text
}

private func voice(
  _ fields: Fields, _ usual: ClauseText, _ faults: inout Faults
) -> ClauseText {
  var voice = usual
  voice.audience = fields.choice("audience", &faults) ?? usual.audience
  voice.kind = fields.choice("kind", &faults) ?? usual.kind
  voice.time = fields.text("time", &faults) ?? usual.time
  if let roll = fields["roll"] { voice.roll = readRoll(roll, &faults) }
  return voice
}
