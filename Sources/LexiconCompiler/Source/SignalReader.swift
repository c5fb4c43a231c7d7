import ScanCore

/// A signal whose terms are not yet read.
struct SignalDraft {
  /// The signal; its terms are still missing.
  var signal: SignalSource
  /// The entries of `terms`.
  var terms: [SourceNode]
  /// The entries of `not-in`.
  var notIn: [SourceNode]
  /// Whether `disguised` was said.
  var disguised: DisguiseSource?
  /// Whether it stands in for a signal of an earlier folder, instead of adding to it.
  var replaces: Bool

  /// Adds what a later folder says of the same signal.
  mutating func add(_ later: SignalDraft) {
    terms += later.terms
    notIn += later.notIn
    signal.patterns += later.signal.patterns
    if let said = later.disguised { signal.disguised = said }
    if let said = later.signal.scope { signal.scope = said }
    if !later.signal.about.isEmpty { signal.about = later.signal.about }
    if !later.signal.source.isEmpty, !signal.source.isEmpty { signal.source += "; " }
    signal.source += later.signal.source
  }
}

/// Reads one entry of `signals:`.
func readSignal(_ node: SourceNode, _ faults: inout Faults) -> SignalDraft? {
  let keys = [
    "signal", "about", "source", "terms", "not-in", "patterns", "disguised", "scope", "replace",
  ]
  guard let fields = Fields(node, known: keys, what: "a signal", faults: &faults),
    let name = fields.required("signal", of: "a signal", &faults)
  else { return nil }
  if !isSignalName(name) {
    let form = "'matter' or 'matter.kind' in small letters, digits and hyphens"
    faults.add("signal '\(name)' is not called \(form)", at: node)
  }
  let disguised: DisguiseSource? = fields.choice("disguised", &faults)
  let signal = SignalSource(
    name: name, place: node.place, about: fields.text("about", &faults) ?? "",
    source: fields.text("source", &faults) ?? "", terms: [], notIn: [],
    patterns: (fields["patterns"]?.entries ?? []).compactMap { readPattern($0, &faults) },
    disguised: disguised ?? .no, scope: fields["scope"].flatMap { readScope($0, &faults) })
  return SignalDraft(
    signal: signal, terms: fields["terms"]?.entries ?? [],
    notIn: fields["not-in"]?.entries ?? [], disguised: disguised,
    replaces: fields.flag("replace", &faults) ?? false)
}

/// Reads one entry of `patterns:`.
private func readPattern(_ node: SourceNode, _ faults: inout Faults) -> PatternSource? {
  if let pattern = node.text { return PatternSource(pattern: pattern, place: node.place) }
  guard
    let fields = Fields(
      node, known: ["pattern", "anchor", "beside", "before", "needs"], what: "a pattern",
      faults: &faults),
    let pattern = fields.required("pattern", of: "a pattern", &faults)
  else { return nil }
  var source = PatternSource(
    pattern: pattern, anchor: fields["anchor"].flatMap { readAnchor($0, &faults) },
    place: node.place)
  source.beside = (fields["beside"]?.entries ?? []).compactMap {
    trimmedText($0, as: "'beside'", &faults)
  }
  source.before = (fields["before"]?.entries ?? []).compactMap {
    trimmedText($0, as: "'before'", &faults)
  }
  for need in fields["needs"]?.entries ?? [] {
    guard let word = trimmedText(need, as: "'needs'", &faults) else { continue }
    let known = PatternRecord.Needs.named
    if let need = known[word] {
      source.needs.insert(need)
    } else {
      let words = known.keys.sorted()
      let near = suggestion(for: word, among: words)
      let list = words.dropLast().joined(separator: ", ") + " or " + words.suffix(1).joined()
      faults.add("'needs' is \(list), not '\(word)'\(near)", at: need)
    }
  }
  return source
}

private func readAnchor(_ node: SourceNode, _ faults: inout Faults) -> Anchor? {
  if case .list(let entries) = node.content {
    let words = entries.compactMap { trimmedText($0, as: "'anchor'", &faults) }
    if words.isEmpty { faults.add("'anchor' needs at least one word", at: node) }
    return words.isEmpty ? nil : .words(words.flatMap(anchorForms))
  }
  guard let word = trimmedText(node, as: "'anchor'", &faults) else { return nil }
  switch word {
  case "digits": return .digits
  case "at-sign": return .atSign
  case "link": return .link
  case "every-sentence": return .everySentence
  default:
    let near = suggestion(for: word, among: ["digits", "at-sign", "link", "every-sentence"])
    let all = "; it is digits, at-sign, link, every-sentence or a list of words: [\(word)]"
    faults.add("unknown anchor '\(word)'" + (near.isEmpty ? all : near), at: node)
    return nil
  }
}

private func anchorForms(_ word: String) -> [String] {
  let small = word.lowercased()
  return small.hasSuffix("~") ? inflections(of: String(small.dropLast())) : [small]
}

/// Whether a name is `matter` or `matter.kind`, each in small letters, digits and hyphens.
func isSignalName(_ name: String) -> Bool {
  let parts = name.split(separator: ".", omittingEmptySubsequences: false)
  return (1...2).contains(parts.count) && parts.allSatisfy(isKebabCase)
}

/// Whether a name is made of small letters and digits, parted by single hyphens, a letter first.
func isKebabCase(_ name: some StringProtocol) -> Bool {
  guard let first = name.utf8.first, isSmallLetter(first) else { return false }
  let parts = name.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  return parts.allSatisfy { part in
    !part.isEmpty && part.allSatisfy { isSmallLetter($0) || isDigit($0) }
  }
}

private func isSmallLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
