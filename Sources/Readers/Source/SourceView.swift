/// The text of a source file as its readers see it, and where each byte of it stands in the file.
///
/// A found text is looked for in here and taken out there, so that tags, escapes and encodings round
/// it stay as they are.
struct SourceView {
  /// How a replacement is written into the file.
  enum Encoding {
    case plain, markup, json, quotedPrintable, richText
  }

  /// The text; parts that do not belong together have a line feed between them.
  private(set) var text: [UInt8] = []
  /// For each byte of the text the bytes of the file that it stands for; empty for a border.
  private(set) var places: [Range<Int>] = []
  /// How a replacement is written.
  let encoding: Encoding
  /// The values of attributes, tag by tag.
  private(set) var asides: [SourceView] = []
  /// Marks that stand for something in pairs only: where one goes the other does.
  private(set) var pairs: [(open: Range<Int>, close: Range<Int>)] = []
  /// Whether the cell of a sheet that was opened last holds text.
  private var holdsText = true

  /// An empty view.
  init(_ encoding: Encoding) { self.encoding = encoding }

  /// Adds bytes that stand for some bytes of the file, all of them together.
  mutating func append(_ bytes: some Collection<UInt8>, for place: Range<Int>) {
    guard bytes.count != place.count else {
      for (offset, byte) in bytes.enumerated() {
        text.append(byte)
        places.append(place.lowerBound + offset..<place.lowerBound + offset + 1)
      }
      return
    }
    for byte in bytes {
      text.append(byte)
      places.append(place)
    }
  }

  /// Hangs a view on this one, to be looked at apart.
  mutating func hang(_ aside: SourceView) { asides.append(aside) }

  /// Adds a border: nothing found runs over it but by its white space.
  mutating func border() {
    guard text.last != 0x0A || places.last?.isEmpty == false else { return }
    text.append(0x0A)
    places.append(0..<0)
  }
}

extension SourceView {
  /// The view of a plain text.
  static func plain(_ bytes: [UInt8]) -> SourceView {
    var view = SourceView(.plain)
    view.append(bytes, for: 0..<bytes.count)
    return view
  }

  /// The view of Markdown: marks of emphasis are blanks.
  static func markdown(_ bytes: [UInt8]) -> SourceView {
    var view = SourceView(.plain)
    var text = bytes
    var start = 0
    // Emphasis does not run over an empty line.
    for paragraph in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .split(whereSeparator: { $0.allSatisfy { $0 <= 0x20 } })
    {
      guard let first = paragraph.first, let last = paragraph.last else { continue }
      start = first.startIndex
      let lines = Array(bytes[start..<last.endIndex])
      let marks = lines.withUnsafeBufferPointer { MarkdownMarks($0) }
      for pair in marks.pairs {
        view.pairs.append((moved(pair.open, by: start), moved(pair.close, by: start)))
      }
      var plain = lines
      marks.removed(from: &plain)
      text.replaceSubrange(start..<last.endIndex, with: plain)
    }
    view.append(text, for: 0..<bytes.count)
    return view
  }

  private static func moved(_ range: Range<Int>, by offset: Int) -> Range<Int> {
    range.lowerBound + offset..<range.upperBound + offset
  }

  /// The view of a table of comma-separated values: doubled quotation marks are single.
  static func table(_ bytes: [UInt8]) -> SourceView {
    var view = SourceView(.plain)
    var index = 0
    while index < bytes.count {
      let isPair = bytes[index] == 0x22 && index + 1 < bytes.count && bytes[index + 1] == 0x22
      view.append([bytes[index]], for: index..<index + (isPair ? 2 : 1))
      index += isPair ? 2 : 1
    }
    return view
  }

