import TextModel

/// The report as one page that needs nothing else: no network, no other file.
///
/// What was found is masked. Only a report written with `--show-match` holds it, behind a switch
/// that is off when the page opens, so that nobody reads it over a shoulder by accident.
struct HTMLReport: ReportWriter {
  private let run: RunDescription
  private let catalogue: Catalogue
  private var output: ReportOutput
  private var source = ""
  private var passages = ByteBuffer()
  private var shown = 0
  private var leftOut = 0
  private var months: [String: Int] = [:]

  /// More passages than anybody reads in a page; the other forms hold them all.
  private static let most = 4000

  /// A report that is still to be begun.
  init(run: RunDescription, catalogue: Catalogue, output: ReportOutput) {
    self.run = run
    self.catalogue = catalogue
    self.output = output
  }

  mutating func begin() throws {}

  mutating func document(_ document: DocumentDescription) throws {
    source = document.source == "-" ? "standard input" : document.source
  }

  mutating func write(_ scanned: ScannedBatch) throws {
    for (passage, range) in zip(scanned.batch.passages, scanned.ranges)
    where run.showsClean || !range.isEmpty {
      if let time = scanned.batch.string(passage.time), time.count >= 7 {
        months[String(time.prefix(7)), default: 0] += range.count
      }
      guard shown < Self.most else {
        leftOut += 1
        continue
      }
      shown += 1
      append(passage, of: scanned.batch, scanned.findings[range])
    }
  }

  mutating func finish(_ ending: RunEnding) throws {
    var page = HTMLPage(run: run, catalogue: catalogue)
    page.appendHead(ending)
    page.appendSummary(ending.summary, months: months)
    page.appendFilters(ending.summary)
    page.appendPassages(passages.bytes, leftOut: leftOut)
    page.appendNotes(ending)
    page.appendFoot()
    output.buffer.append(page.buffer.bytes)
    try output.flush()
  }

  private mutating func append(
    _ passage: Passage, of batch: PassageBatch, _ findings: ArraySlice<Finding>
  ) {
    let text = batch.bytes.span.extracting(passage.text.indices)
    let worst = findings.map(\.action).max()
    let severity = findings.map(\.severity).max() ?? .note
    let families = Set(findings.map { String(catalogue.rules[$0.rule].family) }).sorted()
    passages.append("<article class=\"passage\" data-severity=\"")
    passages.append(utf8: severity.name)
    passages.append("\" data-families=\"")
    passages.append(utf8: families.joined(separator: " "))
    passages.append("\">\n<h3><span class=\"tag ")
    passages.append(utf8: worst?.name ?? "clean")
    passages.append("\">")
    passages.append(utf8: worst.map(Phrases.action) ?? "Nothing found")
    passages.append("</span> ")
    let first = wholeCharacters(of: findings.first?.range ?? .none, in: text)
    // A long path is broken behind its folders.
    for (index, part) in place(of: passage, in: batch, at: first)
      .split(separator: "/", omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { passages.append("/<wbr>") }
      passages.append(html: String(part))
    }
    passages.append("</h3>\n")
    appendVoice(passage, batch)
    for excerpt in Excerpt.around(findings, in: text) {
      passages.append("<blockquote>")
      if excerpt.isCutBefore(in: text) { passages.append("… ") }
      var pieces = ByteBuffer()
      excerpt.forEachPiece(of: findings, in: text) { bytes, role in
        append(bytes, as: role, to: &pieces)
      }
      passages.append(pieces.bytes)
      if excerpt.isCutAfter(in: text) { passages.append(" …") }
      passages.append("</blockquote>\n")
    }
    passages.append("<ul class=\"findings\">\n")
    for group in FindingGroup.of(findings, in: text, .masked) {
      append(group, for: passage.audience ?? run.audience)
    }
    passages.append("</ul>\n</article>\n")
  }

  private func place(of passage: Passage, in batch: PassageBatch, at range: Range<Int>) -> String {
    var words = source
    if let member = batch.string(passage.member) { words += " › " + member }
    let text = batch.bytes.span.extracting(passage.text.indices)
    if passage.line > 0 {
      var finder = PlaceFinder(passage)
      return words + ", line \(finder.places(of: range, in: text).start.line)"
    }
    if let place = CellPlace.words(passage, in: batch, at: range) { return words + ", " + place }
    return batch.string(passage.pointer).map { words + " " + $0 } ?? words
  }

  private mutating func appendVoice(_ passage: Passage, _ batch: PassageBatch) {
    var parts = [passage.kind == .fileName ? "file name" : passage.kind.name]
    if let author = batch.string(passage.author) {
      parts.append("by " + (run.quoting == .masked ? Mask.masked(author) : author))
    }
    if let time = batch.string(passage.time) { parts.append(Phrases.day(time)) }
    passages.append("<p class=\"voice\">")
    passages.append(html: parts.joined(separator: ", "))
    passages.append("</p>\n")
  }

  private func append(
    _ bytes: Span<UInt8>, as role: Excerpt.Role, to output: inout ByteBuffer
  ) {
    let words = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    guard role != .words else { return output.append(html: words) }
    let masked = Mask.masked(words, limit: .max)
    output.append(role == .found ? "<mark" : "<span class=\"evidence\"")
    if run.quoting == .shown {
      output.append(" data-masked=\"")
      output.append(html: masked)
      output.append("\" data-match=\"")
      output.append(html: words)
      output.append("\"")
    }
    output.append(">")
    output.append(html: masked)
    output.append(role == .found ? "</mark>" : "</span>")
  }

  private mutating func append(_ group: FindingGroup, for audience: Audience) {
    let rule = catalogue.rules[group.first.rule]
    passages.append("<li class=\"")
    passages.append(utf8: group.first.action.name)
    passages.append("\"><p><strong>")
    passages.append(html: rule.title)
    passages.append("</strong> <span class=\"dim\">")
    passages.append(
      html: "\(group.first.severity.name), \(Phrases.confidence(group.confidence)), \(rule.id)")
    passages.append("</span></p>\n<dl>")
    appendRow(
      "Policy",
      rule.clauses(for: audience).map { "\($0.clause), “\($0.heading)”" }.joined(separator: "; "))
    let duty = rule.duty(for: audience)
    if !duty.route.isEmpty {
      let limit = duty.within.map { ", " + Phrases.within($0) } ?? ""
      appendRow("Tell", Phrases.route(duty.route) + limit)
    }
    appendRow("Careful", duty.handling.map(Phrases.handling).joined(separator: "; "))
    appendRow("Keep", Phrases.evidence(duty.evidence))
    appendRow("Instead", rule.advice)
    appendRow("Write", rule.replacement ?? "")
    passages.append("</dl></li>\n")
  }

  private mutating func appendRow(_ label: StaticString, _ words: String) {
    guard !words.isEmpty else { return }
    passages.append("<dt>")
    passages.append(label)
    passages.append("</dt><dd>")
    passages.append(html: words)
    passages.append("</dd>")
  }
}

extension ByteBuffer {
  /// Appends words as text of a page, in an attribute too; control characters are spelled out.
  mutating func append(html words: String) {
    for byte in Printable.text(words).utf8 {
      switch byte {
      case 0x26: append("&amp;")
      case 0x3C: append("&lt;")
      case 0x3E: append("&gt;")
      case 0x22: append("&quot;")
      case 0x27: append("&#39;")
      default: append(byte)
      }
    }
  }
}
