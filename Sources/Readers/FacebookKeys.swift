/// What the keys of Facebook's files mean.
enum FacebookKey: UInt8 {
  /// Written text.
  case text = 1
  /// A question of a poll or of a group.
  case question
  /// Text under a post.
  case comment
  /// A name or headline that readers see.
  case name
  /// A platform sentence, a caption or a heading, by what stands beside it.
  case title
  /// The caption of a picture, or the description of something.
  case description
  /// The value of a label.
  case value
  /// A path of a media file.
  case uri
  /// The time that counts.
  case time
  /// A time to use when there is no other.
  case laterTime
  /// Who wrote it.
  case author
  /// The group.
  case group
  /// Who wrote it, as the Graph API says it: an object of name and id.
  case from
  /// The time as the Graph API writes it.
  case createdTime
  /// A link.
  case url
  /// Meta's identifier.
  case id
  /// Comments by others.
  case comments
  /// What stands beside a platform sentence.
  case attachments
  /// The entries of a label form.
  case labels
  /// Never read, with all that is inside.
  case never
  /// What people say of themselves.
  case profileText

  static let table = KeyTable(
    words(
      .text, "post", "content", "text", "message", "option", "answer", "caption",
      "address", "share_text", "note", "subject", "ocrText")
      + words(.question, "question") + words(.comment, "comment") + words(.name, "name")
      + words(.title, "title")
      + words(.description, "description") + words(.value, "value") + words(.uri, "uri")
      + words(.time, "timestamp", "timestamp_ms", "created_timestamp")
      + words(
        .laterTime, "creation_timestamp", "create_timestamp", "last_modified_timestamp",
        "start_timestamp")
      + words(.author, "author", "sender_name", "senderName")
      + words(.group, "group", "group_name", "page_name")
      + words(.url, "url", "href", "link", "permalink_url")
      + words(.from, "from") + words(.createdTime, "created_time")
      + words(.id, "fbid", "id") + words(.comments, "comments")
      + words(.attachments, "data", "attachments") + words(.labels, "label_values")
      + words(
        .never, "reactions", "reaction", "exif_data", "media_metadata", "thumbnail",
        "media_variants", "dubbing_info", "backup_uri", "ai_stickers", "coordinate",
        "participants", "users", "sticker", "magic_words", "joinable_mode", "image", "seller",
        "original_content_owner", "profilePicture", "parent", "paging", "summary",
        "message_tags", "story_tags")
      + words(
        .profileText, "about_me", "intro_bio", "favorite_quotes", "bio",
        "education_experiences", "work_experiences"))

  private static func words(_ meaning: Self, _ words: String...) -> [(word: String, meaning: UInt8)]
  {
    words.map { ($0, meaning.rawValue) }
  }
}

/// What the list is that a file holds, by the key above it.
enum FacebookList: UInt8 {
  /// Posts of the account, and what is like them.
  case posts = 1
  /// Comments of the account.
  case comments
  /// Others' words.
  case visitors
  /// Private messages.
  case messages
  /// Chats with support, which are private, too.
  case support
  /// The account's description.
  case profile
  /// Never read.
  case never

  /// Keys that only Facebook's files have.
  static let table = KeyTable(
    words(
      .posts, "status_updates", "group_posts", "pending_posts", "anonymous_author_posts",
      "group_membership_questions_answers", "other_photos", "archived_stories", "your_events",
      "poll_votes", "items_selling", "stories_feedback", "app_posts", "your_places", "notes",
      "archive", "trash", "videos", "photos", "events_you_hosted")
      + words(.comments, "comments", "group_comments")
      + words(.visitors, "wall_posts_sent_to_you", "events_invited", "event_responses")
      + words(.messages, "messages") + words(.support, "support_messages")
      + words(.profile, "profile")
      + words(
        .never, "saves", "groups_admined", "groups_joined", "group_badges", "pages", "reactions",
        "notifications", "searches", "secret_conversations", "page_likes", "friends",
        "received_requests", "rejected_requests", "deleted_friends", "followers", "following",
        "account_activity", "logins", "off_facebook_activity", "custom_audiences_all_types",
        "prodash_activity"))

  /// Keys that other programs use as well, so that they prove nothing without a look inside.
  static let common: Set<String> = [
    "comments", "messages", "profile", "videos", "photos", "pages", "reactions", "notifications",
    "friends", "followers", "following", "archive", "trash", "notes", "searches", "logins",
  ]

  /// The list of that key, whatever its version.
  init?(key: some Collection<UInt8>) {
    let name = Array(Self.withoutVersion(key))
    self.init(rawValue: name.withUnsafeBufferPointer { Self.table.meaning(of: $0) })
  }

  /// The key without `_v2`, `_v3` and so on.
  static func withoutVersion(_ key: some Collection<UInt8>) -> [UInt8] {
    let bytes = Array(key)
    guard bytes.count > 3, 0x32...0x39 ~= bytes[bytes.count - 1],
      bytes[bytes.count - 3] == UInt8(ascii: "_"), bytes[bytes.count - 2] == UInt8(ascii: "v")
    else { return bytes }
    return Array(bytes.dropLast(3))
  }

  private static func words(_ meaning: Self, _ words: String...) -> [(word: String, meaning: UInt8)]
  {
    words.map { ($0, meaning.rawValue) }
  }
}
