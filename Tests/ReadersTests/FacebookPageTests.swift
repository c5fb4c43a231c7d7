import Testing
import TextModel

@testable import Readers

struct FacebookPageTests {
  @Test(arguments: [
    ("Mar 10, 2025 10:00:00 am", "2025-03-10T10:00:00"),
    ("Oct 01, 2025 10:21:24 pm", "2025-10-01T22:21:24"),
    ("1 October 2025 at 22:21", "2025-10-01T22:21:00"),
    ("Monday, 10 March 2014 at 09:15 UTC", "2014-03-10T09:15:00"),
    ("Oct 1, 2025 12:05am", "2025-10-01T00:05:00"),
  ])
  func `a date with a time is known`(text: String, time: String) {
    #expect(FacebookPage.time(in: text) == time)
  }

  @Test(arguments: ["See you on 10 March 2025 at 9:15", "10 March 2025", "Year 4 at 9:15", ""])
  func `anything else is text`(text: String) {
    #expect(FacebookPage.time(in: text) == nil)
  }

  @Test func `a record has its writer and time, and captions come once`() throws {
    let html = """
      <html><body><div role="main"><section><h2>Ashmere Vale PTA added 2 new photos.</h2>
      <div><div>Sports Day Year 4</div></div><div><div>Sports Day Year 4</div></div>
      <div>Callum in 4B broke the record.<br/> Ring Dilys on 07700 900123.</div>
      <div>Updated Mar 10, 2025 10:06:40 am</div>
      <footer><a href="#"><div>Mar 10, 2025 10:00:00 am</div></a></footer></section>
      <section><h2>Ashmere Vale PTA</h2><div>Second</div><div>Mar 11, 2025 9:00:00 pm</div></section>
      </div></body></html>
      """
    let name = "your_facebook_activity/posts/your_posts.html"
    try withFolder { folder in
      try #require(makeFolders(folder, ["your_facebook_activity", "your_facebook_activity/posts"]))
      write(html, to: "\(folder)/\(name)")
      let read = Reading(DocumentStream(paths: [folder]))
      #expect(
        read.texts == [
          "Sports Day Year 4", "Callum in 4B broke the record.\nRing Dilys on 07700 900123.",
          "Ashmere Vale PTA", "Second",
        ])
      #expect(read.passages.prefix(2).allSatisfy { $0.author == "Ashmere Vale PTA" })
      #expect(read.passages[0].time == "2025-03-10T10:00:00")
      #expect(read.passages[3].time == "2025-03-11T21:00:00")
      removeFiles(folder, [name, "your_facebook_activity/posts", "your_facebook_activity"])
    }
  }
}
