import ScanCore
import TextModel

/// What has to be in a passage before a way of a rule can lead to a finding, laid out for asking
/// often.
///
/// Every passage asks it of every kind of signal that it may hold, and most passages end here. A
/// condition holds the kinds that meet it in a set of 96 bytes, of which all but one or two words
/// are empty, so only the others are kept, one behind another.
struct WayGates: Sendable {
  /// What one way asks for; nobody's words pass that of a way that does not count in this run.
  private struct Gate: BitwiseCopyable {
    var kinds: UInt32 = 0
    var firstPart: UInt32 = 0
    var endOfParts: UInt32 = 0
    var audiences: UInt8 = 0
  }

  /// Kinds in one word of a set, of which one meets a condition.
  private struct Part: BitwiseCopyable {
    var kinds: UInt64
    var word: UInt8
    /// Whether it is the last of its condition.
    var isLast: Bool
  }

  private let gates: [Gate]
  private let parts: [Part]

  /// The gates of all ways of a lexicon.
  ///
  /// - Parameters:
  ///   - table: The rules.
  ///   - isActive: Whether a rule counts in this run, by its index.
  init(_ table: RuleTable, isActive: [Bool]) {
    var gates: [Gate] = []
    var parts: [Part] = []
    gates.reserveCapacity(table.wayCount)
    parts.reserveCapacity(2 * table.wayCount)
    for number in 0..<table.wayCount {
      let way = table.way(number)
      guard isActive[Int(way.pointee.rule)] else {
        gates.append(Gate())
        continue
      }
      let first = parts.count
      let condition = Int(way.pointee.firstCondition)
      for index in condition..<(condition + Int(way.pointee.conditionCount)) {
        Self.add(table.set(table.condition(index).pointee.signals), to: &parts)
      }
      gates.append(
        Gate(
          kinds: way.pointee.kinds, firstPart: UInt32(first), endOfParts: UInt32(parts.count),
          audiences: way.pointee.audiences))
    }
    self.gates = gates
    self.parts = parts
  }

  private static func add(_ set: UnsafePointer<KindSet>, to parts: inout [Part]) {
    let before = parts.count
    let words = set.pointee.bits.span
    for word in words.indices {
      let kinds = words[word]
      if kinds != 0 { parts.append(Part(kinds: kinds, word: UInt8(word), isLast: false)) }
    }
    // What no kind meets is never met.
    if parts.count == before { parts.append(Part(kinds: 0, word: 0, isLast: false)) }
    parts[parts.count - 1].isLast = true
  }

  /// Whether a way counts for a passage and all its conditions can be met.
  ///
  /// - Parameters:
  ///   - way: Its number.
  ///   - possible: The words of the set of kinds that the passage may hold; what is not in it is
  ///     not there.
  ///   - passage: Whose words they are and what sort of text.
  @inline(__always)
  func isOpen(_ way: Int, _ possible: Span<UInt64>, _ passage: PassageVoice) -> Bool {
    let gate = gates[way]
    guard gate.audiences & passage.audience.rawValue != 0, gate.kinds & passage.kindBit != 0 else {
      return false
    }
    var isMet = false
    var index = Int(gate.firstPart)
    while index < Int(gate.endOfParts) {
      let part = parts[index]
      if part.kinds & possible[Int(part.word)] != 0 { isMet = true }
      if part.isLast {
        guard isMet else { return false }
        isMet = false
      }
      index &+= 1
    }
    return true
  }
}
