import ScanCore
import TextModel

/// Memory that one task uses again for every batch it scans.
///
/// The steps of a scan take more code than the nearest cache holds. So a step is not taken for one
/// passage after another as they go through all steps, but for a group of passages in turn: each of
/// them has a lane of its own here.
package struct ScanMemory: ~Copyable {
  // SAFETY: owned here alone, has room for `capacity` lanes, the first `count` of them are set, and
  // they are freed in `deinit`.
  private let lanes: UnsafeMutablePointer<ScanLane>
  private var count = 0
  private let capacity: Int
  private let patterns = PatternMemory()

  /// As many passages as go through a step together at the most.
  package static let mostLanes = 32
  /// More bytes than the passages of a group have together, unless one passage has them alone: the
  /// memory of all lanes but the first stays small, and all of it near.
  static let mostBytes = 8192

  /// Memory for groups of so many passages.
  package init(lanes: Int = Self.mostLanes) {
    precondition(lanes > 0, "a scan needs a lane")
    capacity = lanes
    self.lanes = .allocate(capacity: lanes)
  }

  deinit {
    lanes.deinitialize(count: count)
    lanes.deallocate()
  }

  /// Patterns that gave up, by number.
  package var gaveUp: Set<Int> {
    (0..<count).reduce(into: []) { $0.formUnion(lanes[$1].scratch.gaveUp) }
  }

  /// Puts a group of passages on lanes.
  ///
  /// - Parameters:
  ///   - passages: The rest of a batch's; one at the least.
  ///   - bytes: The batch's.
  ///   - belongs: Whether a passage may be in one group with the first.
  /// - Returns: The lanes of the group, in the order of the passages.
  mutating func group(
    _ passages: Slice<UnsafeBufferPointer<Passage>>, in bytes: UnsafeBufferPointer<UInt8>,
    where belongs: (Passage) -> Bool
  ) -> UnsafeMutableBufferPointer<ScanLane> {
    var taken = 0
    var bytesTaken = 0
    for passage in passages {
      bytesTaken += passage.text.indices.count
      guard taken == 0 || taken < capacity && bytesTaken < Self.mostBytes && belongs(passage)
      else { break }
      if taken == count {
        (lanes + count).initialize(to: ScanLane(sharing: patterns))
        count += 1
      }
      lanes[taken].begin(passage, in: bytes)
      taken += 1
    }
    return UnsafeMutableBufferPointer(start: lanes, count: taken)
  }

  /// Counts how often each phrase is tried from now on.
  ///
  /// - Parameter phrases: How many phrases there are.
  package mutating func countTrials(phrases: Int) {
    while count < capacity {
      (lanes + count).initialize(to: ScanLane(sharing: patterns))
      count += 1
    }
    for lane in 0..<count {
      lanes[lane].scratch.phraseTrials = Array(repeating: 0, count: phrases)
    }
  }

  /// How often each phrase was tried, by number; empty if it was not to be counted.
  package var phraseTrials: [Int] {
    guard count > 0 else { return [] }
    var trials = lanes[0].scratch.phraseTrials
    for lane in 1..<max(count, 1) {
      for (phrase, times) in lanes[lane].scratch.phraseTrials.enumerated() {
        trials[phrase] += times
      }
    }
    return trials
  }
}
