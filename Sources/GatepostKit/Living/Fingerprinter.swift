import CSodium
import Glibc
public import TextModel

/// Makes the fingerprints of a run's findings, as `FingerprintKey` does, with what they share made
/// once.
///
/// It belongs to one thread at a time.
public final class Fingerprinter {
  private var state: FingerprinterState

  /// Fingerprints of findings of the catalogue's rules.
  public init(_ key: FingerprintKey, _ catalogue: Catalogue) {
    state = FingerprinterState(key, catalogue)
  }

  /// The fingerprint of a finding in a batch.
  public func fingerprint(
    _ finding: Finding, _ passage: Passage, _ batch: PassageBatch
  ) -> String {
    let bytes = batch.bytes
    let start = passage.text.indices.lowerBound
    let range = finding.range.indices
    let words = bytes.span.extracting((start + range.lowerBound)..<(start + range.upperBound))
    return state.fingerprint(rule: finding.rule, words)
  }
}

/// What a `Fingerprinter` keeps between two findings.
private struct FingerprinterState {
  private let key: FingerprintKey
  private let catalogue: Catalogue
  /// The id of each rule and a zero, which is what is hashed first; empty until asked for.
  private var rules: [[UInt8]]
  private var memory = FingerprintMemory()
  private var message: [UInt8] = []
  private var made = 0
  /// From how many fingerprints on it is worth while to ask the library to look for the processor's
  /// instructions, and to remember: a draft has fewer.
  private static let many = 32

  /// Fingerprints of findings of the catalogue's rules.
  init(_ key: FingerprintKey, _ catalogue: Catalogue) {
    self.key = key
    self.catalogue = catalogue
    rules = Array(repeating: [], count: catalogue.rules.count)
  }

  /// The fingerprint of a finding of a rule with those words.
  mutating func fingerprint(rule index: Int, _ words: Span<UInt8>) -> String {
    if rules[index].isEmpty { rules[index] = Array(catalogue.rules[index].id.utf8) + [0] }
    let rule = rules[index]
    let most = rule.count + words.count
    if message.count < most {
      message.append(contentsOf: repeatElement(0, count: most - message.count))
    }
    message.replaceSubrange(0..<rule.count, with: rule)
    let end = message.withUnsafeMutableBufferPointer {
      FingerprintKey.put(words, in: $0, at: rule.count)
    }
    let written = message
    return written.withUnsafeBufferPointer { written in
      fingerprint(UnsafeBufferPointer(rebasing: written[..<end]))
    }
  }

  private mutating func fingerprint(_ message: UnsafeBufferPointer<UInt8>) -> String {
    let slot = FingerprintMemory.slot(of: message)
    if let known = memory.fingerprint(of: message, in: slot) { return known }
    made += 1
    // Where it fails the hash is the same, only slower.
    if made == Self.many { _ = sodium_init() }
    let fingerprint = key.hash(message)
    if made >= Self.many { memory.keep(fingerprint, of: message, in: slot) }
    return fingerprint
  }
}

/// The fingerprints of what was hashed last.
///
/// The same words are found again and again: of the findings in generated comments one in two has
/// the rule and the words of one before, and to look it up takes a tenth of the time.
private struct FingerprintMemory {
  private struct Entry {
    var message: [UInt8] = []
    var fingerprint = ""
  }

  /// All of them are made with the first.
  private var entries: [Entry] = []
  private static let slots = 1024
  private static let longest = 96

  /// Where a message is kept; another may be there.
  static func slot(of message: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    // Nothing but the speed depends on it, so it need not be hard to guess.
    for byte in message { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & UInt64(slots - 1))
  }

  /// The fingerprint of a message, if it is there.
  func fingerprint(of message: UnsafeBufferPointer<UInt8>, in slot: Int) -> String? {
    guard slot < entries.count, entries[slot].message.count == message.count,
      let start = message.baseAddress,
      entries[slot].message.withUnsafeBufferPointer({
        // Never nil: a message has at least the zero.
        $0.baseAddress.map { memcmp($0, start, message.count) == 0 } ?? false
      })
    else { return nil }
    return entries[slot].fingerprint
  }

  /// Keeps the fingerprint of a message instead of what is there.
  mutating func keep(
    _ fingerprint: String, of message: UnsafeBufferPointer<UInt8>, in slot: Int
  ) {
    guard message.count <= Self.longest else { return }
    if entries.isEmpty { entries = Array(repeating: Entry(), count: Self.slots) }
    entries[slot] = Entry(message: Array(message), fingerprint: fingerprint)
  }
}
