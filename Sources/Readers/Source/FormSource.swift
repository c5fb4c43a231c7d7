/// Takes found texts out of a document in whatever form it is, and leaves the form as it is.
package enum FormSource {
  /// A text to take out, and what stands in its place.
  package struct Wanted: Sendable {
    /// The text, as a passage has it.
    package var words: [UInt8]
    /// What is written instead.
    package var replacement: String
    /// Whether these are the words of a file's name, which stand there with `_` or `%20` between
    /// them.
    package var isFileName: Bool

    /// A text and its replacement.
    package init(words: [UInt8], replacement: String, isFileName: Bool = false) {
      self.words = words
      self.replacement = replacement
      self.isFileName = isFileName
    }
  }

  /// Why a document cannot be written anew; holds its form.
  package enum Failure: Error, Hashable, CustomStringConvertible {
    case fixed(String)
    case broken(String)

    package var description: String {
      switch self {
      case .fixed("PDF"):
        "PDF cannot be written anew; redact the document that it was made from, or its text alone: "
          + "pdftotext FILE - | gatepost redact"
      case .fixed(let form): "\(form) cannot be written anew; save it in a newer form first"
      case .broken(let form): "the \(form) is broken and cannot be written anew; save it again"
      }
    }
  }

  /// The document without the texts, wherever in it they stand as whole words.
  ///
  /// - Parameter name: the document's name, which only breaks ties between forms.
  package static func edited(
    _ bytes: [UInt8], name: String, _ wanted: [Wanted]
  ) throws(Failure) -> [UInt8] {
    let wanted = wanted.map {
      SourceEdit.Wanted(words: $0.words, replacement: $0.replacement, isFileName: $0.isFileName)
    }
    return try edited(bytes, name: name, wanted, depth: 0)
  }

  /// The document without the texts; inside another one it is `depth` deep.
  static func edited(
    _ bytes: [UInt8], name: String, _ wanted: [SourceEdit.Wanted], depth: Int
  ) throws(Failure) -> [UInt8] {
    if let isLittleEndian = UTF16Source.order(bytes.prefix(4096)) {
      let text = UTF16Source.utf8(bytes, isLittleEndian: isLittleEndian)
      let edited = try edited(text, name: name, wanted, depth: depth)
      return edited == text ? bytes : UTF16Source.utf16(edited, isLittleEndian: isLittleEndian)
    }
    let head = bytes.prefix(64 << 10)
    let mark = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let sniffer = Sniffer(
      bytes: head.dropFirst(mark), isWhole: head.count == bytes.count, name: name)
    switch sniffer.form {
    case .zip: return try archive(bytes, wanted, depth: depth)
    case .form(.pdf):
      // In an archive it may hold nothing of it; if it does, the next look at it says so.
      guard depth > 0 else { throw .fixed("PDF") }
      return bytes
    case .form(.mbox): return box(bytes, wanted)
    case .form(.eml): return MailSource.edited(bytes, wanted, depth: depth)
    case .form(.doc), .form(.xls):
      guard depth > 0 else { throw .fixed("an old Office file") }
      return bytes
    case .form(.wordpress), .form(.disqus):
      return changed(bytes, wanted, [html(bytes), .plain(bytes)])
    case .form(.rtf): return changed(bytes, wanted, [.richText(bytes)])
    case .empty, .media, .binary, .unreadable: return bytes
    case .json, .jsonl, .script: return changed(bytes, wanted, [.json(bytes)])
    case .csv: return changed(bytes, wanted, [.table(bytes)])
    case .html: return changed(bytes, wanted, [html(bytes)])
    case .markdown:
      let text = asUTF8(bytes)
      return changed(text, wanted, [.markdown(text), .plain(text)])
    case .text, .whatsapp, .form:
      let text = asUTF8(bytes)
      return changed(text, wanted, [.plain(text)])
    }
  }

  private static func changed(
    _ bytes: [UInt8], _ wanted: [SourceEdit.Wanted], _ views: [SourceView]
  ) -> [UInt8] {
    var edit = SourceEdit()
    for view in views { edit.look(for: wanted, in: view) }
    return edit.isEmpty ? bytes : edit.applied(to: bytes)
  }

  /// The view of a page.
  static func html(_ bytes: [UInt8]) -> SourceView {
    .markup(
      bytes, isInline: { inline.contains(String($0)) },
      isHidden: { $0 == "script" || $0 == "style" })
  }

  /// Text in UTF-8: what a reader repairs is written repaired.
  private static func asUTF8(_ bytes: [UInt8]) -> [UInt8] {
    var repair = TextRepair()
    return bytes.withUnsafeBufferPointer { repair.repaired($0) } ?? bytes
  }

  /// The messages of a box, one by one.
  private static func box(_ bytes: [UInt8], _ wanted: [SourceEdit.Wanted]) -> [UInt8] {
    var result: [UInt8] = []
    var message: [UInt8] = []
    var wasBlank = true
    var position = 0
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      let line = bytes[position..<end]
      if wasBlank, isSeparator(line) {
        result += MailSource.edited(message, wanted)
        message = []
        result += line
      } else {
        message += line
      }
      wasBlank = line.allSatisfy { $0 <= 0x20 }
      position = end
    }
    return result + MailSource.edited(message, wanted)
  }

  /// Whether a line parts two messages: `From office@example.org Sat Nov 21 07:27:02 2026`.
  private static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: "From ".utf8) else { return false }
    let words = line.split { $0 <= 0x20 }
    return words.count >= 6
      && words.contains { $0.count == 4 && $0.allSatisfy { 0x30...0x39 ~= $0 } }
  }

  private static func archive(
    _ bytes: [UInt8], _ wanted: [SourceEdit.Wanted], depth: Int
  ) throws(Failure) -> [UInt8] {
    guard depth < ReaderOptions().maximumArchiveDepth, let archive = ZipArchive(bytes: bytes) else {
      throw .broken("zip")
    }
    let names = Set(archive.members.map(\.name))
    let isBook = names.contains("META-INF/container.xml")
    let isOffice =
      !isBook && (names.contains("[Content_Types].xml") || names.contains("mimetype"))
    let budget = UnpackBudget(1 << 30)
    var writer = ZipWriter()
    var given: Set<String> = []
    for member in archive.members {
      guard member.obstacle == nil else { throw .broken("zip") }
      let source = archive.open(member, limits: ReaderOptions(), budget: budget)
      var contents: [UInt8] = []
      var block = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = block.withUnsafeMutableBytes({ source.read(into: $0) }), count > 0 {
        contents += block[..<count]
      }
      guard source.failure == nil else { throw .broken("zip") }
      if isOffice {
        if member.name.hasSuffix(".xml") {
          contents = office(contents, member.name, wanted)
        } else if member.name.hasSuffix(".rels") {
          contents = office(contents, member.name, wanted.map(\.inAddress))
        }
      } else if !MediaName.isMedia(member.name) {
        contents = try edited(contents, name: member.name, wanted, depth: depth + 1)
      }
      // A book's parts name one another, as those of an office file do.
      let name = isOffice || isBook ? member.name : free(renamed(member.name, wanted), in: &given)
      writer.add(name, contents, isStored: name == "mimetype")
    }
    return writer.finished()
  }

  /// A member's name without the words of file names.
  private static func renamed(_ name: String, _ wanted: [SourceEdit.Wanted]) -> String {
    let bytes = Array(name.utf8)
    let edited = changed(bytes, wanted.filter(\.isFileName), [.plain(bytes)])
    return String(decoding: edited, as: UTF8.self)
  }

  /// A name that no other member has.
  private static func free(_ name: String, in given: inout Set<String>) -> String {
    var free = name
    var number = 1
    while !given.insert(free).inserted {
      number += 1
      free = "\(number)-" + (name.split(separator: "/").last.map(String.init) ?? name)
      let folder = name.split(separator: "/").dropLast().joined(separator: "/")
      if !folder.isEmpty { free = folder + "/" + free }
    }
    return free
  }

  /// A part of an office file.
  ///
  /// What tracked changes delete is looked at both as part of its
  /// sentence and not.
  private static func office(
    _ bytes: [UInt8], _ name: String, _ wanted: [SourceEdit.Wanted]
  ) -> [UInt8] {
    let isSheet = name.hasPrefix("xl/worksheets/")
    let bytes = isSheet ? SheetNumbers.edited(bytes, wanted) : bytes
    // Properties stand beside one another, and none goes on with the one before.
    let isProperties = name == "meta.xml" || name.hasPrefix("docProps/") || name.hasSuffix(".rels")
    func view(_ hidden: Set<String>) -> SourceView {
      .markup(
        bytes,
        isInline: { name in
          let colon = name.firstIndex(of: ":")
          let local = colon.map { name[name.index(after: $0)...] } ?? name
          return !isProperties && !borders.contains(String(local))
        },
        isHidden: { name in
          // The number of a shared string is no text.
          hidden.contains(String(name)) || isSheet && name == "f"
        })
    }
    return changed(
      bytes, wanted, [view([]), view(["w:deltext", "w:instrtext", "w:del", "w:movefrom"])])
  }

  private static let borders: Set<String> = [
    "p", "h", "tc", "tr", "tbl", "br", "cr", "tab", "ptab", "footnote", "endnote", "comment", "s",
    "line-break", "table-cell", "table-row", "note", "annotation", "deletion", "si", "c", "row",
    "v",
    "nobreakhyphen", "rph",
    "txbxcontent", "text-box", "fallback", "choice",
  ]

  private static let inline: Set<String> = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "img",
  ]
}
