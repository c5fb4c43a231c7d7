import TextModel

/// Writes passages and their findings as the JSON of `gatepost.report/1`.
struct PassageEncoder {
  /// What the report says of the run as a whole.
  let run: RunDescription
  /// The words behind the findings' indices.
  let catalogue: Catalogue
  private let fingerprint: FingerprintSource?
  /// The part of a piece of evidence that names its signal; made when first asked for.
  private var signals: [[UInt8]?]
  private var rules: RuleFragments
  private var mask = ByteBuffer()

  /// An encoder for one run.
  init(run: RunDescription, catalogue: Catalogue, fingerprint: FingerprintSource?) {
    self.run = run
    self.catalogue = catalogue
    self.fingerprint = fingerprint
    rules = RuleFragments(catalogue)
    signals = Array(repeating: nil, count: catalogue.signals.count)
  }

  /// Appends the members of a passage, without braces; those of its findings that may stay come
  /// last among them.
  mutating func append(
    _ passage: Passage, of batch: PassageBatch, findings: ArraySlice<Finding>,
    suppressed: ArraySlice<SuppressedFinding> = [], to output: inout ByteBuffer
  ) {
    let bytes = batch.bytes.span
    let audience = passage.audience ?? run.audience
    if !passage.id.isEmpty {
      output.append("\"id\":")
      output.appendJSON(bytes.extracting(passage.id.indices))
      output.append(",")
    }
    output.append("\"kind\":\"")
    output.append(utf8: passage.kind.name)
    output.append("\",\"audience\":\"")
    output.append(utf8: audience.name)
    output.append("\",\"locator\":{")
    appendLocator(passage, bytes, to: &output)
    output.append("}")
    appendAuthor(passage, bytes, to: &output)
    output.appendMember(",\"time\":", passage.time, of: bytes)
    output.appendMember(",\"url\":", passage.url, of: bytes)
    output.append(",\"verdict\":\"")
    output.append(utf8: Verdict(ofAll: findings).name)
    output.append("\",\"findings\":[")
    var finder = PlaceFinder(passage)
    for (index, finding) in findings.enumerated() {
      output.append(index == 0 ? "{" : ",{")
      append(finding, of: passage, in: batch, &finder, audience, to: &output)
      output.append("}")
    }
    // These may stand before the others in the text.
    finder = PlaceFinder(passage)
    for (index, allowed) in suppressed.enumerated() {
      output.append(findings.isEmpty && index == 0 ? "{" : ",{")
      append(allowed.finding, of: passage, in: batch, &finder, audience, to: &output)
      append(allowed, of: passage, in: batch, to: &output)
      output.append("}")
    }
    output.append("]")
  }

  private func append(
    _ allowed: SuppressedFinding, of passage: Passage, in batch: PassageBatch,
    to output: inout ByteBuffer
  ) {
    output.append(",\"suppressed\":{\"by\":\"")
    output.append(utf8: allowed.by)
    output.append("\",\"reason\":")
    output.appendJSON(allowed.reason(run.quoting, in: passage, of: batch))
    output.appendJSONMember(",\"until\":", allowed.until)
    output.append("}")
  }

  private func appendLocator(
    _ passage: Passage, _ bytes: Span<UInt8>, to output: inout ByteBuffer
  ) {
    let start = output.count
    output.appendMember(",\"line\":", passage.line)
    output.appendMember(",\"column\":", passage.column)
    output.appendMember(",\"pointer\":", passage.pointer, of: bytes)
    output.appendMember(",\"member\":", passage.member, of: bytes)
    output.appendMember(",\"paragraph\":", passage.paragraph)
    output.appendMember(",\"place\":", passage.place, of: bytes)
    if output.count > start { output.removeByte(at: start) }  // The first comma.
  }

  private mutating func appendAuthor(
    _ passage: Passage, _ bytes: Span<UInt8>, to output: inout ByteBuffer
  ) {
    guard !passage.author.isEmpty else { return }
    output.append(",\"author\":")
    let author = bytes.extracting(passage.author.indices)
    switch run.quoting {
    case .masked: appendMasked(author, to: &output)
    case .shown: output.appendJSON(author)
    }
  }

  private mutating func appendMasked(_ text: Span<UInt8>, to output: inout ByteBuffer) {
    mask.removeAll()
    Mask.append(text, to: &mask)
    output.appendJSON(mask.bytes.span)
  }

