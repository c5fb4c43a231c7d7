import Testing

@testable import Readers

struct MarkdownMarksTests {
  @Test(arguments: [
    ("Oliver **Smith** in", "Oliver   Smith   in"), ("*Oliver* Smith", " Oliver  Smith"),
    ("_so_ ~~old~~ ***loud***", " so    old      loud   "), ("(*Bea*)", "( Bea )"),
    ("Bea&nbsp;Lockyer\\\nKit", "Bea      Lockyer \nKit"),
    // What has no partner, stands inside a word, or is code or a list.
    ("f*** off", "f*** off"), ("sh**, ****", "sh**, ****"), ("snake_case_name", "snake_case_name"),
    ("9**00**403", "9**00**403"), ("* one\n* two", "* one\n* two"),
    ("`*a*` \\*b\\*", "`*a*` \\*b\\*"),
  ])
  func `marks of emphasis become blanks, and nothing moves`(markdown: String, plain: String) {
    var bytes = Array(markdown.utf8)
    let marks = bytes.withUnsafeBufferPointer { MarkdownMarks($0) }
    marks.removed(from: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == plain)
  }
}
