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
  /// What has to be there for each way, by the number of the voice; a run has few voices.
  private let voices: LazyRow<VoiceGates>

  /// The rules of a lexicon.
  ///
  /// - Parameters:
  ///   - lexicon: Where they stand.
  ///   - isActive: Whether a rule counts in this run, by its index.
  package init(lexicon: Lexicon, isActive: (Int) -> Bool) {
    let table = RuleTable(lexicon)
    self.table = table
    let active = (0..<table.count).map(isActive)
    voices = LazyRow(count: PassageVoice.end) { number in
      // No other number is asked for.
      let voice = PassageVoice(number: number) ?? PassageVoice(audience: .official, kind: .text)
      return VoiceGates(table, SignalScopes(lexicon), isActive: active, voice: voice)
    }
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

  /// What has to be in a passage of a voice before a rule can lead to a finding.
  package func gates(of voice: PassageVoice) -> VoiceGates { voices[voice.number] }

  /// The findings that a passage's signals make.
  ///
  /// - Parameters:
  ///   - signals: All signals of the passage, in the order of the text.
  ///   - present: Their kinds.
  ///   - gates: Those of the passage's voice.
  ///   - sentence: The bytes of a sentence by its number.
  ///   - findings: The findings are appended here, in the order of the text.
  package static func judge(
    _ signals: [Signal], _ present: KindSet, _ gates: VoiceGates,
    sentence: (UInt16) -> ByteRange, into findings: inout [Finding]
  ) {
    let before = findings.count
    signals.withUnsafeBufferPointer { signals in
      let judge = WayJudge(gates: gates, signals: signals, present: present)
      for signal in signals {
        for gate in gates.ways(begunBy: Int(signal.kind)) where gates.isOpen(gate, present) {
          if let finding = judge.finding(of: gate, from: signal, sentence: sentence) {
            findings.append(finding)
          }
        }
      }
    }
    if findings.count - before > 1 { tidy(&findings, from: before) }
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
