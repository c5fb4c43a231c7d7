import Testing

@testable import Reports

struct ByteBufferTests {
  private func json(_ string: String) -> String {
    var buffer = ByteBuffer()
    buffer.appendJSON(string)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("", #""""#), ("plain", #""plain""#), ("a\"b\\c", #""a\"b\\c""#),
    ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#), ("\0\u{1F}\u{7F}", #""\u0000\u001f\u007f""#),
    ("\u{1B}[31m", #""\u001b[31m""#), ("a\u{9B}b", #""a\u009bb""#), ("£é€🎉", #""£é€🎉""#),
    ("\u{202E}x\u{202A}", #""\u202ex\u202a""#), ("\u{2066}\u{2069}", #""\u2066\u2069""#),
    ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("â‟†", #""â‟†""#),
    ("\u{2065}é\u{A0}", "\"\u{2065}é\u{A0}\""),
  ])
  func `a JSON string escapes what must be and what could drive a terminal`(
    string: String, expected: String
  ) {
    #expect(json(string) == expected)
  }

  @Test func `every code point survives the way through JSON`() throws {
    let scalars = (UInt32(0)...0x2FFF).compactMap { Unicode.Scalar($0) }
    for start in stride(from: 0, to: scalars.count, by: 97) {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<min(start + 97, scalars.count)])
      let string = String(view)
      let parsed = try JSONValue(json(string)).string
      #expect(parsed.map { Array($0.utf8) } == Array(string.utf8))
    }
  }

  @Test func `a broken end of text is left as it is`() {
    for bytes: [UInt8] in [[0xC2], [0xE2], [0xE2, 0x80]] {
      var buffer = ByteBuffer()
      buffer.appendJSON(bytes.span)
      #expect(buffer.bytes == [0x22] + bytes + [0x22])
    }
  }

  @Test(arguments: [0, 7, 9, 10, 99, 100, 12_345, -1, -10, Int.max, Int.min])
  func `a number is written in decimal`(number: Int) {
    var buffer = ByteBuffer()
    buffer.append(decimal: number)
    #expect(String(decoding: buffer.bytes, as: UTF8.self) == String(number))
  }

  @Test(arguments: [
    (1, 2, "0.01"), (93, 2, "0.93"), (100, 2, "1.00"), (250, 3, "0.250"), (61_005, 3, "61.005"),
  ])
  func `a decimal keeps its places`(number: Int, places: Int, expected: String) {
    var buffer = ByteBuffer()
    buffer.append(number, places: places)
    #expect(String(decoding: buffer.bytes, as: UTF8.self) == expected)
  }
}
