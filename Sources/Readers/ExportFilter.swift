/// Which files of an export hold what people wrote, for exports whose files are read one by one.
struct ExportFilter {
  private enum Source {
    case instagram, x, youTube
  }

  private let source: Source
  private let includeMessages: Bool

  /// The filter for an export of those paths, or nil if they are none of a known one.
  init?(paths: [String], includeMessages: Bool) {
    self.includeMessages = includeMessages
    var marks: Set<String> = []
    for path in paths {
      let parts = FacebookExport.parts(path)
      guard let file = parts.last else { continue }
      if parts.contains("yourinstagramactivity") { marks.insert("instagram") }
      if parts.contains("comments"), file.hasPrefix("postcomments1.") { marks.insert("instagram") }
      let folder = parts.dropLast().last
      if folder == "data", ["manifest.js", "tweets.js", "tweet.js"].contains(file) {
        marks.insert("x")
      }
      if parts.contains("takeout"), parts.contains(where: { $0.hasPrefix("youtube") }) {
        marks.insert("youtube")
      }
    }
    if marks.contains("instagram") {
      source = .instagram
    } else if marks.contains("x") {
      source = .x
    } else if marks.contains("youtube") {
      source = .youTube
    } else {
      return nil
    }
  }

  /// The export's name in reports.
  var kind: String {
    switch source {
    case .instagram: "instagram"
    case .x: "x"
    case .youTube: "youtube"
    }
  }

  /// Whether a file is read.
  func isRead(_ path: String) -> Bool {
    let parts = FacebookExport.parts(path)
    switch source {
    case .instagram:
      if parts.contains("messages"), !includeMessages { return false }
      return !parts.contains(where: Self.never.contains)
    case .x:
      if parts.last?.hasSuffix(".js") == true { return XReader.isRead(path) }
      return !parts.contains("assets") && parts.last != "your archive.html"
    case .youTube: return !parts.contains("history")
    }
  }

  private static let never: Set<String> = [
    "saved", "likes", "loggedinformation", "adsinformation", "securityandlogininformation",
    "connections", "preferences", "appsandwebsitesoffofinstagram", "loginandaccountcreation",
    "yourtopics", "recentsearches", "linkhistory", "shopping", "monetization",
  ]
}

extension ReadLog {
  /// Says how many files of an export were left out.
  func sayLeftOut(_ count: Int, of filter: ExportFilter?, in source: String) {
    guard let filter, count > 0 else { return }
    warn(
      source,
      "\(count) file(s) of the \(filter.kind) export hold messages, settings or others' words; "
        + "left out (--messages reads the messages)")
  }
}
