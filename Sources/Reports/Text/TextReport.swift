public import TextModel

/// The report for a person at a terminal.
struct TextReport: ReportWriter {
  private let run: RunDescription
  private let catalogue: Catalogue
  private let layout: TextLayout
  private var output: ReportOutput
  private var source = ""
  /// Whether the last thing written was the one line of a clean passage.
  private var endsInClean = false

  /// A report that is still to be begun.
  init(run: RunDescription, catalogue: Catalogue, output: ReportOutput) {
    self.run = run
    self.catalogue = catalogue
    self.output = output
    layout = TextLayout(columns: run.columns, hasColour: run.hasColour)
  }

  mutating func begin() throws {}

  mutating func document(_ document: DocumentDescription) throws {
    source = document.source == "-" ? "standard input" : document.source
  }

  mutating func write(_ scanned: ScannedBatch) throws {
    for (passage, range) in zip(scanned.batch.passages, scanned.ranges)
    where run.showsClean || !range.isEmpty {
      append(passage, of: scanned.batch, scanned.findings[range])
      try output.flushIfLarge()
    }
  }

  mutating func finish(_ ending: RunEnding) throws {
    let style: TextStyle =
      switch ending.summary.verdict {
      case .block: .block
      case .review: .review
      case .allow: .strong
      }
    if endsInClean { output.buffer.append("\n") }
    append(StyledText(Phrases.verdict(ending), style))
    append(StyledText(Phrases.scanned(ending.summary)))
    append("Not examined:", ending.notExamined.map { "\($0.source): \($0.detail)" })
    append("Noticed while reading:", ending.warnings.map { "\($0.source): \($0.message)" })
    try output.flush()
  }

  /// Hands on what was written so far.
  fileprivate mutating func handOn() throws { try output.flush() }

  private mutating func append(
    _ passage: Passage, of batch: PassageBatch, _ findings: ArraySlice<Finding>
  ) {
    let text = batch.bytes.span.extracting(passage.text.indices)
    var finder = PlaceFinder(passage)
    let first = wholeCharacters(of: findings.first?.range ?? .none, in: text)
    let line = finder.places(of: first, in: text).start.line
    let place = CellPlace.words(passage, in: batch, at: first)
    var heading = StyledText(location(of: passage, in: batch, line: line, place: place), .strong)
    heading.append(voice(of: passage, in: batch))
    if findings.isEmpty { heading.append("  nothing found", .dim) }
    append(heading)
    for excerpt in Excerpt.around(findings, in: text) {
      let start = finder.places(of: excerpt.range, in: text).start
      append(excerpt.styled(findings, in: text, run), gutter: passage.isLiteral ? start.line : nil)
    }
    endsInClean = findings.isEmpty
    guard !findings.isEmpty else { return }
    for group in FindingGroup.of(findings, in: text, run.quoting) {
      append(group, for: passage.audience ?? run.audience)
    }
    output.buffer.append("\n")
  }

  /// Where a passage is: `file:line`, or the archive's member and the JSON pointer.
  private func location(
    of passage: Passage, in batch: PassageBatch, line: Int, place words: String?
  ) -> String {
    var place = source
    if let member = batch.string(passage.member) { place += " › " + member }
    if passage.line > 0 {
      place += ":\(line)"
    } else if let words {
      place += ", " + words
    } else if let pointer = batch.string(passage.pointer) {
      place += " " + pointer
    } else if passage.paragraph > 0 {
      place += ", paragraph \(passage.paragraph)"
    }
    return place
  }

  /// Who said it and when: "  comment by O***** S****, 12 March 2026".
  private func voice(of passage: Passage, in batch: PassageBatch) -> String {
    let kind = passage.kind == .fileName ? "file name" : passage.kind.name
    var words = passage.kind == .text ? "" : "  " + kind
    if let author = batch.string(passage.author) {
      words += passage.kind == .text ? "  by " : " by "
      words += run.quoting == .masked ? Mask.masked(author) : author
    }
    guard let time = batch.string(passage.time) else { return words }
    return words + (words.isEmpty ? "  " : ", ") + Phrases.day(time)
  }

