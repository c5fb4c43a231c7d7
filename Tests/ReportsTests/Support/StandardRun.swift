import Reports
import TextModel

/// The run whose reports lie in Fixtures/reports: a newsletter, an export and a clean draft.
enum StandardRun {
  static let documents: [SampleDocument] = [
    ("newsletter.md", "markdown", [newsletter]), ("export.zip", "facebook", [posts, comments]),
    ("-", "text", [draft]),
  ]

  static let notExamined = [
    NotExamined(
      source: "minutes.pdf", cause: "encrypted",
      detail: "it is locked with a password; save a copy without one and scan that")
  ]

  static let warnings = [
    ReadWarning(source: "export.zip", message: "2 broken characters were replaced")
  ]

  private static var newsletter: ScannedBatch {
    var batch = SampleBatch()
    let first =
      "Well done 🎉 to Oliver Smith in Year 4!\r\nRing his mum on 07700 900123.\r\nDoors open at 6."
    batch.add(
      first,
      [
        Sample.finding("Oliver Smith", in: first, evidence: [(0, "Oliver Smith")]),
        Sample.finding("07700 900123", in: first, rule: 1, severity: .medium, action: .review),
      ]
    ) { passage, _ in
      passage.kind = .newsletter
      passage.line = 12
      passage.column = 3
      passage.isLiteral = true
    }
    batch.add("The summer fair is on Saturday.") { passage, _ in
      passage.kind = .newsletter
      passage.line = 16
      passage.column = 1
      passage.isLiteral = true
    }
    return batch.scanned()
  }

  private static var posts: ScannedBatch {
    var batch = SampleBatch()
    let text =
      "Stars of the week: Zoë O’Brien, Mohammed Iqbal-Hughes, Freya McNulty, Oluwaseun Bright."
    let names = ["Zoë O’Brien", "Mohammed Iqbal-Hughes", "Freya McNulty", "Oluwaseun Bright"]
    batch.add(text, names.map { Sample.finding($0, in: text, confidence: 81, action: .review) }) {
      passage, batch in
      passage.kind = .post
      passage.id = batch.store("post-1")
      passage.time = batch.store("2026-03-12T09:30:00Z")
      passage.url = batch.store("https://example.com/posts/1")
      passage.member = batch.store("posts/your_posts_1.json")
      passage.pointer = batch.store("/0/data/0/post")
    }
    return batch.scanned()
  }

  private static var comments: ScannedBatch {
    var batch = SampleBatch()
    let text = "Everyone knows. Mr Hobday has been fiddling the trip money again! Ask anyone."
    batch.add(
      text,
      [
        Sample.finding(
          "fiddling the trip money", in: text, rule: 2, severity: .critical, confidence: 97,
          evidence: [(0, "Mr Hobday"), (2, "fiddling the trip money")])
      ]
    ) { passage, batch in
      passage.kind = .comment
      passage.audience = .parent
      passage.author = batch.store("Odette Fairweather")
      passage.time = batch.store("2026-03-13")
      passage.member = batch.store("comments/comments.json")
      passage.pointer = batch.store("/comments/3/comment")
    }
    return batch.scanned()
  }

  private static var draft: ScannedBatch {
    var batch = SampleBatch()
    batch.add("Term ends on Friday.")
    return batch.scanned()
  }
}
