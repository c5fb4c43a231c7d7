import Reports
import TextModel
import Testing

struct RunTallyTests {
  private func said(_ counts: [NamedCount]) -> [String] { counts.map { "\($0.name) \($0.count)" } }

  @Test func `a tally counts documents, passages, bytes and findings by what they are`() {
    var tally = RunTally(Sample.catalogue)
    #expect(tally.worstAction == nil)
    for document in StandardRun.documents {
      tally.addDocument()
      document.batches.forEach { tally.add($0) }
    }
    let summary = tally.summary(seconds: 1.5)
    #expect([summary.documents, summary.passages, summary.bytes] == [3, 5, 308])
    #expect(summary.findings == 7)
    #expect(said(summary.byFamily) == ["defamation 1", "personal 1", "pupil 5"])
    #expect(said(summary.bySeverity) == ["note 0", "low 0", "medium 1", "high 5", "critical 1"])
    #expect(said(summary.byAction) == ["note 0", "review 5", "block 2"])
    #expect(summary.verdict == .block && tally.worstAction == .block)
    #expect(summary.seconds == 1.5)
  }
}
