/// A tag of HTML.
struct HTMLTag {
  /// The element's name, in small letters.
  let name: String
  /// How many bytes the tag has, its brackets counted.
  let length: Int
  /// The attributes that readers see: name and decoded value.
  let texts: [(name: String, value: [UInt8])]
  private let isClosing: Bool

  private static let lines: Set<String> = ["br", "tr", "li", "dt", "dd", "option"]
  private static let inline: Set<String> = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "td", "th", "time", "tt", "u", "var", "wbr", "tbody",
    "thead", "tfoot", "picture", "source", "button",
  ]

  /// Reads the tag that `bytes` begin with; nil if they begin with none.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count > 2 else { return nil }
    if bytes.starts(with: "<![CDATA[".utf8) {
      // Its contents are text; blogs' exports keep posts and comments so.
      (name, length, texts, isClosing) = ("![cdata[", 9, [], false)
      return
    }
    isClosing = bytes[1] == UInt8(ascii: "/")
    var index = isClosing ? 2 : 1
    let first = bytes[index] | 0x20
    let isDeclaration = bytes[1] == UInt8(ascii: "!") || bytes[1] == UInt8(ascii: "?")
    guard 0x61...0x7A ~= first || isDeclaration else { return nil }
    let start = index
    while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: ">"),
      index == start || bytes[index] != UInt8(ascii: "/")
    {
      index += 1
    }
    name = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
    guard let end = Self.end(of: bytes, from: index) else { return nil }
    length = end + 1
    texts = isClosing || isDeclaration ? [] : Self.attributes(bytes[index..<end], of: name)
  }

  /// Whether it ends the passage before it.
  var isBlock: Bool { !isLine && !Self.inline.contains(name) }
  /// Whether it starts a line.
  var isLine: Bool { Self.lines.contains(name) }
  /// Whether it parts two cells.
  var isCell: Bool { name == "td" || name == "th" }
  /// Whether what follows is no text, up to the closing tag.
  var hidesContents: Bool { !isClosing && (name == "script" || name == "style") }

  private static func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var quote: UInt8 = 0
    for index in start..<bytes.count {
      let byte = bytes[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: ">") {
        return index
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
    }
    // A stray quotation mark: the first bracket ends the tag after all.
    return bytes[start...].firstIndex(of: UInt8(ascii: ">"))
  }

  private static func attributes(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, of element: String
  ) -> [(name: String, value: [UInt8])] {
    var found: [(name: String, value: [UInt8])] = []
    var rest = bytes
    while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
      let before = rest[..<equals].split { $0 <= 0x20 || $0 == UInt8(ascii: "/") }
      let name = String(decoding: before.last ?? rest[equals..<equals], as: UTF8.self).lowercased()
      rest = rest[(equals + 1)...].drop { $0 <= 0x20 }
      let value = takeValue(&rest)
      guard !value.isEmpty else { continue }
      switch name {
      case "alt", "title", "src", "aria-label": found.append((name, HTMLEntity.decoded(value)))
      case "href" where element == "a" || element == "area":
        found.append((name, HTMLEntity.decoded(value)))
      case "content", "name", "property":
        if element == "meta" { found.append((name, HTMLEntity.decoded(value))) }
      default: break
      }
    }
    return element == "meta" ? described(found) : found
  }

  /// What a page says of itself to search engines and to whoever shares a link to it.
  private static func described(
    _ found: [(name: String, value: [UInt8])]
  ) -> [(name: String, value: [UInt8])] {
    let words: Set<String> = ["description", "keywords", "title", "author", "image:alt"]
    let isText = found.contains { entry in
      let value = String(decoding: entry.value, as: UTF8.self).lowercased()
      let plain = value.hasPrefix("og:") || value.hasPrefix("dc.") ? value.dropFirst(3) : value[...]
      let last = plain.hasPrefix("twitter:") ? plain.dropFirst(8) : plain
      return entry.name != "content" && words.contains(String(last))
    }
    return isText ? found.filter { $0.name == "content" } : []
  }

  private static func takeValue(
    _ rest: inout Slice<UnsafeBufferPointer<UInt8>>
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    let isQuoted = rest.first == UInt8(ascii: "\"") || rest.first == UInt8(ascii: "'")
    let quote = isQuoted ? rest.first : nil
    if quote != nil { rest = rest.dropFirst() }
    let value = rest.prefix { quote == nil ? $0 > 0x20 : $0 != quote }
    rest = rest[value.endIndex...].dropFirst()
    return value
  }
}

/// Entities of HTML.
enum HTMLEntity {
  /// What the entity stands for that `bytes` begin with, and its length; nil if it is none.
  static func decode(_ bytes: some Collection<UInt8>) -> (scalar: UInt32, length: Int)? {
    let name = bytes.dropFirst().prefix { $0 != UInt8(ascii: ";") && $0 > 0x20 && $0 != 0x26 }
    guard name.count < 12, !name.isEmpty,
      name.endIndex < bytes.endIndex, bytes[name.endIndex] == UInt8(ascii: ";")
    else { return nil }
    let text = String(decoding: name, as: UTF8.self)
    let scalar: UInt32?
    if text.hasPrefix("#x") || text.hasPrefix("#X") {
      scalar = UInt32(text.dropFirst(2), radix: 16)
    } else if text.hasPrefix("#") {
      scalar = UInt32(text.dropFirst())
    } else {
      scalar = named[text]
    }
    return scalar.map { ($0, name.count + 2) }
  }

  /// The bytes with every entity decoded.
  static func decoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
    let bytes = Array(bytes)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&"), let (scalar, length) = decode(bytes[index...]) {
        appendScalar(scalar, to: &result)
        index += length
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// The entities that school pages and mail campaigns use.
  ///
  /// Source: HTML Living Standard, 13.5.
  private static let named: [String: UInt32] = [
    "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "nbsp": 0xA0, "pound": 0xA3,
    "euro": 0x20AC, "copy": 0xA9, "reg": 0xAE, "trade": 0x2122, "hellip": 0x2026, "ndash": 0x2013,
    "mdash": 0x2014, "lsquo": 0x2018, "rsquo": 0x2019, "ldquo": 0x201C, "rdquo": 0x201D,
    "bull": 0x2022, "middot": 0xB7, "deg": 0xB0, "frac12": 0xBD, "frac14": 0xBC, "frac34": 0xBE,
    "times": 0xD7, "sbquo": 0x201A, "laquo": 0xAB, "raquo": 0xBB, "shy": 0xAD, "zwnj": 0x200C,
    "zwj": 0x200D, "ensp": 0x2002, "emsp": 0x2003, "thinsp": 0x2009, "rarr": 0x2192,
    "agrave": 0xE0, "aacute": 0xE1, "acirc": 0xE2, "auml": 0xE4, "aring": 0xE5, "aelig": 0xE6,
    "ccedil": 0xE7, "egrave": 0xE8, "eacute": 0xE9, "ecirc": 0xEA, "euml": 0xEB, "igrave": 0xEC,
    "iacute": 0xED, "icirc": 0xEE, "iuml": 0xEF, "ntilde": 0xF1, "ograve": 0xF2, "oacute": 0xF3,
    "ocirc": 0xF4, "ouml": 0xF6, "oslash": 0xF8, "ugrave": 0xF9, "uacute": 0xFA, "ucirc": 0xFB,
    "uuml": 0xFC, "szlig": 0xDF, "Eacute": 0xC9, "Ouml": 0xD6, "Uuml": 0xDC, "Auml": 0xC4,
  ]
}
