import TextModel

/// What the paths of a Facebook export say.
///
/// Paths are compared by their ends, because people unpack exports in many ways, and with
/// apostrophes folded away, which unpackers write as `'`, `_` or U+2019.
struct FacebookExport {
  /// What a member is.
  enum Role: Equatable {
    /// A file with what the account wrote.
    case list(FacebookList?, isComments: Bool)
    /// Private messages.
    case messages
    /// A page in words for a browser, which must not pass as read.
    case page
    /// A picture, film or other attachment: only its name is read.
    case attachment
    /// Nothing that people wrote: tracking, security, advertising.
    case never
    /// The export's own pages and notes that a category is empty.
    case furniture
  }

  /// Whether the export is a Page's.
  let isPage: Bool

  /// An export of those paths.
  init(paths: [String]) {
    isPage = paths.contains { path in
      Self.parts(path).contains("thisprofilesactivityacrossfacebook")
    }
  }

  /// Whether paths are those of a Facebook export.
  static func matches(_ paths: [String]) -> Bool {
    var marks: Set<String> = []
    for path in paths {
      let parts = Self.parts(path)
      if parts.contains(where: roots.contains) { return true }
      guard let file = parts.last else { continue }
      if parts.contains("yourinstagramactivity") { return false }
      if file == "wall.htm" || file == "messages.htm", parts.contains("html") { return true }
      for mark in ["commentsandreactions", "groups", "profileinformation", "photosandvideos"]
      where parts.dropLast().contains(mark) {
        marks.insert(mark)
      }
      if parts.dropLast().contains("posts"), file.hasPrefix("yourposts") { marks.insert("posts") }
      if parts.dropLast().contains("comments"), file.hasPrefix("comments.") {
        marks.insert("comments")
      }
      if parts.dropLast().contains("messages"), file.hasPrefix("message") {
        marks.insert("messages")
      }
    }
    return marks.count >= 2
  }

  /// Whether a member holds the account's name.
  static func isProfile(_ path: String) -> Bool {
    parts(path).last == "profileinformation.json"
  }

  /// What the member of that path is.
  func role(of path: String) -> Role {
    var parts = Self.parts(path)
    guard let file = parts.popLast() else { return .furniture }
    if file == "no-data.txt" || file == "nodata.txt" { return .furniture }
    if let end = parts.lastIndex(of: "profileinformation"), end + 1 < parts.count {
      // One real archive had everything below the profile's folder.
      parts.removeFirst(end + 1)
    }
    if parts.contains("messages") || parts == ["html"] && file == "messages.htm" {
      return messageRole(file)
    }
    let isKept = file.hasPrefix("profileinformation.") || file.hasPrefix("postsfromapps")
    if !isKept, parts.contains(where: Self.neverFolders.contains) || isNeverFile(file) {
      return .never
    }
    if file.hasSuffix(".json") { return listRole(parts, file) }
    if file.hasSuffix(".html") || file.hasSuffix(".htm") {
      return ["index.html", "starthere.html", "index.htm"].contains(file) ? .furniture : .page
    }
    return .attachment
  }

  private func messageRole(_ file: String) -> Role {
    if file.hasSuffix(".json") || file.hasSuffix(".html") || file.hasSuffix(".htm") {
      return .messages
    }
    return .never
  }

  private func isNeverFile(_ file: String) -> Bool {
    ["likesandreactions", "pokes", "notifications", "yoursearchhistory", "reactions."].contains {
      file.hasPrefix($0)
    }
  }

  private func listRole(_ parts: [String], _ file: String) -> Role {
    if file.hasPrefix("profileinformation") { return .list(.profile, isComments: false) }
    if file.hasPrefix("otherpeoplesposts") { return .list(.visitors, isComments: false) }
    if file.hasPrefix("youractionsonviolating") { return .list(.visitors, isComments: false) }
    if file.hasPrefix("supportmessages") { return .list(.support, isComments: false) }
    if file.hasPrefix("eventinvitations") || file.hasPrefix("youreventresponses")
      || file.hasPrefix("eventresponses")
    {
      return .list(.visitors, isComments: false)
    }
    return .list(nil, isComments: file.holds("comment") && !file.holds("postsand"))
  }

  /// The parts of a path, in small letters, without apostrophes and low lines.
  static func parts(_ path: String) -> [String] {
    path.split(separator: "/").map { part in
      String(part.lowercased().filter { $0 != "'" && $0 != "_" && $0 != "\u{2019}" })
    }
  }

  private static let roots: Set<String> = [
    "yourfacebookactivity", "youractivityacrossfacebook", "thisprofilesactivityacrossfacebook",
  ]

  private static let neverFolders: Set<String> = [
    "adsinformation", "adsandbusinesses", "appsandwebsitesoffoffacebook", "appsandwebsites",
    "securityandlogininformation", "preferences", "loggedinformation", "connections",
    "personalinformation", "aboutyou", "navigationbar", "facebookgaming", "facebookpayments",
    "paymenthistory", "yourtopics", "metaspark", "bugbounty", "voting",
    "yourinteractionsonfacebook", "activitymessages", "saveditemsandcollections", "saveditems",
    "likesandreactions", "followingandfollowers", "friends", "friendsandfollowers",
    "searchhistory", "location", "callsandmessages", "activityyouretaggedin",
    "interactions", "notifications",
  ]
}
