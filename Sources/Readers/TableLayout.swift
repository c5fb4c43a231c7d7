/// What the columns of a table of comments hold, by the names in its header row.
package struct TableLayout: Equatable {
  /// What a column holds.
  package enum Role: Equatable {
    case text, author, time, id, url, title, audience, kind
  }

  /// The roles, by column; nil where a column holds none of these.
  package let roles: [Role?]
  /// The names, as they stand.
  package let names: [String]

  /// The layout that a row of cells is the header of; nil if it is none.
  ///
  /// - Parameters:
  ///   - options: the fields that the user has named win.
  package init?(header cells: [String], options: ReaderOptions = ReaderOptions()) {
    let isNamed = options.textField != ReaderOptions().textField
    names = cells
    roles = cells.map { cell in
      if cell == options.textField { return .text }
      if cell == options.idField { return .id }
      if cell == options.audienceField { return .audience }
      if cell == options.kindField { return .kind }
      let role = Self.roles[Self.plain(cell)]
      return isNamed && role == .text ? nil : role
    }
    guard roles.contains(.text) else { return nil }
    // Names beside notes are a list of people, and their names count; a table of comments says
    // when or where each was written.
    let isDated = roles.contains { $0 == .time || $0 == .id || $0 == .url }
    let isOnlyComments = roles.contains(.author) && roles.allSatisfy { $0 != nil }
    let hasComments = cells.contains { Self.comments.contains(Self.plain($0)) }
    guard isDated || isNamed || cells.count == 1 || isOnlyComments && hasComments else {
      return nil
    }
  }

  /// The columns of a role, in order.
  package func columns(_ role: Role) -> [Int] { roles.indices.filter { roles[$0] == role } }

  /// The role that a name has by itself.
  package static func role(of name: String) -> Role? { roles[plain(name)] }

  /// The name in small letters, without signs and spaces.
  private static func plain(_ name: String) -> String {
    var plain = ""
    for scalar in name.unicodeScalars where !"_-. ()\"\u{FEFF}".unicodeScalars.contains(scalar) {
      plain.unicodeScalars.append(scalar)
    }
    return plain.lowercased()
  }

  private static let comments: Set<String> = [
    "comment", "commenttext", "comments", "message", "text", "reply", "review", "commentmessage",
  ]

  private static let roles: [String: Role] = {
    var roles: [String: Role] = [:]
    let names: [(Role, String)] = [
      (
        .text,
        "comment commenttext comments message text content body fulltext reply review caption "
          + "description post posttext postmessage postcontent headline subject question answer "
          + "response feedback notes snippet textoriginal textdisplay alt alttext imagealt "
          + "imagedescription linktext imagetext linktitle filename attachmentname livechattext "
          + "commentmessage videodescriptionoriginal videotitleoriginal playlisttitleoriginal "
          + "location city address email phone tel telephone mobile "
          + "playlistdescriptionoriginal opmerking bericht beschrijving posttitle videotitle"
      ),
      (
        .author,
        "name author username user from fromname profilename sender commenter displayname "
          + "authordisplayname nameclicktoviewprofile commentby"
      ),
      (
        .time,
        "date time timestamp createdat createdtime publishedat publishtime datecreated "
          + "commentcreatetimestamp livechatcreatetimestamp videocreatetimestamp postcreated "
          + "commentpublished postpublished"
      ),
      (.id, "id commentid postid livechatid videoid playlistid subid"),
      (.url, "url permalink link commenturl posturl source viewsource facebookurl"),
      (.title, "title thread threadtitle group groupname pagename channel"),
      (.audience, "audience"), (.kind, "kind"),
    ]
    for (role, words) in names {
      for word in words.split(separator: " ") { roles[String(word)] = role }
    }
    return roles
  }()
}
