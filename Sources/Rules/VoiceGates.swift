package import ScanCore
package import TextModel

/// What has to be in a passage of one voice before a way of a rule can lead to a finding, laid out
/// for asking often.
///
/// Every passage asks it of every kind of signal that it may hold, and most passages have the voice
/// of the one before. So only the ways that count in that voice are kept, by the kinds that begin
/// them; whether a kind is worth finding takes no look at them if one asks for nothing more, and one
/// comparison of sets, which the machine does in a few steps without a branch, for all that ask for
/// one thing more.
package final class VoiceGates: @unchecked Sendable {
  /// A way that counts in this voice.
  struct Gate: BitwiseCopyable {
    /// Its number.
    var way: UInt32
    var firstCondition: UInt32
    var conditionCount: UInt32
    /// The set of all that its conditions ask for.
    var supports: UInt32
    /// The set of what could forbid or change its findings, plus 1; 0 if nothing could.
    var context: UInt32
  }

  /// What a kind of signal begins.
  private struct Row: BitwiseCopyable {
    /// In `gates`.
    var first: UInt32 = 0
    var end: UInt32 = 0
    /// In `joint`.
    var firstJoint: UInt32 = 0
    var endOfJoint: UInt32 = 0
    /// The index in `single` of the kinds of which any opens a way.
    var single: UInt32 = 0
  }

  /// Whose words they are and what sort of text.
  package let voice: PassageVoice
  /// All rules.
  let table: RuleTable
  /// For each kind of signal, how far it reaches if a rule does not say.
  let scopes: SignalScopes
  /// The kinds that begin a way.
  let begun: KindSet
  /// Those of which one way asks for nothing more.
  private let free: KindSet
  /// All others of them.
  private let tested: KindSet
  // SAFETY: owned here alone, set in `init`, never changed, and freed in `deinit`. Arrays would be
  // counted as used and as left again with each look at them.
  /// By kind; those in `begun` are all here.
  private let rows: UnsafeBufferPointer<Row>
  private let gates: UnsafeBufferPointer<Gate>
  /// Ways of tested kinds with several conditions, none of which opens another way by itself.
  private let joint: UnsafeBufferPointer<Gate>
  private let single: UnsafeBufferPointer<KindSet>

  /// The gates of the rules for a voice.
  ///
  /// - Parameters:
  ///   - table: The rules.
  ///   - scopes: How far each kind of signal reaches.
  ///   - isActive: Whether a rule counts in this run, by its index.
  ///   - voice: Whose words they are and what sort of text.
  init(_ table: RuleTable, _ scopes: SignalScopes, isActive: [Bool], voice: PassageVoice) {
    var (begun, free, tested) = (KindSet(), KindSet(), KindSet())
    var rows: [Row] = []
    var gates: [Gate] = []
    var joint: [Gate] = []
    var single: [KindSet] = []
    rows.reserveCapacity(table.kindCount)
    gates.reserveCapacity(table.wayCount)
    for kind in 0..<table.kindCount {
      var row = Row()
      row.first = UInt32(gates.count)
      var isFree = false
      var alone = KindSet()
      for number in table.ways(begunBy: kind) {
        let way = table.way(Int(number))
        guard isActive[Int(way.pointee.rule)], voice.counts(for: way) else { continue }
        gates.append(Gate(way, number))
        if way.pointee.conditionCount == 0 { isFree = true }
        if way.pointee.conditionCount == 1 {
          alone.formUnion(table.set(way.pointee.supports).pointee)
        }
      }
      row.end = UInt32(gates.count)
      if row.first < row.end {
        begun.insert(kind)
        if isFree {
          free.insert(kind)
        } else {
          tested.insert(kind)
          row.single = UInt32(single.count)
          single.append(alone)
          row.firstJoint = UInt32(joint.count)
          joint += gates[Int(row.first)...].filter { !Self.opens($0, alone, table) }
          row.endOfJoint = UInt32(joint.count)
        }
      }
      rows.append(row)
    }
    (self.voice, self.table, self.scopes) = (voice, table, scopes)
    (self.begun, self.free, self.tested) = (begun, free, tested)
    (self.rows, self.gates) = (Self.kept(rows), Self.kept(gates))
    (self.joint, self.single) = (Self.kept(joint), Self.kept(single))
  }

  deinit {
    rows.deallocate()
    gates.deallocate()
    joint.deallocate()
    single.deallocate()
  }

  /// The elements in memory that nobody else has.
  private static func kept<Element: BitwiseCopyable>(
    _ elements: [Element]
  ) -> UnsafeBufferPointer<Element> {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = memory.initialize(from: elements)
    return UnsafeBufferPointer(memory)
  }

  /// Whether a way is open only where one of some kinds opens another: all that meet one of its
  /// conditions are among them.
  private static func opens(
    _ gate: Gate, _ kinds: borrowing KindSet, _ table: RuleTable
  ) -> Bool {
    for index in 0..<Int(gate.conditionCount) {
      let condition = table.condition(Int(gate.firstCondition) + index)
      var others = table.set(condition.pointee.signals).pointee
      others.subtract(kinds)
      if others.isEmpty { return true }
    }
    return false
  }

  /// The ways that a kind of signal begins.
  @inline(__always)
  func ways(begunBy kind: Int) -> UnsafeBufferPointer<Gate> {
    guard kind < rows.count, begun.contains(kind) else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return ways(rows[kind])
  }

  @inline(__always)
  private func ways(_ row: Row) -> UnsafeBufferPointer<Gate> {
    UnsafeBufferPointer(
      start: gates.baseAddress.unsafelyUnwrapped + Int(row.first), count: Int(row.end - row.first))
  }

  /// Whether all conditions of a way can be met.
  ///
  /// - Parameters:
  ///   - gate: The way.
  ///   - possible: The kinds that the passage may hold; what is not in it is not there.
  @inline(__always)
  func isOpen(_ gate: Gate, _ possible: borrowing KindSet) -> Bool {
    if gate.conditionCount == 0 { return true }
    if gate.conditionCount == 1 { return table.set(gate.supports).pointee.meets(possible) }
    return areMet(gate, possible)
  }

  @inline(never)
  private func areMet(_ gate: Gate, _ possible: borrowing KindSet) -> Bool {
    for index in 0..<Int(gate.conditionCount) {
      let condition = table.condition(Int(gate.firstCondition) + index)
      guard table.set(condition.pointee.signals).pointee.meets(possible) else { return false }
    }
    return true
  }

  /// Whether one of some kinds begins a way that asks for nothing more.
  @inline(__always)
  func isOneFree(_ kinds: borrowing KindSet) -> Bool { free.meets(kinds) }

  /// The triggers that can still lead to a finding.
  ///
  /// - Parameter possible: The kinds that the passage may hold; what is not in it is not there.
  package func worthFinding(_ possible: borrowing KindSet) -> KindSet {
    var worth = free
    worth.formIntersection(possible)
    var candidates = tested
    candidates.formIntersection(possible)
    let candidateWords = candidates.bits.span
    var filled = candidates.filledWords
    while filled != 0 {
      let word = filled.trailingZeroBitCount
      filled &= filled &- 1
      var rest = candidateWords[word]
      var found: UInt64 = 0
      while rest != 0 {
        let bit = rest & (0 &- rest)
        rest ^= bit
        let row = rows[word &* 64 &+ bit.trailingZeroBitCount]
        let isMet = single[Int(row.single)].meets(possible)
        // One in two is met, and no branch could guess which.
        found |= isMet ? bit : 0
        if row.firstJoint < row.endOfJoint, !isMet, isOneOpen(row, possible) { found |= bit }
      }
      worth.bits[word] |= found
    }
    return worth
  }

  @inline(__always)
  private func isOneOpen(_ row: Row, _ possible: borrowing KindSet) -> Bool {
    var index = Int(row.firstJoint)
    while index < Int(row.endOfJoint) {
      if areMet(joint[index], possible) { return true }
      index &+= 1
    }
    return false
  }

  /// What the conditions of the ways that some kinds begin ask for.
  ///
  /// - Parameters:
  ///   - present: The kinds of the signals found so far.
  ///   - possible: The kinds that the passage may hold.
  /// - Returns: nil if no way is left for which there may be all that it asks for.
  package func supports(
    of present: borrowing KindSet, _ possible: borrowing KindSet
  ) -> KindSet? {
    var kinds = KindSet()
    let isOneOpen = forEachOpenWay(begunBy: present, possible) {
      if $0.conditionCount > 0 { kinds.formUnion(table.set($0.supports).pointee) }
    }
    return isOneOpen ? kinds : nil
  }

  /// What could forbid or change the findings that some kinds can still make.
  ///
  /// - Parameter present: The kinds of all signals found, triggers and supports: no other is there.
  /// - Returns: nil if they can make none.
  package func context(of present: borrowing KindSet) -> KindSet? {
    var kinds = KindSet()
    let isOneOpen = forEachOpenWay(begunBy: present, present) {
      if $0.context > 0 { kinds.formUnion(table.set($0.context - 1).pointee) }
    }
    return isOneOpen ? kinds : nil
  }

  /// Calls `body` with each way that some kinds begin and for which there may be all that it asks for.
  ///
  /// - Returns: Whether there was one.
  @inline(__always)
  private func forEachOpenWay(
    begunBy present: borrowing KindSet, _ possible: borrowing KindSet, _ body: (Gate) -> Void
  ) -> Bool {
    var isOneOpen = false
    var begun = begun
    begun.formIntersection(present)
    let begunWords = begun.bits.span
    var filled = begun.filledWords
    while filled != 0 {
      let word = filled.trailingZeroBitCount
      filled &= filled &- 1
      var rest = begunWords[word]
      while rest != 0 {
        let row = rows[word &* 64 &+ rest.trailingZeroBitCount]
        rest &= rest &- 1
        for gate in ways(row) where isOpen(gate, possible) {
          isOneOpen = true
          body(gate)
        }
      }
    }
    return isOneOpen
  }
}

