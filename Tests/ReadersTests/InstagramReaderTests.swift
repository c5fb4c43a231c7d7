import Testing
import TextModel

@testable import Readers

struct InstagramReaderTests {
  @Test func `comments of both generations are repaired and their owners left out`() {
    let new = Reading(
      #"[{"media_list_data":[{"uri":""}],"string_map_data":{"Comment":{"value":"3P\u00e2\u0080\u0099s star!"},"Media Owner":{"value":"ashmerevale.example"},"Time":{"timestamp":1741600800}}}]"#
    )
    #expect(new.kinds == ["instagram"])
    #expect(new.texts == ["3P’s star!"])
    #expect(new.pointers == ["/0/string_map_data/Comment/value"])
    #expect(new.passages[0].time == "2025-03-10T10:00:00Z")
    let old = Reading(
      #"{"comments_media_comments":[{"title":"owner","string_list_data":[{"value":"Well done Jac","timestamp":1741600800}]}]}"#
    )
    #expect(old.texts == ["Well done Jac"])
    #expect(old.passages[0].passage.kind == .comment)
  }

  @Test func `a post gives its caption once and the names of its pictures`() {
    let read = Reading(
      #"[{"media":[{"uri":"media/posts/202503/jac_and_callum_17900000000000001.jpg","creation_timestamp":1741600700,"title":""}],"title":"Caf\u00c3\u00a9 Kidz in 3P","creation_timestamp":1741600710}]"#
    )
    #expect(read.texts == ["jac and callum", "Café Kidz in 3P"])
    #expect(read.passages.map(\.passage.kind) == [.fileName, .post])
  }

  @Test func `of an export as a folder only what was written is read`() {
    let paths = [
      "your_instagram_activity/comments/post_comments_1.json",
      "your_instagram_activity/saved/saved_posts.json",
      "your_instagram_activity/messages/inbox/a_1/message_1.json",
      "connections/followers_and_following/followers_1.json",
    ]
    let filter = ExportFilter(paths: paths, includeMessages: false)
    #expect(paths.map { filter?.isRead($0) } == [true, false, false, false])
    let withMessages = ExportFilter(paths: paths, includeMessages: true)
    #expect(withMessages?.isRead(paths[2]) == true)
    let x = ExportFilter(paths: ["data/tweets.js", "data/like.js"], includeMessages: false)
    #expect(x?.isRead("data/tweets-part1.js") == true)
    #expect(x?.isRead("data/like.js") == false)
    #expect(ExportFilter(paths: ["a.docx"], includeMessages: false) == nil)
  }
}
