import GatepostKit
import Reports
import TextModel
import Testing

@testable import GatepostC

struct SessionOptionsTests {
  @Test func `no members ask for the usual scan`() throws {
    let options = try SessionOptions(json: " {\n} ")
    #expect(options.scan.policies == ["uk-schools"])
    #expect(options.scan.audience == .official)
    #expect(options.quoting == .masked)
  }

  @Test func `every member counts`() throws {
    let options = try SessionOptions(
      json: """
        {"policies": ["coton", "pear-tree"], "audience": "parent", "rules": [], "skip": ["link"],
         "on": ["entity.*"], "minConfidence": 2.5e-1, "minSeverity": "high", "showMatch": true}
        """)
    #expect(options.scan.policies == ["coton", "pear-tree"])
    #expect(options.scan.audience == .parent)
    #expect(options.scan.rules.isEmpty)
    #expect(options.scan.skip == ["link"])
    #expect(options.scan.switchedOn == ["entity.*"])
    #expect(options.scan.minimumConfidence == 0.25)
    #expect(options.scan.minimumSeverity == .high)
    #expect(options.quoting == .shown)
  }

  @Test(
    arguments: [
      (#""a\"\\\/\n\t\u0041""#, "a\"\\/\n\tA"), (#""\ud83d\ude00é""#, "😀é"), (#""""#, ""),
    ])
  func `strings have JSON's escapes`(written: String, meant: String) throws {
    var reader = FlatJSON("{\"a\": \(written)}")
    let members = reader.object()
    #expect(members?.map(\.value) == [.string(meant)])
  }

  @Test(
    arguments: [
      "", "null", "[]", "{", "{}}", "{\"a\"}", "{\"a\":}", "{\"a\": 1,}", "{\"a\": [1]}",
      "{\"a\": \"x}", "{\"a\": \"\\ud83d\"}", "{\"a\": \"\\u+041\"}", "{\"a\": nan}",
      "{\"a\": \"line\nbreak\"}", "{\"a\": {}}", "{a: 1}",
    ])
  func `what is no such object is a mistake`(json: String) {
    var reader = FlatJSON(json)
    let members = reader.object()
    #expect(members == nil)
    #expect(throws: SessionOptions.Mistake.self) { try SessionOptions(json: json) }
  }

  @Test(
    arguments: [
      ("{\"audience\": \"dragon\"}", "'dragon' is no audience; there are: official, staff"),
      ("{\"minSeverity\": \"dire\"}", "'dire' is no severity; there are: note, low"),
      ("{\"minConfidence\": 1.5}", "'minConfidence' takes a number from 0 to 1"),
      ("{\"rules\": \"link\"}", "'rules' takes a list of names"),
      ("{\"colour\": \"red\"}", "there is no 'colour'; there are: policies, audience"),
    ])
  func `a mistake says what to write instead`(json: String, words: String) {
    let mistake = #expect(throws: SessionOptions.Mistake.self) { try SessionOptions(json: json) }
    #expect(mistake?.description.hasPrefix("options: " + words) == true)
  }
}
