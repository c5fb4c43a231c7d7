import TextModel

/// The findings as SARIF 2.1.0, which code hosts and editors show: masked, with the policies as
/// taxonomies.
///
/// Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
struct SARIFReport: ReportWriter {
  private let run: RunDescription
  private let catalogue: Catalogue
  private let fingerprint: FingerprintSource?
  private var output: ReportOutput
  private var source = ""
  private var hasResult = false
  /// For each policy, the clauses that rules cite, in order.
  private let taxa: [(policy: String, version: String, clauses: [ClauseReference])]

  /// A report that is still to be begun.
  init(
    run: RunDescription, catalogue: Catalogue, fingerprint: FingerprintSource?,
    output: ReportOutput
  ) {
    self.run = run
    self.catalogue = catalogue
    self.fingerprint = fingerprint
    self.output = output
    let cited = catalogue.rules.flatMap(\.clauses)
    taxa = catalogue.policies.map { policy in
      var seen: Set<String> = []
      let clauses = cited.filter { $0.policy == policy.name && seen.insert($0.clause).inserted }
      return (policy.name, policy.version, clauses.sorted { $0.clause < $1.clause })
    }
  }

  mutating func begin() throws {
    output.buffer.append(
      """
      {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{
      "columnKind":"unicodeCodePoints",
      "tool":{"driver":{"name":
      """)
    output.buffer.appendJSON(run.tool.name)
    output.buffer.append(",\"version\":")
    output.buffer.appendJSON(run.tool.version)
    output.buffer.append(",\"properties\":{\"lexiconHash\":")
    output.buffer.appendJSON(run.tool.lexiconHash)
    output.buffer.append(",\"configHash\":")
    output.buffer.appendJSON(run.tool.configHash)
    output.buffer.append("},\n\"rules\":")
    output.buffer.appendJSONArray(Array(catalogue.rules)) {
      $0.append($1, taxa: taxa.map(\.policy))
    }
    output.buffer.append("}},\n\"taxonomies\":")
    output.buffer.appendJSONArray(taxa) { output, policy in
      output.append("{\"name\":")
      output.appendJSON(policy.policy)
      output.append(",\"version\":")
      output.appendJSON(policy.version)
      output.append(",\"taxa\":")
      output.appendJSONArray(policy.clauses) { output, clause in
        output.append("{\"id\":")
        output.appendJSON(clause.clause)
        output.append(",\"name\":")
        output.appendJSON(clause.heading)
        output.append("}")
      }
      output.append("}\n")
    }
    output.buffer.append(",\n\"results\":[")
  }

  mutating func document(_ document: DocumentDescription) throws { source = document.source }

  mutating func write(_ scanned: ScannedBatch) throws {
    for (index, (passage, range)) in zip(scanned.batch.passages, scanned.ranges).enumerated() {
      append(scanned.findings[range], of: passage, in: scanned.batch)
      for allowed in scanned.suppressed(in: index) {
        append([allowed.finding], of: passage, in: scanned.batch, allowed)
      }
      try output.flushIfLarge()
    }
  }

  mutating func finish(_ ending: RunEnding) throws {
    output.buffer.append("],\n\"invocations\":[{\"executionSuccessful\":")
    output.buffer.append(utf8: ending.notExamined.isEmpty ? "true" : "false")
    output.buffer.append(",\"toolExecutionNotifications\":")
    let parts = ending.notExamined.map { ("error", $0.source, "not examined: " + $0.detail) }
    let warnings = ending.warnings.map { ("warning", $0.source, $0.message) }
    output.buffer.appendJSONArray(parts + warnings) { output, note in
      output.append("{\"level\":\"")
      output.append(utf8: note.0)
      output.append("\",\"message\":{\"text\":")
      output.appendJSON("\(note.1): \(note.2)")
      output.append("}}")
    }
    output.buffer.append("}]}]}\n")
    try output.flush()
  }

