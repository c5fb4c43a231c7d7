package import ScanCore
package import TextModel

/// The rules of a run, ready to be asked "what does this signal begin?".
///
/// Looking for signals costs far more than judging them, so the rules also say what is not worth
/// looking for: a way that needs a child near an act needs neither if the passage cannot hold both.
package struct RuleSet: Sendable {
  /// All rules of the lexicon, active or not; findings name them by their index here.
  package let table: RuleTable
  /// The kinds of signals that begin an active rule.
  package let triggers: KindSet
  /// All kinds that some active rule asks for.
  package let wanted: KindSet
  /// What has to be there for each way.
  private let gates: WayGates
  /// For each kind of signal, how far it reaches if a rule does not say.
  private let scopes: SignalScopes

  /// The rules of a lexicon.
  ///
  /// - Parameters:
  ///   - lexicon: Where they stand.
  ///   - isActive: Whether a rule counts in this run, by its index.
  package init(lexicon: Lexicon, isActive: (Int) -> Bool) {
    let table = RuleTable(lexicon)
    self.table = table
    scopes = SignalScopes(lexicon)
    let active = (0..<table.count).map(isActive)
    gates = WayGates(table, isActive: active)
    var triggers = KindSet()
    var others = KindSet()
    // Ways of a rule share their sets, mostly with the way before.
    var last: (find: UInt32?, supports: UInt32?, context: UInt32?)
    for number in 0..<table.wayCount {
      let way = table.way(number)
      guard active[Int(way.pointee.rule)] else { continue }
      if way.pointee.find != last.find { triggers.formUnion(table.set(way.pointee.find).pointee) }
      if way.pointee.supports != last.supports {
        others.formUnion(table.set(way.pointee.supports).pointee)
      }
      if way.pointee.context != last.context {
        others.formUnion(table.set(way.pointee.context).pointee)
      }
      last = (way.pointee.find, way.pointee.supports, way.pointee.context)
    }
    others.formUnion(triggers)
    self.triggers = triggers
    wanted = others
  }

  /// The ids of all rules of a lexicon, in its order.
  package static func ids(in lexicon: Lexicon) -> [String] {
    let table = RuleTable(lexicon)
    return (0..<table.count).map(table.id)
  }

  /// The triggers that can still lead to a finding.
  ///
  /// - Parameters:
  ///   - possible: The kinds that the passage may hold; what is not in it is not there.
  ///   - passage: Whose words they are and what sort of text.
  package func worthFinding(
    _ possible: borrowing KindSet, in passage: PassageVoice
  ) -> KindSet {
    var worth = KindSet()
    let candidates = begun(by: possible)
    let candidateWords = candidates.bits.span
    let possible = possible.bits.span
    for word in candidateWords.indices {
      var rest = candidateWords[word]
      var found: UInt64 = 0
      while rest != 0 {
        let bit = rest & (0 &- rest)
        rest ^= bit
        let kind = word &* 64 &+ bit.trailingZeroBitCount
        for way in table.ways(begunBy: kind) where gates.isOpen(Int(way), possible, passage) {
          found |= bit
          break
        }
      }
      worth.bits[word] = found
    }
    return worth
  }

  /// What the conditions of the ways that some kinds begin ask for.
  ///
  /// - Parameters:
  ///   - present: The kinds of the signals found so far.
  ///   - possible: The kinds that the passage may hold.
  ///   - passage: Whose words they are and what sort of text.
  package func supports(
    of present: borrowing KindSet, _ possible: borrowing KindSet, in passage: PassageVoice
  ) -> KindSet {
    var kinds = KindSet()
    forEachOpenWay(begunBy: present, possible, passage) { way in
      if way.pointee.conditionCount > 0 {
        kinds.formUnion(table.set(way.pointee.supports).pointee)
      }
    }
    return kinds
  }

  /// What could forbid or change the findings that some kinds can still make.
  ///
  /// - Parameters:
  ///   - present: The kinds of all signals found, triggers and supports: no other is there.
  ///   - passage: Whose words they are and what sort of text.
  package func context(of present: borrowing KindSet, in passage: PassageVoice) -> KindSet {
    var kinds = KindSet()
    forEachOpenWay(begunBy: present, present, passage) { way in
      if way.pointee.hasContext { kinds.formUnion(table.set(way.pointee.context).pointee) }
    }
    return kinds
  }

  /// The kinds of a set that begin ways.
  @inline(__always)
  private func begun(by kinds: borrowing KindSet) -> KindSet {
    var begun = triggers
    begun.formIntersection(kinds)
    return begun
  }

  @inline(__always)
  private func forEachOpenWay(
    begunBy present: borrowing KindSet, _ possible: borrowing KindSet, _ passage: PassageVoice,
    _ body: (UnsafePointer<WayRecord>) -> Void
  ) {
    let begun = begun(by: present)
    let begunWords = begun.bits.span
    let possible = possible.bits.span
    for word in begunWords.indices {
      var rest = begunWords[word]
      while rest != 0 {
        let kind = word &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        for way in table.ways(begunBy: kind) where gates.isOpen(Int(way), possible, passage) {
          body(table.way(Int(way)))
        }
      }
    }
  }

  /// The findings that a passage's signals make.
  ///
  /// - Parameters:
  ///   - signals: All signals of the passage, in the order of the text.
  ///   - present: Their kinds.
  ///   - passage: Whose words they are and what sort of text.
  ///   - sentence: The bytes of a sentence by its number.
  ///   - findings: The findings are appended here, in the order of the text.
  package func judge(
    _ signals: [Signal], _ present: KindSet, of passage: PassageVoice,
    sentence: (UInt16) -> ByteRange, into findings: inout [Finding]
  ) {
    let before = findings.count
    signals.withUnsafeBufferPointer { signals in
      let present = present.bits.span
      let judge = WayJudge(table: table, signals: signals, scopes: scopes)
      for signal in signals where triggers.contains(Int(signal.kind)) {
        for way in table.ways(begunBy: Int(signal.kind))
        where gates.isOpen(Int(way), present, passage) {
          let way = table.way(Int(way))
          if let finding = judge.finding(of: way, from: signal, sentence: sentence) {
            findings.append(finding)
          }
        }
      }
    }
    if findings.count - before > 1 { Self.tidy(&findings, from: before) }
  }

  /// Sorts new findings and keeps one of those of a rule that overlap: the gravest, then the
  /// longest, then the surest.
  private static func tidy(_ findings: inout [Finding], from start: Int) {
    if tidyFew(&findings, from: start) { return }
    let ranked = findings[start...].sorted { rank($0) > rank($1) }
    var kept: [Finding] = []
    for finding in ranked
    where !kept.contains(where: { $0.rule == finding.rule && $0.range.overlaps(finding.range) }) {
      kept.append(finding)
    }
    kept.sort { ($0.range.start, $0.range.end, $0.rule) < ($1.range.start, $1.range.end, $1.rule) }
    findings.replaceSubrange(start..., with: kept)
  }

  /// Does the same for a few findings where they stand, as nearly all passages have.
  ///
  /// - Returns: Whether it did.
  private static func tidyFew(_ findings: inout [Finding], from start: Int) -> Bool {
    guard findings.count - start <= 8 else { return false }
    let kept: Int? = findings.withUnsafeMutableBufferPointer { all in
      let new = UnsafeMutableBufferPointer(rebasing: all[start...])
      // Two of one rule with the same empty span would not overlap: none knows which comes first.
      guard !new.contains(where: { $0.range.isEmpty }) else { return nil }
      var left: UInt8 = .max >> UInt8(8 - new.count)
      var kept: UInt8 = 0
      while left != 0 {
        let best = highest(of: left, new)
        left &= ~(1 << UInt8(best))
        if !overlaps(new[best], kept, new) { kept |= 1 << UInt8(best) }
      }
      return sort(kept, new)
    }
    guard let kept else { return false }
    if start + kept < findings.count { findings.removeSubrange((start + kept)...) }
    return true
  }

  /// The first of those findings of some, as bits, of which none ranks higher.
  private static func highest(
    of some: UInt8, _ findings: UnsafeMutableBufferPointer<Finding>
  ) -> Int {
    var best = some.trailingZeroBitCount
    var rest = some & (some - 1)
    while rest != 0 {
      let next = rest.trailingZeroBitCount
      if rank(findings[next]) > rank(findings[best]) { best = next }
      rest &= rest - 1
    }
    return best
  }

  /// Whether a finding overlaps with one of its rule among some, as bits.
  private static func overlaps(
    _ finding: Finding, _ some: UInt8, _ findings: UnsafeMutableBufferPointer<Finding>
  ) -> Bool {
    var rest = some
    while rest != 0 {
      let other = rest.trailingZeroBitCount
      if findings[other].rule == finding.rule, findings[other].range.overlaps(finding.range) {
        return true
      }
      rest &= rest - 1
    }
    return false
  }

  /// Puts some findings, as bits, before the others and in the order of the text.
  ///
  /// - Returns: How many they are.
  private static func sort(_ some: UInt8, _ findings: UnsafeMutableBufferPointer<Finding>) -> Int {
    var count = 0
    var rest = some
    while rest != 0 {
      var place = count
      let next = rest.trailingZeroBitCount
      if next != place { findings.swapAt(next, place) }
      while place > 0, isBefore(findings[place], findings[place - 1]) {
        findings.swapAt(place, place - 1)
        place -= 1
      }
      count += 1
      rest &= rest - 1
    }
    return count
  }

  /// Whether a finding stands before another in the order of the text.
  private static func isBefore(_ one: borrowing Finding, _ other: borrowing Finding) -> Bool {
    (one.range.start, one.range.end, one.rule) < (other.range.start, other.range.end, other.rule)
  }

  private static func rank(_ finding: Finding) -> (UInt8, UInt8, Int, UInt8, Int) {
    (
      finding.action.rawValue, finding.severity.rawValue, finding.range.count, finding.confidence,
      -Int(finding.range.start)
    )
  }
}

/// What the rules ask about a passage besides its signals.
package struct PassageVoice: Sendable {
  /// Whose words they are.
  package var audience: AudienceSet
  /// Its kind as a bit.
  package var kindBit: UInt32

  /// The voice of a passage.
  package init(audience: Audience, kind: PassageKind) {
    self.audience = AudienceSet(audience)
    kindBit = 1 << UInt32(kind.rawValue)
  }
}

/// How far each kind of signal reaches of itself, as it lies in the image.
struct SignalScopes: @unchecked Sendable {
  // SAFETY: the records are in the read-only mapping of `lexicon`, which this value holds.
  private let lexicon: Lexicon
  private let records: UnsafeBufferPointer<SignalRecord>

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    records = lexicon.records(.signals, as: SignalRecord.self)
  }

  subscript(kind: Int) -> Reach { Reach(bits: records[kind].scope) }
}
