import CExpat
import Readers

/// What takes the events of an XML document; names come without their prefixes.
class XMLPart {
  /// An element begins.
  func begin(_ name: String, _ attributes: XMLAttributes) {}
  /// An element ends.
  func end(_ name: String) {}
  /// Text; `source` is the range of bytes of the document that it stands for.
  func text(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>) {}
  /// The document is over.
  func finish() {}
}

/// The attributes of an element, valid while it begins.
struct XMLAttributes {
  fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

  /// The value of an attribute, by its name without a prefix; of several the first one with a
  /// prefix if `isPrefixed`.
  subscript(_ name: String, isPrefixed isPrefixed: Bool = false) -> String? {
    guard var pair = pairs else { return nil }
    while let key = pair[0], let value = pair[1] {
      let whole = String(cString: key)
      let local = XMLFeed.local(whole)
      if local == name, !isPrefixed || local.utf8.count < whole.utf8.count {
        return String(cString: value)
      }
      pair += 2
    }
    return nil
  }
}

/// Hands an XML document to a part, a block at a time, by way of expat.
///
/// A document type declaration is refused: office files have none, and entities can be bombs.
final class XMLFeed {
  /// What is wrong with the document, or nil.
  private(set) var fault: ReadFailure?
  private let source: any ByteSource
  private let part: XMLPart
  private let parser: XML_Parser?
  private var isDone = false
  private var block = [UInt8](repeating: 0, count: 64 << 10)
  private let allowsDoctype: Bool

  /// Feeds `part` with what `source` gives.
  init(_ source: any ByteSource, to part: XMLPart, allowsDoctype: Bool = false) {
    self.source = source
    self.part = part
    self.allowsDoctype = allowsDoctype
    parser = XML_ParserCreate(nil)
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { XMLFeed.at($0)?.begin($1, $2) }, { XMLFeed.at($0)?.end($1) })
    XML_SetCharacterDataHandler(parser) { XMLFeed.at($0)?.text($1, Int($2)) }
    XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in XMLFeed.at(user)?.refuseDoctype() }
  }

  deinit { XML_ParserFree(parser) }

  /// Reads one more block.
  ///
  /// - Returns: Whether there is more.
  func step() -> Bool {
    guard !isDone else { return false }
    let count = block.withUnsafeMutableBytes { source.read(into: $0) }
    let status = block.withUnsafeBytes {
      XML_Parse(
        parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(count),
        count == 0 ? 1 : 0)
    }
    if count == 0 || status == XML_STATUS_ERROR {
      isDone = true
      if let failure = source.failure {
        fault = failure
      } else if status == XML_STATUS_ERROR, fault == nil {
        fault = ReadFailure(
          cause: "damaged", detail: "its XML is broken (\(message)); save the file again")
      }
      part.finish()
    }
    return !isDone
  }

  /// Reads all of it.
  func run() {
    while step() {}
  }

  /// A name without its prefix.
  static func local(_ name: String) -> String {
    guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return name }
    return String(name[name.utf8.index(after: colon)...])
  }

  private var message: String {
    let text = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "error"
    return "\(text), line \(XML_GetCurrentLineNumber(parser))"
  }

  private static func at(_ user: UnsafeMutableRawPointer?) -> XMLFeed? {
    user.map { Unmanaged<XMLFeed>.fromOpaque($0).takeUnretainedValue() }
  }

  private func begin(
    _ name: UnsafePointer<XML_Char>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
  ) {
    guard let name else { return }
    part.begin(Self.local(String(cString: name)), XMLAttributes(pairs: attributes))
  }

  private func end(_ name: UnsafePointer<XML_Char>?) {
    guard let name else { return }
    part.end(Self.local(String(cString: name)))
  }

  private func text(_ bytes: UnsafePointer<XML_Char>?, _ count: Int) {
    guard let bytes else { return }
    bytes.withMemoryRebound(to: UInt8.self, capacity: count) {
      let start = XML_GetCurrentByteIndex(parser)
      part.text(
        UnsafeBufferPointer(start: $0, count: count),
        source: Int(start)..<Int(start) + Int(XML_GetCurrentByteCount(parser)))
    }
  }

  private func refuseDoctype() {
    guard !allowsDoctype else { return }
    fault = ReadFailure(
      cause: "malformed",
      detail: "its XML declares a document type, which no office program writes; save it again")
    XML_StopParser(parser, 0)
  }
}
