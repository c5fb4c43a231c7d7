import TextModel
import Testing

@testable import Readers

struct PlainRowTests {
  /// What a tape holds, to compare two.
  private func said(_ tape: JSONTape) -> [String] {
    tape.nodes.map { node in
      "\(node.kind) \(tape.string(node.key))=\(tape.string(node.value)) \(node.parent) \(node.index) \(node.end)"
    }
  }

  private func quickly(_ line: [UInt8]) -> [String]? {
    var recorder = TapeRecorder()
    let padded = line + [UInt8](repeating: 0x22, count: ByteWindow.slack)
    return padded.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return nil }
      let isRead = recorder.readPlainRow(base, count: line.count, maximumString: 1000)
      return isRead ? said(recorder.tape) : nil
    }
  }

  private func slowly(_ line: [UInt8]) -> [String]? {
    var scanner = JSONScanner(
      ByteWindow(MemorySource(line[...]), capacity: line.count + 1), from: 0,
      options: ReaderOptions())
    _ = scanner.window.refill(keeping: 0)
    scanner.limit = scanner.window.end
    scanner.isBounded = true
    var recorder = TapeRecorder()
    guard recorder.read(scanner.next(), from: &scanner, limit: 1 << 20) == .whole,
      scanner.next() == .end
    else { return nil }
    return said(recorder.tape)
  }

  private static let rows = [
    #"{"id": "c0", "text": "soooo cute!!! well done", "time": 1725264000}"#,
    #"{"id":-1.5e3,"text":"","ok":true,"no":false,"nil":null}"#,
    " {\t\"text\" : \"Zażółć 😂\" , \"n\":0 } \r",
    #"{"text":"a","text":"b","Text":"c"}"#,
    #"{"a":1234567,"b":12345678,"c":123456789,"d":-12345678901234567890,"e":1234567.8e9}"#,
  ]

  @Test(arguments: rows)
  func `a plain row gives the tape that the scanner gives`(_ row: String) throws {
    let tape = try #require(quickly(Array(row.utf8)))
    #expect(tape == slowly(Array(row.utf8)))
  }

  @Test(arguments: [
    #"{"text":"a\nb"}"#, #"{"a":{"text":"b"}}"#, #"{"a":["b"]}"#, "{}", #"["text"]"#,
    #"{"text":"a",}"#, #"{"text":"a""#, #"{"text":"a"} x"#, #"{"text":nullify}"#, #"{"text"}"#,
    #"{text:"a"}"#, "", "{", #"{"te"#,
  ])
  func `what is not plain is left to the scanner`(_ row: String) {
    #expect(quickly(Array(row.utf8)) == nil)
  }

  @Test func `a byte changed anywhere never makes the two differ`() {
    var random = SystemRandomNumberGenerator()
    for row in Self.rows {
      for _ in 0..<2_000 {
        var bytes = Array(row.utf8)
        for _ in 0..<Int.random(in: 1...2, using: &random) {
          bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
            in: 0...255, using: &random)
        }
        guard let tape = quickly(bytes) else { continue }
        // A line break would have ended the line before.
        guard !bytes.contains(0x0A) else { continue }
        #expect(tape == slowly(bytes), "\(bytes)")
      }
    }
  }

  @Test func `more members than there is room for are left to the scanner`() {
    let members = (0..<400).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    #expect(quickly(Array("{\(members)}".utf8)) == nil)
  }
}