extension VoiceGates.Gate {
  fileprivate init(_ way: UnsafePointer<WayRecord>, _ number: UInt32) {
    self.init(
      way: number, firstCondition: way.pointee.firstCondition,
      conditionCount: UInt32(way.pointee.conditionCount), supports: way.pointee.supports,
      context: way.pointee.hasContext ? way.pointee.context + 1 : 0)
  }
}

/// What the rules ask about a passage besides its signals.
package struct PassageVoice: Sendable, Equatable {
  /// Whose words they are.
  package let audience: AudienceSet
  /// Its kind as a bit.
  package let kindBit: UInt32
  /// Its number among all there are.
  let number: Int

  /// More than the largest number.
  static let end: Int = {
    precondition(PassageKind.allCases.count <= kindLimit, "two voices would have one number")
    return Audience.allCases.count * kindLimit
  }()
  /// At least as many as there are kinds of passages: a constant, because this is asked for each.
  private static var kindLimit: Int { 16 }

  /// The voice of a passage.
  @inline(__always)
  package init(audience: Audience, kind: PassageKind) {
    self.audience = AudienceSet(audience)
    kindBit = 1 &<< UInt32(kind.rawValue)
    number = Self.number(audience, kind)
  }

  @inline(__always)
  private static func number(_ audience: Audience, _ kind: PassageKind) -> Int {
    Int(audience.rawValue) &* kindLimit &+ Int(kind.rawValue)
  }

  /// Whether it is the voice of such a passage.
  @inline(__always)
  func isOf(_ audience: Audience, _ kind: PassageKind) -> Bool {
    number == Self.number(audience, kind)
  }

  /// The voice of a number that a voice has.
  init?(number: Int) {
    guard let audience = Audience(rawValue: UInt8(number / Self.kindLimit)),
      let kind = PassageKind(rawValue: UInt8(number % Self.kindLimit))
    else { return nil }
    self.init(audience: audience, kind: kind)
  }

  /// Whether a way is about it.
  func counts(for way: UnsafePointer<WayRecord>) -> Bool {
    way.pointee.audiences & audience.rawValue != 0 && way.pointee.kinds & kindBit != 0
  }
}
