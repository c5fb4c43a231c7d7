import Readers
import TextModel

/// Reads the parts of an office file one after another.
class OfficeReader: FormReader {
  /// A part still to be read: one that streams, or a closure that reads it whole.
  enum Step {
    case flow(String, FlowPart)
    case whole(() -> Void)
  }

  /// The package.
  let package: OfficePackage
  /// What is still to be read, the next step last.
  var steps: [Step] = []
  private var current: (name: String, feed: XMLFeed, part: FlowPart)?
  private var isStarted = false
  private var isFinished = false

  /// A reader of a package.
  init(_ package: OfficePackage, origin: Origin, log: ReadLog) {
    self.package = package
    super.init(origin: origin, log: log)
  }

  /// Lists the parts to read.
  func plan() -> [Step] { [] }

  override func more() -> Bool {
    if !isStarted {
      isStarted = true
      log.refuse(origin.name, package.failure)
      steps = plan().reversed()
    }
    if let current {
      let isMore = current.feed.step()
      queue += current.part.take()
      if !isMore {
        refuse(current.name, current.feed.fault)
        finish(current.part)
        self.current = nil
      }
      return true
    }
    guard let step = steps.popLast() else {
      guard !isFinished else { return false }
      isFinished = true
      queue += package.linkPassages
      package.sayUnread(origin, log)
      return false
    }
    switch step {
    case .whole(let read): read()
    case .flow(let name, let part):
      if let source = package.source(name) {
        current = (name, XMLFeed(source, to: part), part)
      } else {
        refuse(name, package.obstacle(name))
      }
    }
    return true
  }

  /// Says what a part has told besides its text.
  func finish(_ part: FlowPart) {}

  /// Records that a part could not be read.
  func refuse(_ name: String, _ failure: ReadFailure?) {
    guard let failure else { return }
    let detail = "\(failure.detail) (\(name))"
    log.refuse(origin.name, cause: failure.cause, detail)
  }

  /// The steps for the parts whose names begin and end so, in the order of their names.
  func steps(_ start: String, _ end: String = ".xml", _ make: (String) -> FlowPart) -> [Step] {
    package.names.filter { $0.hasPrefix(start) && $0.hasSuffix(end) }.sorted(by: naturally)
      .map { .flow($0, make($0)) }
  }

  /// Properties of the file.
  var properties: [Step] {
    ["docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"].filter(package.has)
      .map { .flow($0, PropertiesPart(part: $0)) }
  }

}

extension OfficePackage {
  /// Where links lead, as passages: the words that one clicks on may say something else.
  var linkPassages: [FormPassage] {
    links.filter { HTMLLink.isRead($0.utf8) }.enumerated().map { index, link in
      FormPassage(SourcedText(link), place: "link \(index + 1)", kind: .link)
    }
  }
}

extension OfficePackage {
  /// Says what in the file is not text.
  func sayUnread(_ origin: Origin, _ log: ReadLog) {
    if names.contains(where: { $0.hasSuffix("vbaProject.bin") || $0.hasPrefix("Basic/") }) {
      log.warn(origin.name, "holds macros; they were not run, and what they say was not read")
    }
    if names.contains(where: { $0.contains("/embeddings/") }) {
      log.refuse(
        origin.name, cause: "unsupported",
        "holds embedded files, which were not read; save them as files of their own")
    }
  }
}

/// Orders "slide2" before "slide10".
func naturally(_ left: String, _ right: String) -> Bool {
  left.utf8.count == right.utf8.count ? left < right : left.utf8.count < right.utf8.count
}

/// Reads Word documents.
final class WordReader: OfficeReader {
  private var mergeFields = 0

  override func plan() -> [Step] {
    let root = package.relations(of: "").values.first { $0.type == "officeDocument" }
    let body = root?.target ?? "word/document.xml"
    guard package.has(body) else {
      log.refuse(
        origin.name, cause: "damaged", "has no document part; open it in Word and save it again")
      return []
    }
    return [.flow(body, WordPart(part: body))]
      + ["footnotes", "endnotes"].flatMap { steps("word/\($0).xml") { WordPart(part: $0) } }
      + steps("word/header") { WordPart(part: $0, label: "header, ") }
      + steps("word/footer") { WordPart(part: $0, label: "footer, ") }
      + steps("word/comments.xml") { WordPart(part: $0, kind: .comment) }
      + steps("word/charts/") { SlidePart(part: $0, label: "chart, ", kind: .caption) }
      + steps("word/diagrams/data") { SlidePart(part: $0, label: "diagram, ") } + properties
  }

  override func finish(_ part: FlowPart) {
    mergeFields += (part as? WordPart)?.mergeFields ?? 0
    guard mergeFields > 0 else { return }
    log.warn(
      origin.name, "holds mail-merge fields; the names that they stand for were not read")
  }
}

/// Reads presentations, the slides in the order in which they are shown.
final class SlidesReader: OfficeReader {
  override func plan() -> [Step] {
    let list = SlideList()
    refuse("ppt/presentation.xml", package.read("ppt/presentation.xml", into: list))
    let relations = package.relations(of: "ppt/presentation.xml")
    var steps: [Step] = []
    for (index, id) in list.ids.enumerated() {
      guard let slide = relations[id]?.target else { continue }
      steps.append(.flow(slide, SlidePart(part: slide, label: "slide \(index + 1), ")))
      for relation in package.relations(of: slide).values.sorted(by: { $0.target < $1.target }) {
        let what: (String, PassageKind)? =
          switch relation.type {
          case "notesSlide": ("notes", .newsletter)
          case "comments": ("comments", .comment)
          case "diagramData": ("diagram", .newsletter)
          case "chart": ("chart", .caption)
          default: nil
          }
        guard let (words, kind) = what else { continue }
        let label = "slide \(index + 1), \(words), "
        steps.append(
          .flow(relation.target, SlidePart(part: relation.target, label: label, kind: kind)))
      }
    }
    return steps + properties
  }
}

/// The order of the slides.
private final class SlideList: XMLPart {
  private(set) var ids: [String] = []

  override func begin(_ name: String, _ attributes: XMLAttributes) {
    if name == "sldId", let id = attributes["id", isPrefixed: true] { ids.append(id) }
  }
}

/// Reads OpenDocument texts and presentations.
final class OpenDocumentReader: OfficeReader {
  override func plan() -> [Step] {
    if OpenDocumentPackage.isEncrypted(package) {
      log.refuse(
        origin.name, cause: "encrypted", "protected by a password; save a copy without one")
      return []
    }
    return [
      .flow("content.xml", OpenDocumentPart(part: "content.xml")),
      .flow("styles.xml", OpenDocumentPart(part: "styles.xml", isStyles: true)),
      .flow("meta.xml", PropertiesPart(part: "meta.xml")),
    ].filter { step in
      if case .flow(let name, _) = step { return package.has(name) }
      return true
    }
  }
}

/// What holds for every OpenDocument file.
enum OpenDocumentPackage {
  /// Whether its manifest says that parts are encrypted.
  static func isEncrypted(_ package: OfficePackage) -> Bool {
    let manifest = ManifestPart()
    _ = package.read("META-INF/manifest.xml", into: manifest)
    return manifest.isEncrypted
  }
}

private final class ManifestPart: XMLPart {
  private(set) var isEncrypted = false

  override func begin(_ name: String, _ attributes: XMLAttributes) {
    if name == "encryption-data" { isEncrypted = true }
  }
}
