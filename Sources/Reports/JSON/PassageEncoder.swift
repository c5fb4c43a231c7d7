import TextModel

/// Writes passages and their findings as the JSON of `gatepost.report/1`.
struct PassageEncoder {
  /// What the report says of the run as a whole.
  let run: RunDescription
  /// The words behind the findings' indices.
  let catalogue: Catalogue
  private let fingerprint: FingerprintSource?
  /// The part of a piece of evidence that names its signal, by signal; empty until asked for.
  private var signals: [[UInt8]]
  private var rules: RuleFragments
  private var mask = ByteBuffer()
  private let pieces = ScalePieces()
  private let paper = Pen.Paper()

  /// An encoder for one run.
  init(run: RunDescription, catalogue: Catalogue, fingerprint: FingerprintSource?) {
    self.run = run
    self.catalogue = catalogue
    self.fingerprint = fingerprint
    rules = RuleFragments(catalogue)
    signals = Array(repeating: [], count: catalogue.signals.count)
  }

  /// Appends the members of a passage, without braces; those of its findings that may stay come
  /// last among them.
  mutating func append(
    _ passage: Passage, of batch: PassageBatch, findings: ArraySlice<Finding>,
    suppressed: ArraySlice<SuppressedFinding> = [], to output: inout ByteBuffer
  ) {
    let allBytes = batch.bytes
    let bytes = allBytes.span
    let text = bytes.extracting(passage.text.indices)
    let audience = passage.audience ?? run.audience
    var pen = Pen(on: paper)
    if !passage.id.isEmpty {
      pen.put("\"id\":")
      pen.putJSON(bytes.extracting(passage.id.indices))
      pen.put(",")
    }
    pen.put(pieces.kinds[Int(passage.kind.rawValue)])
    pen.put(pieces.audiences[Int(audience.rawValue)])
    pen.put(",\"locator\":{")
    putLocator(passage, bytes, to: &pen)
    pen.put("}")
    putAuthor(passage, bytes, to: &pen)
    pen.putMember(",\"time\":", passage.time, of: bytes)
    pen.putMember(",\"url\":", passage.url, of: bytes)
    pen.put(pieces.verdicts[Int(Verdict(ofAll: findings).rawValue)])
    var finder = PlaceFinder(passage)
    var isFirst = true
    for finding in findings {
      pen.put(isFirst ? "{" : ",{")
      isFirst = false
      put(finding, of: passage, text, in: batch, &finder, audience, to: &pen)
      pen.put("}")
    }
    // These may stand before the others in the text.
    finder = PlaceFinder(passage)
    for allowed in suppressed {
      pen.put(isFirst ? "{" : ",{")
      isFirst = false
      put(allowed.finding, of: passage, text, in: batch, &finder, audience, to: &pen)
      put(allowed, of: passage, in: batch, to: &pen)
      pen.put("}")
    }
    pen.put("]")
    output.append(pen)
  }

  private func put(
    _ allowed: SuppressedFinding, of passage: Passage, in batch: PassageBatch, to pen: inout Pen
  ) {
    pen.put(",\"suppressed\":{\"by\":\"")
    pen.put(allowed.by.utf8Span.span)
    pen.put("\",\"reason\":")
    pen.putJSON(allowed.reason(run.quoting, in: passage, of: batch))
    if let until = allowed.until {
      pen.put(",\"until\":")
      pen.putJSON(until)
    }
    pen.put("}")
  }

  private func putLocator(_ passage: Passage, _ bytes: Span<UInt8>, to pen: inout Pen) {
    // The first member has no comma before it.
    var isFirst = true
    pen.putMember("\"line\":", passage.line, &isFirst)
    pen.putMember("\"column\":", passage.column, &isFirst)
    pen.putMember("\"pointer\":", passage.pointer, of: bytes, &isFirst)
    pen.putMember("\"member\":", passage.member, of: bytes, &isFirst)
    pen.putMember("\"paragraph\":", passage.paragraph, &isFirst)
    pen.putMember("\"place\":", passage.place, of: bytes, &isFirst)
  }

  private mutating func putAuthor(_ passage: Passage, _ bytes: Span<UInt8>, to pen: inout Pen) {
    guard !passage.author.isEmpty else { return }
    pen.put(",\"author\":")
    let author = bytes.extracting(passage.author.indices)
    switch run.quoting {
    case .masked: Mask.putJSON(author, using: &mask, to: &pen)
    case .shown: pen.putJSON(author)
    }
  }

  private mutating func put(
    _ finding: Finding, of passage: Passage, _ text: Span<UInt8>, in batch: PassageBatch,
    _ finder: inout PlaceFinder, _ audience: Audience, to pen: inout Pen
  ) {
    putFinding(finding, in: text, &finder, audience, to: &pen)
    if !passage.place.isEmpty {
      let range = wholeCharacters(of: finding.range, in: text)
      if let place = CellPlace.words(passage, in: batch, at: range) {
        pen.put(",\"place\":")
        pen.putJSON(place)
      }
    }
    if let fingerprint = fingerprint?(finding, passage, batch) {
      pen.put(",\"fingerprint\":")
      pen.putJSON(fingerprint)
    }
  }

