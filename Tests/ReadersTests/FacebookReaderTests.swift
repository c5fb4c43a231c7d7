import Glibc
import Testing
import TextModel

@testable import Readers

struct FacebookReaderTests {
  /// Set to write the expected files anew, to be read through before they are committed.
  private let isRecording = getenv("GATEPOST_RECORD") != nil

  @Test(arguments: [
    "fb-g1a", "fb-g1", "fb-album-comments", "fb-g2", "fb-g3", "fb-g4", "fb-page",
    "fb-label-single.json", "fb-e2ee.json", "mojibake.json", "truncated-posts.json", "deep.json",
    "graph-posts.json",
  ])
  func `every generation gives exactly the expected passages`(fixture: String) {
    let read = Reading(fixture: fixture, options: options { $0.includeMessages = true })
    let lines = listing(read)
    let path = fixturePath("expected/" + fixture + ".txt")
    if isRecording { write(lines.joined(separator: "\n") + "\n", to: path) }
    let expected = Reading.lines(of: path)
    #expect(lines == expected)
    #expect(read.kinds == ["facebook"])
  }

  @Test func `a zip gives the passages of the folder it was made of`() {
    let folder = Reading(fixture: "fb-g4")
    let zip = Reading(fixture: "fb-g4.zip")
    #expect(zip.passages == folder.passages)
    #expect(zip.warnings == folder.warnings)
    #expect(zip.causes == folder.causes)
    #expect(zip.kinds == ["facebook"])
  }

  @Test func `messages are counted and left out unless they are asked for`() {
    let read = Reading(fixture: "fb-g4")
    #expect(read.passages.allSatisfy { $0.passage.kind != .message })
    #expect(
      read.warnings == [
        "This export holds only what the account itself wrote. Comments by visitors are not in it.",
        "1 file(s) about settings, tracking and contacts hold no posts; left out",
        "2 thread(s) of private messages left out; ask for messages to read them",
      ])
  }

  @Test func `a file of messages by itself is not examined unless messages are asked for`() {
    let read = Reading(fixture: "fb-e2ee.json")
    #expect(read.texts.isEmpty)
    #expect(read.causes == ["messages"])
  }

  @Test func `a file that is no JSON is not examined and the rest is`() {
    let read = Reading(fixture: "fb-g4")
    #expect(
      read.notExamined == [
        NotExamined(
          source: fixturePath("fb-g4") + "!your_facebook_activity/stories/archived_stories.json",
          cause: "malformed",
          detail: "not JSON from byte 1, line 1 on; what stands before it was read")
      ])
  }

  @Test func `a list taken out of its folder is recognised by its keys`() {
    let path = "fb-g4/your_facebook_activity/comments_and_reactions/comments.json"
    let read = Reading(fixture: path)
    #expect(read.texts == ["He’s always late"])
    #expect(read.pointers == ["/comments_v2/0/data/0/comment/comment"])
    #expect(read.kinds == ["facebook"])
  }

  @Test func `the HTML form is read record by record and messages stay out`() {
    let read = Reading(fixture: "fb-html")
    #expect(
      read.texts == ["Sonny in 5R broke the record. Ask Brindle PTA", "sonny high jump"])
    #expect(read.passages.map(\.passage.kind) == [.post, .fileName])
    #expect(read.passages.allSatisfy { $0.author == "Orla Finnemore" })
    #expect(read.passages.allSatisfy { $0.time == "2025-03-10T10:00:00" })
    #expect(
      read.warnings == [
        "the HTML form says less than the JSON form of the same export; ask for that",
        "This export holds only what the account itself wrote. Comments by visitors are not in it.",
        "1 thread(s) of private messages left out; ask for messages to read them",
      ])
  }

  @Test func `pages of the oldest exports are read, messages on request`() {
    let wall = Reading(fixture: "fb-g0")
    #expect(wall.texts.contains("Bea's new teacher can't spell"))
    #expect(!wall.texts.contains("Is Mr Quill away again?"))
    let all = Reading(fixture: "fb-g0", options: options { $0.includeMessages = true })
    #expect(all.texts.contains("Is Mr Quill away again?"))
  }

  @Test func `an error of the Graph API is not examined`() {
    let read = Reading(fixture: "graph-error.json")
    #expect(read.causes == ["failed"])
    #expect(read.texts.isEmpty)
  }

  private func listing(_ read: Reading) -> [String] {
    var lines = read.passages.map { passage in
      let voice = passage.passage.audience?.name ?? ""
      let fields = [
        (passage.member ?? "") + "#" + (passage.pointer ?? ""), passage.passage.kind.name, voice,
        passage.time ?? "", passage.author ?? "", passage.title ?? "", passage.url ?? "",
        passage.id ?? "", passage.text,
      ]
      return fields.joined(separator: " | ")
    }
    lines += read.notExamined.map { "not examined: \($0.cause): \($0.detail)" }
    lines += read.warnings.map { "warning: \($0)" }
    return lines
  }
}
