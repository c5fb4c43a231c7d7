import Detectors
import ScanCore
import TextModel

/// Judges ways of rules from signals that begin them, for one passage.
struct WayJudge {
  /// The ways that count in the passage's voice.
  let gates: VoiceGates
  // SAFETY: of `RuleSet.judge`, which holds the array that they lie in as long as this value lives.
  /// All signals of the passage, in the order of the text.
  let signals: UnsafeBufferPointer<Signal>
  /// Their kinds.
  let present: KindSet

  private var table: RuleTable { gates.table }
  /// So few signals are faster looked through than searched.
  private static let mostUnsorted = 24

  /// The finding of a way, or nil if a condition fails.
  func finding(
    of gate: VoiceGates.Gate, from begin: Signal, sentence: (UInt16) -> ByteRange
  ) -> Finding? {
    let way = table.way(Int(gate.way))
    var next = Int(way.pointee.firstCondition)
    let conditions = Int(way.pointee.conditionCount)
    let span = Way.Span(rawValue: UInt32(way.pointee.span))
    var range = begin.range
    var evidence: [Evidence] = []
    for number in 0..<conditions {
      guard let met = nearest(for: table.condition(next), from: begin, mayLieInside: true) else {
        return nil
      }
      if number == 0 {
        evidence.reserveCapacity(conditions + 1)
        evidence.append(Evidence(begin))
        if span == .join { range = range.union(signals[met].range) }
      }
      Self.insert(Evidence(signals[met]), into: &evidence)
      next += 1
    }
    var weight = Weight(way: way.pointee, signal: begin)
    // Mostly nothing is there that could forbid or change it, and no condition need be asked.
    if gate.context > 0, present.meets(table.set(gate.context - 1).pointee) {
      guard isLeft(of: way, from: begin, firstUnless: next, &weight) else { return nil }
    }
    if span == .sentence { range = sentence(begin.sentence).union(range) }
    if conditions == 0 { evidence = [Evidence(begin)] }
    return Finding(
      rule: Int(way.pointee.rule), range: range,
      severity: Severity(rawValue: weight.severity) ?? .medium, confidence: weight.confidence,
      action: Action(rawValue: weight.action) ?? .review, evidence: evidence)
  }

  /// Whether some signals, in whatever order they are, may make a finding, as far as what supports it
  /// can say.
  ///
  /// Where all that a way asks for is too far off it makes none, whatever else is there.
  static func mayMake(_ signals: [Signal], _ present: KindSet, _ gates: VoiceGates) -> Bool {
    if signals.count > mostUnsorted || gates.isOneFree(present) { return true }
    return signals.withUnsafeBufferPointer { signals in
      let judge = WayJudge(gates: gates, signals: signals, present: present)
      for signal in signals {
        for gate in gates.ways(begunBy: Int(signal.kind))
        where gates.isOpen(gate, present) && judge.areMet(gate, from: signal) {
          return true
        }
      }
      return false
    }
  }

  /// Whether all conditions of a way hold for a signal that begins it.
  @inline(__always)
  private func areMet(_ gate: VoiceGates.Gate, from begin: Signal) -> Bool {
    for number in 0..<Int(gate.conditionCount) {
      let condition = table.condition(Int(gate.firstCondition) + number)
      guard nearest(for: condition, from: begin, mayLieInside: true) != nil else { return false }
    }
    return true
  }

  /// Weighs a finding by what stands round it.
  ///
  /// - Parameters:
  ///   - way: The way that it is of.
  ///   - begin: The signal that began it.
  ///   - firstUnless: The first condition behind those that must hold.
  ///   - weight: What the way says of it.
  /// - Returns: Whether nothing forbids it.
  private func isLeft(
    of way: UnsafePointer<WayRecord>, from begin: Signal, firstUnless: Int,
    _ weight: inout Weight
  ) -> Bool {
    var next = firstUnless
    for _ in 0..<way.pointee.unlessCount {
      if nearest(for: table.condition(next), from: begin) != nil { return false }
      next += 1
    }
    for number in 0..<(way.pointee.softenCount + way.pointee.raiseCount) {
      let change = table.condition(next)
      next += 1
      guard nearest(for: change, from: begin) != nil else { continue }
      if number < way.pointee.softenCount {
        weight.soften(change.pointee)
      } else {
        weight.raise(change.pointee)
      }
    }
    return true
  }

  /// Inserts a piece of evidence in the order of the text, behind what begins where it does.
  private static func insert(_ piece: Evidence, into evidence: inout [Evidence]) {
    evidence.append(piece)
    var place = evidence.count - 1
    while place > 0, piece.range.start < evidence[place - 1].range.start {
      evidence.swapAt(place, place - 1)
      place -= 1
    }
  }

  /// The index of the nearest signal that meets a condition, if enough of them do.
  ///
  /// A phrase may hold the person it is about, so support may lie inside it; but the "don't" of
  /// "don't tell anyone" must not count as its negation, so what forbids or softens may not.
  private func nearest(
    for condition: UnsafePointer<ConditionRecord>, from begin: Signal, mayLieInside: Bool = false
  ) -> Int? {
    let kinds = condition.pointee.signals
    var best: Int?
    var found: UInt32 = 0
    let indices =
      signals.count > Self.mostUnsorted ? window(condition, round: begin) : signals.indices
    for index in indices where table.set(kinds, holds: signals[index].kind) {
      let signal = signals[index]
      let overlaps = signal.range.overlaps(begin.range)
      if !mayLieInside && BuiltinSignal.isAboutSameWords(signal.kind) {
        guard overlaps else { continue }
      } else {
        // Who may be shown counts inside the very name of a picture.
        let isOut = mayLieInside ? signal.range == begin.range : overlaps
        if isOut && signal.kind != BuiltinSignal.Roll.pictured.kind { continue }
        let reach = condition.pointee.reach
        guard
          (reach == 0 ? gates.scopes[Int(signal.kind)] : Reach(bits: reach - 1))
            .holds(signal, from: begin)
        else { continue }
      }
      found += 1
      // What forbids or changes need only be there.
      if !mayLieInside && found >= condition.pointee.count { return index }
      if let best, Self.gap(signals[best], begin) <= Self.gap(signal, begin) { continue }
      best = index
    }
    return found >= condition.pointee.count ? best : nil
  }

  /// The signals that a condition can reach from one: sentence numbers never fall along the text.
  private func window(
    _ condition: UnsafePointer<ConditionRecord>, round begin: Signal
  ) -> Range<Int> {
    let extent = Reach.Extent(rawValue: condition.pointee.widest) ?? .passage
    guard extent != .passage else { return signals.indices }
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

extension Evidence {
  /// A signal that a finding rests on.
  fileprivate init(_ signal: Signal) {
    self.init(signal: Int(signal.kind), range: signal.range, disguise: signal.disguise)
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
