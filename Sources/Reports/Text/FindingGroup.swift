import TextModel

/// The findings of one rule in one passage that ask for the same thing, said once.
struct FindingGroup {
  /// The first of them.
  let first: Finding
  /// The masked or shown spans, each once, in the order of the text.
  private(set) var spans: [String] = []
  /// How the words were hidden, each way once.
  private(set) var disguises: [String] = []
  /// How many findings there are.
  private(set) var count = 0
  /// The highest confidence among them, in hundredths.
  private(set) var confidence: UInt8 = 0

  private static let mostSpans = 3

  /// The groups of a passage's findings: what must change first, else in the order of the text.
  static func of(
    _ findings: ArraySlice<Finding>, in text: Span<UInt8>, _ quoting: Quoting
  ) -> [FindingGroup] {
    var groups: [FindingGroup] = []
    for finding in findings {
      let index = groups.firstIndex { $0.holds(finding) } ?? groups.count
      if index == groups.count { groups.append(FindingGroup(first: finding)) }
      groups[index].add(finding, in: text, quoting)
    }
    // By position as well, because `sort` need not keep the order of equals.
    return groups.enumerated().sorted { left, right in
      (right.element.first.action, left.offset) < (left.element.first.action, right.offset)
    }.map(\.element)
  }

  private init(first: Finding) {
    self.first = first
  }

  private func holds(_ finding: Finding) -> Bool {
    first.rule == finding.rule && first.severity == finding.severity
      && first.action == finding.action
  }

  private mutating func add(_ finding: Finding, in text: Span<UInt8>, _ quoting: Quoting) {
    count += 1
    confidence = max(confidence, finding.confidence)
    for disguise in finding.evidence.compactMap(\.disguise?.name)
    where !disguises.contains(disguise) {
      disguises.append(disguise)
    }
    guard spans.count < Self.mostSpans else { return }
    let range = wholeCharacters(of: finding.range, in: text)
    let span = text.extracting(range).withUnsafeBufferPointer {
      String(decoding: $0, as: UTF8.self)
    }
    let shown = quoting == .masked ? Mask.masked(span) : Self.shortened(span)
    if !spans.contains(shown) { spans.append(shown) }
  }

  private static func shortened(_ span: String) -> String {
    span.count <= Mask.usualLimit ? span : span.prefix(Mask.usualLimit) + "…"
  }

  /// The spans in quotation marks, and how many more there are.
  var quotation: String {
    let quoted = spans.map { "“\($0)”" }.joined(separator: ", ")
    return count > spans.count ? "\(quoted) (\(Phrases.count(count, "place")))" : quoted
  }
}
