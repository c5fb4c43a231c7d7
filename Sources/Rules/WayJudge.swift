import Detectors
import ScanCore
import TextModel

/// Judges one way of a rule from one signal that begins it.
struct WayJudge {
  let table: RuleTable
  let way: WayRecord
  /// All signals of the passage, in the order of the text.
  let signals: [Signal]
  /// For each kind of signal, how far it reaches if the rule does not say.
  let scopes: SignalScopes

  /// The finding, or nil if a condition fails.
  func finding(from begin: Signal, sentence: (UInt16) -> ByteRange) -> Finding? {
    var next = Int(way.firstCondition)
    var met: [Signal] = []
    for _ in 0..<way.conditionCount {
      guard let supporter = nearest(for: table.condition(next), from: begin, mayLieInside: true)
      else { return nil }
      met.append(supporter)
      next += 1
    }
    for _ in 0..<way.unlessCount {
      if nearest(for: table.condition(next), from: begin) != nil { return nil }
      next += 1
    }
    var weight = Weight(way: way, signal: begin)
    for number in 0..<(way.softenCount + way.raiseCount) {
      let change = table.condition(next)
      next += 1
      guard nearest(for: change, from: begin) != nil else { continue }
      if number < way.softenCount { weight.soften(change) } else { weight.raise(change) }
    }
    let range: ByteRange =
      switch Way.Span(rawValue: UInt32(way.span)) {
      case .join: met.first.map { begin.range.union($0.range) } ?? begin.range
      case .sentence: sentence(begin.sentence).union(begin.range)
      default: begin.range
      }
    let evidence = ([begin] + met).sorted { $0.range.start < $1.range.start }
      .map { Evidence(signal: Int($0.kind), range: $0.range, disguise: $0.disguise) }
    return Finding(
      rule: Int(way.rule), range: range, severity: Severity(rawValue: weight.severity) ?? .medium,
      confidence: weight.confidence, action: Action(rawValue: weight.action) ?? .review,
      evidence: evidence)
  }

  /// The nearest signal that meets a condition, if enough of them do.
  ///
  /// A phrase may hold the person it is about, so support may lie inside it; but the "don't" of
  /// "don't tell anyone" must not count as its negation, so what forbids or softens may not.
  private func nearest(
    for condition: ConditionRecord, from begin: Signal, mayLieInside: Bool = false
  ) -> Signal? {
    let kinds = table.set(condition.signals)
    var best: Signal?
    var found: UInt32 = 0
    let extent = Reach.Extent(rawValue: condition.widest) ?? .passage
    for index in window(extent, round: begin) {
      let signal = signals[index]
      guard kinds.contains(Int(signal.kind)) else { continue }
      let reach =
        condition.reach == 0 ? scopes[Int(signal.kind)] : Reach(bits: condition.reach - 1)
      let overlaps = signal.range.overlaps(begin.range)
      if !mayLieInside && BuiltinSignal.isAboutSameWords(signal.kind) {
        guard overlaps else { continue }
      } else {
        // Who may be shown counts inside the very name of a picture.
        let isOut = mayLieInside ? signal.range == begin.range : overlaps
        if isOut && signal.kind != BuiltinSignal.Roll.pictured.kind { continue }
        guard reach.holds(signal, from: begin) else { continue }
      }
      found += 1
      // What forbids or changes need only be there.
      if !mayLieInside && found >= condition.count { return signal }
      if let other = best, Self.gap(other, begin) <= Self.gap(signal, begin) { continue }
      best = signal
    }
    return found >= condition.count ? best : nil
  }

  /// The signals that an extent can reach from one: sentence numbers never fall along the text.
  private func window(_ extent: Reach.Extent, round begin: Signal) -> Range<Int> {
    // Few signals are faster looked through than searched.
    guard signals.count > 24, extent != .passage else { return signals.indices }
    let margin = extent == .neighbours ? 1 : 0
    let first = Int(begin.sentence) - margin
    let last = Int(begin.sentence) + margin
    return firstIndex(from: first)..<firstIndex(from: last + 1)
  }

  private func firstIndex(from sentence: Int) -> Int {
    var low = 0
    var high = signals.count
    while low < high {
      let middle = (low + high) / 2
      if Int(signals[middle].sentence) < sentence { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func gap(_ one: Signal, _ other: Signal) -> Int {
    max(
      Int(one.range.start) - Int(other.range.end), Int(other.range.start) - Int(one.range.end), 0)
  }
}

/// How bad and how sure a finding is, while it is weighed.
private struct Weight {
  var severity: UInt8
  var confidence: UInt8
  var action: UInt8

  init(way: WayRecord, signal: Signal) {
    severity = way.severity
    // What is said of a way was judged with detectors as unsure as they are: half of their doubt is in
    // it already (measured: the whole doubt once more understates, see Documentation/accuracy.md).
    confidence = UInt8(max(1, Int(way.confidence) * (100 + Int(signal.confidence)) / 200))
    action = way.action
  }

  mutating func soften(_ change: ConditionRecord) {
    if change.severity > 0 { severity = min(severity, change.severity - 1) }
    if change.action > 0 { action = min(action, change.action - 1) }
    confidence = UInt8(max(1, Int(confidence) * 3 / 4))
  }

  mutating func raise(_ change: ConditionRecord) {
    if change.severity > 0 { severity = max(severity, change.severity - 1) }
    if change.action > 0 { action = max(action, change.action - 1) }
    // A quarter of the way to certainty.
    confidence = UInt8(min(99, Int(confidence) + (100 - Int(confidence)) / 4))
  }
}