  private mutating func putFinding(
    _ finding: Finding, in text: Span<UInt8>, _ finder: inout PlaceFinder, _ audience: Audience,
    to pen: inout Pen
  ) {
    let range = wholeCharacters(of: finding.range, in: text)
    pen.put(rules.head(of: finding.rule))
    pen.put(pieces.severities[Int(finding.severity.rawValue)])
    pen.put(hundredths: finding.confidence)
    pen.put(pieces.actions[Int(finding.action.rawValue)])
    pen.put(finder.places(of: range, in: text))
    pen.put(",\"masked\":")
    Mask.putJSON(text.extracting(range), using: &mask, to: &pen)
    if run.quoting == .shown {
      pen.put(",\"match\":")
      pen.putJSON(text.extracting(range))
    }
    pen.put(",\"evidence\":[")
    putEvidence(finding.evidence, in: text, to: &pen)
    pen.put("],")
    pen.put(rules.tail(of: finding.rule, for: audience))
  }

  private mutating func name(of signal: Int) -> [UInt8] {
    if !signals[signal].isEmpty { return signals[signal] }
    var output = ByteBuffer()
    output.append("{\"signal\":")
    output.appendJSON(catalogue.signals[signal])
    output.append(",\"byte\":")
    signals[signal] = output.bytes
    return output.bytes
  }

  private mutating func putEvidence(
    _ evidence: [Evidence], in text: Span<UInt8>, to pen: inout Pen
  ) {
    var isFirst = true
    for signal in evidence {
      if !isFirst { pen.put(",") }
      isFirst = false
      pen.put(name(of: signal.signal))
      pen.put(wholeCharacters(of: signal.range, in: text))
      if let disguise = signal.disguise {
        pen.put(",\"disguise\":\"")
        pen.put(disguise.name.utf8Span.span)
        pen.put("\"")
      }
      pen.put("}")
    }
  }
}

/// The members of findings and passages that have few values, each with its commas and keys and by
/// its raw value.
private struct ScalePieces {
  let kinds = PassageKind.allCases.map { Self.piece("\"kind\":\"", $0.name, "\"") }
  let audiences = Audience.allCases.map { Self.piece(",\"audience\":\"", $0.name, "\"") }
  let verdicts = Verdict.allCases.map {
    Self.piece(",\"verdict\":\"", $0.name, "\",\"findings\":[")
  }
  let severities = Severity.allCases.map {
    Self.piece(",\"severity\":\"", $0.name, "\",\"confidence\":")
  }
  let actions = Action.allCases.map { Self.piece(",\"action\":\"", $0.name, "\"") }

  private static func piece(_ start: String, _ name: String, _ end: String) -> [UInt8] {
    Array((start + name + end).utf8)
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

extension Pen {
  /// Writes a key, as written with its comma and colon, and the string at a range of `bytes`, or
  /// nothing where the range is empty.
  fileprivate mutating func putMember(
    _ key: StaticString, _ range: ByteRange, of bytes: Span<UInt8>
  ) {
    guard !range.isEmpty else { return }
    put(key)
    putJSON(bytes.extracting(range.indices))
  }

  /// Writes a key without a comma, with one before it unless it is the first, and the string at a
  /// range of `bytes`, or nothing where the range is empty.
  fileprivate mutating func putMember(
    _ key: StaticString, _ range: ByteRange, of bytes: Span<UInt8>, _ isFirst: inout Bool
  ) {
    guard !range.isEmpty else { return }
    if !isFirst { put(",") }
    isFirst = false
    put(key)
    putJSON(bytes.extracting(range.indices))
  }

  /// Writes a key, with a comma before it unless it is the first, and its number, or nothing for 0.
  fileprivate mutating func putMember(
    _ key: StaticString, _ number: UInt32, _ isFirst: inout Bool
  ) {
    guard number > 0 else { return }
    if !isFirst { put(",") }
    isFirst = false
    put(key)
    put(decimal: number)
  }

  fileprivate mutating func put(_ range: Range<Int>) {
    put("{\"start\":")
    put(count: range.lowerBound)
    put(",\"end\":")
    put(count: range.upperBound)
    put("}")
  }

  fileprivate mutating func put(_ places: (start: TextPlace, end: TextPlace)) {
    put(",\"byte\":")
    let first = count
    put(places.start.byte..<places.end.byte)
    let end = count
    if places.end.utf16 == places.end.byte {
      // All is ASCII up to there, as mostly, and one range is that of all units.
      put(",\"codepoint\":")
      putAgain(first..<end)
      put(",\"utf16\":")
      putAgain(first..<end)
    } else {
      put(",\"codepoint\":")
      put(places.start.codePoint..<places.end.codePoint)
      put(",\"utf16\":")
      put(places.start.utf16..<places.end.utf16)
    }
    put(",\"line\":")
    put(count: places.start.line)
    put(",\"column\":")
    put(count: places.start.column)
    put(",\"endLine\":")
    put(count: places.end.line)
    put(",\"endColumn\":")
    put(count: places.end.column)
  }

  /// Writes a number of bytes or lines, which no document has more of than 32 bits count.
  private mutating func put(count: Int) { put(decimal: UInt32(count)) }
}
