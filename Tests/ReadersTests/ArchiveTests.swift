import Testing
import TextModel

@testable import Readers

struct ArchiveTests {
  @Test func `members are read by their kinds and litter is left out`() {
    let read = Reading(fixture: "plain.zip")
    #expect(read.texts == ["Row one", "Row two", "Alpha words", "bea lockyer 3l"])
    let members = ["b.jsonl", "b.jsonl", "notes/a.txt", "pics/bea_lockyer_3l.jpg"]
    #expect(read.passages.map(\.member) == members)
    #expect(read.passages.map(\.passage.kind) == [.text, .text, .text, .fileName])
    #expect(read.kinds == ["zip"])
    #expect(read.notExamined.isEmpty)
  }

  @Test func `a member with a wrong check sum is read and said`() {
    let read = Reading(fixture: "bad-crc.zip")
    #expect(read.texts.count == 2)
    #expect(read.causes == ["damaged"])
    #expect(read.notExamined[0].source.hasSuffix("bad-crc.zip!a.txt"))
  }

  @Test func `encrypted members and unknown methods are named`() {
    let read = Reading(fixture: "encrypted.zip")
    #expect(read.causes == ["encrypted", "unsupported"])
    #expect(read.texts.isEmpty)
  }

  @Test func `a truncated archive is not examined`() {
    #expect(Reading(fixture: "truncated.zip").causes == ["truncated"])
  }

  @Test func `a bomb is stopped and the next member is read`() {
    let read = Reading(fixture: "bomb.zip")
    #expect(read.causes == ["too-large"])
    #expect(read.texts.last == "Good words")
  }

  @Test func `archives in archives are read to the third`() {
    let read = Reading(fixture: "nested.zip")
    #expect(read.texts == ["Level 3", "Level 2", "Level 1"])
    #expect(read.passages[2].member == "inner.zip!inner.zip!at1.txt")
    #expect(read.causes == ["too-deep"])
  }

  @Test func `an archive in memory reads like one on disk`() {
    let bytes = Reading.bytes(of: fixturePath("plain.zip"))
    #expect(Reading(bytes: bytes, name: "x").texts == Reading(fixture: "plain.zip").texts)
    let small = options { $0.maximumPipedArchive = 100 }
    #expect(Reading(bytes: bytes, name: "x", options: small).causes == ["too-large"])
  }
}