  private mutating func append(
    _ finding: Finding, of passage: Passage, in batch: PassageBatch, _ finder: inout PlaceFinder,
    _ audience: Audience, to output: inout ByteBuffer
  ) {
    let text = batch.bytes.span.extracting(passage.text.indices)
    appendFinding(finding, in: text, &finder, audience, to: &output)
    if !passage.place.isEmpty {
      let range = wholeCharacters(of: finding.range, in: text)
      output.appendJSONMember(",\"place\":", CellPlace.words(passage, in: batch, at: range))
    }
    output.appendJSONMember(",\"fingerprint\":", fingerprint?(finding, passage, batch))
  }

  private mutating func appendFinding(
    _ finding: Finding, in text: Span<UInt8>, _ finder: inout PlaceFinder, _ audience: Audience,
    to output: inout ByteBuffer
  ) {
    let range = wholeCharacters(of: finding.range, in: text)
    output.append(rules.head(of: finding.rule))
    output.append(",\"severity\":\"")
    output.append(utf8: finding.severity.name)
    output.append("\",\"confidence\":")
    output.append(Int(finding.confidence), places: 2)
    output.append(",\"action\":\"")
    output.append(utf8: finding.action.name)
    output.append("\"")
    output.append(finder.places(of: range, in: text))
    output.append(",\"masked\":")
    appendMasked(text.extracting(range), to: &output)
    if run.quoting == .shown {
      output.append(",\"match\":")
      output.appendJSON(text.extracting(range))
    }
    output.append(",\"evidence\":[")
    appendEvidence(finding.evidence, in: text, to: &output)
    output.append("],")
    output.append(rules.tail(of: finding.rule, for: audience))
  }

  private mutating func name(of signal: Int) -> [UInt8] {
    if let made = signals[signal] { return made }
    var output = ByteBuffer()
    output.append("{\"signal\":")
    output.appendJSON(catalogue.signals[signal])
    output.append(",\"byte\":")
    signals[signal] = output.bytes
    return output.bytes
  }

  private mutating func appendEvidence(
    _ evidence: [Evidence], in text: Span<UInt8>, to output: inout ByteBuffer
  ) {
    var isFirst = true
    for signal in evidence {
      if !isFirst { output.append(",") }
      isFirst = false
      output.append(name(of: signal.signal))
      output.append(wholeCharacters(of: signal.range, in: text))
      if let disguise = signal.disguise {
        output.append(",\"disguise\":\"")
        output.append(utf8: disguise.name)
        output.append("\"")
      }
      output.append("}")
    }
  }
}

extension Verdict {
  /// The worst verdict that any of the findings leads to; `allow` without any.
  init(ofAll findings: ArraySlice<Finding>) {
    var worst = Action.note
    for finding in findings where finding.action > worst { worst = finding.action }
    self.init(worst)
  }
}

extension ByteBuffer {
  /// Appends a key, as written with its comma and colon, and the string at a range of `bytes`, or
  /// nothing where the range is empty.
  fileprivate mutating func appendMember(
    _ key: StaticString, _ range: ByteRange, of bytes: Span<UInt8>
  ) {
    guard !range.isEmpty else { return }
    append(key)
    appendJSON(bytes.extracting(range.indices))
  }

  /// Appends a key and its number, or nothing for 0.
  fileprivate mutating func appendMember(_ key: StaticString, _ number: UInt32) {
    guard number > 0 else { return }
    append(key)
    append(decimal: Int(number))
  }

  fileprivate mutating func append(_ range: Range<Int>) {
    append("{\"start\":")
    append(decimal: range.lowerBound)
    append(",\"end\":")
    append(decimal: range.upperBound)
    append("}")
  }

  fileprivate mutating func append(_ places: (start: TextPlace, end: TextPlace)) {
    append(",\"byte\":")
    append(places.start.byte..<places.end.byte)
    append(",\"codepoint\":")
    append(places.start.codePoint..<places.end.codePoint)
    append(",\"utf16\":")
    append(places.start.utf16..<places.end.utf16)
    append(",\"line\":")
    append(decimal: places.start.line)
    append(",\"column\":")
    append(decimal: places.start.column)
    append(",\"endLine\":")
    append(decimal: places.end.line)
    append(",\"endColumn\":")
    append(decimal: places.end.column)
  }
}