  private mutating func append(
    _ findings: ArraySlice<Finding>, of passage: Passage, in batch: PassageBatch,
    _ allowed: SuppressedFinding? = nil
  ) {
    for shown in ShownFinding.all(in: findings, of: passage, batch, run, catalogue) {
      let rule = shown.rule
      output.buffer.append(hasResult ? ",\n{" : "\n{")
      hasResult = true
      output.buffer.append("\"ruleId\":")
      output.buffer.appendJSON(rule.id)
      output.buffer.append(",\"ruleIndex\":")
      output.buffer.append(decimal: shown.finding.rule)
      output.buffer.append(",\"level\":\"")
      output.buffer.append(utf8: Self.level(shown.finding.action))
      output.buffer.append("\",\"rank\":")
      output.buffer.append(decimal: Int(shown.finding.confidence))
      output.buffer.append(",\"message\":{\"text\":")
      output.buffer.appendJSON("\(rule.title): “\(shown.words)”. \(rule.advice)")
      output.buffer.append("},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":")
      output.buffer.appendJSON(Self.address(source))
      output.buffer.append("}")
      if passage.line > 0 { appendRegion(shown.places, isLiteral: passage.isLiteral) }
      output.buffer.append("}")
      appendLogical(passage, batch, shown.range)
      output.buffer.append("}]")
      appendTaxa(rule.clauses(for: passage.audience ?? run.audience))
      if let hash = fingerprint?(shown.finding, passage, batch) {
        output.buffer.append(",\"partialFingerprints\":{\"gatepost/1\":")
        output.buffer.appendJSON(hash)
        output.buffer.append("}")
      }
      if let allowed {
        output.buffer.append(",\"suppressions\":[{\"kind\":\"")
        output.buffer.append(utf8: allowed.by == "comment" ? "inSource" : "external")
        output.buffer.append("\",\"justification\":")
        output.buffer.appendJSON(allowed.reason(run.quoting, in: passage, of: batch))
        output.buffer.append("}]")
      }
      output.buffer.append(",\"properties\":{\"severity\":\"")
      output.buffer.append(utf8: shown.finding.severity.name)
      output.buffer.append("\",\"action\":\"")
      output.buffer.append(utf8: shown.finding.action.name)
      output.buffer.append("\"}}")
    }
  }

  private mutating func appendRegion(
    _ places: (start: TextPlace, end: TextPlace), isLiteral: Bool
  ) {
    output.buffer.append(",\"region\":{\"startLine\":")
    output.buffer.append(decimal: places.start.line)
    if isLiteral {
      output.buffer.append(",\"startColumn\":")
      output.buffer.append(decimal: places.start.column)
      output.buffer.append(",\"endLine\":")
      output.buffer.append(decimal: places.end.line)
      output.buffer.append(",\"endColumn\":")
      output.buffer.append(decimal: places.end.column)
    }
    output.buffer.append("}")
  }

  /// Where in a document without lines it is: a member of an archive, a JSON pointer, a cell.
  private mutating func appendLogical(
    _ passage: Passage, _ batch: PassageBatch, _ range: Range<Int>
  ) {
    let parts = [
      batch.string(passage.member), batch.string(passage.pointer),
      CellPlace.words(passage, in: batch, at: range),
    ].compactMap { $0 }
    guard !parts.isEmpty else { return }
    output.buffer.append(",\"logicalLocations\":[{\"fullyQualifiedName\":")
    output.buffer.appendJSON(parts.joined(separator: " › "))
    output.buffer.append("}]")
  }

  private mutating func appendTaxa(_ clauses: [ClauseReference]) {
    guard !clauses.isEmpty else { return }
    output.buffer.append(",\"taxa\":")
    output.buffer.appendJSONArray(clauses) { output, clause in
      output.append("{\"id\":")
      output.appendJSON(clause.clause)
      output.append(",\"toolComponent\":{\"name\":")
      output.appendJSON(clause.policy)
      output.append("}}")
    }
  }

  private static func level(_ action: Action) -> String {
    switch action {
    case .note: "note"
    case .review: "warning"
    case .block: "error"
    }
  }

  /// A path as a URI: what may not stand in one is written in hexadecimal (RFC 3986).
  static func address(_ path: String) -> String {
    var address = path.hasPrefix("/") ? "file://" : ""
    for byte in (path == "-" ? "stdin" : path).utf8 {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F:
        address.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        address += "%" + (byte < 16 ? "0" : "") + digits
      }
    }
    return address
  }
}

extension ByteBuffer {
  /// Appends a rule as a reporting descriptor.
  fileprivate mutating func append(_ rule: RuleDescription, taxa policies: [String]) {
    append("\n{\"id\":")
    appendJSON(rule.id)
    append(",\"shortDescription\":{\"text\":")
    appendJSON(rule.title)
    append("},\"help\":{\"text\":")
    appendJSON(rule.advice)
    append("}}")
  }
}
