import Glibc
import Readers
import TextModel

/// Reads the exports of WordPress (WXR) and Disqus: posts and comments with their writers, times and
/// addresses.
///
/// Sources: WordPress, `wp-admin/includes/export.php`; Disqus, "Comments Export".
final class FeedReader: FormReader {
  private let feed: XMLFeed?
  private let part: FeedPart
  private let options: ReaderOptions
  private let file: DocumentFile?
  private var isOver = false

  /// A reader of a document.
  init(_ input: FormInput, options: ReaderOptions, log: ReadLog) {
    let file = DocumentFile(input.content)
    let part = FeedPart()
    let source = file.map { FileSource(descriptor: dup($0.descriptor), log: log) }
    feed = source.map { XMLFeed($0, to: part) }
    (self.options, self.file, self.part) = (options, file, part)
    super.init(origin: input.origin, log: log)
    if feed == nil {
      log.refuse(origin.name, cause: "unreadable", "cannot be opened; check its permissions")
    }
  }

  override func more() -> Bool {
    guard let feed, !isOver else { return false }
    isOver = !feed.step()
    for entry in part.take() { add(entry) }
    if isOver, let fault = feed.fault { log.refuse(origin.name, fault) }
    return true
  }

  private func add(_ entry: FeedPart.Entry) {
    for (name, text) in entry.texts {
      let kind: PassageKind = entry.isComment ? .comment : .post
      let passages =
        name == "title"
        ? [FormPassage(SourcedText(text), place: "")]
        : HTMLText.passages(in: Array(text.utf8), options: options, log: log, origin: origin)
      for (number, passage) in passages.enumerated() where !passage.text.isBlank {
        var made = passage
        made.place = "\(entry.place), \(name)"
        if passages.count > 1 { made.place += " \(number + 1)" }
        if passage.kind == .newsletter { made.kind = kind }
        (made.author, made.time, made.url) = (entry.author, entry.time, entry.url)
        made.title = entry.title
        made.audience = entry.isVisitor ? .parent : nil
        queue.append(made)
      }
    }
  }
}

/// The entries of such an export.
private final class FeedPart: XMLPart {
  /// A post or a comment.
  struct Entry {
    var isComment = false
    var isVisitor = false
    var id = ""
    var author = ""
    var time = ""
    var url = ""
    var title = ""
    var texts: [(name: String, text: String)] = []
    var place: String { (isComment ? "comment " : "post ") + id }
  }

  private var entries: [Entry] = []
  /// What is open: a post, and in it a comment.
  private var open: [Entry] = []
  private var names: [String] = []
  private var text: [UInt8] = []
  private var metaKey = ""
  /// The titles and addresses of a Disqus export's threads.
  private var threads: [String: (title: String, url: String)] = [:]

  /// Takes what is done.
  func take() -> [Entry] {
    defer { entries.removeAll(keepingCapacity: true) }
    return entries
  }

  override func begin(_ name: String, _ attributes: XMLAttributes) {
    let isInside = !open.isEmpty
    switch name {
    case "item",
      "post" where !isInside:
      open.append(Entry(isComment: name == "post"))
    case "thread" where !isInside: open.append(Entry())
    case "thread":
      // A comment of Disqus's says under which post it stands.
      let thread = threads[attributes["id"] ?? ""]
      (open[open.count - 1].title, open[open.count - 1].url) = (
        thread?.title ?? "", thread?.url ?? ""
      )
    case "comment" where isInside: open.append(Entry(isComment: true))
    default: break
    }
    if !isInside, name == "post" || name == "thread" {
      open[open.count - 1].id = attributes["id"] ?? ""
      open[open.count - 1].isVisitor = name == "post"
    }
    names.append(name)
    text = []
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>) { text += bytes }

  override func end(_ name: String) {
    let value = String(decoding: text, as: UTF8.self)
    names.removeLast()
    text = []
    guard let last = open.indices.last else { return }
    switch name {
    case "item", "post", "thread", "comment":
      // Not the mark inside a comment of the post that it belongs to.
      guard names.last == "channel" || names.last == "disqus" || name == "comment" else { return }
      close(name)
    default: set(name, value, last)
    }
  }

  private func close(_ name: String) {
    var entry = open.removeLast()
    if name == "thread" { threads[entry.id] = (entry.title, entry.url) }
    if name == "comment", let post = open.last {
      (entry.title, entry.url) = (post.title, post.url)
    }
    entries.append(entry)
  }

  private func set(_ name: String, _ value: String, _ last: Int) {
    switch name {
    case "title":
      open[last].title = value
      open[last].texts.append(("title", value))
    case "encoded", "comment_content", "message": open[last].texts.append(("text", value))
    case "creator", "comment_author": open[last].author = value
    case "name" where names.last == "author": open[last].author = value
    case "link", "attachment_url": if open[last].url.isEmpty { open[last].url = value }
    case "post_id", "comment_id": open[last].id = value
    case "post_date", "comment_date", "createdAt":
      open[last].time = value.replacing(" ", with: "T")
    case "comment_user_id": open[last].isVisitor = value == "0"
    case "category", "meta_key":
      if name == "meta_key" { metaKey = value } else { addWords("category", value, last) }
    case "meta_value":
      if metaKey.holds("image_alt") || metaKey.holds("metadesc") || metaKey.holds("wpseo_title") {
        addWords("description", value, last)
      }
    default: break
    }
  }

  private func addWords(_ name: String, _ value: String, _ last: Int) {
    open[last].texts.append((name, value))
  }
}
