import TextModel
import Testing

@testable import GatepostKit

struct FingerprinterTests {
  private let key = FingerprintKey(bytes: (0..<32).map { $0 })
  private let catalogue = Catalogue(
    rules: ["pupil.full-name", "offensive.insult"].map {
      RuleDescription(id: $0, title: "", advice: "")
    }, signals: [], policies: [])

  @Test func `the hash is libsodium's`() {
    // Source: hashlib.blake2b(b"pupil.full-name\0ann ash", digest_size=16, key=bytes(range(32)))
    // of Python 3.11.
    let made = key.fingerprint(rule: "pupil.full-name", words: "\n Ann \t\n ASH  ".utf8)
    #expect(made == "78bd5685fb5d3f2b61b4668ea0fbd0f5")
  }

  @Test func `a run's fingerprints are the key's, however many there are`() {
    let fingerprinter = Fingerprinter(key, catalogue)
    for round in 0..<400 {
      let length = round % 37
      let found = " Ann\t \(length) É" + String(repeating: "long ", count: length)
      var batch = PassageBatch()
      _ = batch.store("before it ")
      let passage = Passage(text: batch.store("some words \(found), and more"))
      let finding = Finding(
        rule: round % 2, range: ByteRange(11, 11 + found.utf8.count), severity: .high,
        confidence: 90, action: .block, evidence: [])
      let expected = key.fingerprint(
        rule: catalogue.rules[round % 2].id, words: found.utf8)
      #expect(fingerprinter.fingerprint(finding, passage, batch) == expected)
      #expect(key.fingerprint(finding, passage, batch, catalogue) == expected)
    }
  }
}
