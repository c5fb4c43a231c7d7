import SchoolSettings
import Testing

struct AllowanceTests {
  private func allowance(_ members: [String: String]) -> Allowance? {
    let entry = SettingsTree.mapping(members.map { .init($0.key, .text($0.value)) })
    let tree = SettingsTree.mapping([.init("allow", .list([entry]))])
    return Settings(tree: tree, path: "", contentHash: 0, wordsHash: 0).allowances.first
  }

  @Test func `it holds up to and on its last day`() throws {
    let entry = try #require(allowance(["until": "2027-07-31"]))
    #expect(!entry.isExpired(on: "2027-07-31"))
    #expect(entry.isExpired(on: "2027-08-01"))
    #expect(try #require(allowance(["rule": "x"])).isExpired(on: "9999-12-31") == false)
  }

  @Test func `its term is compared without case and doubled blanks, and whole`() throws {
    let entry = try #require(allowance(["term": "Oliver Smith"]))
    #expect(entry.holds(term: "oliver  smith"))
    #expect(!entry.holds(term: "Oliver Smithson"))
    #expect(try #require(allowance(["rule": "x"])).holds(term: "anything"))
  }

  @Test(arguments: [
    ("news/*.md", "news/may.md", true), ("news/*.md", "news/old/may.md", false),
    ("news/**", "news/old/may.md", true), ("**/may.md", "may.md", true),
    ("**/may.md", "a/b/may.md", true), ("**/may.md", "a/mismay.md", false),
    ("may.md", "a/b/may.md", true), ("ma?.md", "may.md", true), ("a?b/x", "a/b/x", false),
    ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b", "ab", false),
    ("*", "deep/file", true), ("", "x", false),
  ])
  func `a pattern of paths matches as a gitignore does`(_ test: (String, String, Bool)) {
    #expect(PathPattern(test.0).matches(test.1) == test.2)
  }
}
