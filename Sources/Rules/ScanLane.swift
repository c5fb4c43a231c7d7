import ScanCore
import TextModel

/// A passage on its way through the steps of a scan, and what the steps so far found.
///
/// Not copyable: it owns the memory of its words and signals, which serves one passage after another.
struct ScanLane: ~Copyable {
  var scratch: ScanScratch
  /// The passage's text; valid while its batch is scanned.
  var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// Its time, as written.
  var time = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  var kind = PassageKind.text
  /// The kinds of the signals found, and how many signals those are of.
  var present = KindSet()
  var known = 0
  /// The kinds that the passage may hold.
  var possible = KindSet()
  /// The kinds worth finding first; none for a passage that nothing comes of.
  var triggers = KindSet()

  init(sharing patterns: PatternMemory) { scratch = ScanScratch(sharing: patterns) }

  /// Takes up a passage of a batch.
  mutating func begin(_ passage: Passage, in bytes: UnsafeBufferPointer<UInt8>) {
    scratch.reset()
    text = UnsafeBufferPointer(rebasing: bytes[passage.text.indices])
    time = UnsafeBufferPointer(rebasing: bytes[passage.time.indices])
    kind = passage.kind
    present = KindSet()
    known = 0
  }

  /// Notes the kinds of the signals found since it was last asked.
  @inline(never)
  mutating func notePresent() {
    while known < scratch.signals.count {
      present.insert(Int(scratch.signals[known].kind))
      known += 1
    }
  }
}
