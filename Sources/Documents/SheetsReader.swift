import Readers
import TextModel

/// Reads workbooks of Excel's.
final class SheetsReader: FormReader {
  private let package: OfficePackage
  private var isStarted = false
  private var isFinished = false
  private var sheets: [(name: String, part: String)] = []
  private var strings: [SourcedText] = []
  private var styles: SheetStyles?
  private var from1904 = false
  private var current: (name: String, feed: XMLFeed, part: SheetPart)?
  private var rest: [(name: String, label: String)] = []

  /// A reader of a package.
  init(_ package: OfficePackage, origin: Origin, log: ReadLog) {
    self.package = package
    super.init(origin: origin, log: log)
  }

  override func more() -> Bool {
    if !isStarted { return start() }
    if let current {
      let isMore = current.feed.step()
      queue += current.part.take()
      if !isMore {
        refuse(current.name, current.feed.fault)
        self.current = nil
      }
      return true
    }
    if let sheet = sheets.popLast() {
      open(sheet.name, sheet.part)
      return true
    }
    guard let note = rest.popLast() else {
      guard !isFinished else { return false }
      isFinished = true
      queue += package.linkPassages
      package.sayUnread(origin, log)
      return false
    }
    readNote(note.name, note.label)
    return true
  }

  private func start() -> Bool {
    isStarted = true
    log.refuse(origin.name, package.failure)
    let root = package.relations(of: "").values.first { $0.type == "officeDocument" }
    let workbook = root?.target ?? "xl/workbook.xml"
    guard workbook.hasSuffix(".xml") else {
      log.refuse(
        origin.name, cause: "unsupported", "a binary workbook (xlsb); save it as xlsx")
      return false
    }
    let list = SheetList()
    refuse(workbook, package.read(workbook, into: list))
    from1904 = list.from1904
    let relations = package.relations(of: workbook)
    let shared = relations.values.first { $0.type == "sharedStrings" }?.target
    if let shared {
      let table = SheetStrings(part: shared)
      refuse(shared, package.read(shared, into: table))
      strings = table.texts
    }
    if let name = relations.values.first(where: { $0.type == "styles" })?.target {
      let styles = SheetStyles()
      refuse(name, package.read(name, into: styles))
      self.styles = styles
    }
    for sheet in list.sheets {
      guard let part = relations[sheet.id]?.target else { continue }
      sheets.append((sheet.name, part))
      for relation in package.relations(of: part).values {
        let label: String? =
          switch relation.type {
          case "comments": "comment on \(sheet.name)"
          case "threadedComment": "comment on \(sheet.name)"
          case "drawing": "drawing on \(sheet.name)"
          default: nil
          }
        if let label { rest.append((relation.target, label)) }
      }
    }
    sheets.reverse()
    rest += package.names.filter { $0.contains("/pivotCacheRecords") }.map { ($0, "pivot table") }
    rest += ["docProps/core.xml", "docProps/app.xml"].filter(package.has).map { ($0, "properties") }
    rest.sort { $0.name > $1.name }
    sayHidden()
    return true
  }

  private func sayHidden() {
    if package.names.contains(where: { $0.hasSuffix("vbaProject.bin") }) {
      log.warn(origin.name, "holds macros; they were not run, and what they say was not read")
    }
  }

  private func open(_ name: String, _ part: String) {
    guard let source = package.source(part) else { return refuse(part, package.obstacle(part)) }
    let sheet = SheetPart(
      part: part, sheet: name, strings: strings, styles: styles, from1904: from1904)
    current = (part, XMLFeed(source, to: sheet), sheet)
  }

  private func readNote(_ name: String, _ label: String) {
    if label == "properties" || label.hasPrefix("drawing") {
      let part: FlowPart =
        label == "properties"
        ? PropertiesPart(part: name)
        : SlidePart(part: name, label: label + ", ", kind: .caption)
      refuse(name, package.read(name, into: part))
      queue += part.take()
    } else {
      let notes = SheetNotes(part: name, label: label)
      refuse(name, package.read(name, into: notes))
      queue += notes.passages
    }
  }

  private func refuse(_ name: String, _ failure: ReadFailure?) {
    guard let failure else { return }
    log.refuse(origin.name, cause: failure.cause, "\(failure.detail) (\(name))")
  }
}

/// The sheets of a workbook, in their order.
private final class SheetList: XMLPart {
  private(set) var sheets: [(name: String, id: String)] = []
  private(set) var from1904 = false

  override func begin(_ name: String, _ attributes: XMLAttributes) {
    if name == "workbookPr" {
      from1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    }
    guard name == "sheet", let id = attributes["id", isPrefixed: true] else { return }
    let isHidden = (attributes["state"] ?? "visible") != "visible"
    sheets.append(((attributes["name"] ?? "sheet") + (isHidden ? " (hidden)" : ""), id))
  }
}

/// Reads OpenDocument spreadsheets.
final class OpenSheetsReader: FormReader {
  private let package: OfficePackage
  private var feed: XMLFeed?
  private let part = OpenSheetPart(part: "content.xml")
  private var isStarted = false

  /// A reader of a package.
  init(_ package: OfficePackage, origin: Origin, log: ReadLog) {
    self.package = package
    super.init(origin: origin, log: log)
  }

  override func more() -> Bool {
    if !isStarted {
      isStarted = true
      log.refuse(origin.name, package.failure)
      if OpenDocumentPackage.isEncrypted(package) {
        log.refuse(
          origin.name, cause: "encrypted", "protected by a password; save a copy without one")
        return false
      }
      feed = package.source("content.xml").map { XMLFeed($0, to: part) }
    }
    guard let feed else { return false }
    let isMore = feed.step()
    queue += part.take()
    if !isMore {
      if let fault = feed.fault { log.refuse(origin.name, fault) }
      let properties = PropertiesPart(part: "meta.xml")
      _ = package.read("meta.xml", into: properties)
      queue += properties.take() + headers()
      package.sayUnread(origin, log)
      self.feed = nil
    }
    return true
  }

  /// What is printed above and below the sheets.
  private func headers() -> [FormPassage] {
    let styles = OpenDocumentPart(part: "styles.xml", isStyles: true)
    if let fault = package.read("styles.xml", into: styles) { log.refuse(origin.name, fault) }
    return styles.take()
  }
}
