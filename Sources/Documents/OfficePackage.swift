import Readers
import TextModel

/// A zip of parts: an office file.
final class OfficePackage {
  /// The names of its members, in the order of the archive.
  let names: [String]
  private let archive: ZipArchive
  private let members: [String: ZipMember]
  private let options: ReaderOptions
  private let budget: UnpackBudget

  /// The most bytes that all parts of an office file may unpack to.
  private static let longest = 2 << 30

  /// A package over an open archive.
  init(_ archive: ZipArchive, options: ReaderOptions) {
    self.archive = archive
    self.options = options
    budget = UnpackBudget(Self.longest)
    names = archive.members.map(\.name)
    members = Dictionary(
      archive.members.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Why the archive cannot be read to its end, or nil.
  var failure: ReadFailure? { archive.failure }

  /// Whether there is a part of that name.
  func has(_ name: String) -> Bool { members[name] != nil }

  /// Why a part cannot be read, or nil.
  func obstacle(_ name: String) -> ReadFailure? { members[name]?.obstacle }

  /// The bytes of a part, or nil if there is none.
  func source(_ name: String) -> (any ByteSource)? {
    guard let member = members[name], member.obstacle == nil else { return nil }
    return archive.open(member, limits: options, budget: budget)
  }

  /// All bytes of a part, at most so many.
  func bytes(_ name: String, limit: Int) -> [UInt8]? {
    guard let source = source(name) else { return nil }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= limit {
      let count = block.withUnsafeMutableBytes { source.read(into: $0) }
      if count == 0 { return source.failure == nil ? bytes : nil }
      bytes += block[..<count]
    }
    return nil
  }

  /// Reads all of a part.
  ///
  /// - Returns: What is wrong with it, or nil.
  func read(_ name: String, into part: XMLPart) -> ReadFailure? {
    guard let source = source(name) else { return obstacle(name) }
    let feed = XMLFeed(source, to: part)
    feed.run()
    return feed.fault
  }

  /// The parts that a part refers to, by the identifiers of the references: `rId3` to
  /// `ppt/slides/slide7.xml`.
  func relations(of name: String) -> [String: Relation] {
    let folders = name.split(separator: "/", omittingEmptySubsequences: true)
    let file = folders.last.map(String.init) ?? ""
    let folder = folders.dropLast().map { $0 + "/" }.joined()
    let relations = RelationsPart(folder: folder)
    _ = read("\(folder)_rels/\(file).rels", into: relations)
    return relations.relations
  }

  /// Where the links in its parts lead, each once, in the order of the parts.
  var links: [String] {
    var seen: Set<String> = []
    var links: [String] = []
    for name in names.sorted(by: naturally) where name.hasSuffix(".rels") {
      let relations = RelationsPart(folder: "")
      _ = read(name, into: relations)
      links += relations.links.filter { seen.insert($0).inserted }
    }
    return links
  }
}

/// A reference from one part to another.
struct Relation {
  /// The last word of its type: "slide", "officeDocument", "notesSlide".
  var type: String
  /// The part that it leads to.
  var target: String
}

/// The references of a part.
///
/// Source: ECMA-376 part 2, 9.3 (relationships).
private final class RelationsPart: XMLPart {
  private(set) var relations: [String: Relation] = [:]
  /// Where links lead that leave the file.
  private(set) var links: [String] = []
  private let folder: String

  init(folder: String) { self.folder = folder }

  override func begin(_ name: String, _ attributes: XMLAttributes) {
    guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"]
    else {
      return
    }
    guard attributes["TargetMode"] != "External" else {
      if attributes["Type"]?.hasSuffix("/hyperlink") == true { links.append(target) }
      return
    }
    let type = (attributes["Type"] ?? "").split(separator: "/").last.map(String.init) ?? ""
    relations[id] = Relation(type: type, target: Self.path(target, from: folder))
  }

  private static func path(_ target: String, from folder: String) -> String {
    var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in target.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
