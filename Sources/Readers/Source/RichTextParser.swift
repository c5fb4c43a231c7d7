/// What takes the text of an RTF document, in the order of the file.
package protocol RichTextSink: AnyObject {
  /// Text; `source` is the range of bytes of the file that it stands for.
  func text(_ bytes: [UInt8], source: Range<Int>, look: RichText.Look)
  /// The end of a paragraph, or a break inside it.
  func end(_ mark: RichText.Mark)
  /// Something begins that hangs on the open paragraph.
  func open(_ aside: RichText.Aside)
  /// It ends.
  func closeAside()
}

/// The words that an RTF document and its reader share.
package enum RichText {
  /// Whether readers of the document see a text.
  package enum Look: Sendable {
    case shown, hidden, deleted
  }

  /// What parts two texts.
  package enum Mark: Sendable {
    case paragraph, line, cell, row
  }

  /// Text that does not stand in the body.
  package enum Aside: Sendable {
    case header, footer, footnote, endnote, comment, textBox, alternative, link, properties
  }
}

/// Walks the groups and control words of an RTF document.
///
/// Source: Rich Text Format Specification 1.9.1 (Microsoft, 2008).
package struct RichTextParser {
  /// What holds for a group and the groups in it.
  private struct Group {
    var isSkipped = false
    var isHidden = false
    var isDeleted = false
    /// How many letters stand in for a Unicode one, for old programs.
    var fallback = 1
    var collects = Collected.nothing
    var hasAside = false
    /// Whether a program that does not know the group may leave it out.
    var isOptional = false
  }

  private enum Collected {
    case nothing, shapeName, shapeValue, instruction
  }

  /// Whether the file ended inside a group.
  package private(set) var isCut = false
  /// Whether it says to hold letters of a code page that is not read.
  package private(set) var hasOtherLetters = false
  /// Whether files are embedded in it.
  package private(set) var hasEmbedded = false

  private let bytes: [UInt8]
  private let sink: any RichTextSink
  private var position = 0
  private var groups = [Group()]
  private var collected: [(bytes: [UInt8], source: Range<Int>)] = []
  private var shapeName: [UInt8] = []
  private var high: (unit: UInt32, start: Int)?

  /// Groups deeper than this are not written by any program.
  private static let deepest = 2000

  /// A parser that hands the text of `bytes` to `sink`.
  package init(_ bytes: [UInt8], to sink: any RichTextSink) {
    self.bytes = bytes
    self.sink = sink
  }

  /// Reads the whole of it.
  package mutating func parse() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "{"):
        guard groups.count < Self.deepest else {
          isCut = true
          return
        }
        var group = groups[groups.count - 1]
        group.hasAside = false
        group.isOptional = false
        groups.append(group)
        position += 1
      case UInt8(ascii: "}"):
        position += 1
        closeGroup()
        // What stands after the last group is no part of the document.
        if groups.count == 1 { return }
      case UInt8(ascii: "\\"): control()
      case 0x0A, 0x0D, 0: position += 1
      default: plain()
      }
    }
    isCut = true
    while groups.count > 1 { closeGroup() }
  }

  private mutating func plain() {
    let start = position
    while position < bytes.count, ![0x7B, 0x7D, 0x5C, 0x0A, 0x0D, 0].contains(bytes[position]) {
      if bytes[position] >= 0x80 { break }
      position += 1
    }
    if position > start { return add(Array(bytes[start..<position]), start..<position) }
    position += 1
    add(Self.western(bytes[start]), start..<position)
  }

  private mutating func control() {
    let start = position
    position += 1
    guard position < bytes.count else { return }
    let first = bytes[position]
    guard Self.isLetter(first) else { return symbol(first, from: start) }
    while position < bytes.count, Self.isLetter(bytes[position]) { position += 1 }
    let name = String(decoding: bytes[(start + 1)..<position], as: UTF8.self)
    let numberStart = position
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
    while position < bytes.count, 0x30...0x39 ~= bytes[position] { position += 1 }
    let number = Int(String(decoding: bytes[numberStart..<position], as: UTF8.self))
    if position < bytes.count, bytes[position] == 0x20 { position += 1 }
    word(name, number, from: start)
  }

  private mutating func symbol(_ symbol: UInt8, from start: Int) {
    position += 1
    switch symbol {
    case UInt8(ascii: "'"):
      let digits = bytes[position..<min(position + 2, bytes.count)]
      position += digits.count
      if let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
        add(Self.western(byte), start..<position)
      }
    case UInt8(ascii: "*"): groups[groups.count - 1].isOptional = true
    case UInt8(ascii: "~"): add([0x20], start..<position)
    case UInt8(ascii: "_"): add([0x2D], start..<position)
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): add([symbol], start..<position)
    case 0x0A, 0x0D: end(.paragraph)
    default: break  // A soft hyphen, or one of the marks of an index.
    }
  }

  private mutating func word(_ name: String, _ number: Int?, from start: Int) {
    let last = groups.count - 1
    switch name {
    case "u": unicode(number ?? 0, from: start)
    case "uc": groups[last].fallback = max(0, min(number ?? 1, 8))
    case "bin": position = min(bytes.count, position + max(0, number ?? 0))
    case "v": groups[last].isHidden = number != 0
    case "deleted": groups[last].isDeleted = number != 0
    case "plain": groups[last].isHidden = false
    case "par", "sect", "page", "column": end(.paragraph)
    case "line": end(.line)
    case "tab": add([0x09], start..<position)
    case "cell", "nestcell": end(.cell)
    case "row", "nestrow": end(.row)
    case "emspace", "enspace", "qmspace": add([0x20], start..<position)
    case "lquote", "rquote", "apos":
      add(Array((name == "lquote" ? "‘" : "’").utf8), start..<position)
    case "ldblquote": add(Array("“".utf8), start..<position)
    case "rdblquote": add(Array("”".utf8), start..<position)
    case "endash": add(Array("–".utf8), start..<position)
    case "emdash": add(Array("—".utf8), start..<position)
    case "bullet": add(Array("•".utf8), start..<position)
    case "ansicpg": hasOtherLetters = number != 1252 && number != 0 && number != 65001
    case "ftnalt": break
    case "objdata", "objemb": hasEmbedded = true
    default: destination(name)
    }
    if name == "objdata" { groups[last].isSkipped = true }
  }

  private mutating func destination(_ name: String) {
    let last = groups.count - 1
    let isOptional = groups[last].isOptional
    groups[last].isOptional = false
    switch name {
    case "header", "headerl", "headerr", "headerf": open(.header)
    case "footer", "footerl", "footerr", "footerf": open(.footer)
    case "footnote":
      let isEndnote = bytes[position...].starts(with: "\\ftnalt".utf8)
      open(isEndnote ? .endnote : .footnote)
    case "annotation": open(.comment)
    case "shptxt": open(.textBox)
    case "title", "subject", "keywords", "doccomm", "category", "company", "manager":
      groups[last].isSkipped = false
      open(.properties)
    case "sn": collect(.shapeName)
    case "sv": collect(.shapeValue)
    case "fldinst": collect(.instruction)
    case "xe", "tc": groups[last].isHidden = true
    case "shpinst", "shprslt", "shp", "sp", "shpgrp", "result", "field", "fldrslt", "object",
      "shppict":
      break
    case _ where isOptional || Self.withoutText.contains(name): groups[last].isSkipped = true
    default: break
    }
  }

  /// Groups whose contents are no text that a person wrote.
  private static let withoutText: Set<String> = [
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "nonshppict", "listtext", "pntext",
    "filetbl", "revtbl", "rsidtbl", "listtable", "listoverridetable", "generator", "themedata",
    "xmlnstbl", "template", "bkmkstart", "bkmkend", "private", "fontemb", "fontfile", "falt",
    "panose", "background", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "atnid", "atnauthor",
    "atntime", "atndate", "atnref", "atrfstart", "atrfend",
  ]

  private mutating func open(_ aside: RichText.Aside) {
    let last = groups.count - 1
    guard !groups[last].isSkipped, !groups[last].hasAside else { return }
    groups[last].hasAside = true
    // What hangs on a hidden sentence is not hidden by that.
    (groups[last].isHidden, groups[last].isDeleted) = (false, groups[last].isDeleted)
    sink.open(aside)
  }

  private mutating func collect(_ what: Collected) {
    groups[groups.count - 1].isSkipped = false
    groups[groups.count - 1].collects = what
    collected = []
  }

  private mutating func closeGroup() {
    guard groups.count > 1 else { return }
    let group = groups.removeLast()
    if group.hasAside { sink.closeAside() }
    guard group.collects != groups[groups.count - 1].collects else { return }
    finish(group.collects)
    collected = []
  }

  private mutating func finish(_ what: Collected) {
    switch what {
    case .nothing: break
    case .shapeName: shapeName = collected.flatMap(\.bytes)
    case .shapeValue:
      if shapeName == Array("wzDescription".utf8) { hand(.alternative) }
    case .instruction:
      let words = collected.flatMap(\.bytes)
      guard words.drop(while: { $0 == 0x20 }).starts(with: "HYPERLINK".utf8) else { return }
      collected = collected.flatMap(Self.target)
      hand(.link)
    }
  }

  private func hand(_ aside: RichText.Aside) {
    guard collected.contains(where: { $0.bytes.contains { $0 > 0x20 } }) else { return }
    sink.open(aside)
    for piece in collected { sink.text(piece.bytes, source: piece.source, look: .shown) }
    sink.closeAside()
  }

  /// The part of a link's instruction that is no keyword and no quotation mark.
  private static func target(
    _ piece: (bytes: [UInt8], source: Range<Int>)
  ) -> [(bytes: [UInt8], source: Range<Int>)] {
    guard piece.bytes.count == piece.source.count else { return [piece] }
    var start = 0
    let keyword = Array("HYPERLINK".utf8)
    while start < piece.bytes.count, piece.bytes[start] <= 0x20 { start += 1 }
    if piece.bytes[start...].starts(with: keyword) { start += keyword.count }
    return piece.bytes[start...].split { $0 <= 0x20 || $0 == 0x22 }.map { part in
      let from = piece.source.lowerBound + part.startIndex
      return (Array(part), from..<from + part.count)
    }
  }

  /// A letter by its number, and what stands beside it for programs that know no such letters.
  private mutating func unicode(_ number: Int, from start: Int) {
    var left = groups[groups.count - 1].fallback
    while left > 0, position < bytes.count, bytes[position] != 0x7B, bytes[position] != 0x7D {
      if bytes[position] == 0x5C {
        guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "'") else { break }
        position = min(bytes.count, position + 4)
      } else {
        position += 1
      }
      left -= 1
    }
    let unit = UInt32(truncatingIfNeeded: number < 0 ? number + 0x1_0000 : number)
    if 0xD800...0xDBFF ~= unit {
      high = (unit, start)
      return
    }
    var scalar: [UInt8] = []
    if 0xDC00...0xDFFF ~= unit, let lead = high {
      appendScalar(0x10000 + (lead.unit - 0xD800) << 10 + (unit - 0xDC00), to: &scalar)
      add(scalar, lead.start..<position)
    } else {
      appendScalar(unit, to: &scalar)
      add(scalar == [0xC2, 0xA0] ? [0x20] : scalar, start..<position)
    }
    high = nil
  }

  private mutating func add(_ text: [UInt8], _ source: Range<Int>) {
    let group = groups[groups.count - 1]
    // A soft hyphen is no letter of its word.
    guard !group.isSkipped, groups.count > 1, text != [0xC2, 0xAD] else { return }
    guard group.collects == .nothing else { return collected.append((text, source)) }
    sink.text(
      text, source: source, look: group.isDeleted ? .deleted : group.isHidden ? .hidden : .shown)
  }

  private mutating func end(_ mark: RichText.Mark) {
    guard !groups[groups.count - 1].isSkipped else { return }
    sink.end(mark)
  }

  private static func western(_ byte: UInt8) -> [UInt8] {
    [byte].withUnsafeBufferPointer { fromWindows1252($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    0x61...0x7A ~= byte || 0x41...0x5A ~= byte
  }
}
