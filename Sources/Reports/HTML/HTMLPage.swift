import TextModel

/// The parts of the page round the passages.
struct HTMLPage {
  /// The page so far.
  private(set) var buffer = ByteBuffer()
  private let run: RunDescription
  private let catalogue: Catalogue

  /// An empty page.
  init(run: RunDescription, catalogue: Catalogue) {
    self.run = run
    self.catalogue = catalogue
  }

  /// Appends the head, the heading and the verdict.
  mutating func appendHead(_ ending: RunEnding) {
    buffer.append(
      """
      <!doctype html>
      <html lang="en-GB">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; script-src 'unsafe-inline'">
      <meta name="robots" content="noindex">
      <title>Gatepost report</title>
      <style>

      """)
    buffer.append(HTMLPage.style)
    buffer.append("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#passages\">")
    buffer.append("Skip to what was found</a>\n<header>\n<h1>Gatepost report</h1>\n")
    buffer.append("<p class=\"verdict ")
    buffer.append(utf8: ending.summary.verdict.name)
    buffer.append("\">")
    buffer.append(html: Phrases.verdict(ending))
    buffer.append("</p>\n<p>")
    // A number stays with its unit.
    let scanned = Phrases.scanned(ending.summary)
    buffer.append(html: scanned.dropLast(3) + "\u{A0}s.")
    buffer.append("</p>\n")
    if run.quoting == .shown {
      buffer.append(
        """
        <p class="careful">This report holds what was found. Keep it as carefully as the texts.
        <button type="button" id="reveal" aria-pressed="false">Show what was found</button></p>

        """)
    }
    buffer.append("</header>\n<main>\n")
  }

  /// Appends the charts.
  mutating func appendSummary(_ summary: RunSummary, months: [String: Int]) {
    guard summary.findings > 0 else { return }
    buffer.append("<section aria-labelledby=\"counts\"><h2 id=\"counts\">In numbers</h2>\n")
    buffer.append("<div class=\"charts\">\n")
    let severities = summary.bySeverity.reversed().map { ($0.name, $0.count, $0.name) }
    appendChart("By severity", severities.filter { $0.1 > 0 })
    let families = summary.byFamily.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    appendChart("By family", families.map { ($0.name, $0.count, "family") })
    let times = months.filter { $0.value > 0 }.sorted { $0.key < $1.key }.suffix(24)
    if times.count > 1 { appendChart("By month", times.map { ($0.key, $0.value, "family") }) }
    buffer.append("</div></section>\n")
  }

  /// Appends a chart of bars, each with its name and number as text.
  private mutating func appendChart(
    _ title: String, _ bars: [(name: String, count: Int, style: String)]
  ) {
    guard let most = bars.map(\.count).max(), most > 0 else { return }
    let height = bars.count * 24 + 4
    buffer.append("<figure><figcaption>")
    buffer.append(html: title)
    buffer.append("</figcaption>\n<svg role=\"img\" aria-label=\"")
    let words = bars.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    buffer.append(html: "\(title): \(words)")
    buffer.append(utf8: "\" viewBox=\"0 0 320 \(height)\">\n")
    for (index, bar) in bars.enumerated() {
      let top = index * 24 + 2
      let width = max(2, bar.count * 150 / most)
      buffer.append(utf8: "<text x=\"104\" y=\"\(top + 15)\" text-anchor=\"end\">")
      buffer.append(html: bar.name)
      buffer.append("</text><rect class=\"bar ")
      buffer.append(utf8: bar.style)
      buffer.append(utf8: "\" x=\"112\" y=\"\(top)\" width=\"\(width)\" height=\"20\" rx=\"3\"/>")
      buffer.append(utf8: "<text x=\"\(118 + width)\" y=\"\(top + 15)\">")
      buffer.append(html: Phrases.grouped(bar.count))
      buffer.append("</text>\n")
    }
    buffer.append("</svg></figure>\n")
  }

  /// Appends what narrows the list down; without a script everything stays on view.
  mutating func appendFilters(_ summary: RunSummary) {
    guard summary.findings > 0 else { return }
    buffer.append(
      """
      <form id="filters" class="filters" hidden>
      <label>At least <select id="severity"><option value="0">any severity</option>
      """)
    for (index, severity) in Severity.allCases.enumerated() where index > 0 {
      buffer.append("<option value=\"")
      buffer.append(decimal: index)
      buffer.append("\">")
      buffer.append(utf8: severity.name)
      buffer.append("</option>")
    }
    buffer.append("</select></label>\n<label>Family <select id=\"family\">")
    buffer.append("<option value=\"\">all families</option>")
    for family in summary.byFamily.map(\.name) {
      buffer.append("<option>")
      buffer.append(html: family)
      buffer.append("</option>")
    }
    buffer.append(
      """
      </select></label>
      <label>Containing <input id="words" type="search" autocomplete="off"></label>
      <p id="count" role="status" aria-live="polite"></p>
      </form>

      """)
  }

  /// Appends the passages.
  mutating func appendPassages(_ passages: [UInt8], leftOut: Int) {
    buffer.append("<section id=\"passages\" tabindex=\"-1\" aria-labelledby=\"found\">\n")
    buffer.append("<h2 id=\"found\">")
    buffer.append(passages.isEmpty ? "Nothing was found" : "What was found")
    buffer.append("</h2>\n")
    buffer.append(passages)
    if leftOut > 0 {
      buffer.append("<p>")
      let count = Phrases.count(leftOut, "more passage")
      buffer.append(html: "\(count) would make this page too long; --format csv or json holds all.")
      buffer.append("</p>\n")
    }
    buffer.append("</section>\n")
  }

  /// Appends what was not examined, and what was noticed.
  mutating func appendNotes(_ ending: RunEnding) {
    appendList("Not examined", ending.notExamined.map { ($0.source, $0.detail) })
    appendList("Noticed while reading", ending.warnings.map { ($0.source, $0.message) })
  }

  private mutating func appendList(_ title: StaticString, _ rows: [(String, String)]) {
    guard !rows.isEmpty else { return }
    buffer.append("<section><h2>")
    buffer.append(title)
    buffer.append("</h2>\n<ul>\n")
    for (source, words) in rows {
      buffer.append("<li><strong>")
      buffer.append(html: source)
      buffer.append("</strong>: ")
      buffer.append(html: words)
      buffer.append("</li>\n")
    }
    buffer.append("</ul></section>\n")
  }

  /// Appends the foot and the script.
  mutating func appendFoot() {
    let policies = catalogue.policies.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
    buffer.append("</main>\n<footer><p>")
    buffer.append(
      html: "\(run.tool.name) \(run.tool.version), lexicon \(run.tool.lexiconHash), "
        + "policies \(policies), in the words of: \(run.audience.name). "
        + "Nothing found never means that a text is compliant.")
    buffer.append("</p></footer>\n<script>\n")
    buffer.append(HTMLPage.script)
    buffer.append("</script>\n</body>\n</html>\n")
  }
}
