import Testing
import TextModel

@testable import Readers

struct ChatExportTests {
  @Test func `a Telegram message is one text with its writer, time and chat`() {
    let read = Reading(
      """
      {"name":"3P Parents","type":"private_group","id":1,"messages":[
      {"id":1,"type":"service","date":"2025-03-10T09:00:00","date_unixtime":"1741597200","actor":"Megan Prosser","action":"create_group","title":"3P Parents"},
      {"id":2,"type":"message","date":"2025-03-10T09:15:00","from":"Tom Okafor-Reid","from_id":"user1","text":["Ring ",{"type":"phone","text":"07700 900123"}," about Jac"],"text_entities":[{"type":"plain","text":"Ring "}],"file":"files/jac_3p.pdf"},
      {"id":3,"type":"message","date":"2025-03-10T09:16:00","from":"Megan Prosser","from_id":"user2","text":"","poll":{"question":"Friday?","answers":[{"text":"Yes","voters":1}]}}]}
      """)
    #expect(read.kinds == ["telegram"])
    #expect(read.texts == ["Ring 07700 900123 about Jac", "jac 3p", "Friday?", "Yes"])
    #expect(read.passages[0].pointer == "/messages/1/text")
    #expect(read.passages[0].author == "Tom Okafor-Reid")
    #expect(read.passages[2].author == "Megan Prosser")
    #expect(read.passages[0].time == "2025-03-10T09:15:00")
    #expect(
      read.passages[0].passage.kind == .message && read.passages[0].passage.audience == .parent)
  }

  @Test func `a Teams message's page is its text, and replies are messages`() {
    let read = Reading(
      """
      {"value":[{"id":"1","createdDateTime":"2025-03-10T09:15:00Z","subject":"Trip","from":{"user":{"displayName":"Tom"}},
      "body":{"contentType":"html","content":"<p>Ring <b>J</b>ac&#39;s mum</p>"},"attachments":[{"name":"jac_3p.docx"}],
      "replies":[{"id":"2","createdDateTime":"2025-03-10T09:20:00Z","from":{"user":{"displayName":"Megan"}},"body":{"contentType":"text","content":"Why <b>?"}}]}]}
      """)
    #expect(read.kinds == ["teams"])
    #expect(read.texts == ["Trip", "Ring Jac's mum", "jac 3p", "Why <b>?"])
    #expect(read.passages[3].pointer == "/value/0/replies/0/body/content")
    #expect(read.passages.map(\.author) == ["Tom", "Tom", "Tom", "Megan"])
  }

  @Test func `TikTok's own comments are read, private messages when asked for`() {
    let export = """
      {"Comment":{"Comments":{"CommentsList":[{"date":"2025-03-10 10:00:00","comment":"Well done","photo":"N/A"}]}},
      "Direct Messages":{"Chat History":{"ChatHistory":{"Chat History with m:":[{"Date":"2025-03-10 10:05:00","From":"m","Content":"Ring me"}]}}}}
      """
    let read = Reading(export)
    #expect(read.kinds == ["tiktok"])
    #expect(read.texts == ["Well done"])
    #expect(read.passages.map(\.time) == ["2025-03-10 10:00:00"])
    #expect(read.warnings == ["1 private message(s) were not read; --messages reads them"])
    var options = ReaderOptions()
    options.includeMessages = true
    let whole = Reading(export, options: options)
    #expect(whole.texts == ["Well done", "Ring me"])
    #expect(whole.passages.map(\.author) == [nil, "m"])
  }
}
