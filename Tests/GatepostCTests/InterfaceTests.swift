import GatepostC
import Glibc
import LexiconCompiler
import TestSupport
import Testing

/// The C interface as C would call it, over a small lexicon.
///
/// `make lib` runs a C program against the library itself.
struct InterfaceTests {
  private static let rule = """
    - {id: conduct.bad, title: Bad, advice: Leave it out., severity: low, find: bad}
    """

  /// Opens a scanner over a lexicon of one rule and closes it afterwards.
  private func withScanner(
    _ options: String = #"{"policies": []}"#, _ body: (OpaquePointer) throws -> Void
  ) throws {
    let image = try TestLexicon(
      signals: "signals: [{signal: bad, terms: [badly, bad]}]", rules: Self.rule
    ).compilation.image
    let path = "/tmp/gatepost-c-\(getpid())-\(UInt64.random(in: 0...UInt64.max)).gplex"
    let file = try #require(fopen(path, "w"))
    let bytes = try #require(image)
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    fclose(file)
    defer { unlink(path) }
    var error: CString?
    let scanner = gatepostOpen(path, options, &error)
    #expect(error.map { String(cString: $0) } == nil)
    defer { gatepostClose(scanner) }
    try body(#require(scanner))
  }

  private func scan(_ scanner: OpaquePointer, _ bytes: [UInt8]) -> (status: CInt, json: String?) {
    var json: CString?
    let status = gatepostScan(scanner, bytes, bytes.count, &json, nil)
    defer { gatepostFreeString(json) }
    return (status, json.map { String(cString: $0) })
  }

  @Test func `a text gives one passage of the report`() throws {
    try withScanner { scanner in
      let (status, json) = scan(scanner, Array("so bad".utf8))
      #expect(status == 0)
      #expect(json?.hasPrefix(#"{"kind":"text","audience":"official","locator":{"#) == true)
      #expect(json?.contains(#""rule":"conduct.bad""#) == true)
      #expect(json?.contains(#""masked":"b**""#) == true)
      #expect(json?.contains(#""byte":{"start":3,"end":6}"#) == true)
    }
  }

  @Test func `what is not UTF-8 is replaced, and said`() throws {
    try withScanner { scanner in
      let (status, json) = scan(scanner, [0xFF] + Array(" bad".utf8))
      #expect(status == 1)
      // U+FFFD takes three bytes.
      #expect(json?.contains(#""byte":{"start":4,"end":7}"#) == true)
    }
  }

  @Test func `a batch has a line for each text with findings`() throws {
    try withScanner { scanner in
      let texts = Array("badgoodbad".utf8)
      var json: CString?
      var length = 0
      #expect(gatepostScanBatch(scanner, texts, [0, 3, 7, 7, 10], 4, &json, &length) == 0)
      defer { gatepostFreeString(json) }
      let lines = json.map { String(cString: $0).split(separator: "\n") } ?? []
      #expect(lines.map { $0.prefix(9) } == [#"{"id":"0""#, #"{"id":"3""#])
      #expect(lines.joined(separator: "\n").utf8.count + 1 == length)
    }
  }

  @Test func `texts beyond one block are scanned like the first`() throws {
    try withScanner { scanner in
      let count = 400
      let text = Array((String(repeating: "fine ", count: 2000) + "bad").utf8)
      let texts = Array(repeatElement(text, count: count).joined())
      let offsets = (0...count).map { Int64($0 * text.count) }
      var json: CString?
      #expect(gatepostScanBatch(scanner, texts, offsets, count, &json, nil) == 0)
      defer { gatepostFreeString(json) }
      let lines = json.map { String(cString: $0).split(separator: "\n") } ?? []
      #expect(lines.count == count)
      #expect(lines.last?.hasPrefix(#"{"id":"399","#) == true)
    }
  }

  @Test func `a lexicon that is not there cannot be opened`() throws {
    var error: CString?
    #expect(gatepostOpen("/nowhere.gplex", nil, &error) == nil)
    let message = try #require(error)
    #expect(String(cString: message).contains("/nowhere.gplex"))
    gatepostFreeString(message)
  }
}
