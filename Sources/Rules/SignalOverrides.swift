import Detectors
import ScanCore
import TextModel

/// Settles which of several readings of the same words counts.
package struct SignalOverrides: Sendable {
  /// The number of the signal for names of classes, if the lexicon has one.
  private let className: UInt16?

  /// The kinds of names that may be those of listed staff.
  private let mayBeStaff: KindSet

  /// The kinds that settle whether a name is a child's.
  let kindsBesidePeople: KindSet

  /// The names of the signals of those kinds.
  package static let namesBesidePeople = [BuiltinSignal.Person.known.name, "class-name"]

  /// The overrides for the signals of a lexicon.
  init(lexicon: Lexicon) {
    className = lexicon.signal(named: "class-name").map(UInt16.init)
    let people: [BuiltinSignal.Person] = [.full, .given, .adult, .initials]
    mayBeStaff = KindSet(people.map { Int($0.kind) })
    kindsBesidePeople = KindSet(
      [Int(BuiltinSignal.Person.known.kind)] + (className.map { [Int($0)] } ?? []))
  }

  /// Drops the readings that another rules out, and sorts what is left by its place.
  ///
  /// - Parameter present: The kinds of the signals found.
  /// - Returns: Whether some of those kinds may be gone.
  func apply(_ scratch: inout ScanScratch, _ present: borrowing KindSet) -> Bool {
    var dropped = false
    let forbidden = scratch.forbidden
    if !forbidden.isEmpty {
      dropped = true
      scratch.signals.removeAll { signal in
        forbidden.contains { $0.kind == signal.kind && $0.range.overlaps(signal.range) }
      }
    }
    if present.contains(Int(BuiltinSignal.Person.known.kind)) {
      dropped = true
      dropKnownPeople(&scratch)
    }
    if present.contains(Int(BuiltinSignal.Person.staff.kind)), present.meets(mayBeStaff) {
      dropped = true
      dropListedStaff(&scratch)
    }
    if let className, present.contains(Int(className)) {
      dropped = true
      dropClassNames(&scratch, className)
    }
    dropRepeats(&scratch)
    return dropped
  }

  /// A name on the list of known people is no pupil's.
  private func dropKnownPeople(_ scratch: inout ScanScratch) {
    let known = scratch.signals.filter { $0.kind == BuiltinSignal.Person.known.kind }
    guard !known.isEmpty else { return }
    let people = BuiltinSignal.Person.allCases.count
    scratch.signals.removeAll { signal in
      signal.kind < people && signal.kind != BuiltinSignal.Person.known.kind
        && known.contains { $0.range.overlaps(signal.range) }
    }
  }

  /// Whom a school's settings name as staff is no pupil, whatever the detector took them for.
  private func dropListedStaff(_ scratch: inout ScanScratch) {
    let staff = scratch.signals.filter { $0.kind == BuiltinSignal.Person.staff.kind }
    guard !staff.isEmpty else { return }
    scratch.signals.removeAll { signal in
      mayBeStaff.contains(Int(signal.kind))
        && staff.contains { $0.range.overlaps(signal.range) }
    }
  }

  /// "Willow class" and "Rowan and Hazel classes" are no children.
  private func dropClassNames(_ scratch: inout ScanScratch, _ className: UInt16) {
    let classes = scratch.signals.filter { $0.kind == className }
    let child: [BuiltinSignal.Person] = [.full, .given]
    scratch.signals.removeAll { signal in
      child.contains { $0.kind == signal.kind }
        && classes.contains { $0.range.contains(signal.range) }
    }
  }

  /// Of signals of one kind on the same words, the longest says all.
  private func dropRepeats(_ scratch: inout ScanScratch) {
    guard scratch.signals.count > 1 else { return }
    // The longest of those that begin together comes first; then whatever ends no later than one
    // of its kind before it lies inside that.
    Self.sort(&scratch.signals, by: Self.longestFirst)
    let kept = scratch.signals.withUnsafeMutableBufferPointer { signals in
      var kept = 0
      for index in signals.indices {
        let signal = signals[index]
        // The last of its kind ends farthest of them.
        var last = kept - 1
        while last >= 0, signals[last].kind != signal.kind { last -= 1 }
        if last >= 0, signal.range.end <= signals[last].range.end { continue }
        signals[kept] = signal
        kept += 1
      }
      return kept
    }
    if kept < scratch.signals.count { scratch.signals.removeSubrange(kept...) }
    Self.sort(&scratch.signals, by: Self.shortestFirst)
  }

  /// What a signal is sorted by: its place in 64 bits, then its kind.
  private typealias Key = (UInt64, UInt16)

  private static func longestFirst(_ signal: Signal) -> Key {
    (UInt64(signal.range.start) << 32 | UInt64(~signal.range.end), signal.kind)
  }

  private static func shortestFirst(_ signal: Signal) -> Key {
    (UInt64(signal.range.start) << 32 | UInt64(signal.range.end), signal.kind)
  }

  /// Sorts signals, those with the same key in the order they were in.
  @inline(__always)
  private static func sort(_ signals: inout [Signal], by key: (Signal) -> Key) {
    // A passage has few signals, nearly in order; many may be in any, as hostile texts can see to.
    guard signals.count <= 24 else { return signals.sort { key($0) < key($1) } }
    signals.withUnsafeMutableBufferPointer { signals in
      for index in 1..<max(signals.count, 1) {
        let signal = signals[index]
        let own = key(signal)
        var place = index
        while place > 0, own < key(signals[place - 1]) {
          signals[place] = signals[place - 1]
          place -= 1
        }
        signals[place] = signal
      }
    }
  }
}
