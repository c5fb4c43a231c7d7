import TextModel
import Testing

@testable import Readers

/// A row that is like one before is read from its values alone; it must come to the same as if it
/// stood alone, where there is none to be like.
struct RowShapeTests {
  /// All that a row gave, but where it stands.
  private func said(_ read: Reading.Read) -> [String?] {
    let passage = read.passage
    return [
      read.text, read.id, read.author, read.time, read.url, read.title, read.pointer,
      passage.audience?.name, passage.kind.name, "\(passage.column) \(passage.isLiteral)",
    ]
  }

  private func read(
    _ rows: [[UInt8]], _ options: ReaderOptions
  ) -> [[String?]] {
    var options = options
    options.input = .jsonl
    return Reading(bytes: Array(rows.joined(separator: [0x0A])), options: options).passages
      .map(said)
  }

  private func expectAlike(
    _ rows: [[UInt8]], _ options: ReaderOptions = ReaderOptions(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let together = read(rows, options)
    let alone = rows.flatMap { read([$0], options) }
    #expect(
      together == alone, "\(rows.map { String(decoding: $0, as: UTF8.self) })",
      sourceLocation: sourceLocation)
  }

  private static let row =
    #"{"id": "c0", "text": "so cute!!! well done", "author": "Bodhi", "time": 1725264000}"#
  private static let plain = [
    row,
    #"{"id":"a","message":"one","user":"Ann","from":"Bea","url":"u","title":"t","ok":true}"#,
    #"{"text":"a","audience":"pupil","kind":"post","id":7,"date":null,"time":"now"}"#,
    "{ \"author\" :\t\"Zoë\" , \"comment\":\"Zażółć 😂\" ,\"post\":\"\" }\r",
    #"{"a key that is much longer than sixteen":1,"text":"b"}"#,
    #"{"text":"first","text":"second","Text":"third"}"#,
    #"{"comment":"first","body":"second"}"#,
  ]

  @Test(arguments: plain)
  func `rows that are alike read as they do alone`(_ row: String) {
    expectAlike(Array(repeating: Array(row.utf8), count: 3))
  }

  @Test(arguments: [
    #"{"id": "c1", "text": "b", "time": 1}"#, #"{"id": "c1", "text": "b"}"#, #"{"id": "c1"}"#,
    #", "text": "b", "author": "x"}"#, "}", "{}", "", #"{"id": "c1", "text": "b"} x"#,
    #"{"id": "c1", "text": "b", "author": {"name": "x"}, "time": 1}"#,
    #"{"id": "c1", "text": "b\n", "author": "x", "time": 1}"#, #"{"id": "c1", "text": "b", "#,
    #"{"id": "c1", "text": " ", "author": "x", "time": 1}"#, #"{"id": "c1", "text": 7}"#,
    #"{"id":  "c1", "text":  "b" , "author": "x"  , "time": 1 }  "#,
    #"{"id": true, "text": "b", "author": null, "time": false}"#,
    #"{"id": "", "text": "b", "author": "", "time": ""}"#, #"{"id": "c1", "text": nullify}"#,
    #"{"id": "c1", "author": "x", "text": "b", "time": 1}"#, #"{"id": "c1", "text": "b""#,
    #"{"id": "c1", "text": "b", "time": 1, "author": "x"}"#, #"{"id": "c1" "text": "b"}"#,
    #"{"id": "c1", "text": "b", "text": "c"}"#, #"{"id": "c1", "textt": "b"}"#,
  ])
  func `a row that is only nearly alike reads as it does alone`(_ row: String) {
    let usual = Array(Self.row.utf8)
    expectAlike([usual, usual, Array(row.utf8), usual])
  }

  @Test func `fields that the user named are the same for both`() {
    for name in ["message", "author", "a.b", "id"] {
      var options = ReaderOptions()
      options.textField = name
      for row in Self.plain { expectAlike(Array(repeating: Array(row.utf8), count: 2), options) }
      options.textField = "text"
      options.audienceField = name
      for row in Self.plain { expectAlike(Array(repeating: Array(row.utf8), count: 2), options) }
    }
  }

  @Test func `a byte changed anywhere never makes the two differ`() {
    var random = SystemRandomNumberGenerator()
    for row in Self.plain {
      for _ in 0..<400 {
        var bytes = Array(row.utf8)
        for _ in 0..<Int.random(in: 1...2, using: &random) {
          let place = Int.random(in: bytes.indices, using: &random)
          if Bool.random(using: &random) {
            bytes[place] = UInt8.random(in: 0...255, using: &random)
          } else {
            bytes[place] = bytes[Int.random(in: bytes.indices, using: &random)]
          }
        }
        // A line break would make two rows of it, and bytes that are not UTF-8 are read by what
        // was met before them.
        guard !bytes.contains(0x0A), String(validating: bytes, as: UTF8.self) != nil else {
          continue
        }
        expectAlike([Array(row.utf8), bytes, Array(row.utf8)])
      }
    }
  }

  @Test func `rows of many shapes after one another read as they do alone`() {
    var rows: [[UInt8]] = []
    for index in 0..<200 {
      let members = (0..<(index % 5)).map { "\"k\($0 * index)\":\($0)," }.joined()
      rows.append(Array("{\(members)\"text\":\"row \(index)\",\"author\":\"a\"}".utf8))
    }
    expectAlike(rows)
  }

  @Test func `a row with much between its values reads as it does alone`() {
    let much = String(repeating: "x", count: 150)
    for count in 0..<5 {
      let members = (0..<count).map { "\"key \($0) \(much)\":\"\(much)\"," }.joined()
      let row = Array("{\"id\":\"1\",\(members)\"text\":\"words\",\"author\":\"Ann\"}".utf8)
      expectAlike([row, row, row])
    }
  }

  @Test func `a row with long values is stored whole`() {
    let long = String(repeating: "word ", count: 400)
    let row = Array("{\"id\":\"1\",\"text\":\"\(long)\",\"author\":\"Ann\"}".utf8)
    expectAlike([row, row, row])
  }
}