  private mutating func append(_ excerpt: StyledText, gutter line: Int?) {
    let number = line.map { String($0) } ?? ""
    let pad = String(repeating: " ", count: max(0, 5 - number.count))
    let indent = String(repeating: " ", count: pad.count + number.count) + " │ "
    excerpt.append(to: &output.buffer, layout, first: pad + number + " │ ", indent: indent)
  }

  private mutating func append(_ group: FindingGroup, for audience: Audience) {
    let rule = catalogue.rules[group.first.rule]
    var heading = StyledText(
      Phrases.action(group.first.action), TextStyle(group.first.action))
    heading.append(" (\(group.first.severity.name)): ")
    heading.append(rule.title, .strong)
    heading.append(": \(group.quotation), \(Phrases.confidence(group.confidence))")
    if !group.disguises.isEmpty {
      heading.append(", hidden (\(group.disguises.joined(separator: ", ")))")
    }
    heading.append(to: &output.buffer, layout, first: "  ", indent: "    ")
    append("Policy:  ", clauses(of: rule, for: audience))
    let duty = rule.duty(for: audience)
    append("Tell:    ", tell(duty))
    append("Careful: ", duty.handling.map(Phrases.handling).joined(separator: "; "))
    append("Keep:    ", Phrases.evidence(duty.evidence))
    append("Instead: ", rule.advice)
    append("Write:   ", rule.replacement ?? "")
  }

  private func clauses(of rule: RuleDescription, for audience: Audience) -> String {
    let clauses = rule.clauses(for: audience)
    if let law = clauses.first, law.policy == "law" {
      return "\(law.heading), not a policy of the school"
    }
    let shown = clauses.prefix(2).map { "\(Self.name(of: $0)), “\($0.heading)”" }
    let rest = clauses.count > 2 ? ["+\(clauses.count - 2)\u{A0}more"] : []
    return (shown + rest).joined(separator: "; ")
  }

  /// The clause's id, which says of which policy it is; with the policy's name before it if not.
  private static func name(of clause: ClauseReference) -> String {
    clause.clause.hasPrefix(clause.policy + ".")
      ? clause.clause : "\(clause.policy) \(clause.clause)"
  }

  private func tell(_ duty: Duty) -> String {
    guard !duty.route.isEmpty else { return "" }
    let limit = duty.within.map { ", " + Phrases.within($0) } ?? ""
    return Phrases.route(duty.route) + limit
  }

  private mutating func append(_ label: String, _ words: String) {
    guard !words.isEmpty else { return }
    let indent = String(repeating: " ", count: label.count + 4)
    StyledText(words).append(
      to: &output.buffer, layout, first: "    " + label, indent: indent)
  }

  private mutating func append(_ title: String, _ items: [String]) {
    guard !items.isEmpty else { return }
    append(StyledText(title, .strong))
    for item in items {
      StyledText(item).append(to: &output.buffer, layout, first: "  ", indent: "    ")
    }
  }

  private mutating func append(_ line: StyledText) {
    line.append(to: &output.buffer, layout, indent: "    ")
  }
}

/// What the text report says of a batch, without its last words about the run.
public func textExcerpt(
  of scanned: ScannedBatch, in document: DocumentDescription, _ run: RunDescription,
  _ catalogue: Catalogue
) throws -> [UInt8] {
  var bytes: [UInt8] = []
  var report = TextReport(
    run: run, catalogue: catalogue, output: ReportOutput { bytes += $0 })
  try report.document(document)
  try report.write(scanned)
  try report.handOn()
  return bytes
}

extension TextStyle {
  /// The style of an action's word.
  fileprivate init(_ action: Action) {
    switch action {
    case .note: self = .note
    case .review: self = .review
    case .block: self = .block
    }
  }
}
