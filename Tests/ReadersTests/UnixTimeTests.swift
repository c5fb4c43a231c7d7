import Testing

@testable import Readers

struct UnixTimeTests {
  @Test(arguments: [
    ("1741600800", "2025-03-10T10:00:00Z"), ("1741600800000", "2025-03-10T10:00:00Z"),
    ("1741600800123456", "2025-03-10T10:00:00Z"), ("-1", "1969-12-31T23:59:59Z"),
    ("951782400.5", "2000-02-29T00:00:00Z"),
  ])
  func `the unit is told by the size`(digits: String, expected: String) {
    let text = UnixTime(digits.utf8)?.iso8601
    #expect(text.map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test(arguments: ["0", "", "soon", "-62169958800", "99999999999999999999"])
  func `what is no moment is unknown`(digits: String) {
    #expect(UnixTime(digits.utf8)?.iso8601 == nil)
  }
}

struct FileNameTextTests {
  @Test(arguments: [
    ("a/b/callum_wren_100m_900000000000001.jpg", "callum wren 100m"),
    ("SportsDayYear4.png", "Sports Day Year4"), ("bea%20lockyer+3L.jpeg", "bea lockyer 3L"),
    ("./media/jac_party.jpeg", "jac party"),
  ])
  func `a file name gives its words`(path: String, words: String) {
    #expect(FileNameText(path).words == words)
  }

  @Test(arguments: ["IMG_2041.jpg", "DSC_0042.JPG", "123_n_456.jpg", "900000000000002.jpg", ""])
  func `a camera's name says nothing`(path: String) {
    #expect(FileNameText(path).words == nil)
  }
}
