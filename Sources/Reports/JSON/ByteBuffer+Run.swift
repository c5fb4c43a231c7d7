import TextModel

extension ByteBuffer {
  /// Appends the members `schema`, `tool`, `policies` and `audience`, without braces.
  mutating func appendRun(_ run: RunDescription, _ catalogue: Catalogue) {
    append("\"schema\":\"gatepost.report/1\",\"tool\":{\"name\":")
    appendJSON(run.tool.name)
    append(",\"version\":")
    appendJSON(run.tool.version)
    append(",\"lexiconHash\":")
    appendJSON(run.tool.lexiconHash)
    append(",\"configHash\":")
    appendJSON(run.tool.configHash)
    append("},\"policies\":")
    appendJSONArray(catalogue.policies) { output, policy in
      output.append("{\"name\":")
      output.appendJSON(policy.name)
      output.append(",\"version\":")
      output.appendJSON(policy.version)
      output.append("}")
    }
    append(",\"audience\":\"")
    append(utf8: run.audience.name)
    append("\"")
  }

  /// Appends the members `verdict`, `summary`, `notExamined` and `warnings`, without braces.
  mutating func appendEnding(_ ending: RunEnding) {
    append("\"verdict\":\"")
    append(utf8: ending.summary.verdict.name)
    append("\",\"summary\":")
    append(ending.summary)
    append(",\"notExamined\":")
    appendJSONArray(ending.notExamined) { output, part in
      output.append("{\"source\":")
      output.appendJSON(part.source)
      output.append(",\"cause\":")
      output.appendJSON(part.cause)
      output.append(",\"detail\":")
      output.appendJSON(part.detail)
      output.append("}")
    }
    append(",\"warnings\":")
    appendJSONArray(ending.warnings) { output, warning in
      output.append("{\"source\":")
      output.appendJSON(warning.source)
      output.append(",\"message\":")
      output.appendJSON(warning.message)
      output.append("}")
    }
  }

  private mutating func append(_ summary: RunSummary) {
    append("{\"documents\":")
    append(decimal: summary.documents)
    append(",\"passages\":")
    append(decimal: summary.passages)
    append(",\"bytes\":")
    append(decimal: summary.bytes)
    append(",\"findings\":")
    append(decimal: summary.findings)
    append(",\"byFamily\":")
    appendCounts(summary.byFamily)
    append(",\"bySeverity\":")
    appendCounts(summary.bySeverity)
    append(",\"byAction\":")
    appendCounts(summary.byAction)
    append(",\"seconds\":")
    append(Int((max(0, summary.seconds) * 1000).rounded()), places: 3)
    append("}")
  }

  private mutating func appendCounts(_ counts: [NamedCount]) {
    append("{")
    for (index, count) in counts.enumerated() {
      if index > 0 { append(",") }
      appendJSON(count.name)
      append(":")
      append(decimal: count.count)
    }
    append("}")
  }
}