  /// The view of JSON: its strings, their escapes undone, and those that Meta has garbled mended.
  static func json(_ bytes: [UInt8]) -> SourceView {
    var view = SourceView(.json)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x22 else {
        index += 1
        continue
      }
      var string: [(bytes: [UInt8], place: Range<Int>)] = []
      index += 1
      while index < bytes.count, bytes[index] != 0x22 {
        let (decoded, length) = unescaped(bytes, index)
        string.append((decoded, index..<min(bytes.count, index + length)))
        index += length
      }
      index += 1
      for unit in mended(string) { view.append(unit.bytes, for: unit.place) }
      view.border()
    }
    return view
  }

  private static func unescaped(_ bytes: [UInt8], _ index: Int) -> ([UInt8], Int) {
    guard bytes[index] == 0x5C, index + 1 < bytes.count else { return ([bytes[index]], 1) }
    switch bytes[index + 1] {
    case UInt8(ascii: "n"): return ([0x0A], 2)
    case UInt8(ascii: "r"): return ([0x0D], 2)
    case UInt8(ascii: "t"): return ([0x09], 2)
    case UInt8(ascii: "b"), UInt8(ascii: "f"): return ([0x20], 2)
    case UInt8(ascii: "u"): break
    default: return ([bytes[index + 1]], 2)
    }
    guard let first = unit(bytes, index) else { return ([bytes[index]], 1) }
    if 0xD800...0xDBFF ~= first, let second = unit(bytes, index + 6), 0xDC00...0xDFFF ~= second {
      return (utf8(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)), 12)
    }
    return (utf8(first), 6)
  }

  private static func unit(_ bytes: [UInt8], _ index: Int) -> UInt32? {
    guard index + 6 <= bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 else {
      return nil
    }
    return UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
  }

  /// The units of a string in which each byte of the UTF-8 stands as a character of its own, put
  /// together again; any other string as it is.
  private static func mended(
    _ units: [(bytes: [UInt8], place: Range<Int>)]
  ) -> [(bytes: [UInt8], place: Range<Int>)] {
    guard units.contains(where: { $0.bytes.count == 2 }) else { return units }
    var latin: [(bytes: [UInt8], place: Range<Int>)] = []
    var pending: (lead: UInt8, place: Range<Int>)?
    for unit in units {
      var unit = unit
      // A character of two bytes written as such comes byte by byte.
      if unit.bytes.count == 1, unit.bytes[0] >= 0x80 {
        guard let lead = pending else {
          pending = (unit.bytes[0], unit.place)
          continue
        }
        unit.bytes = [lead.lead, unit.bytes[0]]
        unit.place = lead.place.lowerBound..<unit.place.upperBound
        pending = nil
      }
      switch unit.bytes.count {
      case 1: latin.append(unit)
      case 2 where unit.bytes[0] == 0xC2 || unit.bytes[0] == 0xC3:
        latin.append(([unit.bytes[0] << 6 | unit.bytes[1] & 0x3F], unit.place))
      default: return units
      }
    }
    let joined = latin.flatMap(\.bytes)
    let isText = String(validating: joined, as: UTF8.self) != nil
    return isText ? latin : units
  }

  /// The view of HTML or XML: text between tags and values of attributes, entities decoded.
  ///
  /// - Parameters:
  ///   - isInline: whether an element stands inside a sentence, so that text round it belongs
  ///     together.
  ///   - isHidden: whether an element's contents are no text.
  static func markup(
    _ bytes: [UInt8], isInline: (Substring) -> Bool, isHidden: (Substring) -> Bool
  ) -> SourceView {
    var view = SourceView(.markup)
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x3C {
        index = view.appendTag(bytes, index, isInline, isHidden)
      } else if bytes[index] == 0x26, let (scalar, length) = entity(bytes, index) {
        if scalar != 0xAD {
          view.append(utf8(scalar == 0xA0 ? 0x20 : scalar), for: index..<index + length)
        }
        index += length
      } else if bytes[index...].starts(with: [0xC2, 0xAD]) {
        index += 2  // A soft hyphen is no letter of its word.
      } else {
        view.append([bytes[index]], for: index..<index + 1)
        index += 1
      }
    }
    return view
  }

  /// The text of a comment: what stands between the tags in it.
  private static func comment(_ bytes: [UInt8], _ body: Range<Int>) -> SourceView {
    var view = SourceView(.markup)
    var isTag = false
    for index in body {
      if bytes[index] == 0x3C { isTag = true }
      if !isTag { view.append([bytes[index]], for: index..<index + 1) }
      if bytes[index] == 0x3E, isTag {
        isTag = false
        view.border()
      }
    }
    return view
  }

  /// Adds the attributes of a tag.
  ///
  /// - Returns: Where the text goes on.
  private mutating func appendTag(
    _ bytes: [UInt8], _ start: Int, _ isInline: (Substring) -> Bool,
    _ isHidden: (Substring) -> Bool
  ) -> Int {
    if bytes[start...].starts(with: "<!--".utf8) {
      let comment = HTMLComment(bytes[start...])
      if comment.isConditional { return start + comment.length }
      if let body = comment.body { hang(Self.comment(bytes, body)) }
      return Self.end(of: "-->", in: bytes, from: start + 4)
    }
    if bytes[start...].starts(with: "<![CDATA[".utf8) {
      border()
      return start + 9
    }
    var index = start + 1
    let isClosing = index < bytes.count && bytes[index] == 0x2F
    if isClosing { index += 1 }
    let nameStart = index
    while index < bytes.count, bytes[index] > 0x20, bytes[index] != 0x3E, bytes[index] != 0x2F {
      index += 1
    }
    let name = String(decoding: bytes[nameStart..<index], as: UTF8.self).lowercased()[...]
    var attributes = SourceView(.markup)
    while index < bytes.count, bytes[index] != 0x3E {
      let quote = bytes[index]
      guard quote == 0x22 || quote == 0x27 else {
        index += 1
        continue
      }
      index += 1
      attributes.border()
      while index < bytes.count, bytes[index] != quote {
        if bytes[index] == 0x26, let (scalar, length) = Self.entity(bytes, index) {
          attributes.append(Self.utf8(scalar), for: index..<index + length)
          index += length
        } else {
          attributes.append([bytes[index]], for: index..<index + 1)
          index += 1
        }
      }
      index += 1
    }
    index = min(index + 1, bytes.count)
    if !isInline(name) { border() }
    if name == "c" { holdsText = Self.isTextCell(bytes[start..<index]) }
    if name == "v", !isClosing, !holdsText {
      return Self.end(of: "</v", in: bytes, from: index) - 3
    }
    // What stands in a tag inside a sentence must not part the sentence; it is looked at apart.
    asides.append(attributes)
    if !isClosing, isHidden(name) {
      return Self.end(of: "</" + name, in: bytes, from: index) - name.utf8.count - 2
    }
    return index
  }

  /// Whether a cell of a sheet holds its own text, not a number, which may be that of a shared one.
  private static func isTextCell(_ tag: ArraySlice<UInt8>) -> Bool {
    let mark = Array("t=\"str\"".utf8)
    return tag.indices.contains { tag[$0...].starts(with: mark) }
  }

  private static func end(of mark: String, in bytes: [UInt8], from start: Int) -> Int {
    let mark = Array(mark.utf8)
    var index = start
    while index + mark.count <= bytes.count {
      if zip(mark, bytes[index...]).allSatisfy({ $0 == $1 || $0 == $1 | 0x20 }) {
        return index + mark.count
      }
      index += 1
    }
    return bytes.count
  }

  private static func entity(_ bytes: [UInt8], _ index: Int) -> (UInt32, Int)? {
    HTMLEntity.decode(bytes[index..<min(bytes.count, index + 32)])
  }

  private static func utf8(_ value: UInt32) -> [UInt8] {
    var bytes: [UInt8] = []
    appendScalar(value, to: &bytes)
    return bytes
  }

  /// The view of quoted-printable text: `=E2` is a byte, `=` at a line's end nothing.
  static func quotedPrintable(_ bytes: [UInt8]) -> SourceView {
    var view = SourceView(.quotedPrintable)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x3D else {
        view.append([bytes[index]], for: index..<index + 1)
        index += 1
        continue
      }
      if index + 2 < bytes.count,
        let byte = UInt8(
          String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        view.append([byte], for: index..<index + 3)
        index += 3
        continue
      }
      // A soft break.
      index += 1
      if index < bytes.count, bytes[index] == 0x0D { index += 1 }
      if index < bytes.count, bytes[index] == 0x0A { index += 1 }
    }
    return view
  }
}
