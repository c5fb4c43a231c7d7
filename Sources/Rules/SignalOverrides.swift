import Detectors
import ScanCore
import TextModel

/// Settles which of several readings of the same words counts.
package struct SignalOverrides: Sendable {
  /// The number of the signal for names of classes, if the lexicon has one.
  private let className: UInt16?

  /// The kinds that settle whether a name is a child's.
  let kindsBesidePeople: KindSet

  /// The names of the signals of those kinds.
  package static let namesBesidePeople = [BuiltinSignal.Person.known.name, "class-name"]

  /// The overrides for the signals of a lexicon.
  init(lexicon: Lexicon) {
    className = lexicon.signal(named: "class-name").map(UInt16.init)
    kindsBesidePeople = KindSet(
      [Int(BuiltinSignal.Person.known.kind)] + (className.map { [Int($0)] } ?? []))
  }

  /// Drops the readings that another rules out, and sorts what is left by its place.
  func apply(_ scratch: inout ScanScratch) {
    let forbidden = scratch.forbidden
    if !forbidden.isEmpty {
      scratch.signals.removeAll { signal in
        forbidden.contains { $0.kind == signal.kind && $0.range.overlaps(signal.range) }
      }
    }
    dropKnownPeople(&scratch)
    dropListedStaff(&scratch)
    dropClassNames(&scratch)
    dropRepeats(&scratch)
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
    let others: [BuiltinSignal.Person] = [.full, .given, .adult, .initials]
    scratch.signals.removeAll { signal in
      others.contains { $0.kind == signal.kind }
        && staff.contains { $0.range.overlaps(signal.range) }
    }
  }

  /// "Willow class" and "Rowan and Hazel classes" are no children.
  private func dropClassNames(_ scratch: inout ScanScratch) {
    guard let className, scratch.signals.contains(where: { $0.kind == className }) else { return }
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
    scratch.signals.sort {
      ($0.range.start, $1.range.end, $0.kind) < ($1.range.start, $0.range.end, $1.kind)
    }
    var kept = 0
    for index in scratch.signals.indices {
      let signal = scratch.signals[index]
      // The last of its kind ends farthest of them.
      let last = scratch.signals[..<kept].last { $0.kind == signal.kind }
      if let last, signal.range.end <= last.range.end { continue }
      scratch.signals[kept] = signal
      kept += 1
    }
    scratch.signals.removeSubrange(kept...)
    scratch.signals.sort {
      ($0.range.start, $0.range.end, $0.kind) < ($1.range.start, $1.range.end, $1.kind)
    }
  }
}
