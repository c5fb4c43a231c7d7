import PupilRoll
import TextModel

/// In whose words, and in what sort of text, an example stands that does not say.
struct ExampleVoice {
  /// The first audience that the rule names, or official.
  var audience: Audience
  /// Post, or the first kind that the rule names if it does not judge posts.
  var kind: PassageKind

  /// The voice of a rule's examples.
  init(_ rule: Fields) {
    // What is wrong with them has been said when the ways were read.
    var ignored = Faults()
    let audiences: [Audience] = rule.choices("audience", &ignored)
    let kinds: [PassageKind] = rule.choices("kind", &ignored)
    audience = audiences.first ?? .official
    kind = kinds.isEmpty || kinds.contains(.post) ? .post : kinds[0]
  }
}

/// Reads `examples:`.
func readExamples(
  _ node: SourceNode?, _ voice: ExampleVoice, _ faults: inout Faults
) -> RuleExamples {
  guard let node,
    let fields = Fields(node, known: ["flag", "clean"], what: "'examples'", faults: &faults)
  else { return RuleExamples() }
  let flag = fields["flag"]?.entries ?? []
  let clean = fields["clean"]?.entries ?? []
  return RuleExamples(
    flag: flag.compactMap { readExample($0, voice, marked: true, &faults) },
    clean: clean.compactMap { readExample($0, voice, marked: false, &faults) })
}

private func readExample(
  _ node: SourceNode, _ voice: ExampleVoice, marked: Bool, _ faults: inout Faults
) -> ExampleSource? {
  var voice = voice
  var textNode = node
  var roll = Roll()
  var time: String?
  if case .mapping = node.content {
    let keys = ["text", "audience", "kind", "time", "roll"]
    guard let fields = Fields(node, known: keys, what: "an example", faults: &faults),
      fields.required("text", of: "an example", &faults) != nil, let text = fields["text"]
    else { return nil }
    voice.audience = fields.choice("audience", &faults) ?? voice.audience
    voice.kind = fields.choice("kind", &faults) ?? voice.kind
    roll = readRoll(fields["roll"], &faults)
    time = fields.text("time", &faults)
    textNode = text
  }
  guard trimmedText(textNode, as: "an example", &faults) != nil, let text = textNode.text
  else { return nil }
  let (plain, spans, problem) = unmarked(text)
  if let problem = problem ?? misuse(spans, marked: marked) {
    faults.add("example '\(text.prefix(60))': \(problem)", at: textNode)
    return nil
  }
  return ExampleSource(
    text: plain, spans: spans, audience: voice.audience, kind: voice.kind, time: time, roll: roll,
    place: textNode.place)
}

/// Reads `roll: {Ada Thornquill: full photo}`: a name, how much of it may be given, and `photo` if a
/// picture may be shown.
func readRoll(_ node: SourceNode?, _ faults: inout Faults) -> Roll {
  var roll = Roll()
  guard let node else { return roll }
  guard case .mapping(let pairs) = node.content else {
    faults.add("'roll' is written as names and answers, not as \(node.form)", at: node)
    return roll
  }
  let answers: [String: Consent.Name] = ["none": .none, "first": .first, "full": .full]
  for (key, value) in pairs {
    let words = (value.text ?? "").split(separator: " ").map(String.init)
    let parts = (key.text ?? "").split(separator: " ").map(String.init)
    guard parts.count > 1, let name = words.first.flatMap({ answers[$0] }),
      words.dropFirst().allSatisfy({ $0 == "photo" })
    else {
      faults.add("a pupil is written 'Ada Thornquill: full', first or none, and photo", at: key)
      continue
    }
    roll.pupils.append(
      Pupil(
        given: [parts[0]], surnames: [parts.dropFirst().joined(separator: " ")],
        consents: [Consent(name: name, photo: words.count > 1)]))
  }
  return roll
}

private func misuse(_ spans: [Range<Int>], marked: Bool) -> String? {
  switch (marked, spans.isEmpty) {
  case (true, true): "marks nothing; put ⟦ ⟧ round what must be found"
  case (false, false): "a clean example has no ⟦ ⟧"
  default: nil
  }
}

/// Takes the marks out of an example.
///
/// - Parameter text: a text with `⟦...⟧` round each span.
/// - Returns: the text without them, the spans in its bytes, and what is wrong with the marks.
package func unmarked(_ text: String) -> (text: String, spans: [Range<Int>], problem: String?) {
  var plain = String.UnicodeScalarView()
  var spans: [Range<Int>] = []
  var start: Int?
  var bytes = 0
  for scalar in text.unicodeScalars {
    switch scalar {
    case "⟦":
      if start != nil { return (text, [], "'⟦' inside another '⟦'") }
      start = bytes
    case "⟧":
      guard let from = start else { return (text, [], "'⟧' without a '⟦' before it") }
      if from == bytes { return (text, [], "nothing between '⟦' and '⟧'") }
      spans.append(from..<bytes)
      start = nil
    default:
      plain.append(scalar)
      bytes += UTF8.width(scalar)
    }
  }
  return start == nil ? (String(plain), spans, nil) : (text, [], "'⟦' is never closed")
}
